/** How a program was started whose failure may go unnoticed, and what the script does about the failure. */
import type { Scope } from "./invocation.ts";

/**
 * How a program was started and its failure was handled; each boolean is true if it is true on any of the paths, unless it says
 * otherwise.
 */
export interface Circumstances {
  /** `set -e` was on. */
  readonly errexit: boolean;
  /** It was in a substitution, around which `set -e` was on. */
  readonly errexitAround: boolean;
  readonly pipefail: boolean;
  /** Its status, or that of the function around it, was part of a condition, where `set -e` has no effect. */
  readonly tested: boolean;
  /** Its status was not part of a condition. */
  readonly untested: boolean;
  /** On all paths, the status of the call of the function around it is tested, and not that of a list that contains the call. */
  readonly isCallTested: boolean;
  /** The last construct that tested the failure and passed it on: `|| return 1`. */
  readonly handedOn?: HandingOn | undefined;
  /** The statuses that its failure was last turned into: the 3 of `|| exit 3`, the 1 of `|| false`. Empty if it is its own. */
  readonly turned?: ReadonlySet<string>;
  /** Its failure makes a loop run another iteration. */
  readonly retried?: boolean | undefined;
  /** The last program before `exit $?`, if it prints a message about the failure or cleans up. */
  readonly message?: string | undefined;
  /** The variable that its failure sets, if that is the only response and nothing reads it. */
  readonly flag?: LostFlag | undefined;
  /** The number that its status is compared with, if it is not 0. */
  readonly only?: string | undefined;
  /** The file that it should write, if a test found the file of an earlier call. */
  readonly old?: string | undefined;
  /** The `EXIT` trap of its shell may end that with success, whatever its status was. */
  readonly overruled?: boolean | undefined;
  /** The process that `set -e` ends because of its failure, if that is not the script. */
  readonly ends?: Scope | undefined;
}

/** A variable that records a failure, and how that is lost before anything reads it. */
export interface LostFlag {
  readonly name: string;
  /** The process at whose end it is lost; `undefined` if it is not lost with a process of its own. */
  readonly scope: Scope | undefined;
  /** The end of that process or of the script, the return of the function in which it is local, or another value. */
  readonly by: "process" | "end" | "return" | "reset" | "unset";
}

/** How a failure was passed on. */
export interface HandingOn {
  /** The function or process that ends with the failure; `undefined` if it is the script. */
  readonly scope: Scope | undefined;
  /** It ends with 0 nevertheless: `if ! aws …; then exit $?`. */
  readonly asSuccess: boolean;
  /** The program that ends the process: `timeout`. */
  readonly program?: string;
}
