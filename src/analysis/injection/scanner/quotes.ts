/** Scans quotes and the backslash. */
import { expansion } from "./expansions.ts";
import { beginCommandName, continueCommandName, afterLiteral, NO_NAME, type Transition } from "./scan.ts";

export const double: Transition = (scan, state, char) => {
  if (state.outside === "name" && char !== '"') return inName(scan, state, char);
  if (char === '"') return { ...state, mode: state.outside, outside: "word" };
  if (char === "\\") return { ...state, mode: "escape", back: "double" };
  if (char === "$" || char === "`") return expansion(scan, state, char);
  return afterLiteral(scan, state, char);
};

export const single: Transition = (scan, state, char) => {
  if (char === "'") return { ...state, mode: state.outside, outside: "word" };
  return state.outside === "name" ? inName(scan, state, char) : afterLiteral(scan, state, char);
};

/** In quotes of the author that contain the name of a command. */
const inName: Transition = (scan, state, char) => {
  const isFirst = state.step === NO_NAME;
  const step = scan.isAuthors
    ? undefined
    : isFirst
      ? beginCommandName(scan, char)
      : continueCommandName(scan, state.step, char);
  return step === undefined ? scan.next({ ...state, outside: "word", step: 0 }, char) : { ...state, step };
};

/** After a backslash. */
export const escape: Transition = (scan, state, char) => {
  // A line continuation, which the shell removes.
  if (char === "\n" && state.back === "word") return undefined;
  return { ...afterLiteral(scan, state, char), mode: state.back === "gap" ? "word" : state.back };
};
