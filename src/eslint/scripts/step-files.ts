/** The files that steps of a document write for later steps: unlike the environment, files last from step to step. */
import { mayWriteFiles } from "../../aws/credentials/files.ts";
import { AWS_NAMES } from "../../aws/credentials/variables.ts";
import type { SsmDocument, Step } from "../../document/index.ts";
import { NO_FILES, type Evaluation, type LastingFiles } from "../../shell/index.ts";
import { onlySets, sourcedLater } from "./sourced-later.ts";

/** A step of a document; `evaluation` is only read if the step may write a file that a later step finds. */
export interface StepInDocument {
  readonly step: Step;
  readonly document: Pick<SsmDocument, "declarations">;
  readonly evaluation: Evaluation;
  readonly siblings: readonly StepInDocument[];
  readonly index: number;
}

/** Files that exist after a step, and those that only exist if a precondition holds. */
interface Left {
  readonly always: LastingFiles;
  readonly under: ReadonlyMap<string, LastingFiles>;
}

const NOTHING: Left = { always: NO_FILES, under: new Map() };

/** Keyed by the steps of a document: what exists after each of the first steps. */
const known = new WeakMap<readonly StepInDocument[], Left[]>();

/** Returns the files that the steps before this one have written, without those of steps that another precondition may skip. */
export function filesBefore({ siblings, index, step }: StepInDocument): LastingFiles {
  const left = known.get(siblings) ?? [];
  known.set(siblings, left);
  while (left.length < index) left.push(leftAfter(left.at(-1) ?? NOTHING, siblings[left.length]!));
  return filesFor(step, left[index - 1] ?? NOTHING);
}

/** Matches the names of files in the step's script that a later step sources; `undefined` if there are none. */
export function filesForLater({ siblings, index }: StepInDocument): RegExp | undefined {
  return sourcedLater(siblings, index);
}

function filesFor({ precondition }: Step, { always, under }: Left): LastingFiles {
  const own = precondition === undefined ? undefined : under.get(precondition);
  return own === undefined ? always : new Map([...always, ...own]);
}

function leftAfter(before: Left, node: StepInDocument): Left {
  const { precondition, script } = node.step;
  if (!mayWriteFiles(script.text) && filesForLater(node) === undefined) return before;
  const left = new Map(
    [...node.evaluation.left].filter(([name, { content }]) => AWS_NAMES.file.test(name) || onlySets(content)),
  );
  if (precondition === undefined) return { ...before, always: left };
  return { ...before, under: new Map([...before.under, [precondition, left]]) };
}
