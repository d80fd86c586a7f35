/**
 * Constructs of bash that dash and busybox do not have or interpret differently, by name, and the occurrences of a construct in a
 * script.
 */
import type { ScriptEdit } from "../../document/index.ts";
import type { Span } from "../../shell/index.ts";
import { COMMAND_KINDS } from "./kinds/command-kinds.ts";
import type { ConstructKind } from "./kinds/construct-kind.ts";
import { EXPANSION_KINDS } from "./kinds/expansion-kinds.ts";
import { REDIRECT_KINDS } from "./kinds/redirect-kinds.ts";
import { SYNTAX_KINDS } from "./kinds/syntax-kinds.ts";

export { BASH, type ConstructKind, type FailureClass } from "./kinds/construct-kind.ts";

export const CONSTRUCTS = { ...SYNTAX_KINDS, ...REDIRECT_KINDS, ...EXPANSION_KINDS, ...COMMAND_KINDS } as const;

export type ConstructName = keyof typeof CONSTRUCTS;

/** What ends if a construct ends its shell: the whole script, or a part without which the script continues. */
export type Stopped = "script" | "subshell" | "substitution" | "pipeline" | "background" | "shell";

export interface FoundConstruct {
  readonly name: ConstructName;
  readonly span: Span;
  /** An equivalent POSIX spelling, if there is one. */
  readonly fix?: readonly ScriptEdit[] | undefined;
  /**
   * Whether busybox supports this occurrence, if that differs within the kind; the name of another kind if it fails differently
   * there than in dash.
   */
  readonly inBusybox?: boolean | ConstructName | undefined;
  /** Whether dash supports the construct, and only busybox does not. */
  readonly inDash?: boolean | undefined;
  /** Whether the construct is only parsed and never run. */
  readonly isUnreached?: boolean | undefined;
  /**
   * If `set -e` is on where the construct fails: "stops" if it stops the script, "may stop" if that depends on the function's
   * caller.
   */
  readonly errexit?: "stops" | "may stop" | undefined;
  /** "script" if omitted. */
  readonly stops?: Stopped | undefined;
}

/** Returns the kind of the construct in busybox 1.37; `undefined` if it behaves as in bash. */
export function nameInBusybox({ name, inBusybox }: FoundConstruct): ConstructName | undefined {
  const kind: ConstructKind = CONSTRUCTS[name];
  const known = inBusybox ?? kind.inBusybox === true;
  return typeof known === "string" ? known : known ? undefined : name;
}
