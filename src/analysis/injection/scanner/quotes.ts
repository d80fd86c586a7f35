/** Scans quotes and the backslash. */
import { expansion } from "./expansions.ts";
import { begun, continued, literally, NO_NAME, type Transition } from "./scan.ts";

export const double: Transition = (scan, state, char) => {
  if (state.outside === "name" && char !== '"') return inName(scan, state, char);
  if (char === '"') return { ...state, mode: state.outside, outside: "word" };
  if (char === "\\") return { ...state, mode: "escape", back: "double" };
  if (char === "$" || char === "`") return expansion(scan, state, char);
  return literally(scan, state, char);
};

export const single: Transition = (scan, state, char) => {
  if (char === "'") return { ...state, mode: state.outside, outside: "word" };
  return state.outside === "name" ? inName(scan, state, char) : literally(scan, state, char);
};

/** In quotes of the author that contain the name of a command. */
const inName: Transition = (scan, state, char) => {
  const isFirst = state.step === NO_NAME;
  const step = scan.isAuthors ? undefined : isFirst ? begun(scan, char) : continued(scan, state.step, char);
  return step === undefined ? scan.next({ ...state, outside: "word", step: 0 }, char) : { ...state, step };
};

/** After a backslash. */
export const escape: Transition = (scan, state, char) => {
  // A line continuation, which the shell removes.
  if (char === "\n" && state.back === "word") return undefined;
  return { ...literally(scan, state, char), mode: state.back === "gap" ? "word" : state.back };
};
