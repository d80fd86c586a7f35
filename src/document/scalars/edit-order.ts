/** Edits of a text: put into order, and applied. */
import type { ScriptEdit } from "../model/source-map.ts";

/** The text after the changes, which are sorted and do not overlap. */
export function applyEdits(text: string, changes: readonly ScriptEdit[]): string {
  let result = "";
  let at = 0;
  for (const change of changes) {
    result += text.slice(at, change.pos) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}

/** In order of place, those at one place in the order given; `undefined` where two overlap. */
export function sortEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || (a.end > a.pos ? 1 : 0) - (b.end > b.pos ? 1 : 0));
  const overlap = sorted.some((change, index) => index > 0 && sorted[index - 1]!.end > change.pos);
  return overlap ? undefined : sorted;
}
