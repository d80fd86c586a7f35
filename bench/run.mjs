/** `npm run bench`: measures ssmlint beside what it is compared with, in one run, and prints the ratios. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = fileURLToPath(new URL("../node_modules/.cache/ssmlint-bench.mjs", import.meta.url));
if (!existsSync(`${root}/dist/cli/ssmlint.cjs`)) execFileSync("npm", ["run", "--silent", "bundle"], { cwd: root });
execFileSync(
  "npx",
  [
    "esbuild",
    "bench/bench.ts",
    "--bundle",
    "--platform=node",
    "--format=esm",
    "--packages=external",
    `--outfile=${out}`,
  ],
  { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
);
const { status } = spawnSync(process.execPath, [out, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
