/** Restricted Damerau–Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours. */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      if (left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        best = Math.min(best, before[column - 2]! + 1);
      }
      current[column] = best;
    }
    before = previous;
    previous = current;
  }
  return previous[right.length]!;
}

/** The candidate that `name` was most likely meant to be, `undefined` where none is near enough to be a slip. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let found: string | undefined;
  let smallest = Infinity;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const cut = wanted.length >= 3 && other.startsWith(wanted);
    const edits = cut ? 0.5 : distance(wanted, other);
    const near = edits <= Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3));
    if (near && edits < smallest) {
      smallest = edits;
      found = candidate;
    }
  }
  return found;
}

/** ` Did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>, quote = '"'): string {
  const found = nearest(name, candidates);
  return found === undefined ? "" : ` Did you mean ${quote}${found}${quote}?`;
}
