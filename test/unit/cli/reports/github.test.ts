import { expect, test } from "vitest";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { document } from "../../../support/rule-tester.ts";
import { scratch } from "../../../support/scratch.ts";

test.each([
  ["error", "error"],
  ["warn", "warning"],
])("a finding of severity %s is an annotation of its range: %s", async (severity, annotation) => {
  const cwd = scratch({ "a.yaml": document("sudo aws s3 ls") });
  const only = ["--format", "github", "--no-config", "--rule", `explicit-aws-credentials: ${severity}`];
  const { out } = await ssmlint(cwd, [...only, "a.yaml"]);
  const title = "ssm/explicit-aws-credentials";
  expect(out).toContain(`::${annotation} title=${title},file=a.yaml,line=8,endLine=8,col=16,endColumn=25::`);
});
