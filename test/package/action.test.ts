/** The action's own step, run as GitHub's runner would run it. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { excused, implicit } from "../support/documents.ts";
import { scratch } from "../support/scratch.ts";

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

const { runs, inputs } = parse(readFileSync("action.yml", "utf8")) as {
  runs: { steps: Step[] };
  inputs: Record<string, { default: string }>;
};
const step = runs.steps.find(({ name }) => name === "Check the documents")!;

const action = mkdtempSync(join(tmpdir(), "ssmlint-action-"));

beforeAll(() => {
  execFileSync("node", ["build/bundle.mjs", "--outdir", join(action, "dist/cli")], { stdio: "pipe" });
  for (const name of ["package.json", "rules"]) cpSync(name, join(action, name), { recursive: true });
}, 60_000);

afterAll(() => rmSync(action, { recursive: true, force: true }));

function act(cwd: string, given: Record<string, string>) {
  const temp = scratch({ summary: "" });
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => {
      const input = /inputs\.([\w-]+)/.exec(value)?.[1];
      return [name, input === undefined ? action : (given[input] ?? inputs[input]!.default)];
    }),
  );
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.run],
    {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: join(temp, "summary"), ...env },
    },
  );
  return { status, stdout, stderr, summary: readFileSync(join(temp, "summary"), "utf8") };
}

test("is built with what building needs, though the job's NODE_ENV is production", () => {
  const { run } = runs.steps.find(({ name }) => name === "Install ssmlint")!;
  const calls = scratch({ npm: '#!/bin/sh\nprintf "%s\\n" "$@"\n' });
  chmodSync(join(calls, "npm"), 0o755);
  const env = { PATH: `${calls}:${process.env["PATH"]}`, ACTION_PATH: calls, NODE_ENV: "production" };
  const { stdout } = spawnSync("bash", ["-e", "-c", run], { encoding: "utf8", env });
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["ci", "--prefix", calls, "--include=dev"]));
});

test("annotates, writes the summary and the SARIF file, and hands the exit code on", () => {
  const cwd = scratch({ "docs/a b.yaml": implicit(), "docs/c.yaml": excused, "old.yaml": implicit("aws s3 ls") });
  const { status, stdout, stderr, summary } = act(cwd, { files: "docs\n\n", "sarif-file": "out/ssmlint.sarif" });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(/^::error title=ssm\/explicit-aws-credentials,file=docs\/a b\.yaml,line=8,.*\n$/);
  expect(summary).toMatch(/^## ssmlint\n\n1 error, 0 warnings in 2 documents/);
  const { runs: logged } = JSON.parse(readFileSync(join(cwd, "out/ssmlint.sarif"), "utf8")) as {
    runs: { results: unknown[]; tool: object }[];
  };
  expect(logged[0]!.results).toHaveLength(1);
});

test("an old finding in the baseline is none for code scanning", () => {
  const cwd = scratch({ "a.yaml": implicit() });
  expect(act(cwd, { args: "--suppress-all" }).status).toBe(0);
  expect(act(cwd, { "sarif-file": "s.sarif" })).toMatchObject({ status: 0, stdout: "" });
  expect(JSON.parse(readFileSync(join(cwd, "s.sarif"), "utf8"))).toMatchObject({ runs: [{ results: [] }] });
});

test("options are taken line by line, and what is wrong with them ends the step with 2", () => {
  const cwd = scratch({ "a.yaml": implicit() });
  expect(act(cwd, { args: "--rule\nexplicit-aws-credentials: off\n" }).status).toBe(0);
  expect(act(cwd, { args: "--fxi" })).toMatchObject({ status: 2, stderr: /Did you mean --fix\?/ });
  writeFileSync(join(cwd, "--quiet.yaml"), implicit());
  expect(act(cwd, { files: "--quiet.yaml" }).status).toBe(1);
});
