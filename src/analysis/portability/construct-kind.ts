/** What a kind of construct is, and how it fails. */

/**
 * How a construct fails. parse: the script ends when the shell reads the command; expansion: when it is reached; builtin: a
 * special builtin ends the script; early: its `}` ends the block around it, so that what follows runs at once and the block's own `}`
 * ends the script; command: "not found" or a usage error, and the script continues; meaning: no message.
 * Source of each entry: real dash 0.5.12 and busybox 1.37, see test/differential/shell/portability.test.ts.
 */
export type FailureClass = "parse" | "early" | "expansion" | "builtin" | "command" | "meaning";

export interface ConstructKind {
  readonly fails: FailureClass;
  /** What it is called, in a message: "an array". */
  readonly what: string;
  /** For "meaning" and "command": what happens in place of what is meant. */
  readonly effect?: string;
  /** What to write that every shell understands. */
  readonly instead: string;
  /** busybox 1.37, as Debian builds it, has it. */
  readonly inBusybox?: true;
}

/** What helps where a script needs bash. */
export const BASH = "Run the script by bash: #!/bin/bash as its first line.";
/** What becomes of a command that a shell does not have. */
export const UNKNOWN = "it is not found (status 127)";
