/** Scans a substitution that the value opens: a command in it, and what may follow the command until the substitution is closed. */
import {
  beginCommandName,
  BLANK,
  continueCommandName,
  ENDS_WORD,
  isCommand,
  NAME_START,
  type Transition,
} from "./scan.ts";
import type { ScanState } from "./scan-state.ts";

/** Steps within a substitution. Lower numbers are steps within the command's name. */
const BEFORE = 0;
/** In the words of the command. */
const WORDS = 10;
/** After `;`, a line break or `&`: another command may follow. */
const ENDED = 11;
/** Directly after `&`, `|` or `>`. */
const AMPERSAND = 12;
const PIPE = 13;
const GREATER = 14;
/** A command must follow. */
const DEMANDED = 15;
/** A file's name must follow. */
const FILE = 16;
const FILE_NAME = 17;

/** Steps at which the substitution may be closed. */
const COMPLETE: ReadonlySet<number> = new Set([WORDS, ENDED, AMPERSAND, FILE_NAME]);

export const substitution: Transition = (scan, state, char) => {
  const { operator, step } = state;
  if (char === operator) return closed(state, COMPLETE.has(step) || isCommand(scan, step));
  if (step === BEFORE) {
    // `$((` in a value that has already run its command.
    if (char === "(" && scan.context.quoting === "arithmetic" && operator === ")" && state.harm !== undefined)
      return { ...state, mode: "arithmetic", outside: state.back, operator: "", step: 1, ready: false };
    if (BLANK.test(char) || char === "\n") return state;
    return scan.isAuthors ? undefined : at(state, beginCommandName(scan, char));
  }
  if (/["'`$\\()#]/.test(char)) return undefined;
  if (step >= WORDS) return at(state, behind(step, char));
  if (ENDS_WORD.test(char)) return isCommand(scan, step) ? at(state, behind(WORDS, char)) : undefined;
  return at(state, continueCommandName(scan, step, char));
};

function at(state: ScanState, step: number | undefined): ScanState | undefined {
  return step === undefined ? undefined : { ...state, step };
}

function closed(state: ScanState, runs: boolean): ScanState | undefined {
  // An empty substitution is allowed: it runs nothing.
  if (!runs && state.step !== BEFORE) return undefined;
  return { ...state, mode: state.back, step: 0, operator: "", harm: runs ? "command" : state.harm };
}

/** The step after the command's name; `undefined` if the shell cannot parse the text, or the command may not run. */
function behind(step: number, char: string): number | undefined {
  switch (step) {
    case WORDS:
    case FILE_NAME:
      if (BLANK.test(char)) return WORDS;
      if (char === ";" || char === "\n") return ENDED;
      if (char === "&") return AMPERSAND;
      if (char === "|") return PIPE;
      if (char === ">") return GREATER;
      if (char === "<") return undefined;
      if (step === FILE_NAME) return /[\w.:=@%+,-]/.test(char) ? FILE_NAME : undefined;
      return WORDS;
    case AMPERSAND:
      return char === "&" ? DEMANDED : behind(ENDED, char);
    case ENDED:
      if (BLANK.test(char) || char === "\n") return ENDED;
      return NAME_START.test(char) ? WORDS : undefined;
    case PIPE:
      return char === "|" || char === "&" ? DEMANDED : behind(DEMANDED, char);
    case DEMANDED:
      if (BLANK.test(char) || char === "\n") return DEMANDED;
      return NAME_START.test(char) ? WORDS : undefined;
    case GREATER:
      return char === ">" || char === "|" ? FILE : behind(FILE, char);
    default:
      if (BLANK.test(char)) return FILE;
      return /[A-Za-z_]/.test(char) ? FILE_NAME : undefined;
  }
}
