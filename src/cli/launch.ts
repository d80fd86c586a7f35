#!/usr/bin/env node
/**
 * The binary: starts the bundle with the machine code that V8 made of it in an earlier run.
 *
 * Compiling two megabytes of JavaScript is more than half of what a short run costs. The first run that checks something
 * keeps the compiled code beside the bundle, for the Node that made it. Who can write there could write to the bundle as
 * well, so that this is no new way in. Where nobody can write, every run compiles. Node's own compile cache does the same,
 * but only from 22.1 on.
 *
 * A run over a large repository uses twice as much of the bundle as one over a file that is committed, which would only read
 * what it does not need: so the first such run keeps what it has compiled for further runs over directories.
 */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { asThread } from "./worker-argument.ts";

/**
 * Measured on a large repository, in Node 20. A run is over before most of what V8 would optimize has paid for it: with this
 * budget, fifteen times the usual, it takes what is worth it, and it is done in half the time where no function is taken into
 * another. Where a run takes long there is a thread on every core already, which collecting garbage on further ones, a little
 * at a time, only holds up. What a thread may leave lying about until it is collected counts for each.
 */
const flags = [
  "--interrupt-budget=1000000",
  "--no-turbo-inlining",
  "--no-parallel-scavenge",
  "--no-incremental-marking",
  "--heap-growing-percent=120",
];

// Later versions do well by themselves, and do not know all of these. The compiled code below is of use only under the flags that
// it was kept under.
if (process.versions.v8.startsWith("11.")) for (const flag of flags) setFlagsFromString(flag);

const bundle = join(__dirname, "bundle.cjs");
const kept = join(__dirname, `bundle-${process.version}-${process.arch}.cache`);
const keptByLongRun = join(__dirname, `bundle-${process.version}-${process.arch}-long.cache`);

/** Linting, in milliseconds, that makes a run a long one. */
const long = 500;

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const targets = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const mayBeLong = targets.length === 0 || targets[0] === asThread || targets.slice(0, 8).some(isDirectory);

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Writes the compiled code for the next run; other runs may do the same at this moment. */
function keep(path: string): void {
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, path);
  } catch {
    // A place that cannot be written to: the next run compiles again.
  }
}

function forget(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Of a place that cannot be written to: this run has compiled, and the next will.
  }
}

const ofLongRun = mayBeLong ? read(keptByLongRun) : undefined;
const cachedData = ofLongRun ?? read(kept);
// The bundle is ASCII; read as Latin-1 it costs no decoding. V8 forgets how to import() in code that it has kept, so the
// bundle is handed an import() of this file's.
const source = readFileSync(bundle, "latin1");
const script = new Script(`(function (exports, require, module, __filename, importOutside) { ${source}\n})`, {
  filename: bundle,
  ...(cachedData && { cachedData }),
});
const module_ = { exports: {} as { linting?: () => number } };
const start = script.runInThisContext() as (...given: unknown[]) => void;
const importOutside = (specifier: string): Promise<unknown> => import(specifier);
start(module_.exports, createRequire(bundle), module_, bundle, importOutside);
// V8 does not take what another Node has made, or what is damaged.
const isOfUse = cachedData !== undefined && script.cachedDataRejected !== true;
if (ofLongRun !== undefined && !isOfUse) forget(keptByLongRun);
process.once("exit", () => {
  const spent = module_.exports.linting?.() ?? 0;
  if (mayBeLong && spent > long) {
    if (ofLongRun === undefined || !isOfUse) keep(keptByLongRun);
  } else if (spent > 0 && !isOfUse) keep(kept);
});
