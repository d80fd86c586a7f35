/** A worker thread of a run: takes files in turn until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import type { ResolvedConfig, RuleLayer } from "../config/config.ts";
import type { PluginSource, UserPlugin } from "../config/user-plugins.ts";
import { Checker, type Outcome } from "./file-linter.ts";
import { stages, Timing } from "./timing.ts";
import { Turns } from "./turns.ts";
import type { PlainConfig, PlainLayer, ThreadJob, ThreadNews } from "./worker-pool.ts";

/** Whether this is a worker thread. The argument alone does not suffice, because a file may have the same name. */
export const isThread: boolean = parentPort !== null;

/** Maximum number of outcomes of skipped files that are collected before a message is posted. */
const BATCH = 32;

/** Runs the thread's job. */
export async function runWorker(): Promise<void> {
  const { files, config, nested, rules, fixes, suggestions = false, turns: shared, thread } = workerData as ThreadJob;
  const timing = new Timing();
  const checker = new Checker({
    config: config && (await configOf(config)),
    nested: await Promise.all(
      nested.map(async ({ directory, config: own }) => ({ directory, config: await configOf(own) })),
    ),
    rules,
    fixes,
    suggestions,
    timing,
    readInput: () => Buffer.alloc(0),
  });
  const turns = new Turns(shared);
  let waiting: (readonly [number, Outcome])[] = [];
  const post = () => {
    const spent = stages.map((stage) => [stage, timing.spent(stage)] as const);
    parentPort!.postMessage({ outcomes: waiting, spent } satisfies ThreadNews);
    waiting = [];
  };
  for (let index = turns.take(thread); index !== undefined; index = turns.take(thread)) {
    if (turns.isAhead(index)) {
      // The report may be waiting for an outcome that is not posted yet.
      if (waiting.length > 0) post();
      turns.wait(index);
    }
    const outcome = await checker.check(files[index]!);
    waiting.push([index, outcome]);
    if (outcome.kind === "linted" || waiting.length >= BATCH) post();
  }
  post();
}

async function configOf(config: PlainConfig): Promise<ResolvedConfig> {
  return { ...config, layers: await layersOf(config.layers), plugins: await pluginsOf(config.plugins) };
}

async function pluginsOf(sources: readonly PluginSource[]): Promise<readonly UserPlugin[]> {
  if (sources.length === 0) return [];
  return (await import("../config/user-plugins.ts")).reloadedPlugins(sources);
}

async function layersOf(layers: readonly PlainLayer[]): Promise<readonly RuleLayer[]> {
  if (layers.every(({ files }) => files === undefined))
    return layers.map(({ rules }) => ({ rules, matches: undefined }));
  const { globMatcher } = await import("../config/globs.ts");
  return layers.map(({ rules, files }) => ({ rules, files, matches: files && globMatcher(files) }));
}
