/** `npm run bench:growth [-- NAME…]`: the cost of ssmlint on documents that each grow in one way, and how fast that cost grows. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileOf, shapes, type Shape } from "./growth-shapes.ts";
import { usage } from "./measure.ts";

/** The limits for each document under 200 KB: CPU time in milliseconds, memory in MiB. */
const GOAL = { bytes: 200_000, cpu: 3_000, memory: 300 };
/** A shape is not linear if its cost grows by more than this factor when the size doubles. */
const MOST_GROWTH = 2.6;
/** Fewer milliseconds than this above an empty run are too few for a ratio. */
const NOISE = 150;
/** Seconds of CPU time after which a run is stopped. Larger sizes of the same shape are then skipped. */
const PATIENCE = 20;

const binary = join(process.cwd(), "dist/cli/ssmlint.cjs");
const temporary = mkdtempSync(join(tmpdir(), "ssmlint-growth-"));
const missed: string[] = [];

function cost(text: string, name = "document.yaml") {
  const file = join(temporary, name);
  writeFileSync(file, text);
  return usage([binary, "--no-config", "-f", "json", file], PATIENCE);
}

function measure(shape: Shape, empty: number): void {
  const { name, sizes, document } = shape;
  console.log(`\n${name}`);
  let before: number | undefined;
  for (const size of sizes) {
    const text = document(size);
    const used = cost(text, fileOf(shape));
    const bytes = Buffer.byteLength(text);
    const shown = `  ${String(size).padStart(6)} ${`${Math.ceil(bytes / 1000)} KB`.padStart(8)}`;
    if (used === undefined) {
      console.log(`${shown}  over ${PATIENCE} s, or it did not end by itself`);
      missed.push(`${name}, ${size}`);
      return;
    }
    const own = used.cpu - empty;
    const growth = before === undefined || before < NOISE ? undefined : own / before;
    const isOver = bytes < GOAL.bytes && (used.cpu > GOAL.cpu || used.memory > GOAL.memory);
    const isSteep = growth !== undefined && growth > MOST_GROWTH;
    const marks = [growth === undefined ? "" : `×${growth.toFixed(1)}`, isOver ? "OVER" : "", isSteep ? "STEEP" : ""];
    console.log(
      `${shown} ${used.cpu.toFixed(0).padStart(6)} ms ${used.memory.toFixed(0).padStart(5)} MiB  ${marks.filter(Boolean).join(" ")}`,
    );
    if (isOver || isSteep) missed.push(`${name}, ${size}`);
    before = own;
  }
}

try {
  const wanted = process.argv.slice(2);
  console.log(
    `Node ${process.versions.node}: CPU time, peak memory and growth of the time above that of an empty document`,
  );
  cost("a: 1\n");
  const empty = cost("a: 1\n")?.cpu ?? 0;
  for (const shape of shapes) {
    if (wanted.length === 0 || wanted.some((part) => shape.name.includes(part))) measure(shape, empty);
  }
  console.log(missed.length === 0 ? "\nAll within the goal, and linear." : `\nMISSED: ${missed.join("; ")}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
