/** Applies the edits of findings to a text. */
import type { Message } from "./result.ts";

/** Offsets are in UTF-16 code units, half-open. */
export type Edit = NonNullable<Message["fix"]>;

/** A text and the linter's findings in it. */
export interface LintedText {
  readonly text: string;
  readonly messages: readonly Message[];
}

/** The edits that do not touch an earlier one, sorted by position. */
export function nonOverlappingEdits(edits: readonly Edit[]): Edit[] {
  const chosen: Edit[] = [];
  let end = -1;
  for (const edit of edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    if (edit.range[0] <= end) continue;
    chosen.push(edit);
    end = edit.range[1];
  }
  return chosen;
}

/** Number of characters that an edit adds to a text. */
export function growthOf({ range: [start, end], text }: Edit): number {
  return text.length - (end - start);
}

/** Returns a function that accepts edits as long as together they add no more than this number of bytes in UTF-8. */
export function fitting(bytes: number): (edit: Edit) => boolean {
  let room = bytes;
  return (edit) => {
    // At least the number of bytes that the text grows by.
    const growth = growthOf(edit) + Buffer.byteLength(edit.text) - edit.text.length;
    const fits = growth <= 0 || growth <= room;
    if (fits) room -= growth;
    return fits;
  };
}

/** The edits, moved to where their text is after the other edits were applied. Both are sorted. */
export function movedBy(edits: readonly Edit[], others: readonly Edit[]): Edit[] {
  let growth = 0;
  let next = 0;
  return edits.map(({ range: [start, end], text }) => {
    for (let other = others[next]; other !== undefined && other.range[0] < start; other = others[++next])
      growth += growthOf(other);
    return { range: [start + growth, end + growth], text };
  });
}

/** Applies edits that do not touch each other and are sorted. Their offsets do not count the byte order mark. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  let result = mark;
  let last = 0;
  for (const { range, text: inserted } of edits) {
    result += body.slice(last, range[0]) + inserted;
    last = range[1];
  }
  return result + body.slice(last);
}
