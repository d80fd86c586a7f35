/**
 * Checks many files, on several threads if the run is long enough to benefit.
 *
 * The first thread checks files itself. A pool (tinypool, piscina) would leave it idle, keep one more V8 instance in
 * memory, and send a message for each of thousands of files that contain no document.
 */
import type { Worker } from "node:worker_threads";
import { setImmediate } from "node:timers/promises";
import type { ResolvedConfig, RuleLayer } from "../config/config.ts";
import type { PluginSource } from "../config/user-plugins.ts";
import type { FoundFile } from "../files/search.ts";
import { Checker, type CheckerOptions, type Outcome } from "./file-linter.ts";
import { outOfMemory } from "./internal-error.ts";
import type { Stage } from "./timing.ts";
import { Turns, type SharedTurns } from "./turns.ts";

/** The data that a thread receives when it starts, without functions. */
export interface ThreadJob extends Pick<CheckerOptions, "rules" | "fixes" | "suggestions"> {
  readonly files: readonly FoundFile[];
  readonly config: PlainConfig | undefined;
  readonly nested: readonly { readonly directory: string; readonly config: PlainConfig }[];
  readonly turns: SharedTurns;
  /** The thread's own number, starting at 1. */
  readonly thread: number;
}

/** A configuration without functions. */
export interface PlainConfig extends Omit<ResolvedConfig, "layers" | "plugins"> {
  readonly layers: readonly PlainLayer[];
  readonly plugins: readonly PluginSource[];
}

export type PlainLayer = Omit<RuleLayer, "matches">;

/** A message that a thread posts from time to time. */
export interface ThreadNews {
  readonly outcomes: readonly (readonly [index: number, outcome: Outcome])[];
  /** The total time that the thread has spent so far. */
  readonly spent: readonly (readonly [stage: Stage, milliseconds: number])[];
}

export interface Threads {
  /** Maximum number of threads, including the current one. */
  readonly most: number;
  /** Milliseconds of linting before each further thread starts. */
  readonly patience: number;
  /** Minimum number of files that must be left before a further thread starts. */
  readonly worthWhile: number;
  /** Starts a thread. */
  readonly start: (job: ThreadJob) => Promise<Worker>;
}

/** A process that can start threads. */
export interface Threaded {
  /** `undefined` if there is only the current thread. */
  readonly threads?: Threads | undefined;
}

/** Number of skipped files after which this thread handles messages of other threads. */
const INATTENTION = 64;

/**
 * Checks the files, and yields their outcomes in the order of the files.
 * @param threads `undefined` to use only the current thread.
 * @param at is called for each file that this thread starts to check.
 */
export async function* checkFiles(
  files: readonly FoundFile[],
  options: CheckerOptions,
  threads: Threads | undefined,
  at: (file: FoundFile, index: number) => void,
): AsyncGenerator<Outcome> {
  const checker = new Checker(options);
  const shared = Turns.share(files.length, Math.max(1, threads?.most ?? 1));
  const turns = new Turns(shared);
  const done = new Map<number, Outcome>();
  const helpers: Helper[] = [];
  const isLost = (index: number) => helpers[(turns.ownerOf(index) ?? 0) - 1]?.isDead === true;
  let unheard = 0;
  try {
    for (let next = 0; next < files.length;) {
      const ready = done.get(next);
      if (ready !== undefined) {
        done.delete(next);
        yield ready;
        turns.report(++next);
      } else if (isLost(next)) {
        // A thread took this file and died, so the file is checked here.
        done.set(next, await checker.check(files[next]!));
      } else if (turns.isOpen) {
        const index = turns.take(0);
        if (index === undefined) continue;
        at(files[index]!, index);
        const checked = checker.check(files[index]!);
        const outcome = checked instanceof Promise ? await checked : checked;
        done.set(index, outcome);
        if (helpers.length > 0 && (outcome.kind === "linted" || ++unheard > INATTENTION)) {
          unheard = 0;
          await setImmediate();
        }
        const left = files.length - index - 1;
        const running = helpers.length + 1;
        const isWanted =
          outcome.kind === "linted" &&
          threads !== undefined &&
          running < threads.most &&
          options.timing.linting > threads.patience * running &&
          left >= threads.worthWhile;
        if (!isWanted) continue;
        const job = { ...plain(options), files, turns: shared, thread: running };
        helpers.push(
          await Helper.start(
            () => threads.start(job),
            done,
            () => turns.currentOf(running),
          ),
        );
      } else {
        const alive = helpers.filter((helper) => !helper.isDead);
        if (alive.length === 0) done.set(next, await checker.check(files[next]!));
        else await Promise.race(alive.map((helper) => helper.news()));
      }
    }
  } finally {
    for (const helper of helpers) helper.leave(options.timing);
  }
}

function plain(options: CheckerOptions): Pick<ThreadJob, "config" | "nested" | "rules" | "fixes" | "suggestions"> {
  const { config, nested = [], rules, fixes, suggestions = false } = options;
  return {
    config: config && plainConfig(config),
    nested: nested.map(({ directory, config: own }) => ({ directory, config: plainConfig(own) })),
    rules,
    fixes,
    suggestions,
  };
}

function plainConfig(config: ResolvedConfig): PlainConfig {
  const layers = config.layers.map(({ rules, files }) => ({ rules, files }));
  const plugins = config.plugins.map(({ namespace, file }) => ({ namespace, file }));
  return { ...config, layers, plugins };
}

/** A worker thread, as seen from the first thread. */
class Helper {
  #worker: Worker | undefined;
  #spent: ThreadNews["spent"] = [];
  #isDead = false;
  #tell: () => void = () => {};

  /**
   * @param done receives the worker's outcomes.
   * @param current returns the index of the worker's current file.
   */
  static async start(start: () => Promise<Worker>, done: Map<number, Outcome>, current: () => number): Promise<Helper> {
    const helper = new Helper();
    const die = (death: unknown) => {
      if (helper.#isDead) return;
      helper.#isDead = true;
      // A file that exhausts a worker's memory would exhaust this thread's as well, which would end the whole run.
      const isTooMuch = (death as NodeJS.ErrnoException | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (isTooMuch && !done.has(current())) done.set(current(), { kind: "error", reason: outOfMemory });
      helper.#tell();
    };
    try {
      const worker = await start();
      helper.#worker = worker;
      worker.on("message", ({ outcomes, spent }: ThreadNews) => {
        for (const [index, outcome] of outcomes) done.set(index, outcome);
        helper.#spent = spent;
        helper.#tell();
      });
      for (const end of ["error", "messageerror", "exit"]) worker.once(end, die);
    } catch (error) {
      die(error);
    }
    return helper;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Resolves when the worker posts a message or dies. */
  news(): Promise<void> {
    return new Promise((resolve) => (this.#tell = resolve));
  }

  /** Stops waiting for the worker, because all files are done. */
  leave(timing: CheckerOptions["timing"]): void {
    this.#worker?.unref();
    for (const [stage, milliseconds] of this.#spent) timing.addElsewhere(stage, milliseconds);
  }
}
