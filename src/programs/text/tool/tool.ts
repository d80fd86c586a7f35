/** Programs that turn text into text, as pure functions. */

export interface ToolResult {
  readonly stdout: string;
  /** Whether the exit status is zero. */
  readonly success: boolean;
}

/**
 * What a program prints for `argv` (`argv[0]` its name) and `stdin`. `undefined` where ssmlint does not know: an option
 * or construct that is not simulated, one that versions of the program read differently, or bad usage.
 * Debian's GNU grep 3.11, sed 4.9, coreutils 9 and what mawk 1.3.4 and gawk 5.2 agree on are the reference.
 */
export type TextTool = (argv: readonly string[], stdin: string) => ToolResult | undefined;

/** The lines of `text` without their newlines; a last line without one counts as a line. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** `lines`, each with a newline at its end. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** A result that exits with zero. */
export function printed(stdout: string): ToolResult {
  return { stdout, success: true };
}
