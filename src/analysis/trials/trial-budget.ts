/**
 * Limits the cost of trying fixes in one file: each changed script is parsed and evaluated again. Once the budget is used up, no
 * more fixes are offered.
 */
import type { ShellScript } from "../../shell/index.ts";

/** The budget for one file, in characters of script. */
const MAX_TRIED = 400_000;

/** The fixed cost of one trial, and of one evaluated command, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;
/** A script with more commands is not tried at all: a trial takes a second, and an evaluation that is cut short is not used. */
const MOST_COMMANDS = 10_000;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Returns whether one more change of the script can be tried, and deducts its cost.
   * @param commands the number of commands evaluated in the unchanged script
   */
  take({ text }: Pick<ShellScript, "text">, commands = 0): boolean {
    if (this.#left <= 0 || commands > MOST_COMMANDS) return false;
    this.#left -= PER_TRIAL + text.length + PER_COMMAND * commands;
    return true;
  }
}
