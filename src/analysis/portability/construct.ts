/** Constructs of bash that dash and busybox do not have or read otherwise, by name, and what is found of one in a script. */
import type { ScriptEdit } from "../../document/index.ts";
import type { Span } from "../../shell/index.ts";
import { COMMAND_KINDS } from "./command-kinds.ts";
import type { ConstructKind } from "./construct-kind.ts";
import { EXPANSION_KINDS } from "./expansion-kinds.ts";
import { REDIRECT_KINDS } from "./redirect-kinds.ts";
import { SYNTAX_KINDS } from "./syntax-kinds.ts";

export { BASH, type ConstructKind, type FailureClass } from "./construct-kind.ts";

export const CONSTRUCTS = { ...SYNTAX_KINDS, ...REDIRECT_KINDS, ...EXPANSION_KINDS, ...COMMAND_KINDS } as const;

export type ConstructName = keyof typeof CONSTRUCTS;

/** What ends with the shell that a construct ends: all of the script, or a part that the script does without. */
export type Stopped = "script" | "subshell" | "substitution" | "pipeline" | "background" | "shell";

export interface FoundConstruct {
  readonly name: ConstructName;
  readonly span: Span;
  /** A POSIX spelling that means the same, if there is one. */
  readonly fix?: readonly ScriptEdit[] | undefined;
  /** Whether busybox has it, if not all of this kind are alike; the name of what it is there, if it fails in another way than in dash. */
  readonly inBusybox?: boolean | ConstructName | undefined;
  /** Whether dash has it, and only busybox does not. */
  readonly inDash?: boolean | undefined;
  /** Only who parses it notices it. */
  readonly isUnreached?: boolean | undefined;
  /** `set -e` is on where it fails: it stops the script, or whether it counts depends on who calls the function. */
  readonly errexit?: "stops" | "may stop" | undefined;
  /** "script" if nothing is given. */
  readonly stops?: Stopped | undefined;
}

/** What the construct is in busybox 1.37; `undefined` if it behaves as bash. */
export function nameInBusybox({ name, inBusybox }: FoundConstruct): ConstructName | undefined {
  const kind: ConstructKind = CONSTRUCTS[name];
  const known = inBusybox ?? kind.inBusybox === true;
  return typeof known === "string" ? known : known ? undefined : name;
}
