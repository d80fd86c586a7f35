/** What trying fixes may cost in one file: each changed script is parsed and evaluated again. Beyond it no more are offered. */
import type { ShellScript } from "../../shell/index.ts";

/** Characters of the scripts that are tried in one file. */
const MAX_TRIED = 400_000;

/** What one trial costs at least, and one program that the script starts, in characters. */
const PER_TRIAL = 1_000;
const PER_PROGRAM = 80;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Whether one more change of the script can be tried; takes what it costs.
   * @param programs how many the script starts.
   */
  take({ text }: Pick<ShellScript, "text">, programs = 0): boolean {
    if (this.#left <= 0) return false;
    this.#left -= PER_TRIAL + text.length + PER_PROGRAM * programs;
    return true;
  }
}
