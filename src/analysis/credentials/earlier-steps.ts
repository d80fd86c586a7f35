/** What earlier steps set of the CLI's variables. None of it reaches a later step, although a reader may think so. */
import type { Evaluation, VariableEvent } from "../../shell/index.ts";
import { isEmpty } from "../../aws/credentials/variables.ts";

/** Whether an event makes a reader think that programs see the variable with a value. */
export function misleads(event: VariableEvent): boolean {
  const { exported, kind, prefix, values } = event;
  return kind !== "unset" && (exported || prefix) && (values.length === 0 || values.some((value) => !isEmpty(value)));
}

interface Export {
  /** The step's index in its document. */
  readonly step: number;
  readonly event: VariableEvent;
}

/** The exports of one document's steps. Each step is searched once, however many findings ask. */
export class StepExports {
  readonly #evaluationOf: (step: number) => Evaluation;
  /** For each step searched so far: the last export of each variable up to the end of that step. */
  readonly #upTo: ReadonlyMap<string, Export>[] = [];

  /** @param evaluationOf takes the step's index in its document */
  constructor(evaluationOf: (step: number) => Evaluation) {
    this.#evaluationOf = evaluationOf;
  }

  /** Returns the last export of the variable in the steps before this one. */
  before(step: number, variable: string): Export | undefined {
    while (this.#upTo.length < step) this.#upTo.push(this.#after(this.#upTo.length));
    return this.#upTo[step - 1]?.get(variable);
  }

  #after(step: number): ReadonlyMap<string, Export> {
    const before = this.#upTo[step - 1] ?? new Map<string, Export>();
    const own = new Map<string, Export>();
    const { events } = this.#evaluationOf(step);
    // The last position in the script itself where each variable is unset: an export before that position has no effect at the
    // end.
    const removed = new Map<string, number>();
    for (const { kind, name, pos, scopes } of events)
      if (kind === "unset" && scopes.length === 0) removed.set(name, Math.max(pos, removed.get(name) ?? 0));
    for (const event of events) {
      const isGone = event.pos < (removed.get(event.name) ?? 0);
      if (misleads(event) && !event.prefix && !isGone && !own.has(event.name)) own.set(event.name, { step, event });
    }
    return own.size === 0 ? before : new Map([...before, ...own]);
  }
}

interface Evaluated {
  readonly evaluation: Evaluation;
}

const known = new WeakMap<readonly Evaluated[], StepExports>();

/** Returns the last export of a variable in the steps before this one of its document. */
export function exportBefore(
  { siblings, index }: { readonly siblings: readonly Evaluated[]; readonly index: number },
  variable: string,
): Export | undefined {
  const exports = known.get(siblings) ?? new StepExports((step) => siblings[step]!.evaluation);
  known.set(siblings, exports);
  return exports.before(index, variable);
}
