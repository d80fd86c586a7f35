/** Checks many files on several threads, where it takes long enough for that to be worth while. */
import type { Worker } from "node:worker_threads";
import type { ResolvedConfig, RuleLayer } from "../config/config.ts";
import type { FoundFile } from "../files/search.ts";
import { Checker, type CheckerOptions, type Outcome } from "./file-linter.ts";
import { outOfMemory } from "./internal-error.ts";
import type { Stage } from "./timing.ts";

/** What a thread is handed when it starts: data without functions. */
export interface ThreadJob extends Pick<CheckerOptions, "rules" | "mends"> {
  readonly files: readonly FoundFile[];
  readonly config: (Omit<ResolvedConfig, "layers"> & { readonly layers: readonly PlainLayer[] }) | undefined;
  /** Shared by all: first the index of the file whose turn is next, then for each thread that of the file it is at. */
  readonly turn: Int32Array;
  /** The thread's own number in `turn`. */
  readonly slot: number;
}

export type PlainLayer = Omit<RuleLayer, "matches">;

/** What a thread hands back when no file is left. */
export interface ThreadResult {
  readonly outcomes: readonly (readonly [index: number, outcome: Outcome])[];
  readonly spent: readonly (readonly [stage: Stage, milliseconds: number])[];
}

export interface Threads {
  /** At most so many, this one among them. */
  readonly most: number;
  /** Milliseconds of linting before each further one starts. */
  readonly patience: number;
  /** So many files at least must be left for it. */
  readonly worthWhile: number;
  /** Starts one more. */
  readonly start: (job: ThreadJob) => Promise<Worker>;
}

/** What can start threads. */
export interface Threaded {
  /** `undefined` where there is only one. */
  readonly threads?: Threads | undefined;
}

/** The index of the next file; each file's turn comes once on all threads together. */
export function nextTurn({ turn, slot }: Pick<ThreadJob, "turn" | "slot">): number {
  const index = Atomics.add(turn, 0, 1);
  Atomics.store(turn, slot, index);
  return index;
}

/**
 * Checks the files, and tells what came of each, in their order.
 * @param threads `undefined` where this one has to do.
 * @param at is told of files when their turn comes on this thread.
 */
export async function checkFiles(
  files: readonly FoundFile[],
  options: CheckerOptions,
  threads: Threads | undefined,
  at: (file: FoundFile, index: number) => void,
): Promise<readonly Outcome[]> {
  const checker = new Checker(options);
  const outcomes: (Outcome | undefined)[] = files.map(() => undefined);
  const turn = new Int32Array(new SharedArrayBuffer(4 * (1 + Math.max(1, threads?.most ?? 1))));
  const own = { turn, slot: 1 };
  const helpers: Helper[] = [];
  for (let index = nextTurn(own); index < files.length; index = nextTurn(own)) {
    at(files[index]!, index);
    const checked = checker.check(files[index]!);
    const outcome = checked instanceof Promise ? await checked : checked;
    outcomes[index] = outcome;
    if (outcome.kind !== "linted") continue;
    const running = helpers.length + 1;
    const left = files.length - index - 1;
    const isWanted = threads && running < threads.most && options.timing.linting > threads.patience * running;
    if (isWanted && left >= threads.worthWhile)
      helpers.push(await started(() => threads.start({ ...plain(options), files, turn, slot: running + 1 })));
  }
  for (const [helper, { worker, result: later }] of helpers.entries()) {
    if (outcomes.every((outcome) => outcome !== undefined)) {
      // It has come too late, and nobody waits for it.
      worker?.unref();
      continue;
    }
    const result = await later;
    if ("death" in result) {
      // What was too much for its memory would be too much for this thread's, which would end the whole run.
      const last = turn[helper + 2]!;
      const isTooMuch = (result.death as NodeJS.ErrnoException | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (isTooMuch && last < files.length) outcomes[last] = { kind: "error", reason: outOfMemory };
      continue;
    }
    for (const [index, outcome] of result.outcomes) outcomes[index] = outcome;
    for (const [stage, milliseconds] of result.spent) options.timing.addElsewhere(stage, milliseconds);
  }
  // A thread that died has left its other files.
  for (const [index, file] of files.entries()) outcomes[index] ??= await checker.check(file);
  return outcomes as readonly Outcome[];
}

function plain({ config, rules, mends }: CheckerOptions): Pick<ThreadJob, "config" | "rules" | "mends"> {
  if (config === undefined) return { config, rules, mends };
  const layers = config.layers.map(({ rules: own, files }) => ({ rules: own, files }));
  return { config: { ...config, layers }, rules, mends };
}

interface Helper {
  readonly worker: Worker | undefined;
  /** What it will return; if it ends before, the error that ended it. */
  readonly result: Promise<ThreadResult | { readonly death: unknown }>;
}

async function started(start: () => Promise<Worker>): Promise<Helper> {
  try {
    const worker = await start();
    const result = new Promise<ThreadResult | { readonly death: unknown }>((resolve) => {
      worker.once("message", resolve);
      for (const end of ["error", "messageerror", "exit"]) worker.once(end, (death: unknown) => resolve({ death }));
    });
    return { worker, result };
  } catch (death) {
    return { worker: undefined, result: Promise.resolve({ death }) };
  }
}
