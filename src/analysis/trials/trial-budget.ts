/**
 * The budget for trying fixes in one file: each changed script is parsed and evaluated again. If it is spent, no more are offered. It only
 * depends on the trials, and not on how much of the unchanged scripts was evaluated: that is what all enabled rules ask for.
 */
import { mostCommands, type ShellScript } from "../../shell/index.ts";

/** The budget for one file, in characters of changed scripts. */
const MAX_TRIED = 300_000;

/** The fixed cost of one trial, and of one evaluated command, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;

export class TrialBudget {
  #left = MAX_TRIED;

  /**
   * Returns whether the budget allows one more trial, and deducts the part of its cost that is known in advance.
   * @param length the length of the changed script
   */
  take(length: number): boolean {
    const cost = PER_TRIAL + length;
    if (this.#left <= 0 || cost > MAX_TRIED) return false;
    this.#left -= cost;
    return true;
  }

  /** Deducts the commands that a trial has evaluated. */
  spend(commands: number): void {
    this.#left -= PER_COMMAND * commands;
  }

  /** How many commands a trial may evaluate: a longer evaluation is incomplete, and its result is not used. See `ShellScript`. */
  commandShare({ text, commandShare }: ShellScript): number | undefined {
    const most = Math.max(0, this.#left) / PER_COMMAND;
    return most < (commandShare ?? mostCommands(text.length)) ? most : commandShare;
  }
}
