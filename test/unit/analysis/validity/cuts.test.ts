/** Scripts that are not evaluated to the end: a finding names the limit and is where it was reached. */
import { expect, it } from "vitest";
import { explicitAwsCredentials } from "../../../../rules/explicit-aws-credentials.ts";
import { validDocument } from "../../../../rules/valid-document.ts";
import { LIMITS } from "../../../../src/shell/limits/limits.ts";
import { lint, type LintOptions } from "../../../support/lint.ts";
import { document, FIRST_LINE } from "../../../support/rule-tester.ts";

const rules = {
  "valid-document": validDocument,
  "explicit-aws-credentials": explicitAwsCredentials,
} as unknown as NonNullable<LintOptions["rules"]>;

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

const CALLS = lines(200, (index) => `f${index}() { f${index + 1}; }`);
const NESTED = `${'echo "$('.repeat(80)}aws s3 ls ${"x".repeat(1000)}${')"'.repeat(80)}`;

/** `limit@line of the script` for each finding. */
function cutsIn(script: string): string[] {
  return lint(document(script), { rules })
    .filter(({ ruleId }) => ruleId === "ssm/valid-document")
    .map(({ line, message }) => `${/limit: (\w+)/.exec(message)?.[1]}@${line - FIRST_LINE + 1}`);
}

it.each([
  ["depth", 100, `${CALLS}\nf200() { aws s3 ls; }\nf0`],
  ["nestedText", 1, NESTED],
  ["code", 11, `X='aws ${"x".repeat(LIMITS.code / 10)}'\n${lines(20, () => 'eval "$X"')}`],
])("the limit %s", (limit, line, script) => {
  expect(cutsIn(script)).toEqual([`${limit}@${line}`]);
});
