import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

test("a rule that the command line turns off says nothing of its old findings", async () => {
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
