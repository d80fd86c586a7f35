/**
 * A cache of parsed and evaluated scripts, for scripts that occur several times: in copies of a document, or in a document
 * that is linted again after a fix.
 */
import type { Criterion } from "../../analysis/interest.ts";
import type { Evaluation, ShellScript } from "../../shell/index.ts";
import { permittedValues } from "./permitted-values.ts";
import { filesBefore, filesForLater, type StepInDocument } from "./step-files.ts";

/** A parsed script and, once it was requested, its evaluation. */
export interface SharedScript {
  readonly shell: ShellScript;
  evaluation: Evaluation | undefined;
}

/** The tree that a step belongs to. */
export interface StepTree {
  /** What is evaluated in scripts. */
  readonly criterion: Criterion;
  /** The same object for all steps of one tree. */
  readonly root: object;
  /** Maximum number of commands that are evaluated in the step's script; see `ShellScript`. */
  readonly commandShare: number | undefined;
}

interface Kept {
  readonly script: SharedScript;
  /** The last tree that the script was added to. */
  root: object;
}

/** Maximum number of cached scripts, and of characters in them; the most recently used ones are kept. */
const MOST = 16;
const MOST_CHARACTERS = 100_000;

const kept = new Map<string, Kept>();

function keyOf(node: StepInDocument, { criterion, commandShare }: StepTree): string {
  const { script, environment } = node.step;
  const { opaque = [], text } = script;
  const files = [[...filesBefore(node)], filesForLater(node)?.source];
  const permitted = [...permittedValues(node.document.declarations)].filter(([name]) => text.includes(name));
  return JSON.stringify([criterion.id, commandShare, environment, opaque, files, permitted]) + text;
}

/**
 * The step's script. A syntax tree can have only one position below a root, so a script that occurs twice below the same
 * root is parsed again.
 */
export function sharedScript(node: StepInDocument, tree: StepTree, parsed: () => ShellScript): SharedScript {
  const { root } = tree;
  const key = keyOf(node, tree);
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
  forgetOldest();
  return script;
}

/** Evaluated scripts take much memory, above all the long ones, and each round of fixes adds another version of a script. */
function forgetOldest(): void {
  let characters = 0;
  for (const key of kept.keys()) characters += key.length;
  for (const key of kept.keys()) {
    if (kept.size <= MOST && characters <= MOST_CHARACTERS) return;
    kept.delete(key);
    characters -= key.length;
  }
}
