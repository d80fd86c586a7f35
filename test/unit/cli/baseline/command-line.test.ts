import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clean, implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

test("entries of a rule that the command line turns off are not reported as stale", async () => {
  const cwd = scratch({ "a.yaml": implicit() });
  await ssmlint(cwd, ["--suppress-all"]);
  const baseline = (): string => readFileSync(join(cwd, ".ssmlint-baseline.json"), "utf8");
  const before = baseline();
  const off = ["--rule", "explicit-aws-credentials: off"];
  expect(before).toContain("explicit-aws-credentials");
  expect(await ssmlint(cwd, off)).toMatchObject({ code: 0, err: "" });
  await ssmlint(cwd, [...off, "--prune"]);
  expect(baseline()).toBe(before);
  await ssmlint(cwd, [...off, "--suppress-all"]);
  expect(baseline()).toBe(before);
});

test.each([
  [
    1,
    "1 finding in the baseline no longer occurs (a.yaml). Run with --prune.",
    "1 finding that no longer occurs was removed from",
  ],
  [
    2,
    "2 findings in the baseline no longer occur (a.yaml). Run with --prune.",
    "2 findings that no longer occur were removed from",
  ],
])(
  "with %i of its findings fixed, reports the stale entries until --prune removes them",
  async (count, stale, removed) => {
    const cwd = scratch({ "a.yaml": implicit(...["aws s3 ls", "aws s3 ls x"].slice(0, count)) });
    const only = ["--rule", "no-unnoticed-failure: off"];
    await ssmlint(cwd, [...only, "--suppress-all"]);
    writeFileSync(join(cwd, "a.yaml"), clean);
    expect(await ssmlint(cwd, only)).toMatchObject({ code: 0, err: `ssmlint: ${stale}\n` });
    expect(await ssmlint(cwd, [...only, "--prune"])).toMatchObject({
      code: 0,
      err: `ssmlint: ${removed} .ssmlint-baseline.json.\n`,
    });
    expect(await ssmlint(cwd, only)).toMatchObject({ code: 0, err: "" });
  },
);

test("the entries of a deleted file are stale in every run, those of a file that is not checked are not", async () => {
  const cwd = scratch({ "a.yaml": implicit(), "b.yaml": implicit(), "c.yaml": clean });
  const only = ["--rule", "no-unnoticed-failure: off"];
  await ssmlint(cwd, [...only, "--suppress-all"]);
  expect(await ssmlint(cwd, [...only, "c.yaml"])).toMatchObject({ code: 0, err: "" });
  rmSync(join(cwd, "b.yaml"));
  const stale = "ssmlint: 1 finding in the baseline no longer occurs (b.yaml). Run with --prune.\n";
  expect(await ssmlint(cwd, [...only, "c.yaml"])).toMatchObject({ code: 0, err: stale });
});

const restore = "or move it away and write a new one with --suppress-all.\n";

test.each([
  [
    "a merge conflict",
    (text: string) => `<<<<<<< HEAD\n${text}`,
    `the conflict markers of a merge. Resolve the conflict, ${restore}`,
  ],
  [
    "the end of a conflict",
    (text: string) => `${text}>>>>>>> branch\n`,
    `the conflict markers of a merge. Resolve the conflict, ${restore}`,
  ],
  ["truncated", (text: string) => text.slice(0, -4), `. Restore it, ${restore}`],
  ["another shape", () => '{"name": "x"}', `it does not have the format that ssmlint writes. Restore it, ${restore}`],
])("the advice for a damaged baseline works: %s", async (_, damaged, message) => {
  const cwd = scratch({ "a.yaml": implicit() });
  await ssmlint(cwd, ["--suppress-all"]);
  const path = join(cwd, ".ssmlint-baseline.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, damaged(text));
  for (const argv of [[], ["--suppress-all"], ["--prune"]]) {
    const { code, err } = await ssmlint(cwd, argv);
    expect(code).toBe(2);
    expect(err.startsWith(`ssmlint: ${path}: the baseline cannot be read: `)).toBe(true);
    expect(err.endsWith(message)).toBe(true);
  }
  renameSync(path, `${path}.old`);
  expect(await ssmlint(cwd, ["--suppress-all"])).toMatchObject({ code: 0 });
  expect(readFileSync(path, "utf8")).toBe(text);
});
