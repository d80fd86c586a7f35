/** Steps whose findings would be those of an earlier step of their document: they share its script by an alias. */
import type { Step } from "../document/index.ts";

interface Visit<Node> {
  readonly node: Node;
  readonly text: string;
  /** How many different scripts the document had up to the step. */
  readonly scripts: number;
}

/**
 * Those of one document. What is found in a script depends on the scripts before it too: a step is a repetition only if since the
 * same script before it there has been no other one.
 */
export class RepeatedSteps<Node> {
  readonly #visits = new Map<string, Visit<Node>>();

  /** The node of the step that this one repeats. */
  find(step: Step): Node | undefined {
    const before = this.#visits.get(keyOf(step));
    const isSame = before?.scripts === this.#visits.size && before.text === step.script.text;
    return isSame ? before.node : undefined;
  }

  /** The first of its kind is one more script from here on, also for its own repetitions. */
  add(step: Step, node: Node): void {
    const scripts = this.#visits.size;
    this.#visits.set(keyOf(step), { node, text: step.script.text, scripts });
  }
}

/** Where the script stands in the file, and what else its meaning depends on. */
function keyOf({ script: { items, map, text }, environment, instanceIds }: Step): string {
  const places = items.map(([pos, end]) => map.range(pos, end));
  return JSON.stringify([map.range(0, text.length), places, environment, [...(instanceIds ?? [])]]);
}
