/** Arithmetic: in an expression of the author's, and in a variable that bash computes with. */
import { expansion } from "./expansions.ts";
import { BLANK, IDENTIFIER, type Scan, type Transition } from "./scan.ts";

/** Whether quotes count: dash and busybox read those in `$((…))` as characters. */
function readsQuotes({ context }: Scan): boolean {
  return context.outer === "command" || context.isBash;
}

export const arithmetic: Transition = (scan, state, char) => {
  switch (char) {
    case ")":
      return state.step === 1 ? undefined : { ...state, mode: "closing-arithmetic" };
    case "$":
    case "`":
      return expansion(scan, state, char);
    case "\\":
      return { ...state, mode: "escape", back: "arithmetic" };
    case '"':
    case "'":
      if (readsQuotes(scan)) return { ...state, mode: char === '"' ? "arithmetic-double" : "arithmetic-single" };
      return { ...state, step: 1 };
    case "#":
      return readsQuotes(scan) && state.step === 1 ? undefined : { ...state, step: 1 };
    default:
      return BLANK.test(char) ? state : { ...state, step: IDENTIFIER.test(char) ? 0 : 1 };
  }
};

function quoted(quote: string): Transition {
  return (scan, state, char) => {
    if (char === quote) return { ...state, mode: "arithmetic", step: 0 };
    if (char === "$" || char === "`") return expansion(scan, state, char);
    return char === "\\" ? { ...state, mode: "escape", back: state.mode } : state;
  };
}

export const arithmeticDouble = quoted('"');
/** Bash expands what is in them, too. */
export const arithmeticSingle = quoted("'");

/** Behind the first `)`. */
export const closingArithmetic: Transition = (scan, state, char) =>
  char === ")"
    ? { ...state, mode: state.outside, outside: "word" }
    : arithmetic(scan, { ...state, mode: "arithmetic" }, char);

/** Behind the first `(` of a `((` that the value opens. */
export const openingArithmetic: Transition = (_, state, char) =>
  char === "(" ? { ...state, mode: "arithmetic", outside: "gap", step: 1 } : undefined;

/** In text that bash evaluates as an expression: it runs the substitutions in the subscripts of arrays. */
export const computed: Transition = (_, state, char) => {
  if (char === "[") return state.mode === "computed-name" ? { ...state, mode: "subscript" } : undefined;
  if (/["'`$\\]/.test(char)) return undefined;
  const inName = state.mode === "computed-name" ? IDENTIFIER.test(char) : /[A-Za-z_]/.test(char);
  return { ...state, mode: inName ? "computed-name" : "computed" };
};

export const subscript: Transition = (scan, state, char) => {
  if (char === "]") return state.harm === undefined ? undefined : { ...state, mode: "computed" };
  if (char === "$" || char === "`") return expansion(scan, state, char);
  return /["'\\\n]/.test(char) ? undefined : state;
};
