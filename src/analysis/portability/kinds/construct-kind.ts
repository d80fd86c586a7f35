/** The type of a construct kind: its description and how it fails. */

/**
 * How a construct fails. parse: the script ends when the shell reads the command; expansion: it ends when the construct is
 * reached; builtin: a special builtin ends the script; early: the construct's `}` ends the block around it, so that what follows
 * runs immediately and the block's own `}` ends the script; command: "not found" or a usage error, and the script continues;
 * meaning: a different meaning without any message. Source of each entry: real dash 0.5.12 and busybox 1.37, see
 * test/differential/shell/portability.test.ts.
 */
export type FailureClass = "parse" | "early" | "expansion" | "builtin" | "command" | "meaning";

export interface ConstructKind {
  readonly fails: FailureClass;
  /** How messages name the construct: "an array". */
  readonly what: string;
  /** For "meaning" and "command": what happens instead of the intended effect. */
  readonly effect?: string;
  /** The replacement that every shell understands. */
  readonly instead: string;
  /** Whether busybox 1.37, as Debian builds it, supports the construct. */
  readonly inBusybox?: true;
}

/** The advice if a script needs bash. */
export const BASH = "Run the script with bash: #!/bin/bash as its first line.";
/** The effect of a command that a shell does not have. */
export const UNKNOWN = "it is not found (status 127)";
/** The effect of a condition that a shell rejects. */
export const FALSE = "it prints an error and the condition is false";
