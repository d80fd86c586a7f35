/** A further thread of a run: takes files as their turn comes, until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import type { RuleLayer } from "../config/config.ts";
import { Checker, type Outcome } from "./file-linter.ts";
import { nextTurn, type PlainLayer, type ThreadJob, type ThreadResult } from "./worker-pool.ts";
import { stages, Timing } from "./timing.ts";

/** Whether this is one: a file may have the name that threads are told by. */
export const isThread: boolean = parentPort !== null;

/** Does what the thread was started for. */
export async function work(): Promise<void> {
  const { files, config, rules, mends, turn, slot } = workerData as ThreadJob;
  const timing = new Timing();
  const checker = new Checker({
    config: config && { ...config, layers: await layersOf(config.layers) },
    rules,
    mends,
    timing,
    readInput: () => Buffer.alloc(0),
  });
  const outcomes: (readonly [number, Outcome])[] = [];
  const own = { turn, slot };
  for (let index = nextTurn(own); index < files.length; index = nextTurn(own))
    outcomes.push([index, await checker.check(files[index]!)]);
  const result: ThreadResult = { outcomes, spent: stages.map((stage) => [stage, timing.spent(stage)]) };
  parentPort!.postMessage(result);
}

async function layersOf(layers: readonly PlainLayer[]): Promise<readonly RuleLayer[]> {
  if (layers.every(({ files }) => files === undefined))
    return layers.map(({ rules }) => ({ rules, matches: undefined }));
  const { globMatcher } = await import("../config/globs.ts");
  return layers.map(({ rules, files }) => ({ rules, files, matches: files && globMatcher(files) }));
}
