/** Checks the edits of one report. ESLint accepts them only if they do not overlap. */

interface Edit {
  readonly range: readonly [start: number, end: number];
}

/** Whether no two edits overlap. In text with several layers of encoding, two changes may require the same range to be rewritten. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return sorted.every(({ range }, index) => index === 0 || range[0] >= sorted[index - 1]!.range[1]);
}
