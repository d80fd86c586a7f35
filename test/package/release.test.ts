/** Runs the release script in its own clone. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let root: string;
const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
    cwd: root,
    encoding: "utf8",
  });
const release = (...args: string[]) =>
  spawnSync("node", ["build/release.mjs", ...args], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: "t",
      GIT_AUTHOR_EMAIL: "t@example.org",
      GIT_COMMITTER_NAME: "t",
      GIT_COMMITTER_EMAIL: "t@example.org",
    },
  });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "release-"));
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { encoding: "utf8" }).split("\0");
  for (const file of files.filter((name) => name !== "" && !name.startsWith("test/"))) cpSync(file, join(root, file));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  writeFileSync(
    join(root, "CHANGELOG.md"),
    "# Changelog\n\n## Unreleased\n\n### Rules\n\n- A change.\n\n## 0.1.0\n\nThe first version.\n",
  );
  git("init", "--quiet");
  writeFileSync(join(root, ".git/info/exclude"), "node_modules\n");
  git("add", "--all");
  git("commit", "--quiet", "--message", "all");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("rejects an invalid version and a working tree with changes", () => {
  expect(release("next").stderr).toContain("name the version");
  writeFileSync(join(root, "new.txt"), "");
  expect(release("0.2.0").stderr).toContain("the working tree has changes");
  rmSync(join(root, "new.txt"));
});

test("updates the changelog, sets every version and creates the tag", { timeout: 120_000 }, () => {
  expect(release("0.2.0")).toMatchObject({ status: 0, stderr: "" });
  expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain(
    "## 0.2.0\n\n### Rules\n\n- A change.\n\n## 0.1.0",
  );
  expect(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))).toMatchObject({ version: "0.2.0" });
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(readme).toContain("rev: v0.2.0");
  expect(readme).not.toContain("v0.1.0");
  expect(git("tag", "--list", "--format=%(contents)", "v0.2.0").trim()).toBe("### Rules\n\n- A change.");
  expect(release("0.3.0").stderr).toContain("has nothing under");
  expect(git("status", "--porcelain")).toBe("");
});

test("the tag contains the built package, the hooks and the action, and needs no development dependencies", () => {
  const files = git("ls-tree", "-r", "--name-only", "v0.2.0").split("\n");
  expect(files).toEqual(
    expect.arrayContaining([
      ".pre-commit-hooks.yaml",
      "CHANGELOG.md",
      "action.yml",
      "action/main.mjs",
      "dist/cli/ssmlint.cjs",
    ]),
  );
  expect(files.filter((file) => /^(?:src|test|build)\//.test(file))).toEqual([]);
  const manifest = JSON.parse(git("show", "v0.2.0:package.json")) as object;
  expect(manifest).not.toHaveProperty("devDependencies");
  expect(manifest).not.toHaveProperty("scripts");
  expect(git("show", "--no-patch", "--format=%s", "v0.2.0^{commit}^").trim()).toBe("release: 0.2.0");
});
