/** Edits of one report, which ESLint takes only if none overlaps another. */

interface Edit {
  readonly range: readonly [start: number, end: number];
}

/** The edits, or none of them if two overlap: text in several encodings may have to be written anew around either. */
export function disjoint<Given extends Edit>(edits: readonly Given[]): readonly Given[] {
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const overlap = sorted.some(({ range }, index) => index > 0 && range[0] < sorted[index - 1]!.range[1]);
  return overlap ? [] : edits;
}
