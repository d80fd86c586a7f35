/** Scans what `$` and the backtick begin, and the operand of `${X:-…}`. */
import { BRACE_OPERATOR, IDENTIFIER, type Transition } from "./scan.ts";
import type { Mode } from "./scan-state.ts";

/** A `$` or a backtick in text that is expanded; `undefined` for other characters, and if it cannot lead to harm. */
export const expansion: Transition = ({ context }, state, char) => {
  const { mode } = state;
  const back = mode === "gap" || mode === "name" || mode === "needed" ? "word" : mode;
  if (char === "$") return { ...state, mode: "dollar", back, step: back === "arithmetic" ? state.step : 0 };
  if (char !== "`" || context.inBackticks) return undefined;
  return { ...state, mode: "substitution", back, step: 0, operator: "`" };
};

/** Modes in which `$'…'` has no special meaning. */
const NOT_QUOTED: ReadonlySet<Mode> = new Set([
  "double",
  "body",
  "arithmetic",
  "arithmetic-double",
  "arithmetic-single",
]);

export const dollar: Transition = (scan, state, char) => {
  if (char === "(") return { ...state, mode: "substitution", step: 0, operator: ")" };
  if (char === "{") return { ...state, mode: "braces", step: 0 };
  // `$$` is the shell's process id.
  if (char === "$") return { ...state, mode: state.back };
  if (char === "'" && !NOT_QUOTED.has(state.back)) return undefined;
  const next = { ...state, mode: state.back };
  // In arithmetic, such a `$` is a literal character: an operand that no shell can compute.
  const isLiteral = state.back === "arithmetic" && state.ready === false && !IDENTIFIER.test(char);
  return scan.next(isLiteral ? { ...next, step: 0, ready: true } : next, char);
};

export const braces: Transition = ({ context }, state, char) => {
  if (char === "}") return state.step > 0 ? { ...state, mode: state.back, step: 0 } : undefined;
  if (IDENTIFIER.test(char)) return { ...state, step: 1 };
  if (state.step === 0 || !BRACE_OPERATOR.test(char)) return undefined;
  return { ...state, mode: context.quoting === "expansion" ? "expansion" : "skipped-braces" };
};

export const skippedBraces: Transition = (_, state, char) => {
  if (char === "}") return { ...state, mode: state.back, step: 0 };
  return /["'`$\\\n]/.test(char) ? undefined : state;
};

/** In the operand of one of the author's expansions. */
export const inExpansion: Transition = (scan, state, char) => {
  const inDouble = scan.context.outer === "double";
  switch (char) {
    case "}":
      if (state.ready === true) return state;
      return { ...state, mode: inDouble ? "double" : "word", outside: "word" };
    case '"':
      return { ...state, mode: "double", outside: "expansion" };
    case "'":
      if (!inDouble) return { ...state, mode: "single", outside: "expansion" };
      // bash requires a closing quote, although it expands the text between the quotes.
      return scan.context.isBash ? { ...state, ready: state.ready !== true } : state;
    case "\\":
      return { ...state, mode: "escape", back: "expansion" };
    case "$":
    case "`":
      return expansion(scan, state, char);
    case "<":
    case ">":
      // This may or may not begin a process substitution.
      if (inDouble || !scan.context.processSubstitution) return state;
      return { ...state, mode: "process", back: "expansion" };
    default:
      return state;
  }
};
