/** Runs a program of this directory: `npm run bench` compares ssmlint with other programs, `npm run bench:growth` with itself on larger documents. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, , program = "bench.ts", ...given] = process.argv;
const out = fileURLToPath(new URL("../node_modules/.cache/ssmlint-bench.mjs", import.meta.url));
if (!existsSync(`${root}/dist/cli/ssmlint.cjs`)) execFileSync("npm", ["run", "--silent", "bundle"], { cwd: root });
execFileSync(
  "npx",
  [
    "esbuild",
    `bench/${program}`,
    "--bundle",
    "--platform=node",
    "--format=esm",
    "--packages=external",
    `--outfile=${out}`,
  ],
  { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
);
const { status } = spawnSync(process.execPath, [out, ...given], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
