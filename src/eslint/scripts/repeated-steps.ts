/** Detects steps whose findings would be those of an earlier step of their document, because they share its script through an alias. */
import type { Step } from "../../document/index.ts";

interface Visit<Node> {
  readonly node: Node;
  readonly text: string;
  /** Number of different scripts in the document before this step. */
  readonly scripts: number;
}

/**
 * The repeated steps of one document. The findings in a script also depend on the scripts before it. A step is therefore a
 * repetition only if no other script comes between it and the earlier step.
 */
export class RepeatedSteps<Node> {
  readonly #visits = new Map<string, Visit<Node>>();

  /**
   * The step's node. A step that is not a repetition counts as a further script from here on, also for its own repetitions.
   * @param make creates the node; `original` is the node of the step that this step repeats, if any
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

/** The script's range in the file, and everything else that affects its findings. */
function keyOf({ script: { items, map, text }, environment, instanceIds }: Step): string {
  const places = items.map(([pos, end]) => map.range(pos, end));
  return JSON.stringify([map.range(0, text.length), places, environment, [...(instanceIds ?? [])]]);
}
