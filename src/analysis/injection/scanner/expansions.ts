/** What `$` and the backtick begin, and the operand of `${X:-…}`. */
import { BRACE_OPERATOR, IDENTIFIER, type Transition } from "./scan.ts";
import type { Mode } from "./scan-state.ts";

/** `$` or a backtick in text that is expanded; `undefined` for other characters, and where it leads to nothing. */
export const expansion: Transition = ({ context }, state, char) => {
  const { mode } = state;
  const back = mode === "gap" || mode === "name" || mode === "needed" ? "word" : mode;
  if (char === "$") return { ...state, mode: "dollar", back, step: back === "arithmetic" ? state.step : 0 };
  if (char !== "`" || context.inBackticks) return undefined;
  return { ...state, mode: "substitution", back, step: 0, operator: "`" };
};

/** Where `$'…'` means nothing. */
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
  // `$$` is the shell's number.
  if (char === "$") return { ...state, mode: state.back };
  if (char === "'" && !NOT_QUOTED.has(state.back)) return undefined;
  // What computes takes it for a character.
  const ready = state.back === "arithmetic" && state.ready === false && !IDENTIFIER.test(char) ? true : state.ready;
  return scan.next({ ...state, mode: state.back, ready }, char);
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

/** In the operand of an expansion of the author's. */
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
      // To bash it has to have a second one, though what stands between is expanded all the same.
      return scan.context.isBash ? { ...state, ready: state.ready !== true } : state;
    case "\\":
      return { ...state, mode: "escape", back: "expansion" };
    case "$":
    case "`":
      return expansion(scan, state, char);
    case "<":
    case ">":
      // It may be one, and need not.
      if (inDouble || !scan.context.processSubstitution) return state;
      return { ...state, mode: "process", back: "expansion" };
    default:
      return state;
  }
};
