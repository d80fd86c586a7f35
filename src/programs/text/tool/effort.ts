/**
 * Limits the cost of simulating text tools. The script determines what the tools do, so each step and each character that
 * they read or write is counted, and the length of each text is bounded.
 */

/** Maximum length of a text. With a longer text, the tool is not simulated. */
export const MAX_TEXT = 100_000;

/** Maximum cost of one run of a tool in units: one for each character, ten for each step of a program. */
const MAX_RUN = 3_000_000;

/** The simulation of a tool exceeded its limit, so its output is unknown. */
export class TooMuchEffort extends Error {}

/** The remainder of a limit that several runs share. */
export class Effort {
  #left: number;
  /** A limit of its own for simulations without which others are still judged as well. */
  readonly aside: Effort | undefined;

  constructor(units: number, aside?: Effort) {
    this.#left = units;
    this.aside = aside;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }

  /** Runs `simulate`; `undefined` if it costs more than a single run may, or more than is left. */
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

/** Units left for the run that is being simulated. */
let left = Number.POSITIVE_INFINITY;

/**
 * Counts units.
 * @throws {TooMuchEffort}
 */
export function spend(units: number): void {
  left -= units;
  if (left < 0) throw new TooMuchEffort();
}

/**
 * Counts a text that a tool created, and returns it.
 * @throws {TooMuchEffort} if the text is too long, or if no units are left
 */
export function countText(text: string): string {
  checkLength(text.length);
  return text;
}

/** The same for a text that is about to be created. */
export function checkLength(length: number): void {
  if (!(length <= MAX_TEXT)) throw new TooMuchEffort();
  spend(length);
}
