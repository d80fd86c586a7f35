/** Scripts that files have in common are parsed and evaluated once: copies of a document, one that is read again after a fix. */
import type { Criterion } from "../analysis/interest.ts";
import type { Step } from "../document/index.ts";
import type { Evaluation, ShellScript } from "../shell/index.ts";

/** A script as it was parsed, and what it came to where something has asked for that. */
export interface SharedScript {
  readonly shell: ShellScript;
  evaluation: Evaluation | undefined;
}

/** The tree of a step. */
export interface StepTree {
  /** What of scripts is evaluated. */
  readonly criterion: Criterion;
  /** The same for all steps of one tree. */
  readonly root: object;
  /** Commands that may be evaluated of the step's script: see `ShellScript`. */
  readonly commandShare: number | undefined;
}

interface Kept {
  readonly script: SharedScript;
  /** The last tree of a file that it was put into. */
  root: object;
}

/** So many are kept: those that were asked for last. */
const MOST = 16;

const kept = new Map<string, Kept>();

function keyOf({ script: { opaque = [], text }, environment }: Step, { criterion, commandShare }: StepTree): string {
  return JSON.stringify([criterion.id, commandShare, environment, opaque]) + text;
}

/**
 * The step's script. In one tree it has one place: where it stands twice below a root it is parsed again.
 */
export function sharedScript(step: Step, tree: StepTree, parsed: () => ShellScript): SharedScript {
  const { root } = tree;
  const key = keyOf(step, tree);
  const known = kept.get(key);
  if (known !== undefined && known.root !== root) {
    known.root = root;
    kept.delete(key);
    kept.set(key, known);
    return known.script;
  }
  const script: SharedScript = { shell: parsed(), evaluation: undefined };
  if (known !== undefined) return script;
  kept.set(key, { script, root });
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
  return script;
}
