/** The main thread with and without worker threads. test/package/shipped.test.ts tests that real threads start and find the same. */
import { EventEmitter } from "node:events";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import type { CheckerOptions, Outcome } from "../../../../src/cli/lint/file-linter.ts";
import { Turns } from "../../../../src/cli/lint/turns.ts";
import { checkFiles, type ThreadJob, type ThreadNews, type Threads } from "../../../../src/cli/lint/worker-pool.ts";
import { Timing } from "../../../../src/cli/lint/timing.ts";
import { clean, implicit, unrelated } from "../../../support/documents.ts";
import { scratch } from "../../../support/scratch.ts";

const texts = { "a.yaml": clean, "b.yaml": unrelated, "c.yaml": implicit(), "d.yaml": clean, "e.yaml": implicit() };

function found() {
  const cwd = scratch(texts);
  return [...Object.keys(texts), "gone.yaml"].map((name) => ({ path: join(cwd, name), named: true }));
}

const options = () => ({
  config: undefined,
  rules: {},
  fixes: "none" as const,
  timing: new Timing(),
  readInput: () => Buffer.alloc(0),
});

/** A fake worker thread that calls `life` when it starts. */
function thread(life: (worker: EventEmitter, job: ThreadJob, turns: Turns) => void) {
  const jobs: ThreadJob[] = [];
  const start = async (job: ThreadJob) => {
    jobs.push(job);
    const worker = Object.assign(new EventEmitter(), { unref: () => {} });
    life(worker, job, new Turns(job.turns));
    return worker as unknown as Worker;
  };
  return { jobs, threads: { most: 2, patience: 0, worthWhile: 2, start } };
}

async function outcomesOf(
  files: ReturnType<typeof found>,
  threads: Threads | undefined,
  given: CheckerOptions = options(),
  at: (index: number) => void = () => {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of checkFiles(files, given, threads, (_, index) => at(index))) outcomes.push(outcome);
  return outcomes;
}

const kinds = (outcomes: readonly { readonly kind: string }[]) => outcomes.map(({ kind }) => kind);
const ALL = ["linted", "skip", "linted", "linted", "linted", "error"];
const elsewhere = { kind: "error", reason: "from elsewhere" } as const;
const news = (...outcomes: ThreadNews["outcomes"]): ThreadNews => ({ outcomes, spent: [["rules", 1234.5]] });

describe("checking files", () => {
  test("works on one thread", async () => {
    const turns: number[] = [];
    expect(kinds(await outcomesOf(found(), undefined, options(), (index) => turns.push(index)))).toEqual(ALL);
    expect(turns).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("yields each outcome before it checks the next file but one", async () => {
    let checked = 0;
    let passed = 0;
    for await (const _ of checkFiles(found(), options(), undefined, () => checked++)) {
      passed++;
      expect(checked).toBe(passed);
    }
    expect(passed).toBe(6);
  });

  test("with a worker: merges its outcomes in order and counts its time separately", async () => {
    const mine: number[] = [];
    const { threads, jobs } = thread((worker, { thread: number }, turns) => {
      const index = turns.take(number)!;
      void setImmediate().then(() => worker.emit("message", news([index, elsewhere])));
    });
    const given = options();
    const outcomes = await outcomesOf(found(), threads, given, (index) => mine.push(index));
    expect(jobs).toHaveLength(1);
    expect(mine).toEqual([0, 2, 3, 4, 5]);
    expect(outcomes[1]).toEqual(elsewhere);
    expect(kinds(outcomes)).toEqual(ALL.with(1, "error"));
    expect(given.timing.report()).toMatch(/^rules .*, and 1234\.5 ms on other threads$/m);
  });

  test("with a slow worker: buffers later outcomes, at most as many as the window permits", async () => {
    const files = Array.from({ length: 200 }, (_, index) => ({ path: join("/nowhere", `${index}.yaml`), named: true }));
    files[0] = found()[0]!;
    const mine: number[] = [];
    let most = 0;
    const { threads } = thread((worker, { thread: number }, turns) => {
      const index = turns.take(number)!;
      setTimeout(() => {
        most = Math.max(...mine);
        worker.emit("message", news([index, elsewhere]));
      }, 300);
    });
    const outcomes = await outcomesOf(files, threads, options(), (index) => mine.push(index));
    expect(outcomes).toHaveLength(200);
    expect(outcomes[1]).toEqual(elsewhere);
    expect(most).toBeGreaterThan(32);
    expect(most).toBeLessThan(100);
  });

  test.each<[name: string, life: (worker: EventEmitter) => void]>([
    ["fails", (worker) => worker.emit("error", new Error("out of memory"))],
    ["exits silently", (worker) => worker.emit("exit", 1)],
    ["posts a message that cannot be deserialized", (worker) => worker.emit("messageerror", new Error("not cloned"))],
  ])("with a worker that %s: checks the worker's files on the main thread", async (_, life) => {
    const { threads, jobs } = thread((worker, { thread: number }, turns) => {
      turns.take(number);
      turns.take(number);
      void setImmediate().then(() => life(worker));
    });
    expect(kinds(await outcomesOf(found(), threads))).toEqual(ALL);
    expect(jobs).toHaveLength(1);
  });

  test("with a worker that runs out of memory: reports its current file as an error and checks its other files itself", async () => {
    const { threads } = thread((worker, { thread: number }, turns) => {
      turns.take(number);
      turns.take(number);
      const error = Object.assign(new Error("Worker terminated"), { code: "ERR_WORKER_OUT_OF_MEMORY" });
      void setImmediate().then(() => worker.emit("error", error));
    });
    const outcomes = await outcomesOf(found(), threads);
    expect(kinds(outcomes)).toEqual(ALL.with(2, "error"));
    expect(outcomes[2]).toEqual({ kind: "error", reason: expect.stringMatching(/out of memory/) });
  });

  test("works if no worker can start", async () => {
    const { threads } = thread(() => {
      throw new Error("no more threads");
    });
    expect(kinds(await outcomesOf(found(), threads))).toEqual(ALL);
  });

  test("with a worker that starts too late: does not wait for it", async () => {
    let isLeft = false;
    const { threads, jobs } = thread((worker) => Object.assign(worker, { unref: () => (isLeft = true) }));
    expect(kinds(await outcomesOf(found(), threads))).toEqual(ALL);
    expect([jobs.length, isLeft]).toEqual([1, true]);
  });

  test("starts no worker if the run is short, too few files are left, or only one thread is allowed", async () => {
    for (const settings of [{ patience: 1e6 }, { worthWhile: 6 }, { most: 1 }]) {
      const { threads, jobs } = thread(() => {});
      // oxlint-disable-next-line no-await-in-loop
      expect(kinds(await outcomesOf(found(), { ...threads, ...settings }))).toEqual(ALL);
      expect(jobs).toEqual([]);
    }
  });
});
