/** Measures the stages of a run, for `--timing`. */

export const stages = ["search", "read", "load", "parse", "evaluate", "rules", "report"] as const;
export type Stage = (typeof stages)[number];

/** A clock that adds up milliseconds for each stage. */
export class Timing {
  readonly #spent = new Map<Stage, number>();
  readonly #elsewhere = new Map<Stage, number>();
  readonly #started = performance.now();

  add(stage: Stage, milliseconds: number): void {
    this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + milliseconds);
  }

  /** Adds the time of another thread, which ran in parallel to this one. */
  addElsewhere(stage: Stage, milliseconds: number): void {
    this.#elsewhere.set(stage, (this.#elsewhere.get(stage) ?? 0) + milliseconds);
  }

  measure<Result>(stage: Stage, work: () => Result): Result {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.add(stage, performance.now() - start);
    }
  }

  async measureAsync<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.add(stage, performance.now() - start);
    }
  }

  spent(stage: Stage): number {
    return this.#spent.get(stage) ?? 0;
  }

  /** Milliseconds that linting took on this thread: parsing, evaluating and running the rules. */
  get linting(): number {
    return this.spent("parse") + this.spent("evaluate") + this.spent("rules");
  }

  /** One line for each stage, and the total since the process started. */
  report(): string {
    const whole = performance.now();
    const start = this.#started;
    const listed = stages.map((stage) => [stage, this.spent(stage)] as const);
    const rest = whole - start - listed.reduce((sum, [, spent]) => sum + spent, 0);
    const lines = [
      ["node", start] as const,
      ...listed,
      ["other", Math.max(0, rest)] as const,
      ["total", whole] as const,
    ];
    return lines
      .map(([name, spent]) => {
        const elsewhere = this.#elsewhere.get(name as Stage) ?? 0;
        const more = elsewhere > 0 ? `, and ${elsewhere.toFixed(1)} ms on other threads` : "";
        return `${name.padEnd(9)}${spent.toFixed(1).padStart(9)} ms${more}\n`;
      })
      .join("");
  }
}
