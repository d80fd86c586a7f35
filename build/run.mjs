/** `node build/run.mjs PROGRAM.ts [ARGUMENT…]`: bundles a TypeScript program and runs it. */
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, , program, ...given] = process.argv;
// A package can import itself by its name only from its own directory.
const out = fileURLToPath(new URL(`../dist/test/${basename(program, ".ts")}.mjs`, import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: [program],
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  outfile: out,
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, [out, ...given], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
