#!/usr/bin/env node
/**
 * The binary: starts the bundle with the code that V8 compiled of it in an earlier run.
 *
 * Compiling the bundle is more than half of what a short run costs. The first short run that checks something keeps the compiled
 * code beside the bundle, for the Node that made it. Who can write there can write to the bundle as well. Where nobody can, every
 * run compiles.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { keepCompiledCode, readCompiledCode } from "./compiled-code.ts";

// For Node 20 alone (V8 11), until its support ends: a run is over before most of what V8 optimizes there has paid for itself. With
// fifteen times the usual budget a run over a large repository takes half the time; later versions do well without.
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");

const bundle = join(__dirname, "bundle.cjs");
const kept = join(__dirname, `bundle-${process.version}-${process.arch}.cache`);
const source = readFileSync(bundle);
const cachedData = readCompiledCode(kept, source);
// The bundle is ASCII; read as Latin-1 it costs no decoding.
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
