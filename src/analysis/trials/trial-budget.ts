/** What trying fixes may cost in one file: each changed script is parsed and evaluated again. Beyond it no more are offered. */
/** Characters of the scripts that are tried in one file. */
const MAX_TRIED = 400_000;

/** The fixed cost of one trial, and of one evaluated command, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Whether one more change of the script can be tried; takes what it costs. A script that costs more than all is not tried: that takes
   * a second, and a result that is cut short is not used.
   * @param length of the changed script.
   * @param commands how many were evaluated of the script as it is.
   */
  take(length: number, commands = 0): boolean {
    const cost = PER_TRIAL + length + PER_COMMAND * commands;
    if (this.#left <= 0 || cost > MAX_TRIED) return false;
    this.#left -= cost;
    return true;
  }
}
