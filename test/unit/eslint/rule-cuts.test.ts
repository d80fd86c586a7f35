/** valid-document reports where other rules stop following a script that they evaluate themselves. */
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { configurationOf } from "../../support/document-findings.ts";

const ENABLED = {
  "ssm/valid-document": "error",
  "ssm/no-secret-exposure": "error",
  "ssm/no-parameter-injection": "error",
} as const;
/** More wrappers than ssmlint follows. */
const WRAPPED = "sudo ".repeat(20);
const GENERAL =
  "ssmlint stops following the script here (limit: wrappers): findings for later commands may be incomplete.";
const of = (rules: string): string => GENERAL.replace("findings", `findings of ${rules}`);

function cutsOf(lines: readonly string[], rules: Linter.RulesRecord = ENABLED) {
  const document = {
    schemaVersion: "2.2",
    parameters: { Password: { type: "String", allowedPattern: "^[^'\n]*$" } },
    mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: lines } }],
  };
  return new Linter()
    .verify(JSON.stringify(document, undefined, 1), configurationOf(rules), { filename: "doc.json" })
    .flatMap(({ line, message, messageId }) => (messageId === "cut" ? [{ line, message }] : []));
}

const FIRST_LINE = 15;
const password = "P='{{ Password }}'";

test.each([
  ["the secrets", [password, `${WRAPPED}ls`], "ssm/no-secret-exposure"],
  [
    "the secrets and the parameters",
    [password, `${WRAPPED}sh -c "$P"`],
    "ssm/no-parameter-injection and ssm/no-secret-exposure",
  ],
])("one message names the rules that do not see %s", (_, lines, rules) => {
  expect(cutsOf(lines)).toEqual([{ line: FIRST_LINE + 1, message: of(rules) }]);
});

test("one message is for all rules if the step's own evaluation is cut off too, at the first position", () => {
  const enabled = { ...ENABLED, "ssm/explicit-aws-credentials": "error" } as const;
  const lines = [password, `${WRAPPED}ls`, `${WRAPPED}aws s3 ls --profile p`];
  expect(cutsOf(lines, enabled)).toEqual([{ line: FIRST_LINE + 1, message: GENERAL }]);
});

test("nothing is reported for a rule that is off, or that does not need the evaluation", () => {
  const lines = [password, `${WRAPPED}ls`];
  expect(cutsOf(lines, { "ssm/valid-document": "error" })).toEqual([]);
  expect(cutsOf(lines.slice(1))).toEqual([]);
});
