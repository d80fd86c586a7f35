/** What the command line needs of the process around it. */
import { safeOutput, visibleLine, type Permitted } from "./safe-text.ts";

/** The process itself: what it is given is written as it is. Tests pass in their own. */
export interface RawTerminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal in cells, `undefined` if stdout is none. */
  readonly columns: number | undefined;
  out(text: string): void;
  err(text: string): void;
  /** Standard input as bytes: all of it, or, of more than `limit` bytes, at least so many. */
  readInput(limit: number): Buffer;
}

/** The process with a guard before it: nothing in what it is given reaches a terminal or a runner as a command. */
export interface Terminal extends RawTerminal {
  out(text: string, permitted?: Permitted): void;
  err(text: string, permitted?: Permitted): void;
  /** Writes a person's own text to stdout, character by character as it is, but to a terminal safely. */
  pass(text: string): void;
  /** Shows a line on stderr in place of the one shown before; `undefined` removes it. */
  status(line: string | undefined): void;
}

const REMOVE_LINE = "\r\u001B[2K";

/** The guard: everything that a run prints passes here. */
export function guarded<Raw extends RawTerminal>(raw: Raw): Raw & Terminal {
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

/** Width of what is not written to a terminal. */
export const DEFAULT_WIDTH = 120;

/** How text for people is laid out. */
export interface Style {
  readonly color: boolean;
  /** Cells in a line. */
  readonly width: number;
}

/** Whether to colour: an explicit wish first, then `NO_COLOR` and `FORCE_COLOR`, then whether a terminal is there. */
export function wantsColor(wish: boolean | undefined, isTerminal: boolean, env: RawTerminal["env"]): boolean {
  if (wish !== undefined) return wish;
  if (env["NO_COLOR"]) return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
