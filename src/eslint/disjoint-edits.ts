/** Edits of one report, which ESLint takes only if none overlaps another. */

interface Edit {
  readonly range: readonly [start: number, end: number];
}

/** Whether no two edits overlap. In text in several encodings, two changes may need the same place to be written anew. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return sorted.every(({ range }, index) => index === 0 || range[0] >= sorted[index - 1]!.range[1]);
}
