import type { FileEdit } from "../../src/document/model/source-map.ts";

/** The text after the edits. Throws if two edits overlap. */
export function applied(text: string, edits: readonly FileEdit[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: inserted } of edits.toSorted((a, b) => a.range[0] - b.range[0])) {
    if (range[0] < at || range[1] < range[0]) throw new Error("edits overlap");
    result += text.slice(at, range[0]) + inserted;
    at = range[1];
  }
  return result + text.slice(at);
}
