/** What trying fixes may cost in one file: each changed script is parsed and evaluated again. Beyond it no more are offered. */
import type { ShellScript } from "../../shell/index.ts";

/** Characters of the scripts that are tried in one file. */
const MAX_TRIED = 400_000;

/** What one trial costs at least, and one command that is evaluated, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;
/** Commands beyond which a script is not tried at all: that takes a second, and a result that is cut short is not used. */
const MOST_COMMANDS = 10_000;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Whether one more change of the script can be tried; takes what it costs.
   * @param commands how many were evaluated of the script as it is.
   */
  take({ text }: Pick<ShellScript, "text">, commands = 0): boolean {
    if (this.#left <= 0 || commands > MOST_COMMANDS) return false;
    this.#left -= PER_TRIAL + text.length + PER_COMMAND * commands;
    return true;
  }
}
