import { describe, expect, test } from "vitest";
import { broken, clean, implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const project = () =>
  scratch({
    "a.yaml": implicit("aws s3 ls", "curl -sf http://169.254.169.254/latest/meta-data/instance-id"),
    "b.yaml": implicit("aws s3 ls", "aws s3 ls x", "# ssmlint-disable-next-line require-imdsv2", "true"),
    "broken.yaml": broken,
    "clean.yaml": clean,
  });

/** Turned off because this rule would add a count for each call and test nothing more. */
const OFF = ["--rule", "no-unnoticed-failure=off"];

describe("--statistics", () => {
  test("counts the findings of each rule, most frequent first, and keeps the exit code of the run", async () => {
    const { code, out } = await ssmlint(project(), ["--statistics", ...OFF]);
    expect(code).toBe(2);
    expect(out.split("\n")).toEqual([
      "3  ssm/explicit-aws-credentials  3 with suggestions",
      "1  parsing-error",
      "1  ssm/require-imdsv2            1 fixable with --fix",
      "1  unused-directive              1 fixable with --fix",
      "",
      expect.stringMatching(/^✖ 5 errors, 1 warning in 3 documents and 1 file that cannot be parsed \(/),
      "",
    ]);
  });

  test("can be printed as JSON", async () => {
    const { out } = await ssmlint(project(), ["--statistics", "-f", "json", "a.yaml", ...OFF]);
    expect(JSON.parse(out)).toEqual([
      {
        ruleId: "ssm/explicit-aws-credentials",
        name: "ssm/explicit-aws-credentials",
        count: 1,
        errors: 1,
        warnings: 0,
        fixable: 0,
        suggestions: 1,
      },
      {
        ruleId: "ssm/require-imdsv2",
        name: "ssm/require-imdsv2",
        count: 1,
        errors: 1,
        warnings: 0,
        fixable: 1,
        suggestions: 0,
      },
    ]);
  });

  test("prints the summary if there are no findings", async () => {
    expect(await ssmlint(project(), ["--statistics", "clean.yaml"])).toEqual({
      code: 0,
      err: "",
      out: "✔ 1 document checked, nothing to report\n",
    });
  });

  test("counts the findings that remain after fixing, and only errors with --quiet", async () => {
    const { out } = await ssmlint(project(), ["--statistics", "--fix", "--quiet", "-f", "json"]);
    expect((JSON.parse(out) as { name: string }[]).map(({ name }) => name)).toEqual([
      "ssm/explicit-aws-credentials",
      "parsing-error",
    ]);
  });

  test("rejects other formats", async () => {
    expect(await ssmlint(project(), ["--statistics", "-f", "sarif"])).toMatchObject({
      code: 2,
      err: "ssmlint: --statistics supports --format pretty and json, not sarif.\n",
    });
  });
});
