/**
 * `node build/distribution.mjs DIRECTORY`: writes the content of a release tag.
 *
 * pre-commit and GitHub run a repository at a tag. With the sources, they would have to install all development dependencies and build.
 * So a release tag points to a commit with the built package instead: the files that npm publishes, the hooks and the action, and a
 * package.json without development dependencies and scripts.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ALSO = [".pre-commit-hooks.yaml", "action.yml", "action"];

/** Writes the distribution. The package must be built. @param directory is created if it does not exist. */
export function writeDistribution(directory) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const temporary = mkdtempSync(join(tmpdir(), "ssmlint-pack-"));
  try {
    const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", temporary], {
      cwd: root,
      encoding: "utf8",
    });
    mkdirSync(directory, { recursive: true });
    const tarball = join(temporary, packed.trim().split("\n").at(-1));
    execFileSync("tar", ["xzf", tarball, "--strip-components=1", "-C", directory]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  for (const entry of ALSO) cpSync(join(root, entry), join(directory, entry), { recursive: true });
  const path = join(directory, "package.json");
  const { devDependencies: _, scripts: __, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) throw new Error("Name the directory to write.");
  writeDistribution(directory);
}
