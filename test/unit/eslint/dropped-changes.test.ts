/** valid-document reports where a rule's budget for fixes and suggestions is spent. */
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { configurationOf } from "../../support/document-findings.ts";

const LONG = `# ${"x".repeat(78)}\n`.repeat(200);

/** A document with this number of steps, each on its own line. */
function documentOf(steps: number, script: string): string {
  const written = Array.from({ length: steps }, (_, index) =>
    JSON.stringify({
      action: "aws:runShellScript",
      name: `s${index}`,
      inputs: { runCommand: [`echo ${index}\n${script}`] },
    }),
  );
  return `{"schemaVersion":"2.2","parameters":{"Password":{"type":"String"}},"mainSteps":[\n${written.join(",\n")}]}`;
}

/** A resource whose content is a template with the document, whose parts may belong together because of the `${` without a variable. */
function inTemplate(document: string): string {
  const text = document.replace("{", '{"description":"${AWS::Region} ${A B}",');
  return `{"Resources":{"D":{"Type":"AWS::SSM::Document","Properties":{"Content":{"Fn::Sub":${JSON.stringify(text)}}}}}}`;
}

test.each<{ name: string; rule: string; script: string; few: number; many: number; write?: (text: string) => string }>([
  {
    name: "trials that show less of a secret",
    rule: "no-secret-exposure",
    script: `P='{{ Password }}'\necho "$P"\n${LONG}`,
    few: 8,
    many: 30,
  },
  {
    name: "trials of credentials",
    rule: "explicit-aws-credentials",
    script: `export AWS_PROFILE=p\nsudo aws s3 ls\n${LONG}`,
    few: 8,
    many: 30,
  },
  { name: "trials of `set -e`", rule: "no-unnoticed-failure", script: `aws s3 ls\necho\n${LONG}`, few: 8, many: 30 },
  {
    name: "fixes in a long line",
    rule: "no-unnoticed-failure",
    script: "aws s3 rm s3://b/c; ".repeat(500),
    few: 0,
    many: 1,
  },
  {
    name: "edits of a template",
    rule: "no-unnoticed-failure",
    script: `${"aws s3 rm s3://b/c\n".repeat(20)}${LONG.repeat(3)}`,
    few: 1,
    many: 3,
    write: inTemplate,
  },
])("the first change that is not offered: $name", ({ rule, script, few, many, write = (text) => text }) => {
  const messages = (steps: number): readonly Linter.LintMessage[] =>
    new Linter().verify(
      write(documentOf(steps, script)),
      configurationOf({ "ssm/valid-document": "error", [`ssm/${rule}`]: "error" }),
      { filename: "doc.json" },
    );
  const changes = (message: Linter.LintMessage): number =>
    (message.fix === undefined ? 0 : 1) + (message.suggestions ?? []).length;
  const droppedIn = (all: readonly Linter.LintMessage[]) => all.filter(({ messageId }) => messageId === "dropped");
  const isOwn = ({ ruleId }: Linter.LintMessage): boolean => ruleId === `ssm/${rule}`;
  expect(droppedIn(messages(few).filter((one) => !isOwn(one)))).toEqual([]);
  const all = messages(many);
  const own = all.filter(isOwn);
  const first = own.find((one) => changes(one) < changes(own[0]!));
  expect(first).toBeDefined();
  expect(droppedIn(all.filter((one) => !isOwn(one)))).toMatchObject([{ line: first!.line }]);
});
