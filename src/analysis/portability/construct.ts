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
  /** Whether busybox has it, if not all of this kind are alike. */
  readonly inBusybox?: boolean | undefined;
  /** "script" if nothing is given. */
  readonly stops?: Stopped | undefined;
}

/** Whether busybox 1.37 behaves as bash. */
export function isInBusybox({ name, inBusybox }: FoundConstruct): boolean {
  const kind: ConstructKind = CONSTRUCTS[name];
  return inBusybox ?? kind.inBusybox === true;
}
