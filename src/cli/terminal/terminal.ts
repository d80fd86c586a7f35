/** The process around the command line, and how text is shown in a terminal. */

/** What the command line needs of the process around it; tests hand in their own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal in cells, `undefined` where stdout is none. */
  readonly columns: number | undefined;
  out(text: string): void;
  err(text: string): void;
  /** Standard input as bytes: all of it, or of more than `limit` bytes at least so many. */
  readInput(limit: number): Buffer;
}

/** How a report is shown. */
export interface Style {
  readonly color: boolean;
  /** Cells in a line. */
  readonly width: number;
}

/** Whether to colour: an explicit wish first, then `NO_COLOR` and `FORCE_COLOR`, then whether a terminal is there. */
export function wantsColor(wish: boolean | undefined, isTerminal: boolean, env: Terminal["env"]): boolean {
  if (wish !== undefined) return wish;
  if (env["NO_COLOR"]) return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
