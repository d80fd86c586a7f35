/** Builds the package once for all its tests, from a copy. A build in place would change the files that other tests run. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The path of the file that npm would publish. */
    tarball: string;
    /** The directory with the content of a release tag. */
    distribution: string;
  }
}

const NOT_COPIED = new Set([".git", "coverage", "dist", "node_modules", "test"]);

export default function setup({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), "ssmlint-package-"));
  const copy = join(directory, "copy");
  mkdirSync(copy);
  for (const entry of readdirSync(".").filter((name) => !NOT_COPIED.has(name)))
    cpSync(entry, join(copy, entry), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  const run = (program: string, ...argv: string[]): string =>
    execFileSync(program, argv, { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  // The `prepare` script builds the package.
  const packed = run("npm", "pack", "--silent", "--pack-destination", directory);
  provide("tarball", join(directory, packed.split("\n").at(-1)!));
  run("node", "build/distribution.mjs", join(directory, "distribution"));
  provide("distribution", join(directory, "distribution"));
  return () => rmSync(directory, { recursive: true, force: true });
}
