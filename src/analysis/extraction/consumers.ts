/** Which text tools read the output of a text tool, so that an extraction continues, and which only test it. */
import type { Evaluation, Run } from "../../shell/index.ts";
import { isTextTool } from "../../programs/text/index.ts";
import { isXargsStart } from "../../programs/wrappers/xargs.ts";
import { addToGroup } from "../../grouping/add-to-group.ts";
import { extractsPart, isPipedInto, isUnknown, printsAnswerOnly, toolInput } from "./pipeline.ts";

/** The consumers of the outputs of text tools. */
interface Consumers {
  /** Runs whose output another text tool reads. */
  readonly consumed: ReadonlySet<Run>;
  /** For each run, the runs of `grep` behind its pipe that print no text: `grep -q`, `grep -c`. */
  readonly tests: ReadonlyMap<Run, readonly Run[]>;
  /** For each run, the run of `xargs` that starts a program with its output. */
  readonly given: ReadonlyMap<Run, Run>;
}

const consumersOf = new WeakMap<Evaluation, Consumers>();

/** Returns whether a further text tool processes the output of `run`, so that the extraction continues. */
export function isConsumed(run: Run, evaluation: Evaluation, text: string): boolean {
  return consumers(evaluation, text).consumed.has(run);
}

/** Returns the runs of `grep` that test the output of `run`, behind its pipe. */
export function testsOf(run: Run, evaluation: Evaluation, text: string): readonly Run[] {
  return consumers(evaluation, text).tests.get(run) ?? [];
}

/** The run of `xargs` that starts a program with the output of `run`. */
export function givenBy(run: Run, evaluation: Evaluation, text: string): Run | undefined {
  return consumers(evaluation, text).given.get(run);
}

function consumers(evaluation: Evaluation, text: string): Consumers {
  const found = consumersOf.get(evaluation);
  if (found !== undefined) return found;
  const consumed = new Set<Run>();
  const tests = new Map<Run, Run[]>();
  const given = new Map<Run, Run>();
  for (const invocation of evaluation.invocations) {
    if (!isTextTool(invocation.program)) continue;
    for (const consumer of invocation.runs) {
      const isStart = isXargsStart(consumer);
      const isTest = invocation.program.endsWith("grep") && printsAnswerOnly(consumer);
      for (const piece of toolInput(consumer)?.input ?? consumer.stdin ?? []) {
        if (piece.kind !== "output" || isUnknown(piece)) continue;
        const isPiped = isPipedInto(piece.of.invocation, invocation, text);
        if (isStart) given.set(piece.of, consumer);
        else if (isTest && isPiped) addToGroup(tests, piece.of, consumer);
        else if (extractsPart(consumer) || isPiped) consumed.add(piece.of);
      }
    }
  }
  const all = { consumed, tests, given };
  consumersOf.set(evaluation, all);
  return all;
}
