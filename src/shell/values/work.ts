/**
 * What operations on known text cost in one evaluation, and its bound. A script says how often a pattern is tried, on how much
 * text: such work is counted in characters, and beyond the bound its result counts as unknown.
 */

/** Characters that one operation may look at. */
const MAX_OPERATION = 50_000_000;
/** The same for all operations of one evaluation. */
const MAX_EVALUATION = 100_000_000;

let left = MAX_EVALUATION;

/** Starts to count again: a script is evaluated. */
export function startCounting(): void {
  left = MAX_EVALUATION;
}

/** Whether an operation that looks at so many characters may be done; it is counted then. */
export function isAffordable(characters: number): boolean {
  if (characters > MAX_OPERATION || characters > left) return false;
  left -= characters;
  return true;
}
