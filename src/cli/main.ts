#!/usr/bin/env node
/** The binary. */
import { readFileSync, writeSync } from "node:fs";
import module from "node:module";
import { isatty } from "node:tty";
import { run } from "./run.ts";

(module as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Writes all of a text at once: `process.stdout` would cost a tenth of a short run, and lose text at exit on a pipe. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const stdoutIsTerminal = isatty(1);
process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdoutIsTerminal,
  stderrIsTerminal: isatty(2),
  columns: stdoutIsTerminal ? process.stdout.columns : undefined,
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  readInput: () => readFileSync(0),
});
