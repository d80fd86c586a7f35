/** Scans a variable's value that bash computes with: bash runs the substitutions in array subscripts, as far as it parses the text. */
import { expansion } from "./expansions.ts";
import { BLANK, IDENTIFIER, type Transition } from "./scan.ts";

/** Before an operand; after an operand; directly after a subscript; after everything that bash must be able to parse. */
const NEEDED = 0;
const COMPLETE = 1;
const BEHIND_SUBSCRIPT = 2;
const READ = 3;

/** What may follow a subscript: bash parses up to here before it computes. */
const TOKEN = /[()+*/%<>=!&|^?:,~-]/;

/** In text that bash evaluates as an expression. */
export const computed: Transition = ({ context }, state, char) => {
  const { step } = state;
  if (context.role === "name" && (step !== NEEDED || !/[A-Za-z_]/.test(char))) return undefined;
  if (/["'`$\\]/.test(char)) return undefined;
  if (BLANK.test(char) || step === READ) return state;
  if (step === BEHIND_SUBSCRIPT) return TOKEN.test(char) ? { ...state, step: READ } : undefined;
  if (step === COMPLETE) {
    if (/[0-9]/.test(char)) return state;
    return /[-+*/%<>,]/.test(char) ? { ...state, step: NEEDED } : undefined;
  }
  if (/[0-9]/.test(char)) return { ...state, step: COMPLETE };
  if (/[A-Za-z_]/.test(char)) return { ...state, mode: "computed-name" };
  return /[-+!~(]/.test(char) ? state : undefined;
};

export const computedName: Transition = (scan, state, char) => {
  if (char === "[") return { ...state, mode: "subscript" };
  if (IDENTIFIER.test(char)) return state;
  return char === "=" && scan.context.role !== "name"
    ? { ...state, mode: "computed", step: NEEDED }
    : computed(scan, { ...state, mode: "computed", step: COMPLETE }, char);
};

/** In the subscript of an array. */
export const subscript: Transition = (scan, state, char) => {
  if (char === "]")
    return state.harm === undefined ? undefined : { ...state, mode: "computed", step: BEHIND_SUBSCRIPT };
  if (char === "$" || char === "`") return expansion(scan, state, char);
  return /["'\\\n]/.test(char) ? undefined : state;
};
