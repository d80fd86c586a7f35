/** Sorts and applies edits of a text. */
import type { ScriptEdit } from "../model/source-map.ts";

/** Applies changes, which must be sorted and must not overlap. */
export function applyEdits(text: string, changes: readonly ScriptEdit[]): string {
  let result = "";
  let at = 0;
  for (const change of changes) {
    result += text.slice(at, change.pos) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}

/** The edits of the part of a text that begins at `by`, with offsets in the part. */
export function shiftEdits(edits: readonly ScriptEdit[], by: number): ScriptEdit[] {
  return edits.map(({ pos, end, text }) => ({ pos: pos - by, end: end - by, text }));
}

/** The changes sorted by position. Changes at the same position keep their order. `undefined` if two changes overlap. */
export function sortEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || (a.end > a.pos ? 1 : 0) - (b.end > b.pos ? 1 : 0));
  const overlap = sorted.some((change, index) => index > 0 && sorted[index - 1]!.end > change.pos);
  return overlap ? undefined : sorted;
}
