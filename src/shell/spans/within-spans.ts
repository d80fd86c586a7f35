/** Whether a position is in one of many spans, as in a comment of a script. */
import { lowerBound } from "../../sorted/lower-bound.ts";
import type { Span } from "./span.ts";

/** Returns whether one of the spans, which are in order and do not overlap, contains the span. */
export function isWithin(spans: readonly Span[], { pos, end }: Span): boolean {
  const found = spans[lowerBound(spans.length, (index) => spans[index]!.end <= pos)];
  return found !== undefined && found.pos <= pos && found.end >= end;
}
