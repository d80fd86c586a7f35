/** Determines whether the script has no syntax error if the value ends in a state, provided that it has none without the value. */
import type { PasteContext } from "./paste-context.ts";
import { isOpen } from "./scan.ts";
import type { ScanState } from "./scan-state.ts";

export function mayEnd(context: PasteContext, state: ScanState): boolean {
  const { mode, depth, operator, step, outside, back, left } = state;
  const { quoting, attached, beforeOperator, mayCutLine, opensExpansion, plainRest, hereDocument } = context;
  const inCommand =
    mode === "word" ||
    mode === "index" ||
    mode === "gap" ||
    mode === "name" ||
    mode === "own-name" ||
    (mode === "target" && !attached);
  if (mode === "done" || mode === "unread") return true;
  // The author's backtick would open a substitution.
  if (left) return mode === "comment" && mayEnd(context.outside!, { ...state, left: false });
  if (mode === "comment") return (mayCutLine || quoting === "comment") && !isOpen(operator);
  if (mode === "dollar") return !opensExpansion && mayEnd(context, { ...state, mode: back });
  switch (quoting) {
    case "word":
      if (mode === "separated") return !beforeOperator && !isOpen(operator);
      return inCommand;
    case "double":
    case "single":
      return mode === quoting && /^(?:word|name|index)$/.test(outside);
    case "comment":
      return plainRest && (inCommand || mode === "separated");
    case "here-document":
      if (mode === "body") return step !== hereDocument!.delimiter.length + 1;
      return mayCutLine && ((plainRest && inCommand) || (mode === "separated" && operator === "\n"));
    case "computed":
      return mode === "computed";
    case "arithmetic":
      // Not in a second expression that the value has opened within the author's.
      return (mode === quoting && depth === 0 && !outside.startsWith(quoting)) || mode === "subshell";
    case "expansion":
      return state.ready !== true && (mode === quoting || (mode === "process" && back === quoting));
  }
}
