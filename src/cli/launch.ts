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
import { v8Flags } from "./v8-flags.ts";

for (const flag of v8Flags) setFlagsFromString(flag);

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
if (cachedData === undefined || script.cachedDataRejected === true) keepAtExit(source);

/** In a function of its own, so that `source` is garbage if nothing has to be cached. */
function keepAtExit(compiled: Buffer): void {
  process.once("exit", () => {
    if (isShortRun()) keepCompiledCode(kept, compiled, script.createCachedData());
  });
}
