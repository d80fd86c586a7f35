/** The entry point of the command line. The published bundle starts here; see launch.ts. */
import { writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isatty } from "node:tty";
import { asThread } from "./worker-argument.ts";
import { importBy, type ImportModule } from "./config/import-module.ts";
import { readStart } from "./support/read-start.ts";
import { exceptionText, Failure, systemReason } from "./support/failure.ts";
import type { ThreadJob } from "./lint/worker-pool.ts";
import { Timing } from "./lint/timing.ts";
import { run } from "./run.ts";
import { visibleLine } from "./terminal/safe-text.ts";

/** Writes a whole text synchronously. `process.stdout` would cost a tenth of a short run, and lose text at exit on a pipe. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") {
        // If stderr cannot be written, nothing can be reported.
        if (descriptor === 2) return;
        throw new Failure(`The output could not be written: ${systemReason(error)}.`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function currentDirectory(): string {
  try {
    return process.cwd();
  } catch {
    write(2, "ssmlint: The current directory does not exist or cannot be read.\n");
    process.exit(2);
  }
}

const timing = new Timing();

/** Maximum number of different uncaught exceptions that are printed. */
const MOST_UNCAUGHT = 10;

/**
 * Worker threads run the binary again. Their stack is as large as that of this thread: V8's 984 KB plus what Node reserves
 * for itself.
 */
const threads = {
  // Each further thread uses some 50 MB.
  most: Math.min(availableParallelism(), 2),
  // A thread needs some 100 ms to start, but on its own core.
  patience: 10,
  worthWhile: 16,
  start: async (job: ThreadJob) => {
    const { Worker } = await import("node:worker_threads");
    return new Worker(new URL("ssmlint.cjs", import.meta.url), {
      argv: [asThread],
      workerData: job,
      // Node has already loaded the modules that its options (`--require`, `--import`) name.
      execArgv: [],
      resourceLimits: { stackSizeMb: (984 + 192) / 1024, maxYoungGenerationSizeMb: 24 },
    });
  },
};

function start(): void {
  const stdoutIsTerminal = isatty(1);
  const terminal = {
    cwd: currentDirectory(),
    env: process.env,
    stdoutIsTerminal,
    stderrIsTerminal: isatty(2),
    columns: stdoutIsTerminal ? process.stdout.columns : undefined,
    out: (text: string) => write(1, text),
    err: (text: string) => write(2, text),
    readInput: (limit: number) => readStart(0, limit),
    threads,
  };
  // A configuration in JavaScript may wait for a promise that never settles, or call `process.exit(0)`. Node then exits
  // silently, which must not look like success.
  let isOver = false;
  process.exitCode = 2;
  process.once("exit", () => {
    if (isOver) return;
    process.exitCode = 2;
    write(
      2,
      "ssmlint: stopped early: a configuration has ended the process, or waits for a promise that never settles.\n",
    );
  });
  // Exceptions that a configuration in JavaScript, or a rule of a plugin, throws after its code was called. The run continues if
  // files are being checked, because it does not depend on such code.
  const uncaught = new Set<string>();
  process.on("uncaughtException", (error: unknown) => {
    const text = visibleLine(exceptionText(error));
    const mayContinue = timing.linting > 0;
    if (!mayContinue) write(2, `ssmlint: stopped early by an uncaught exception: ${text}\n`);
    else if (!uncaught.has(text) && uncaught.size < MOST_UNCAUGHT)
      write(2, `ssmlint: uncaught exception in a rule of a plugin: ${text}\n`);
    uncaught.add(text);
    isOver ||= !mayContinue;
    if (!mayContinue) process.exit(2);
  });
  void run(process.argv.slice(2), terminal, timing).then((code) => {
    const end = (): void => {
      isOver = true;
      // All output is written. Without this, Node would free the heap piece by piece, and wait for handles that a
      // configuration left open.
      process.exit(uncaught.size > 0 ? 2 : code);
    };
    // Node reports rejected promises that nothing handles only after this, and timers that are due come first.
    if (process.getActiveResourcesInfo().includes("Timeout")) setTimeout(end, 1);
    else setImmediate(end);
  });
}

/**
 * Starts the command line, or a worker thread of a run.
 * @param importModule imports a configuration file by its URL.
 */
export function main(importModule: ImportModule): void {
  importBy(importModule);
  if (process.argv[2] === asThread)
    void import("./lint/worker.ts").then(({ isThread, runWorker }) => (isThread ? runWorker() : start()));
  else start();
}

/**
 * Milliseconds of linting that make a run long. Most code that a long run compiles is of no use to a short one, which would
 * have to load all of it.
 */
const LONG = 2000;

/** Whether this run checked at least one text, but not many. Such a run has compiled what a short run can use, and little else. */
export const isShortRun = (): boolean => timing.linting > 0 && timing.linting < LONG;
