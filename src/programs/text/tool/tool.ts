/** Models of programs that transform text, as pure functions. */

export interface ToolResult {
  readonly stdout: string;
  /** Whether the exit status is zero. */
  readonly success: boolean;
}

/**
 * What a program prints for `argv` (`argv[0]` is its name) and `stdin`. `undefined` if ssmlint does not know: an option or
 * construct that is not simulated, one that versions of the program read differently, or a usage error. The reference is
 * Debian's GNU grep 3.11, sed 4.9 and coreutils 9, and for awk what mawk 1.3.4 and gawk 5.2 agree on.
 */
export type TextTool = (argv: readonly string[], stdin: string) => ToolResult | undefined;

/** The lines of `text` without their newlines. A last line without a newline counts as a line. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Joins `lines`, each followed by a newline. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** A result with exit status zero. */
export function printedResult(stdout: string): ToolResult {
  return { stdout, success: true };
}
