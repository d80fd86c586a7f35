/** Limits the cost of the fixes of one script: each fix encodes and parses its line and statement again. */
import { lineEnd } from "../../lines/line-end.ts";
import { statementsAround, type ShellScript, type Span } from "../../shell/index.ts";

/** The budget in characters: a multiple of the script's length, plus a minimum for a short script. */
const TIMES = 3;
const AT_LEAST = 10_000;

export class FixBudget {
  readonly #shell: ShellScript;
  #left: number;
  /** Whether a fix was refused. */
  hasRefused = false;

  constructor(shell: ShellScript) {
    this.#shell = shell;
    this.#left = TIMES * shell.text.length + AT_LEAST;
  }

  /** Returns whether one more fix at this place can be afforded, and deducts its cost. */
  take(place: Span): boolean {
    if (this.#left <= 0) {
      this.hasRefused = true;
      return false;
    }
    this.#left -= this.#cost(place);
    return true;
  }

  #cost(place: Span): number {
    const { text, tree, errors } = this.#shell;
    if (tree === undefined || errors.length > 0) return text.length;
    const line = text.lastIndexOf("\n", place.pos) + 1;
    const around = statementsAround(text, tree, place);
    return lineEnd(text, place.end) - line + around.end - around.pos;
  }
}
