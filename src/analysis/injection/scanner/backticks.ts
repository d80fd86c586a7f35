/** A scan that a backtick leads out of the author's substitution in backticks, and another one back into one. */
import { mayEnd } from "./ending.ts";
import type { PasteContext } from "./paste-context.ts";
import type { Scan } from "./scan.ts";
import { START, type ScanState } from "./scan-state.ts";
import { TRANSITIONS } from "./transitions.ts";

/** @param isAuthors the text is the author's, not the value's */
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

/** Where a backtick is nothing but a character, or has been read. */
const READ = /^(?:escape|done|unread)$/;

/** Shells look for the backtick before they read what stands before it. */
function through(outside: PasteContext, state: ScanState): ScanState | undefined {
  const { harm, left, mode } = state;
  if (!left)
    return harm === undefined ? { ...START, mode: outside.quoting as "word" | "double", left: true } : undefined;
  const inWord: ScanState = { ...state, mode: mode === "separated" ? "word" : mode, left: false };
  return harm !== undefined && mode !== "comment" && mayEnd(outside, inWord)
    ? { ...inWord, mode: "unread" }
    : undefined;
}
