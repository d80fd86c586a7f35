/** A step's script as the shell will parse it. */
import type { ParsedScript } from "unbash";
import type { Span } from "./span.ts";

/** `{{ name }}`: pasted by the agent before the shell sees the text. */
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
 * The interpreter as the agent chooses it. `sh` without a shebang: dash on Debian and Ubuntu, bash in POSIX mode on Amazon
 * Linux and RHEL. `other`: Python, PowerShell …, not shell at all.
 */
export interface Interpreter {
  readonly kind: "sh" | "bash" | "dash" | "ksh" | "zsh" | "busybox" | "other";
  /** From a shebang in the first two characters of the first item. */
  readonly shebang: boolean;
  /** Options on the shebang's line: `["-e", "-x"]`. */
  readonly options: readonly string[];
}

export interface ShellScript {
  readonly text: string;
  readonly interpreter: Interpreter;
  /** `undefined` where the interpreter is no shell. Positions index `text`. */
  readonly tree: ParsedScript | undefined;
  readonly placeholders: readonly Placeholder[];
  readonly comments: readonly ShellComment[];
  readonly errors: readonly ShellSyntaxError[];
  /** Commands that may be evaluated of it, where its document holds so many scripts that each has a share. */
  readonly commandShare?: number | undefined;
}
