/**
 * `npm run release -- VERSION`: prepares a release in the working tree.
 *
 * Moves the changelog's `## Unreleased` to the version, sets the version in package.json and the lock file, then commits and
 * tags. It pushes and publishes nothing: `git push --follow-tags` and `npm publish` are a person's.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

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
// Every version that the documentation pins (pre-commit's `rev`, the action) follows.
const readme = readFileSync(`${root}/README.md`, "utf8");
const { version: previous } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
writeFileSync(`${root}/README.md`, readme.replaceAll(`v${previous}`, `v${version}`));
run("npm", "version", version, "--no-git-tag-version");
run("git", "commit", "--all", "--message", `release: ${version}`);
run("git", "tag", "--annotate", `v${version}`, "--message", unreleased);
console.log(`v${version} is committed and tagged. Publish it with: git push --follow-tags && npm publish`);
