/** Decides which lines the addresses of a command select. */
import type { SedAddress, SedCommand } from "./syntax.ts";

/** The current line of sed's input. */
export interface Position {
  /** The line number, starting at 1. */
  readonly number: number;
  /** The total number of lines. */
  readonly count: number;
  /** The text that patterns are matched against. */
  readonly pattern: string;
}

export class Selection {
  /** The ranges that have started, with the line at which each ends. */
  readonly #open = new Map<SedCommand, number>();
  readonly #begun = new Set<SedCommand>();

  /** Whether a range of the command continues after this line. */
  goesOn(command: SedCommand): boolean {
    return this.#open.has(command);
  }

  /** Whether the command's addresses select the line. Must be called once for each line. */
  has(command: SedCommand, position: Position): boolean {
    const { from, to } = command;
    if (from === undefined) return true;
    if (to === undefined) return matches(from, position);
    if (from.kind === "zero" && !this.#begun.has(command)) {
      this.#begun.add(command);
      this.#open.set(command, Infinity);
    }
    const { number } = position;
    const until = this.#open.get(command);
    if (until !== undefined) {
      // A range that ends at a line number ends even if that line was skipped.
      if (to.kind === "match" ? matches(to, position) : number >= until) this.#open.delete(command);
      return to.kind === "match" || number <= until;
    }
    const end = endOf(to, position);
    if (from.kind === "line") {
      // If the first line was skipped, the range starts late, but only once.
      if (number < from.number || this.#begun.has(command) || (end < number && number > from.number)) return false;
      this.#begun.add(command);
    } else if (!matches(from, position)) return false;
    if (end > number) this.#open.set(command, end);
    return true;
  }
}

function matches(address: SedAddress, { number, count, pattern }: Position): boolean {
  switch (address.kind) {
    case "line":
      return number === address.number;
    case "last":
      return number === count;
    case "match":
      return address.matcher.find(pattern, 0) !== undefined;
    case "step":
      return number >= address.first && (number - address.first) % address.step === 0;
    default:
      return false;
  }
}

/** The last line of a range that starts here, as far as it is known at this line. */
function endOf(to: SedAddress, { number, count }: Position): number {
  switch (to.kind) {
    case "line":
      return to.number;
    case "more":
      return number + to.count;
    case "last":
      return count;
    case "multiple":
      return to.of === 0 ? number : (Math.floor(number / to.of) + 1) * to.of;
    default:
      return Infinity;
  }
}
