/**
 * The budget for trying fixes in one file: each changed script is parsed and evaluated again. If it is spent, no more are offered. It only
 * depends on the trials, and not on how much of the unchanged scripts was evaluated: that is what all enabled rules ask for.
 */
import { firstNotFollowed, mostCommands, parseShell, type Evaluation, type ShellScript } from "../../shell/index.ts";

/** The budget for one file, in characters of changed scripts. */
const MAX_TRIED = 300_000;

/** The fixed cost of one trial, and of one evaluated command, in characters. */
const PER_TRIAL = 1_000;
const PER_COMMAND = 40;

export class TrialBudget {
  #left = MAX_TRIED;
  /** Whether a trial was refused or cut off. */
  hasRefused = false;

  /**
   * Returns whether the budget allows one more trial, and deducts the part of its cost that is known in advance.
   * @param length the length of the changed script
   */
  take(length: number): boolean {
    const cost = PER_TRIAL + length;
    if (this.#left < cost) {
      this.hasRefused = true;
      return false;
    }
    this.#left -= cost;
    return true;
  }

  /** Deducts the commands that a trial has evaluated. Returns whether its result can be used: whether nothing was cut off. */
  spend(evaluation: Pick<Evaluation, "commands" | "cuts">): boolean {
    this.#left -= PER_COMMAND * evaluation.commands;
    const isWhole = firstNotFollowed(evaluation) === undefined;
    if (!isWhole && this.#left <= 0) this.hasRefused = true;
    return isWhole;
  }

  /** Parses a script after changes, with what its document permits, and with as many commands as the trial may evaluate. */
  parse(changed: string, script: ShellScript): ShellScript {
    return parseShell(changed, { commandShare: this.#commandShare(script), permitted: script.permitted });
  }

  /** How many commands a trial may evaluate: a longer evaluation is incomplete, and its result is not used. See `ShellScript`. */
  #commandShare({ text, commandShare }: ShellScript): number | undefined {
    const most = Math.max(0, this.#left) / PER_COMMAND;
    return most < (commandShare ?? mostCommands(text.length)) ? most : commandShare;
  }
}
