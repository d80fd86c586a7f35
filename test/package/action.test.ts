/** Runs the action as GitHub's runner does. */
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { excused, implicit } from "../support/documents.ts";
import { scratch } from "../support/scratch.ts";

const { runs, inputs, outputs } = parse(readFileSync("action.yml", "utf8")) as {
  runs: { using: string; main: string };
  inputs: Record<string, { default: string }>;
  outputs: Record<string, object>;
};

function act(cwd: string, given: Record<string, string>, action = inject("distribution")) {
  const temp = scratch({ summary: "", output: "" });
  const { status, stdout, stderr } = spawnSync("node", [join(action, runs.main)], {
    cwd,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      RUNNER_TEMP: temp,
      GITHUB_WORKSPACE: cwd,
      GITHUB_STEP_SUMMARY: join(temp, "summary"),
      GITHUB_OUTPUT: join(temp, "output"),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [`INPUT_${name.toUpperCase()}`, given[name] ?? input.default]),
      ),
    },
  });
  const output = Object.fromEntries(
    readFileSync(join(temp, "output"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.split("=")),
  ) as Record<string, string>;
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(Object.keys(output).filter((name) => name !== "")));
  return { status, stdout, stderr, summary: readFileSync(join(temp, "summary"), "utf8"), output };
}

test("runs on the runner's Node.js, so that later steps keep theirs", () => {
  expect(runs).toMatchObject({ using: expect.stringMatching(/^node\d+$/) });
});

test("reports a revision without a build", () => {
  const source = scratch();
  cpSync("action", join(source, "action"), { recursive: true });
  expect(act(scratch(), {}, source)).toMatchObject({
    status: 2,
    stdout: expect.stringMatching(/^::error::.*release tag/),
  });
});

test("creates annotations, the summary, the outputs and the SARIF file, and keeps the exit code", () => {
  const cwd = scratch({ "docs/a b.yaml": implicit(), "docs/c.yaml": excused, "old.yaml": implicit("aws s3 ls") });
  const { status, stdout, stderr, summary, output } = act(cwd, {
    files: "docs\n\n",
    "sarif-file": "out/ssmlint.sarif",
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(/^::error title=ssm\/explicit-aws-credentials,file=docs\/a b\.yaml,line=8,.*\n$/);
  expect(output).toEqual({ findings: "1", "sarif-file": "out/ssmlint.sarif" });
  expect(summary).toMatch(/^## ssmlint\n\n1 error, 0 warnings in 2 documents/);
  const { runs: logged } = JSON.parse(readFileSync(join(cwd, "out/ssmlint.sarif"), "utf8")) as {
    runs: { results: unknown[]; tool: object }[];
  };
  expect(logged[0]!.results).toHaveLength(1);
});

test("omits suppressed findings from the SARIF for code scanning", () => {
  const cwd = scratch({ "a.yaml": implicit() });
  expect(act(cwd, { args: "--suppress-all" }).status).toBe(0);
  expect(act(cwd, { "sarif-file": "s.sarif" })).toMatchObject({ status: 0, stdout: "", output: { findings: "0" } });
  expect(JSON.parse(readFileSync(join(cwd, "s.sarif"), "utf8"))).toMatchObject({ runs: [{ results: [] }] });
});

test("reads options line by line, and fails with status 2 if one is invalid", () => {
  const cwd = scratch({ "a.yaml": implicit() });
  expect(act(cwd, { args: "--rule\nexplicit-aws-credentials: off\n" }).status).toBe(0);
  expect(act(cwd, { args: "--fxi" })).toMatchObject({ status: 2, stderr: /Did you mean --fix\?/ });
  writeFileSync(join(cwd, "--quiet.yaml"), implicit());
  expect(act(cwd, { files: "--quiet.yaml" }).status).toBe(1);
});
