/** A script that occurs in several files is parsed and evaluated once. In each file, rules see what they would see in that file alone. */
import { expect, test } from "vitest";
import { rules } from "../../../../rules/index.ts";
import type { SsmSourceCode } from "../../../../src/eslint/source-code.ts";
import { FIRST_LINE } from "../../../support/rule-tester.ts";
import { sourceCode } from "../../../support/corpus-documents.ts";
import { lint } from "../../../support/lint.ts";

function file(scripts: readonly string[], before = "", environment = ""): string {
  const steps = scripts.map(
    (script, index) => `  - action: aws:runShellScript
    name: step${index}
    inputs:
${environment}      runCommand:
        - |
${script.replace(/^/gm, " ".repeat(10))}
`,
  );
  return `schemaVersion: "2.2"\n${before}mainSteps:\n${steps.join("")}`;
}

function evaluations(text: string): readonly unknown[] {
  return (sourceCode(text) as SsmSourceCode).ast.steps.map(({ evaluation }) => evaluation);
}

let last = 0;
/** A script that no other test uses. */
const script = (): string => `X=$(curl -s http://169.254.169.254/latest/meta-data/hostname)\naws s3 ls s3://b${++last}`;

test("the same script in two files is evaluated once", () => {
  const text = script();
  const [one] = evaluations(file([text]));
  expect(evaluations(file([text], "description: another\n"))[0]).toBe(one);
  expect(evaluations(file([`${text} `]))[0]).not.toBe(one);
});

test("equal scripts in one file have separate trees", () => {
  const text = script();
  const [one, other, third] = evaluations(file([text, text, text]));
  expect(new Set([one, other, third]).size).toBe(3);
  expect([one, other, third]).toContain(evaluations(file([text]))[0]);
});

test("a script with a different environment is evaluated separately", () => {
  const text = script();
  const environment = (name: string): string => `      environment:\n        ${name}: x\n`;
  const [one] = evaluations(file([text], "", environment("AWS_PROFILE")));
  expect(evaluations(file([text], "", environment("OTHER")))[0]).not.toBe(one);
});

test("findings have the position of the script in each file", () => {
  const text = script();
  const places = (before: string) =>
    lint(file([text], before), { rules }).map(({ ruleId, line }) => `${ruleId} ${line}`);
  const alone = places("");
  expect(alone).toHaveLength(3);
  expect(places("description: a\n")).toEqual(alone.map((one) => one.replace(/\d+$/, (line) => `${Number(line) + 1}`)));
  expect(places("")).toEqual(alone);
  expect(alone[0]).toContain(`${FIRST_LINE}`);
});

test("scripts that were not used recently are evicted", () => {
  const text = script();
  const [one] = evaluations(file([text]));
  for (let count = 0; count < 40; count++) evaluations(file([script()]));
  expect(evaluations(file([text]))[0]).not.toBe(one);
});

test("a few long scripts evict a script too", () => {
  const text = script();
  const [one] = evaluations(file([text]));
  for (let count = 0; count < 4; count++) evaluations(file([`${script()}\n${"# comment\n".repeat(3_000)}`]));
  expect(evaluations(file([text]))[0]).not.toBe(one);
});

test("a secret that only one document passes in a variable is found only there, in any order", () => {
  const found = (text: string): readonly number[] =>
    lint(text, { rules }).flatMap(({ line, ruleId }) => (ruleId === "ssm/no-secret-exposure" ? [line] : []));
  const passing = "parameters:\n  Password: {type: String, interpolationType: ENV_VAR}\n";
  for (const isFirst of [false, true]) {
    const text = `${script()}\nS=$(aws ssm get-parameter --name p --with-decryption)\necho "$S"\necho "$SSM_Password"`;
    const before = isFirst ? [passing, ""] : ["", passing];
    const lines = new Map(before.map((declarations) => [declarations, found(file([text], declarations))]));
    expect(lines.get("")).toEqual([FIRST_LINE + 3]);
    expect(lines.get(passing)).toEqual([FIRST_LINE + 5, FIRST_LINE + 6]);
  }
});
