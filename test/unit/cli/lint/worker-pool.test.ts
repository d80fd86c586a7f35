/** What one thread does when others help, and when they do not; that they are started and say the same, ../shipped.test.ts tests. */
import { EventEmitter } from "node:events";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { checkFiles, nextTurn, type ThreadJob, type ThreadResult } from "../../../../src/cli/lint/worker-pool.ts";
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
  mends: "none" as const,
  timing: new Timing(),
  readInput: () => Buffer.alloc(0),
});

/** A thread that does what it is told to when it starts. */
function thread(life: (worker: EventEmitter, job: ThreadJob) => void) {
  const jobs: ThreadJob[] = [];
  const start = async (job: ThreadJob) => {
    jobs.push(structuredClone(job));
    const worker = new EventEmitter();
    life(worker, job);
    return worker as Worker;
  };
  return { jobs, threads: { most: 2, patience: 0, worthWhile: 2, start } };
}

const kinds = (outcomes: readonly { readonly kind: string }[]) => outcomes.map(({ kind }) => kind);
const ALL = ["linted", "skip", "linted", "linted", "linted", "error"];

describe("checking files", () => {
  test("on one thread", async () => {
    const turns: number[] = [];
    const outcomes = await checkFiles(found(), options(), undefined, (_, index) => turns.push(index));
    expect(kinds(outcomes)).toEqual(ALL);
    expect(turns).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("with another that takes some of them: its outcomes stand in their places, its time apart", async () => {
    const mine: number[] = [];
    const { threads, jobs } = thread((worker, job) => {
      const index = nextTurn(job);
      const outcomes = [[index, { kind: "error", reason: "from elsewhere" }]] as const;
      const result: ThreadResult = { outcomes, spent: [["rules", 1234.5]] };
      setImmediate(() => worker.emit("message", result));
    });
    const given = options();
    const outcomes = await checkFiles(found(), given, threads, (_, index) => mine.push(index));
    expect(jobs).toHaveLength(1);
    expect(mine).toEqual([0, 2, 3, 4, 5]);
    expect(outcomes[1]).toEqual({ kind: "error", reason: "from elsewhere" });
    expect(kinds(outcomes)).toEqual(ALL.with(1, "error"));
    expect(given.timing.report()).toMatch(/^rules .*, and 1234\.5 ms on other threads$/m);
  });

  test.each<[name: string, life: (worker: EventEmitter) => void]>([
    ["fails", (worker) => worker.emit("error", new Error("out of memory"))],
    ["ends without a word", (worker) => worker.emit("exit", 1)],
    ["says what cannot be read", (worker) => worker.emit("messageerror", new Error("not cloned"))],
  ])("with another that %s: what it took is checked here", async (_, life) => {
    const { threads, jobs } = thread((worker, job) => {
      nextTurn(job);
      nextTurn(job);
      setImmediate(() => life(worker));
    });
    const outcomes = await checkFiles(found(), options(), threads, () => {});
    expect(jobs).toHaveLength(1);
    expect(kinds(outcomes)).toEqual(ALL);
  });

  test("with another that runs out of memory: the file that it was at is an error, its others are checked here", async () => {
    const { threads } = thread((worker, job) => {
      nextTurn(job);
      nextTurn(job);
      const error = Object.assign(new Error("Worker terminated"), { code: "ERR_WORKER_OUT_OF_MEMORY" });
      setImmediate(() => worker.emit("error", error));
    });
    const outcomes = await checkFiles(found(), options(), threads, () => {});
    expect(kinds(outcomes)).toEqual(ALL.with(2, "error"));
    expect(outcomes[2]).toEqual({ kind: "error", reason: expect.stringMatching(/out of memory/) });
  });

  test("where no other can start", async () => {
    const { threads } = thread(() => {
      throw new Error("no more threads");
    });
    expect(kinds(await checkFiles(found(), options(), threads, () => {}))).toEqual(ALL);
  });

  test("with another that comes too late: nobody waits for it", async () => {
    let isLeft = false;
    const { threads, jobs } = thread((worker) => Object.assign(worker, { unref: () => (isLeft = true) }));
    expect(kinds(await checkFiles(found(), options(), threads, () => {}))).toEqual(ALL);
    expect([jobs.length, isLeft]).toEqual([1, true]);
  });

  test("no other starts where it takes no time, where too few files are left, nor where only one is allowed", async () => {
    for (const settings of [{ patience: 1e6 }, { worthWhile: 6 }, { most: 1 }]) {
      const { threads, jobs } = thread(() => {});
      // oxlint-disable-next-line no-await-in-loop
      expect(kinds(await checkFiles(found(), options(), { ...threads, ...settings }, () => {}))).toEqual(ALL);
      expect(jobs).toEqual([]);
    }
  });
});
