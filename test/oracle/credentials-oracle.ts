/** Compares the verdict of `explicit-aws-credentials` with a real bash on generated scripts. */
import fc from "fast-check";
import { disagreements, settles, verdictOf, type Disagreement, type Verdict } from "./credentials-judge.ts";
import { credentialsLaboratory, placeOf, thoroughLaboratory } from "./credentials-laboratory.ts";
import { script, type Block } from "./generate.ts";
import { explore, type Exploration, type Laboratory } from "./harness.ts";
import { scriptText } from "./script-text.ts";
import { smallerBlocks } from "./shrink.ts";

export interface Failure {
  readonly tree: Block;
  readonly text: string;
  readonly wrong: readonly Disagreement[];
}

export interface Outcome {
  readonly scripts: number;
  /** The number of scripts that ran under every assignment of their decisions. */
  readonly complete: number;
  readonly executions: number;
  readonly places: number;
  readonly failures: readonly Failure[];
}

const CHUNK = 100;

/** Judges `count` scripts of a seed. */
export async function judgeScripts(
  count: number,
  seed: number,
  progress?: (done: number, failures: number) => void,
): Promise<Outcome> {
  const laboratory = count > 200 ? thoroughLaboratory : credentialsLaboratory;
  const trees = fc.sample(script, { numRuns: count, seed });
  const failures: Failure[] = [];
  let complete = 0;
  let executions = 0;
  let places = 0;
  for (let start = 0; start < trees.length; start += CHUNK) {
    const part = trees.slice(start, start + CHUNK);
    const result = await failuresOf(part, laboratory);
    failures.push(...result.failures);
    for (const exploration of result.explorations) {
      if (exploration.complete) complete++;
      executions += exploration.executions.length;
      const calls = exploration.executions.flatMap(({ records }) => records.map(({ argv }) => placeOf(argv)));
      places += new Set(calls).size;
    }
    progress?.(Math.min(start + CHUNK, trees.length), failures.length);
  }
  return { scripts: trees.length, complete, executions, places, failures };
}

async function failuresOf(
  trees: readonly Block[],
  laboratory: Laboratory,
): Promise<{ failures: Failure[]; explorations: readonly Exploration[] }> {
  const texts = trees.map(scriptText);
  const verdicts = texts.map(verdictOf);
  const explorations = await explore(texts, laboratory, (index, runs) =>
    settles(texts[index] as string, verdicts[index] as Verdict, runs),
  );
  const failures = trees.flatMap((tree, index) => {
    const wrong = disagreements(verdicts[index] as Verdict, explorations[index] as Exploration);
    return wrong.length === 0 ? [] : [{ tree, text: texts[index] as string, wrong }];
  });
  return { failures, explorations };
}

/** Shrinks a failure to a script that still disagrees, while no script that is one step smaller does. */
export async function shrink(failure: Failure): Promise<Failure> {
  let smallest = failure;
  for (;;) {
    const { failures } = await failuresOf(smallerBlocks(smallest.tree), thoroughLaboratory);
    const [next] = failures.toSorted((a, b) => a.text.length - b.text.length);
    if (next === undefined || next.text.length >= smallest.text.length) return smallest;
    smallest = next;
  }
}

/** A readable description: the script, and how its runs contradict the verdict. */
export function describeFailure({ text, wrong }: Failure): string {
  const lines = wrong.map(({ place, verdict, witness }) =>
    witness === undefined
      ? `s3://b/${place} is ${verdict}, and no run lacked credentials`
      : `s3://b/${place} is ${verdict}, and lacks credentials when ${JSON.stringify(witness)}`,
  );
  return `${text}\n${lines.join("\n")}`;
}
