/**
 * Bounds the work of linting a text again and again while it is fixed. The work is counted, not timed, so that each run fixes the same.
 * The user can run ssmlint again to fix the rest.
 */
import { evaluations } from "../../eslint/scripts/elapsed-time.ts";
import type { LintedText } from "./edits.ts";

/** Maximum work of all trials of one text, in characters. The first trial is always done. */
const MOST = 400_000;

/** The work that a command that is evaluated and a finding add to a text's, in characters. Measured; on average about 5 µs for each character. */
const PER_COMMAND = 5;
const PER_FINDING = 10;

/** Lints the versions of one text, as long as the work is bounded. */
export class Trials<Linted extends LintedText> {
  readonly #lint: (text: string) => Linted;
  #left = MOST;
  #last = 0;

  /** @param lint lints a text. */
  constructor(lint: (text: string) => Linted) {
    this.#lint = lint;
  }

  /** Whether one more trial that takes as much work as the last is affordable. */
  get isAffordable(): boolean {
    return this.#last <= this.#left;
  }

  lint(text: string): Linted {
    const { commands } = evaluations;
    const linted = this.#lint(text);
    this.#last = text.length + PER_COMMAND * (evaluations.commands - commands) + PER_FINDING * linted.messages.length;
    this.#left -= this.#last;
    return linted;
  }
}
