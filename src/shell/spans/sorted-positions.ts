/** Binary searches in lists that are sorted by position. */
import { lowerBound } from "../../sorted/lower-bound.ts";

/** The index of the first of the ascending positions that is not before `from`; their number if there is none. */
export const firstFrom = (positions: readonly number[], from: number): number =>
  lowerBound(positions.length, (index) => positions[index]! < from);

/**
 * The index of the last of the spans (in ascending order of their starts) that does not start after `pos`; -1 if there is none.
 */
export const lastUpTo = (spans: readonly { readonly pos: number }[], pos: number): number =>
  lowerBound(spans.length, (index) => spans[index]!.pos <= pos) - 1;
