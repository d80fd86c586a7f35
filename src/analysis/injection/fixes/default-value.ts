/** Determines whether a parameter's default value has the same meaning if it is passed in a variable. */
import type { PasteContext } from "../scanner/paste-context.ts";

/**
 * Returns how a variable with the default value must be written so that the shell reads the same as for the pasted text. A value
 * with spaces is several words if nothing else is part of the word, and an empty one is none.
 * @param declared the default value; `undefined` if the parameter has none
 */
export function defaultIn(context: PasteContext, declared: string | undefined): "alike" | "as words" | "otherwise" {
  const value = declared ?? "";
  const { attached, before, hereDocument, quoting, role } = context;
  if (quoting === "single" || quoting === "comment" || hereDocument?.expands === false) return "alike";
  if ((hereDocument ? /[$`\\]/ : /["$`\\]/).test(value)) return "otherwise";
  if (quoting !== "word") return "alike";
  if (/'/.test(value) || (role !== "list" && /[*?[]|^~/.test(value))) return "otherwise";
  const isAlone = (role === "command" || role === "array") && before === "start" && !attached;
  return isAlone && (/\s/.test(value) || declared === "") ? "as words" : "alike";
}
