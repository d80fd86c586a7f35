/** The hooks as their users get them: the real pre-commit installs them from one repository into another. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { clean, implicit } from "../support/documents.ts";
import { scratch, writeFiles } from "../support/scratch.ts";

const identity = { GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x@y", GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x@y" };

function git(cwd: string, ...argv: string[]): string {
  const env = {
    ...process.env,
    ...identity,
    PRE_COMMIT_HOME: join(cwd, ".git/pre-commit-home"),
    npm_config_prefer_offline: "true",
  };
  const { status, stdout, stderr } = spawnSync("git", argv, { cwd, encoding: "utf8", env });
  return `${stdout}${stderr}\nexit ${status}`;
}

/** A repository with the content of a release tag. */
function hookRepository(): string {
  const repository = scratch();
  cpSync(inject("distribution"), repository, { recursive: true });
  git(repository, "init", "-q");
  git(repository, "add", "-A", "--force");
  git(repository, "commit", "-qm", "ssmlint");
  return repository;
}

test(
  "a commit with a finding is blocked, one without findings succeeds, and ssmlint-fix fixes files",
  () => {
    const hooks = hookRepository();
    const revision = git(hooks, "rev-parse", "HEAD").split("\n")[0]!;
    const config = (id: string) => `repos:\n  - repo: ${hooks}\n    rev: ${revision}\n    hooks:\n      - id: ${id}\n`;
    const project = scratch({ ".pre-commit-config.yaml": config("ssmlint"), "a.yaml": implicit(), "notes.txt": "x" });
    git(project, "init", "-q");
    execFileSync("pre-commit", ["install"], { cwd: project, stdio: "pipe" });
    git(project, "add", "-A");
    const blocked = git(project, "commit", "-m", "one");
    expect(blocked).toMatch(/ssmlint\.+Failed/);
    expect(blocked).toContain("a.yaml:8:11  error  ssm/explicit-aws-credentials");
    expect(blocked).toContain("exit 1");

    writeFiles(project, { "a.yaml": clean });
    git(project, "add", "-A");
    const passed = git(project, "commit", "-m", "one");
    expect(passed).toMatch(/ssmlint\.+Passed/);
    expect(passed).toContain("exit 0");

    writeFiles(project, {
      ".pre-commit-config.yaml": config("ssmlint-fix"),
      ".ssmlintrc.yaml": "rules: { explicit-aws-credentials: [error, { credentials: { profile: app } }] }",
      "a.yaml": implicit(),
    });
    git(project, "add", "-A");
    const fixed = git(project, "commit", "-m", "two");
    expect(fixed).toMatch(/ssmlint --fix\.+Failed[\s\S]*files were modified by this hook/);
    expect(readFileSync(join(project, "a.yaml"), "utf8")).toContain("--profile app");
    git(project, "add", "-A");
    expect(git(project, "commit", "-m", "two")).toContain("exit 0");
  },
  10 * 60_000,
);
