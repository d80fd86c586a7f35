/** Quotes and the backslash. */
import { expansion } from "./expansions.ts";
import type { Transition } from "./scan.ts";

export const double: Transition = (scan, state, char) => {
  if (char === '"') return { ...state, mode: state.outside, outside: "word" };
  if (char === "\\") return { ...state, mode: "escape", back: "double" };
  if (char === "$" || char === "`") return expansion(scan, state, char);
  return state;
};

export const single: Transition = (_, state, char) =>
  char === "'" ? { ...state, mode: state.outside, outside: "word" } : state;

/** Behind a backslash. */
export const escape: Transition = (_, state, char) => {
  // A line that goes on: nothing is there.
  if (char === "\n" && state.back === "word") return undefined;
  return { ...state, mode: state.back === "gap" ? "word" : state.back };
};
