/** A scan in which a backtick leaves the author's substitution in backticks, and another backtick enters one again. */
import { mayEnd } from "./ending.ts";
import type { PasteContext } from "./paste-context.ts";
import type { Scan } from "./scan.ts";
import { START, type ScanState } from "./scan-state.ts";
import { TRANSITIONS } from "./transitions.ts";

/** @param isAuthors whether the text is the author's, not the value's */
export function scanOf(context: PasteContext, exact: boolean, isAuthors: boolean): Scan {
  const { outside } = context;
  const next: Scan["next"] = (state, char) =>
    char === "`" && outside !== undefined && !READ.test(state.mode)
      ? through(outside, state)
      : TRANSITIONS[state.mode](state.left ? around : scan, state, char);
  const scan: Scan = { context, exact, isAuthors, next };
  const around: Scan = { ...scan, context: outside ?? context };
  return scan;
}

/** Modes in which a backtick is a literal character, or has been read. */
const READ = /^(?:escape|done|unread)$/;

/** Shells look for the backtick before they parse the text before it. */
function through(outside: PasteContext, state: ScanState): ScanState | undefined {
  const { harm, left, mode } = state;
  if (!left)
    return harm === undefined ? { ...START, mode: outside.quoting as "word" | "double", left: true } : undefined;
  const inWord: ScanState = { ...state, mode: mode === "separated" ? "word" : mode, left: false };
  return harm !== undefined && mode !== "comment" && mayEnd(outside, inWord)
    ? { ...inWord, mode: "unread" }
    : undefined;
}
