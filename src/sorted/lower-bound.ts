/** Binary search, once. */

/**
 * The first index in `[0, length)` that `isBefore` is false for, `length` if there is none. All indexes that it is true for come
 * before all others.
 */
export function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
