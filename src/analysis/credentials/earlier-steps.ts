/** What the steps before one set of the CLI's variables: none of it is left in a later step, though it may look so. */
import type { Evaluation, VariableEvent } from "../../shell/index.ts";
import { isEmpty } from "../../aws/credentials/variables.ts";

/** Whether the reader of an event thinks that programs see the variable, with something in it. */
export function misleads(event: VariableEvent): boolean {
  return (
    event.kind !== "unset" && (event.exported || event.prefix) && (event.value === undefined || !isEmpty(event.value))
  );
}

interface Export {
  /** The step's index in its document. */
  readonly step: number;
  readonly event: VariableEvent;
}

/** The exports of one document's steps. Each step is looked through once, however many ask. */
export class StepExports {
  private readonly evaluationOf: (step: number) => Evaluation;
  /** For each step that was looked through: the last export of each variable up to its end. */
  private readonly upTo: ReadonlyMap<string, Export>[] = [];

  /** @param evaluationOf by the step's index in its document. */
  constructor(evaluationOf: (step: number) => Evaluation) {
    this.evaluationOf = evaluationOf;
  }

  /** The last export of the variable in the steps before this one. */
  before(step: number, variable: string): Export | undefined {
    while (this.upTo.length < step) this.upTo.push(this.after(this.upTo.length));
    return this.upTo[step - 1]?.get(variable);
  }

  private after(step: number): ReadonlyMap<string, Export> {
    const before = this.upTo[step - 1] ?? new Map<string, Export>();
    const own = new Map<string, Export>();
    const { events } = this.evaluationOf(step);
    // The last place in the script itself where each variable is removed: what was exported above is gone at the end.
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

/** The last export of a variable in the steps before this one of its document. */
export function exportBefore(
  { siblings, index }: { readonly siblings: readonly Evaluated[]; readonly index: number },
  variable: string,
): Export | undefined {
  const exports = known.get(siblings) ?? new StepExports((step) => siblings[step]!.evaluation);
  known.set(siblings, exports);
  return exports.before(index, variable);
}
