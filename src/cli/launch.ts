#!/usr/bin/env node
/**
 * The binary: starts the bundle with the code that V8 compiled from it in an earlier run.
 *
 * Compiling the bundle takes more than half the time of a short run. The first short run that checks a file therefore
 * caches the compiled code beside the bundle, for its version of Node. Anyone who can write to that directory can change
 * the bundle as well. If the directory is not writable, every run compiles.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { keepCompiledCode, readCompiledCode } from "./compiled-code.ts";

// Only for Node 20 (V8 11), until its support ends: a run ends before most of V8's optimizations there pay off. With
// fifteen times the usual budget, a run over a large repository takes half the time. Later versions do not need this.
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");

// V8 by default lets the heap grow to four times what is alive before it collects. With half more than that, `--fix` of several long
// scripts takes a third less memory on Node 20 and 22, and a tenth more time. Without effect on Node 24.
setFlagsFromString("--heap-growing-percent=50");

const bundle = join(__dirname, "bundle.cjs");
const kept = join(__dirname, `bundle-${process.version}-${process.arch}.cache`);
const source = readFileSync(bundle);
const cachedData = readCompiledCode(kept, source);
// The bundle is ASCII. Reading it as Latin-1 avoids decoding.
const text = `(function (exports, require, module, __filename) { ${source.toString("latin1")}\n})`;
const script = new Script(text, {
  filename: bundle,
  ...(cachedData && { cachedData }),
});
const module_ = { exports: {} as typeof import("./main.ts") };
const define = script.runInThisContext() as (...given: unknown[]) => void;
define(module_.exports, createRequire(bundle), module_, bundle);
const { isShortRun, main } = module_.exports;
main((url) => import(url));
process.once("exit", () => {
  const isOfUse = cachedData !== undefined && script.cachedDataRejected !== true;
  if (!isOfUse && isShortRun()) keepCompiledCode(kept, source, script.createCachedData());
});
