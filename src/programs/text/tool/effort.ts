/**
 * What simulating text tools costs, and its bounds. A script says what the tools do, so that each step and each character
 * that they read or write is counted, and no text may grow without end.
 */

/** Characters of a text beyond which a tool is not simulated. */
export const MAX_TEXT = 100_000;

/** Units of one run of a tool: characters, and ten for each step of a program. */
const MAX_RUN = 3_000_000;

/** A tool has used up what its simulation may cost: nothing is known about what it prints. */
export class TooMuchEffort extends Error {}

/** What is left of a bound that several runs share. */
export class Effort {
  #left: number;

  constructor(units: number) {
    this.#left = units;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }

  /** Runs `simulate`; `undefined` if that takes more than one run may, or more than is left. */
  run<Result>(simulate: () => Result): Result | undefined {
    const outer = left;
    const granted = Math.min(MAX_RUN, this.#left);
    left = granted;
    try {
      return left > 0 ? simulate() : undefined;
    } catch (error) {
      if (error instanceof TooMuchEffort) return undefined;
      throw error;
    } finally {
      this.#left -= granted - left;
      left = outer;
    }
  }
}

/** Of the run that is being simulated. */
let left = Number.POSITIVE_INFINITY;

/** Counts units. Throws `TooMuchEffort`. */
export function spend(units: number): void {
  left -= units;
  if (left < 0) throw new TooMuchEffort();
}

/** A text that a tool has made: it is counted. Throws `TooMuchEffort` if it is too long or too much. */
export function bounded(text: string): string {
  checkLength(text.length);
  return text;
}

/** The same for a text that is about to be made. */
export function checkLength(length: number): void {
  if (!(length <= MAX_TEXT)) throw new TooMuchEffort();
  spend(length);
}
