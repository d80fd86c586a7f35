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

  /**
   * The step's node. The first of its kind is one more script from here on, also for its own repetitions.
   * @param make a node, of the one that the step repeats if it does
   */
  nodeOf(step: Step, make: (original: Node | undefined) => Node): Node {
    const key = keyOf(step);
    const { text } = step.script;
    const scripts = this.#visits.size;
    const before = this.#visits.get(key);
    if (before?.scripts === scripts && before.text === text) return make(before.node);
    const node = make(undefined);
    this.#visits.set(key, { node, text, scripts });
    return node;
  }
}

/** The script's place in the file, and whatever else decides what is found in it. */
function keyOf({ script: { items, map, text }, environment, instanceIds }: Step): string {
  const places = items.map(([pos, end]) => map.range(pos, end));
  return JSON.stringify([map.range(0, text.length), places, environment, [...(instanceIds ?? [])]]);
}
