/**
 * Conditions whose outcome the script does not determine, in an evaluation that records them. One of them may be decided from
 * outside, as by an intervention (Pearl, Causality, 2009): whatever changes then depends on it.
 */
import type { Span } from "../../spans/span.ts";
import type { Context } from "./context.ts";

export interface Condition extends Span {
  /** test: of `if`, `&&`, `||`; loop: whether it runs at all; case: whether the patterns match the word. */
  readonly kind: "test" | "loop" | "case";
  /** The word of a `case`. */
  readonly word?: Span | undefined;
}

export interface Decided {
  readonly condition: Condition;
  readonly outcome: boolean;
}

/** How many conditions are recorded. */
const MOST_CONDITIONS = 200;

export class Decisions {
  readonly #met = new Map<string, Condition>();
  readonly #decided: Decided | undefined;

  constructor(decided?: Decided) {
    this.#decided = decided;
  }

  /** The conditions that were met with more than one outcome, in the order of the evaluation. */
  get met(): readonly Condition[] {
    return [...this.#met.values()];
  }

  /** The outcome of the condition; `undefined` for both. */
  outcomeOf(condition: Condition): boolean | undefined {
    const key = keyOf(condition);
    if (this.#met.size < MOST_CONDITIONS && !this.#met.has(key)) this.#met.set(key, condition);
    return this.#decided !== undefined && keyOf(this.#decided.condition) === key ? this.#decided.outcome : undefined;
  }
}

function keyOf({ end, kind, pos }: Condition): string {
  return `${kind} ${pos} ${end}`;
}

/** The condition at a span of the source. */
export function conditionAt({ source }: Context, kind: Condition["kind"], { end, pos }: Span, word?: Span): Condition {
  return { kind, ...source.span(pos, end), word: word && source.span(word.pos, word.end) };
}
