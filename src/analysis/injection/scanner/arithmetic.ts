/** Scans an arithmetic expression of the author, and finds how a value leaves it. */
import { expansion } from "./expansions.ts";
import {
  beginCommandName,
  BLANK,
  continueCommandName,
  IDENTIFIER,
  isCommand,
  type Scan,
  type Transition,
} from "./scan.ts";
import type { ScanState } from "./scan-state.ts";

/** Within a name. */
const NAME = 0;
/** Before an operand. */
export const NEEDED = 1;
/** After an operand and a space. */
const COMPLETE = 2;
const NUMBER = 3;
const ZERO = 4;
/** Before an operand that must not be zero. */
const DIVISOR = 5;
/** Directly after the colon of `${X:…}`. */
export const SLICE = 6;

const MOST_PARENTHESES = 2;

/** Whether quotes have a meaning: dash and busybox treat those in `$((…))` as literal characters. */
function readsQuotes({ context }: Scan, { outside }: ScanState): boolean {
  return outside === "ended" || context.outer === "command" || context.isBash;
}

/**
 * The state after text that no shell can compute.
 * @param ready "never" if no command in a subshell can begin with the text either
 */
function broken(state: ScanState, ready: true | "never" = true): ScanState {
  return { ...state, step: NAME, ready: state.ready === "never" ? "never" : ready };
}

export const arithmetic: Transition = (scan, state, char) => {
  const { depth, outside, ready, step } = state;
  const { isSlice, opensArithmetic } = scan.context;
  if (step === SLICE) {
    // An operator other than that of a slice.
    if (/[-=?+]/.test(char)) return { ...state, mode: "expansion" };
    return arithmetic(scan, { ...state, step: NEEDED }, char);
  }
  switch (char) {
    case "(":
      if (depth === MOST_PARENTHESES) return undefined;
      return step === NEEDED ? { ...state, depth: depth + 1 } : broken({ ...state, depth: depth + 1 });
    case "}":
      if (isSlice === undefined || depth > 0) return broken(state);
      if (step === NEEDED || step === DIVISOR || ready !== false) return undefined;
      return { ...state, mode: outside, outside: "word" };
    case ")":
      if (step === NEEDED || step === DIVISOR) return undefined;
      if (depth === 0 && isSlice !== undefined) return broken(state);
      if (depth > 0) return { ...state, depth: depth - 1, step: ready === false ? COMPLETE : step };
      return { ...state, mode: "closing-arithmetic" };
    case "$":
    case "`":
      return expansion(scan, state, char);
    case "\\":
      return broken({ ...state, mode: "escape", back: "arithmetic" });
    case '"':
    case "'":
      if (readsQuotes(scan, state))
        return broken({ ...state, mode: char === '"' ? "arithmetic-double" : "arithmetic-single" });
      // In a subshell, an unpaired quote would quote what follows.
      return broken(state, "never");
    case "#":
      return readsQuotes(scan, state) ? undefined : broken(state);
    default: {
      if (ready !== false) return state;
      const on = next(step, char);
      if (on !== undefined) return { ...state, step: on };
      return broken(state, step === NEEDED && opensArithmetic && OPERATOR.test(char) ? "never" : true);
    }
  }
};

/** Characters that no command begins with. */
const OPERATOR = /[;&|]/;

function next(step: number, char: string): number | undefined {
  if (BLANK.test(char)) return step === NEEDED || step === DIVISOR ? step : COMPLETE;
  if (IDENTIFIER.test(char)) return operand(step, char);
  if (step === NEEDED) return char === "+" || char === "-" ? NEEDED : undefined;
  if (step === DIVISOR) return undefined;
  if (char === "/" || char === "%") return DIVISOR;
  return char === "+" || char === "-" || char === "*" ? NEEDED : undefined;
}

/** A character of a name or a number. The value of a name may be zero, and a number after a zero is octal. */
function operand(step: number, char: string): number | undefined {
  const isDigit = /[0-9]/.test(char);
  switch (step) {
    case NAME:
      return NAME;
    case NUMBER:
      return isDigit ? NUMBER : undefined;
    case NEEDED:
      return isDigit ? (char === "0" ? ZERO : NUMBER) : NAME;
    case DIVISOR:
      return isDigit && char !== "0" ? NUMBER : undefined;
    default:
      return undefined;
  }
}

function quoted(quote: string): Transition {
  return (scan, state, char) => {
    if (char === quote) return { ...state, mode: "arithmetic" };
    if (char === "$" || char === "`") return expansion(scan, state, char);
    return char === "\\" ? { ...state, mode: "escape", back: state.mode } : state;
  };
}

export const arithmeticDouble = quoted('"');
/** bash also expands what is in single quotes here. */
export const arithmeticSingle = quoted("'");

/** Steps of a value that turns the expression into subshells: `1);(id`. Lower numbers are steps within the command's name. */
const WORDS = 10;
const LEFT = 11;
const SEPARATED = 12;
const OPENED = 13;

/** After the first `)`. */
export const closingArithmetic: Transition = (scan, state, char) => {
  const { harm, outside, ready } = state;
  if (char === ")") return ready === false ? { ...state, mode: outside, outside: "word" } : undefined;
  if (!scan.context.mayBeSubshell || harm !== undefined || ready === "never") return undefined;
  return subshell(scan, { ...state, mode: "subshell", step: LEFT }, char);
};

/** bash reads `((` as two subshells if no `))` ends it. */
export const subshell: Transition = (scan, state, char) => {
  const at = (step: number | undefined) => (step === undefined ? undefined : { ...state, step });
  switch (state.step) {
    case LEFT:
      if (BLANK.test(char)) return state;
      return (scan.context.outer === "command" ? /[;|]/ : /[\n;|]/).test(char) ? at(SEPARATED) : undefined;
    case SEPARATED:
      if (BLANK.test(char) || char === "\n") return state;
      return char === "(" ? at(OPENED) : undefined;
    case OPENED:
      return BLANK.test(char) || char === "\n" ? state : at(beginCommandName(scan, char));
    case WORDS:
      return BLANK.test(char) || IDENTIFIER.test(char) ? state : undefined;
    default:
      if (!BLANK.test(char)) return at(continueCommandName(scan, state.step, char));
      return isCommand(scan, state.step) ? { ...state, step: WORDS, harm: "command" } : undefined;
  }
};

/** After the first `(` of a `((` that the value opens. */
export const openingArithmetic: Transition = (_, state, char) =>
  char === "(" ? { ...state, mode: "arithmetic", outside: "ended", step: NEEDED } : undefined;
