/**
 * Counts and bounds the cost of operations on known text in one evaluation. The script determines how often a pattern is tried,
 * and on how much text. The cost is counted in characters; beyond the bound, the result of an operation is unknown.
 */
import { LIMITS } from "./limits.ts";

/** How many characters one operation may examine. */
const MAX_OPERATION = 50_000_000;
/** The same for all operations in the scripts of one document that is not huge. */
const MAX_DOCUMENT = 62_500_000;

/** The budget of the script. */
let budget = MAX_DOCUMENT;
/** What all operations have cost. */
let spent = 0;
/** What operations may still cost on the way that is being evaluated. */
let left = MAX_DOCUMENT;

/**
 * Resets the count before a script is evaluated.
 * @param share the script's share of the budget of its document.
 */
export function startCounting(share: number): void {
  budget = share * MAX_DOCUMENT;
  spent = 0;
  left = budget;
}

/** A place in the evaluation from which several ways start. */
export interface WorkMark {
  readonly left: number;
  readonly spent: number;
}

export function markWork(): WorkMark {
  return { left, spent };
}

/**
 * Continues with what was left of the budget at this place. The same operations then run as on the way that came here first,
 * although others have used up some of the budget since.
 */
export function rewindWork(to: WorkMark): void {
  left = to.left;
}

/** Ends the ways that start here: the cost of all of them is missing from what was left. */
export function settleWork(from: WorkMark): void {
  left = from.left - (spent - from.spent);
}

/** Whether ways have together cost more than the budget. */
export function isOverdrawn(): boolean {
  return spent > budget;
}

/** Whether an operation that examines this many characters may run; if so, it is counted. */
export function isAffordable(characters: number): boolean {
  if (characters > MAX_OPERATION || characters > left) return false;
  left -= characters;
  spent += characters;
  return true;
}

/** Cost of each word that a command or list has beyond those that are written: such words are stored and compared. */
const PER_WORD = 1000;

/** The same for words that result from one written word. */
export function areAffordable(words: number): boolean {
  return isAffordable(PER_WORD * Math.max(0, words - 1));
}

/** How many words may result from one written word. */
export function affordableWords(): number {
  return Math.min(LIMITS.fields, 1 + Math.max(0, Math.floor(left / PER_WORD)));
}
