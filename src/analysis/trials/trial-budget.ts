/** The budget for trying fixes in one file: each changed script is parsed and evaluated again. If it is spent, no more are offered. */

/** The budget for one file, in characters of changed scripts. */
const MAX_TRIED = 300_000;

/** The fixed cost of one trial, and of one evaluated command, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Returns whether the budget allows one more trial, and deducts its cost. A script that costs more than the whole budget is not tried:
   * this would take a second, and the result of an incomplete evaluation is not used.
   * @param length the length of the changed script
   * @param commands how many commands were evaluated in the unchanged script
   */
  take(length: number, commands = 0): boolean {
    const cost = PER_TRIAL + length + PER_COMMAND * commands;
    if (this.#left <= 0 || cost > MAX_TRIED) return false;
    this.#left -= cost;
    return true;
  }
}
