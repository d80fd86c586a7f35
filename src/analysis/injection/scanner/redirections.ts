/** Scans redirections and process substitutions. */
import { BLANK, ENDS_WORD, type Transition } from "./scan.ts";
import { unquoted } from "./words.ts";

/** After `<` or `>`. */
export const redirect: Transition = (scan, state, char) => {
  const { operator } = state;
  const { hereDocument, processSubstitution } = scan.context;
  if (char === "(" && operator.length === 1 && processSubstitution)
    return process(scan, { ...state, back: "word" }, char);
  if (char === "<" && operator === "<" && hereDocument !== undefined && state.harm !== undefined)
    return { ...state, mode: "delimiter", step: 0 };
  // The command would not run if the file does not exist.
  if (state.own && state.harm !== undefined && operator.startsWith("<")) return undefined;
  if (BLANK.test(char)) return { ...state, operator: `${operator[0]} ` };
  if (char === ">" && operator === ">") return { ...state, operator: ">>" };
  if (char === "|" && operator === ">") return { ...state, operator: ">|" };
  if (scan.isAuthors) return unquoted(scan, { ...state, mode: "word" }, char);
  if (!/[A-Za-z_]/.test(char)) return undefined;
  if (operator.startsWith("<")) return { ...state, mode: "word" };
  return { ...state, mode: "target", harm: state.harm ?? (state.own ? undefined : "write") };
};

/** In the name of a file that is created in the current directory. */
export const target: Transition = (scan, state, char) => {
  if (ENDS_WORD.test(char)) return unquoted(scan, { ...state, mode: "word" }, char);
  return /[\w.:=@%+,-]/.test(char) ? state : undefined;
};

/** After the `<` or `>` that opens a process substitution. */
export const process: Transition = (scan, state, char) => {
  // After a value that has left an expression, `>((` would be read as arithmetic.
  if (char === "(" && scan.context.quoting === "arithmetic" && state.harm !== undefined) return undefined;
  if (char === "(") return { ...state, mode: "substitution", step: 0, operator: ")" };
  return state.back === "expansion" ? scan.next({ ...state, mode: "expansion" }, char) : undefined;
};
