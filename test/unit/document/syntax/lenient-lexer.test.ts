/** Lines that YAML requires to be indented more, but AWS's parsers accept. The expected values are recorded from PyYAML 6.0. */
import { expect, test } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";

const read = (runCommand: string) =>
  readDocument(
    `schemaVersion: "2.2"\nmainSteps:\n    - action: aws:runShellScript\n      name: a\n      inputs:\n        runCommand: ${runCommand}\n    - action: aws:runShellScript\n      inputs: { runCommand: [last] }\n`,
    { language: "yaml" },
  );

const scripts = (runCommand: string): readonly string[] => {
  const file = read(runCommand);
  expect(file.errors).toEqual([]);
  return file.documents.flatMap(({ steps }) => steps.map(({ script }) => script.text));
};

test.each([
  ["[\n  'cd /srv',\nls,\n   \"pwd\"\n    ]", "cd /srv\nls\npwd"],
  ["['echo one\ntwo\n\n  three']", "echo one two\nthree"],
  ['["echo one\ntwo\\\n\\  three"]', "echo one two  three"],
  ["\n          - 'if true; then\n\necho yes\n\nfi'\n          - echo no", "if true; then\necho yes\nfi\necho no"],
  ["\n          - !Sub [\n'echo ${A}', {\nA: x } ]\n", "echo ${A}"],
])("%j is accepted", (runCommand, script) => {
  expect(scripts(runCommand)).toEqual([script, "last"]);
});

test("a command on such a line has its exact position", () => {
  const file = read("['true;\naws s3 ls']");
  const [step] = file.documents[0]!.steps;
  const at = step!.script.text.indexOf("aws");
  expect(file.text.slice(...step!.script.map.range(at, at + 3))).toBe("aws");
});

test.each([["['echo one\n---\ntwo']"], ["['echo one\ntwo]"], ["[ls\n"], ["|\n          one\n\ttwo"]])(
  "%j is an error",
  (runCommand) => {
    expect(read(runCommand).errors).toHaveLength(1);
  },
);
