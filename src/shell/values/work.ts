/**
 * What operations on known text cost in one evaluation, and its bound. A script says how often a pattern is tried, on how much
 * text: such work is counted in characters, and beyond the bound its result counts as unknown.
 */
import { LIMITS } from "./limits.ts";

/** Characters that one operation may look at. */
const MAX_OPERATION = 50_000_000;
/** The same for all operations in the scripts of one document that is not huge. */
const MAX_DOCUMENT = 100_000_000;

let left = MAX_DOCUMENT;

/**
 * Starts to count again: a script is evaluated.
 * @param share the part of it that the script has, of what its document may cost.
 */
export function startCounting(share: number): void {
  left = share * MAX_DOCUMENT;
}

/** Whether an operation that looks at so many characters may be done; it is counted then. */
export function isAffordable(characters: number): boolean {
  if (characters > MAX_OPERATION || characters > left) return false;
  left -= characters;
  return true;
}

/** Units that each word costs that a command or a list has beyond those that are written: it is kept, and compared. */
const PER_WORD = 1000;

/** The same for words that one written word becomes. */
export function areAffordable(words: number): boolean {
  return isAffordable(PER_WORD * Math.max(0, words - 1));
}

/** The words that one written word may become. */
export function affordableWords(): number {
  return Math.min(LIMITS.fields, 1 + Math.floor(left / PER_WORD));
}
