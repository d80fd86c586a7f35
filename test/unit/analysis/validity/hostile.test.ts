/** Documents that are written to break the checks. */
import { expect, test } from "vitest";
import { documentProblems } from "../../../../src/analysis/validity/problems.ts";
import { MAX_PROBLEMS } from "../../../../src/document/model/limits.ts";
import { readDocument } from "../../../../src/document/read.ts";

const problems = (text: string) => {
  const file = readDocument(text);
  expect(file.errors).toEqual([]);
  return documentProblems(file);
};
const HEAD = 'schemaVersion: "2.2"\n';
const STEP = "- action: aws:runShellScript\n  name: aaa\n  inputs: {runCommand: [ls]}\n";
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

test("names of Object.prototype are treated like any other name", () => {
  const found = problems(
    `${HEAD}parameters:\n  __proto__: {type: String}\n  constructor: {type: Strin}\n__proto__: 1\nmainSteps:\n- action: __proto__\n  name: constructor\n  toString: 1\n  inputs: {runCommand: ["{{ constructor }} {{ valueOf }}"], hasOwnProperty: 2}\n`,
  );
  expect(found.map(({ message }) => message)).toEqual([
    "The agent ignores `__proto__` in the document.",
    "`__proto__` is not a valid parameter name: only letters and digits are allowed. The agent does not insert its value into scripts.",
    "`type` of parameter `constructor` cannot be `Strin`. Did you mean `String`?",
    "The agent ignores `toString` in step `constructor`.",
    "`action` of step `constructor` cannot be `__proto__`. This action does not exist.",
    "`{{ valueOf }}` refers to a parameter that `parameters` does not declare: AWS rejects the document.",
  ]);
});

test.each([
  [
    "circular aliases",
    `${HEAD}parameters: &p\n  a: *p\n  b: {type: String, default: *p}\nmainSteps: &m\n- &s\n  action: aws:runShellScript\n  name: aaa\n  precondition: *s\n  inputs: *s\n  environment: *m\n`,
  ],
  [
    "aliases of aliases",
    `${HEAD}x0: &x0 {a: 1}\n${lines(30, (n) => `x${n + 1}: &x${n + 1} {a: *x${n}, b: *x${n}}\n`)}parameters: {p: *x30}\nmainSteps:\n- action: aws:runShellScript\n  name: aaa\n  precondition: *x30\n  inputs: *x30\n`,
  ],
  [
    "chains of merges",
    `${HEAD}x0: &x0 {a: 1}\n${lines(2000, (n) => `x${n + 1}: &x${n + 1} {<<: *x${n}, k${n}: 1}\n`)}mainSteps:\n${lines(500, (n) => `- {<<: *x2000, action: "aws:runShellScript", name: n${n}, inputs: {<<: *x2000, runCommand: [ls]}}\n`)}`,
  ],
  ["many unknown keys", `${HEAD}${lines(30_000, (n) => `key${n}: 1\n`)}mainSteps:\n${STEP}`],
  ["many parameters", `${HEAD}parameters:\n${lines(20_000, (n) => `  p_${n}: {tpe: String}\n`)}mainSteps:\n${STEP}`],
  [
    "many keys in a step",
    `${HEAD}mainSteps:\n- action: aws:runShellScript\n  name: aaa\n${lines(30_000, (n) => `  runComand${n}: 1\n`)}  inputs: {runCommand: [ls]}\n`,
  ],
  [
    "many placeholders",
    `${HEAD}parameters:\n${lines(199, (n) => `  parameter${n}: {type: String}\n`)}mainSteps:\n- action: aws:runShellScript\n  name: aaa\n  inputs: {runCommand: ['${"{{ parametr }} ".repeat(50_000)}']}\n`,
  ],
  [
    "long names",
    `${HEAD}mainSteps:\n- action: ${"aws:run".repeat(50_000)}\n  name: ${"a b".repeat(50_000)}\n  inputs: {${"runComand".repeat(50_000)}: [ls]}\n`,
  ],
  [
    "patterns that would backtrack",
    `${HEAD}parameters:\n${lines(200, (n) => `  p${n}: {type: String, default: '${"a".repeat(2000)}', allowedPattern: '${"(a*)*".repeat(200)}b'}\n`)}mainSteps:\n${STEP}`,
  ],
  [
    "a long list of lists",
    `${HEAD}mainSteps:\n- action: aws:runPowerShellScript\n  name: aaa\n  inputs: {runCommand: [${"[], ".repeat(30_000)}]}\n`,
  ],
])("%s: the checks terminate with a bounded number of problems", (_, text) => {
  const found = problems(text);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(2 * MAX_PROBLEMS);
  for (const { message } of found) expect(message.length).toBeLessThan(600);
});
