/** Binary searches in lists that are sorted by position. */

/** The index of the first of the positions, which rise, that is not before `from`; their number where there is none. */
export function firstFrom(positions: readonly number[], from: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the last of the spans, whose starts rise, that does not start after `pos`; -1 if there is none. */
export function lastUpTo(spans: readonly { readonly pos: number }[], pos: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.pos <= pos) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
