/** What the fixes of one script may cost: each is encoded and parsed again with the line and the statement that it is in. */
import { statementsAround, type ShellScript, type Span } from "../../shell/index.ts";

/** Characters that may be read again: so many times those of the script, and some for a short one. */
const TIMES = 3;
const AT_LEAST = 10_000;

export class FixBudget {
  private readonly shell: ShellScript;
  private left: number;

  constructor(shell: ShellScript) {
    this.shell = shell;
    this.left = TIMES * shell.text.length + AT_LEAST;
  }

  /** Whether one more fix at this place can be afforded; takes what it costs. */
  take(place: Span): boolean {
    if (this.left <= 0) return false;
    this.left -= this.cost(place);
    return true;
  }

  private cost(place: Span): number {
    const { text, tree, errors } = this.shell;
    if (tree === undefined || errors.length > 0) return text.length;
    const line = text.lastIndexOf("\n", place.pos) + 1;
    const end = text.indexOf("\n", place.end);
    const around = statementsAround(text, tree, place);
    return (end === -1 ? text.length : end) - line + around.end - around.pos;
  }
}
