/** The interface between the command line and the process. */
import { safeOutput, visibleLine, type Permitted } from "./safe-text.ts";

/** The process itself, which writes its input unchanged. Tests pass in their own implementation. */
export interface RawTerminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal in cells; `undefined` if stdout is not a terminal. */
  readonly columns: number | undefined;
  out(text: string): void;
  err(text: string): void;
  /** Reads standard input as bytes: all of it or, if it is longer than `limit` bytes, at least `limit` bytes. */
  readInput(limit: number): Buffer;
}

/** The process with a guard in front: no output reaches a terminal or a runner as a command. */
export interface Terminal extends RawTerminal {
  out(text: string, permitted?: Permitted): void;
  err(text: string, permitted?: Permitted): void;
  /** Writes the user's own text to stdout: unchanged to a file or pipe, made safe to a terminal. */
  pass(text: string): void;
  /** Shows a line on stderr in place of the previous one; `undefined` removes the line. */
  status(line: string | undefined): void;
}

const REMOVE_LINE = "\r\u001B[2K";

/** Adds the guard to a terminal. Everything that a run prints passes through it. */
export function guardTerminal<Raw extends RawTerminal>(raw: Raw): Raw & Terminal {
  let isStatusShown = false;
  const removeStatus = () => {
    if (isStatusShown) raw.err(REMOVE_LINE);
    isStatusShown = false;
  };
  return {
    ...raw,
    readInput: (limit) => raw.readInput(limit),
    out(text, permitted) {
      removeStatus();
      raw.out(safeOutput(text, permitted));
    },
    err(text, permitted) {
      removeStatus();
      raw.err(safeOutput(text, permitted));
    },
    pass(text) {
      removeStatus();
      raw.out(raw.stdoutIsTerminal ? safeOutput(text) : text);
    },
    status(line) {
      removeStatus();
      if (line === undefined) return;
      isStatusShown = true;
      raw.err(safeOutput(visibleLine(line)));
    },
  };
}

/** Width of output that does not go to a terminal. */
export const DEFAULT_WIDTH = 120;

/** The layout of human-readable text. */
export interface Style {
  readonly color: boolean;
  /** Cells per line. */
  readonly width: number;
}

/** Whether to use colours. An explicit option wins, then `NO_COLOR` and `FORCE_COLOR`, then whether the output is a terminal. */
export function wantsColor(wish: boolean | undefined, isTerminal: boolean, env: RawTerminal["env"]): boolean {
  if (wish !== undefined) return wish;
  if (env["NO_COLOR"]) return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
