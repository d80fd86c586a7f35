/** Tracks opaque texts through changes of the text that contains them. */
import type { OpaqueText, Range } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";

/** The ranges of the opaque texts after the changes; `undefined` if a change cuts one. */
export function keptOpaque(opaque: readonly OpaqueText[], changes: readonly ScriptEdit[]): Range[] | undefined {
  const kept: Range[] = [];
  for (const { range } of opaque) {
    const [start, end] = range;
    let shift = 0;
    let removed = false;
    for (const change of changes) {
      if (change.end <= start && change.pos <= start) shift += change.text.length - (change.end - change.pos);
      else if (change.pos <= start && change.end >= end) removed = true;
      else if (change.pos < end) return undefined;
    }
    if (!removed) kept.push([start + shift, end + shift]);
  }
  return kept;
}

/** Whether the opaque texts have exactly these ranges. */
export function areAt(opaque: readonly OpaqueText[], ranges: readonly Range[]): boolean {
  return (
    opaque.length === ranges.length &&
    opaque.every(({ range }, index) => range[0] === ranges[index]![0] && range[1] === ranges[index]![1])
  );
}
