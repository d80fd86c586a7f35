/** An arithmetic expression of the author's, and how a value leaves it. */
import { expansion } from "./expansions.ts";
import { begun, BLANK, continued, IDENTIFIER, isCommand, type Scan, type Transition } from "./scan.ts";
import type { ScanState } from "./scan-state.ts";

/** In a name. */
const NAME = 0;
/** Before an operand. */
const NEEDED = 1;
/** Behind an operand and a space. */
const COMPLETE = 2;
/** What no shell computes. */
const BROKEN = 3;
const NUMBER = 4;
const ZERO = 5;
/** Before an operand that must not be zero. */
const DIVISOR = 6;
/** What no shell computes, and commands in a subshell do not begin with. */
const NO_COMMAND = 7;

const MOST_PARENTHESES = 2;

/** Whether quotes count: dash and busybox read those in `$((…))` as characters. */
function readsQuotes({ context }: Scan, { outside }: ScanState): boolean {
  return outside === "ended" || context.outer === "command" || context.isBash;
}

export const arithmetic: Transition = (scan, state, char) => {
  const { depth } = state;
  const isBroken = state.step === BROKEN || state.step === NO_COMMAND;
  const step = state.ready && !isBroken ? BROKEN : state.step;
  switch (char) {
    case "(":
      if (depth === MOST_PARENTHESES) return undefined;
      return { ...state, depth: depth + 1, step: step === NEEDED ? NEEDED : BROKEN };
    case ")":
      if (step === NEEDED || step === DIVISOR) return undefined;
      if (depth > 0)
        return { ...state, depth: depth - 1, step: step === BROKEN || step === NO_COMMAND ? step : COMPLETE };
      return { ...state, mode: "closing-arithmetic", step };
    case "$":
    case "`":
      return expansion(scan, { ...state, step, ready: step === BROKEN || step === NO_COMMAND }, char);
    case "\\":
      return { ...state, mode: "escape", back: "arithmetic", ready: true };
    case '"':
    case "'":
      if (readsQuotes(scan, state)) return { ...state, mode: char === '"' ? "arithmetic-double" : "arithmetic-single" };
      // To a subshell, an odd one would quote what follows.
      return { ...state, step: NO_COMMAND };
    case "#":
      return readsQuotes(scan, state) ? undefined : { ...state, step: step === NO_COMMAND ? step : BROKEN };
    default:
      if (step === NEEDED && scan.context.opensArithmetic && OPERATOR.test(char)) return { ...state, step: NO_COMMAND };
      return { ...state, step: next(step, char) };
  }
};

/** No command begins with it. */
const OPERATOR = /[;&|]/;

function next(step: number, char: string): number {
  if (step === BROKEN || step === NO_COMMAND) return step;
  if (BLANK.test(char)) return step === NEEDED || step === DIVISOR ? step : COMPLETE;
  if (IDENTIFIER.test(char)) return operand(step, char);
  if (step === NEEDED) return char === "+" || char === "-" ? NEEDED : BROKEN;
  if (step === DIVISOR) return BROKEN;
  if (char === "/" || char === "%") return DIVISOR;
  return char === "+" || char === "-" || char === "*" ? NEEDED : BROKEN;
}

/** A character of a name or a number. A name may stand for zero, and a number behind one is octal. */
function operand(step: number, char: string): number {
  const isDigit = /[0-9]/.test(char);
  switch (step) {
    case NAME:
      return NAME;
    case NUMBER:
      return isDigit ? NUMBER : BROKEN;
    case NEEDED:
      return isDigit ? (char === "0" ? ZERO : NUMBER) : NAME;
    case DIVISOR:
      return isDigit && char !== "0" ? NUMBER : BROKEN;
    default:
      return BROKEN;
  }
}

function quoted(quote: string): Transition {
  return (scan, state, char) => {
    if (char === quote) return { ...state, mode: "arithmetic", step: BROKEN };
    if (char === "$" || char === "`") return expansion(scan, state, char);
    return char === "\\" ? { ...state, mode: "escape", back: state.mode } : state;
  };
}

export const arithmeticDouble = quoted('"');
/** Bash expands what is in them, too. */
export const arithmeticSingle = quoted("'");

/** How far a value has come that makes a subshell of the expression: `1);(id`. Numbers below are those of the command's name. */
const WORDS = 10;
const LEFT = 11;
const SEPARATED = 12;
const OPENED = 13;

/** Behind the first `)`. */
export const closingArithmetic: Transition = (scan, state, char) => {
  if (char === ")")
    return state.step === BROKEN || state.step === NO_COMMAND
      ? undefined
      : { ...state, mode: state.outside, outside: "word", ready: false };
  if (!scan.context.mayBeSubshell || state.harm !== undefined || state.step === NO_COMMAND) return undefined;
  return subshell(scan, { ...state, mode: "subshell", step: LEFT }, char);
};

/** Bash takes `((` for two subshells if no `))` ends it. */
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
      return BLANK.test(char) || char === "\n" ? state : at(begun(scan, char));
    case WORDS:
      return BLANK.test(char) || IDENTIFIER.test(char) ? state : undefined;
    default:
      if (!BLANK.test(char)) return at(continued(scan, state.step, char));
      return isCommand(scan, state.step) ? { ...state, step: WORDS, harm: "command" } : undefined;
  }
};

/** Behind the first `(` of a `((` that the value opens. */
export const openingArithmetic: Transition = (_, state, char) =>
  char === "(" ? { ...state, mode: "arithmetic", outside: "ended", step: NEEDED } : undefined;
