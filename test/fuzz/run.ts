/**
 * `npm run fuzz [-- --count N --seed S --target documents|scripts|repetitions|large --only INDEX]`: lints hostile documents in a child process
 * with a small heap, and prints each document that crashes or hangs it, takes too long, or violates an invariant. Large documents take
 * seconds each; they are checked only if they are asked for.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { v8Flags } from "../../src/cli/v8-flags.ts";
import { Checker } from "./check.ts";
import { hostileDocument, targets, type Target } from "./documents.ts";

/** The limits for each document: CPU time in milliseconds, without and with fixes, the heap's size, and the memory of the process. */
const LIMITS = { cpu: 3_000, fixing: 9_000, heapMegabytes: 256, megabytes: 300 };
/** After this many milliseconds without a message, the child counts as hanging. */
const PATIENCE = 90_000;
/** The number of documents that one child checks. A new child does not inherit what earlier documents leave in memory. */
const BATCH = 500;
/** The same for large documents: the maximum memory of a process can be read only as a whole. */
const LARGE_BATCH = 1;

const root = process.cwd();

interface Report {
  readonly index: number;
  readonly problems: readonly string[];
  readonly cpu: number;
}

async function child(target: Target, seed: number, from: number, to: number): Promise<void> {
  const checker = await Checker.create();
  // Warms up: the time to load and compile code on first use is not the fault of a document.
  const small = target === "large" ? "scripts" : target;
  for (let index = 0; index < 5; index++)
    await checker.violations(hostileDocument(small, 1, index, root)).catch(() => {});
  for (let index = from; index < to; index++) {
    const document = hostileDocument(target, seed, index, root);
    const before = process.cpuUsage();
    let cpu = 0;
    let memory = 0;
    let problems: string[];
    try {
      checker.lint(document);
      // Linting it again for all fixes does not evaluate the same scripts again.
      cpu = milliseconds(before);
      memory = process.resourceUsage().maxRSS / 1024;
      problems = await checker.violations(document);
    } catch (error) {
      problems = [`it throws ${error instanceof Error ? error.stack : String(error)}`];
    }
    const fixing = milliseconds(before);
    if (cpu > LIMITS.cpu) problems.push(`it takes ${cpu.toFixed(0)} ms`);
    if (target === "large" && memory > LIMITS.megabytes) problems.push(`it takes ${memory.toFixed(0)} MiB`);
    if (fixing > LIMITS.fixing) problems.push(`with its fixes it takes ${fixing.toFixed(0)} ms`);
    await new Promise((resolve) => process.send!({ index, problems, cpu } satisfies Report, resolve));
  }
  process.disconnect();
}

/** The CPU time of this process since `before`. */
function milliseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function parent(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      target: { type: "string" },
      only: { type: "string" },
      out: { type: "string", default: "dist/test/fuzz-findings" },
    },
  });
  const seed = Number(values.seed);
  const chosen = targets.filter((target) =>
    values.target === undefined ? target !== "large" : target === values.target,
  );
  const total = { documents: 0, findings: 0, slowest: 0, cpu: 0 };
  for (const target of chosen) {
    const count = Math.ceil(Number(values.count) / chosen.length);
    const start = values.only === undefined ? 0 : Number(values.only);
    const end = values.only === undefined ? count : start + 1;
    const size = target === "large" ? LARGE_BATCH : BATCH;
    for (let from = start; from < end;) {
      // oxlint-disable-next-line no-await-in-loop
      const next = await batch(target, seed, from, Math.min(end, from + size - (from % size)), (report) => {
        total.documents++;
        total.cpu += report.cpu;
        total.slowest = Math.max(total.slowest, report.cpu);
        if (report.problems.length > 0) {
          total.findings++;
          show(values.out, target, seed, report);
        }
      });
      from = next;
      if (from % (10 * size) === 0) console.log(`${target}: ${from} of ${end}, ${total.findings} findings`);
    }
  }
  const { documents, findings, slowest, cpu } = total;
  console.log(
    `${documents} documents, seed ${seed}: ${findings} findings; slowest ${slowest.toFixed(0)} ms, mean ${(cpu / documents).toFixed(1)} ms`,
  );
  process.exitCode = findings === 0 ? 0 : 1;
}

/** Checks documents in one child. Resolves with the index at which to continue. */
function batch(
  target: Target,
  seed: number,
  from: number,
  to: number,
  done: (report: Report) => void,
): Promise<number> {
  const self = fileURLToPath(import.meta.url);
  const worker: ChildProcess = fork(self, ["child", target, String(seed), String(from), String(to)], {
    execArgv: [...v8Flags, `--max-old-space-size=${LIMITS.heapMegabytes}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let next = from;
  let timer: NodeJS.Timeout;
  let isHanging = false;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isHanging = true;
      worker.kill("SIGKILL");
    }, PATIENCE);
  };
  watch();
  worker.on("message", (report: Report) => {
    watch();
    next = report.index + 1;
    done(report);
  });
  return new Promise((resolve) => {
    worker.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (next < to) {
        const problem = isHanging ? `it does not end within ${PATIENCE} ms` : `the process ends (${signal ?? code})`;
        done({ index: next, problems: [problem], cpu: 0 });
        next++;
      }
      resolve(next);
    });
  });
}

function show(directory: string, target: Target, seed: number, { index, problems }: Report): void {
  const { text, path } = hostileDocument(target, seed, index, root);
  mkdirSync(directory, { recursive: true });
  const file = `${directory}/${target}-${seed}-${index}${path.slice(path.lastIndexOf("."))}`;
  writeFileSync(file, text);
  console.log(`${target} ${index} (${text.length} characters, ${file}): ${problems.join("; ")}`);
}

const [, , mode, target, seed, from, to] = process.argv;
if (mode === "child") await child(target as Target, Number(seed), Number(from), Number(to));
else await parent();
