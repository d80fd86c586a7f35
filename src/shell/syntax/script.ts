/** The parsed script of a step: its text, interpreter, syntax tree, placeholders and comments. */
import type { ParsedScript } from "unbash";
import type { Span } from "../spans/span.ts";

/** `{{ name }}`: the agent replaces it before the shell sees the text. */
export interface Placeholder extends Span {
  readonly type: "Placeholder";
  /** The text between the braces, trimmed: `bucket`, `step.Output`, `global:REGION`, `ssm:/a/b`. */
  readonly name: string;
}

/** A `#` comment of the shell. `value` is the text after `#`. */
export interface ShellComment extends Span {
  readonly type: "Comment";
  readonly value: string;
}

export interface ShellSyntaxError {
  readonly message: string;
  readonly pos: number;
}

/**
 * The interpreter that the agent chooses. `sh` without a shebang: dash on Debian and Ubuntu, bash in POSIX mode on Amazon Linux
 * and RHEL. `other`: Python, PowerShell …, not a shell.
 */
export interface Interpreter {
  readonly kind: "sh" | "bash" | "dash" | "ksh" | "zsh" | "busybox" | "other";
  /** Whether it comes from a shebang in the first two characters of the first item. */
  readonly shebang: boolean;
  /** The options in the shebang line: `["-e", "-x"]`. */
  readonly options: readonly string[];
}

export interface ShellScript {
  readonly text: string;
  readonly interpreter: Interpreter;
  /** `undefined` if the interpreter is not a shell. Positions index `text`. */
  readonly tree: ParsedScript | undefined;
  readonly placeholders: readonly Placeholder[];
  readonly comments: readonly ShellComment[];
  readonly errors: readonly ShellSyntaxError[];
  /** How many of its commands may be evaluated, if its document contains so many scripts that each has only a share. */
  readonly commandShare?: number | undefined;
  /** The values that the document permits for its parameters, by their names. The others may have any value. */
  readonly permitted?: ReadonlyMap<string, readonly string[]> | undefined;
}
