/**
 * `npm run release -- VERSION`: prepares a release in the working tree.
 *
 * Moves the changelog's `## Unreleased` to the version, sets the version in package.json and the lock file, and commits. The
 * tag points to a child of that commit with the built package (see distribution.mjs). Nothing is pushed or published: a person
 * runs `git push --follow-tags` and `npm publish`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeDistribution } from "./distribution.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: "utf8" }).trim();

function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}

const [version] = process.argv.slice(2);
if (version === undefined || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  fail("name the version, for example: npm run release -- 0.2.0");
if (run("git", "status", "--porcelain") !== "") fail("the working tree has changes. Commit them first.");
if (run("git", "tag", "--list", `v${version}`) !== "") fail(`the tag v${version} exists.`);

const path = `${root}/CHANGELOG.md`;
const changelog = readFileSync(path, "utf8");
const unreleased = /^## Unreleased\n+([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog)?.[1]?.trim() ?? "";
if (unreleased === "") fail("CHANGELOG.md has nothing under `## Unreleased`.");

writeFileSync(path, changelog.replace(/^## Unreleased$/m, `## ${version}`));
// Updates each version that the documentation pins (pre-commit's `rev`, the action).
const readme = readFileSync(`${root}/README.md`, "utf8");
const { version: previous } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
writeFileSync(`${root}/README.md`, readme.replaceAll(`v${previous}`, `v${version}`));
const info = readFileSync(`${root}/src/package-info.ts`, "utf8");
writeFileSync(`${root}/src/package-info.ts`, info.replace(`version: "${previous}"`, `version: "${version}"`));
run("npm", "version", version, "--no-git-tag-version");
run("git", "commit", "--all", "--message", `release: ${version}`);
run("npm", "run", "--silent", "build");
run("git", "tag", "--annotate", "--cleanup=whitespace", `v${version}`, "--message", unreleased, distributionCommit());
console.log(
  `v${version} is committed and tagged. Publish it with: git push && git push origin v${version} && npm publish`,
);

/** The hash of a commit on top of HEAD whose tree is the distribution. The working tree and the index do not change. */
function distributionCommit() {
  const directory = mkdtempSync(join(tmpdir(), "ssmlint-distribution-"));
  try {
    const tree = join(directory, "tree");
    writeDistribution(tree);
    const env = { ...process.env, GIT_INDEX_FILE: join(directory, "index") };
    const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8", env }).trim();
    git("--work-tree", tree, "add", "--all", "--force", ".");
    return git("commit-tree", git("write-tree"), "-p", "HEAD", "-m", `release: ${version}, built`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
