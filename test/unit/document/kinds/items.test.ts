/** Items of `runCommand` that YAML does not read as the text that the author wrote. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DocumentFile } from "../../../../src/document/model/document.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { lint } from "../../../support/lint.ts";
import plugin from "../../../../src/index.ts";

const HEAD = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      timeoutSeconds: 60 # kept
      runCommand:
`;

/** A document with these items, not quoted or escaped. The first item is on line 8. */
const written = (...items: string[]): string => `${HEAD}${items.map((item) => `        - ${item}\n`).join("")}`;
const read = (text: string): DocumentFile => readDocument(text, { language: "yaml" });
const script = (text: string): string | undefined => read(text).documents[0]?.steps[0]?.script.text;

/** The text after the fixes for all problems. */
function fixed(text: string): string {
  const edits = read(text).problems.flatMap((problem) => problem.edits ?? []);
  return edits
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((whole, { range, text: put }) => whole.slice(0, range[0]) + put + whole.slice(range[1]), text);
}

test.each([
  [
    'echo "Status: ok"',
    "the `: ` makes YAML read a mapping here, so the agent cannot run this step. Quote the item",
    `'echo "Status: ok"'`,
  ],
  [
    "echo Done:",
    "the `:` makes YAML read a mapping here, so the agent cannot run this step. Quote the item",
    '"echo Done:"',
  ],
  [
    'echo "n: #1"',
    "the `:` makes YAML read a mapping here, so the agent cannot run this step. Quote the item",
    `'echo "n: #1"'`,
  ],
  [
    "echo a: b # c",
    "the `: ` makes YAML read a mapping here, so the agent cannot run this step. Quote the item",
    '"echo a: b" # c',
  ],
  [
    "[ -f /tmp/x ]",
    "the `[` makes YAML read a list here, so the agent cannot run this step. Quote the item",
    '"[ -f /tmp/x ]"',
  ],
  [
    "{ echo a; }",
    "the `{` makes YAML read a mapping here, so the agent cannot run this step. Quote the item",
    '"{ echo a; }"',
  ],
  ["{{ cmd }}", "Quote `{{ cmd }}`", '"{{ cmd }}"'],
  ["! grep -q x f", "YAML reads the `!` as a tag, so it is not part of the command. Quote the item", '"! grep -q x f"'],
  ["12", "YAML reads `12` as a number", '"12"'],
  ["false", "YAML reads `false` as a boolean", '"false"'],
])("%s", (item, message, fix) => {
  const text = written("export X=1", item, "ls");
  const [problem, ...more] = read(text).problems;
  expect(more).toEqual([]);
  expect(problem?.message).toContain(message);
  expect(text.slice(...problem!.range)).toBe(item.replace(/ # c$/, ""));
  expect(fixed(text)).toBe(written("export X=1", fix, "ls"));
  expect(read(fixed(text)).problems).toEqual([]);
});

test.each([
  ["- a\n          - b", "item 2 is a list"],
  ["echo: |\n            a", "the `: ` makes YAML read a mapping here"],
  ["a: b\n          c: d", "the `: ` makes YAML read a mapping here"],
  ['echo "a: b', "the `: ` makes YAML read a mapping here"],
  ["[ -f, &file /tmp/x ]", "the `[` makes YAML read a list here"],
  ["{ a: [ &file /tmp/x ] }", "the `{` makes YAML read a mapping here"],
])("%j has no fix", (item, message) => {
  const { problems } = read(written("export X=1", item, "ls"));
  expect(problems.map((problem) => [problem.message.includes(message), problem.edits])).toEqual([[true, undefined]]);
});

test.each(["null", "~", "", "# nothing", "*x", "yes", "'a: b'"])("%j is accepted", (item) => {
  expect(read(written("&x ls", item, "ls")).problems).toEqual([]);
});

test("an alias of a list is not inserted", () => {
  const { problems, documents } = read(`x: &x [a, b]\n${written("ls", "*x", "pwd")}`);
  expect(problems.map(({ message }) => message)).toEqual([
    "In step `step`, `*x` is a list, which YAML does not merge into `runCommand`, so the agent cannot run this step. Write its items here.",
  ]);
  expect(documents[0]!.steps[0]!.script).toMatchObject({ text: "ls\n${runCommand[1]}\npwd", isPartial: true });
});

test("the fix is correct in a string of a template", () => {
  const inner = written("ls", 'echo "a: b"').replaceAll(/^/gm, "          ");
  const text = `Resources:\n  D:\n    Type: AWS::SSM::Document\n    Properties:\n      DocumentFormat: YAML\n      Content: |\n${inner.trimEnd()}\n`;
  expect(fixed(text)).toBe(text.replace('echo "a: b"', `'echo "a: b"'`));
});

test("a mapping in JSON is reported without advice on quotes", () => {
  const text = `{"schemaVersion": "2.2", "mainSteps": [{"action": "aws:runShellScript", "name": "s", "inputs": {"runCommand": ["ls", {"a": "b"}, 1]}}]}`;
  expect(readDocument(text).problems.map(({ message, edits }) => [message, edits])).toEqual([
    [
      "`runCommand` of step `s` must be a list of strings, but item 2 is a mapping. The agent cannot run this step.",
      undefined,
    ],
  ]);
});

const word = fc.constantFrom(
  "echo",
  "a:",
  ": ",
  "'b'",
  '"c: d"',
  "$X",
  "-f",
  "x:y",
  "[",
  "]",
  "{ }",
  "!",
  "|",
  "&&",
  "e:",
);
const command = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" ").trim());

test("a fix restores the written command and changes nothing else", () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 4 }), (commands) => {
      const text = written("export X=1", ...commands, "aws s3 ls");
      const { problems, errors } = read(text);
      if (errors.length > 0 || problems.length === 0 || problems.some(({ edits }) => !edits)) return;
      count++;
      const after = fixed(text);
      const alone = commands.map((item) => (read(written(item)).problems.length > 0 ? item : script(written(item))));
      expect(script(after)).toBe(["export X=1", ...alone, "aws s3 ls"].join("\n"));
      expect(after.replaceAll(/["'\\]/g, "")).toBe(text.replaceAll(/["'\\]/g, ""));
    }),
    { numRuns: 1000 },
  );
  expect(count).toBeGreaterThan(30);
});

test("the findings of other items are the same as next to a valid item", () => {
  const findings = (text: string) =>
    lint(text, { rules: plugin.rules as never })
      .filter(({ messageId }) => messageId !== "schema")
      .map(({ line, column, messageId }) => [line, column, messageId]);
  for (const item of ['echo "Status: ok"', "[ -f /tmp/x ]", "- a", "{ echo a; }", "echo: {b: c}"]) {
    for (const before of ["aws s3 ls", "export AWS_PROFILE=x", "curl http://169.254.169.254/latest/meta-data/"]) {
      const others = [before, "aws s3 cp a s3://b", "if true; then", "ls", "fi"];
      expect([item, findings(written(item, ...others))]).toEqual([item, findings(written("echo ok", ...others))]);
    }
  }
});

test("code that is incomplete without the item is not reported as a syntax error", () => {
  const text = written('if [ "$(cat x)" = "a: b" ]; then', "ls", "fi");
  expect(lint(text, { rules: plugin.rules as never }).map(({ messageId }) => messageId)).toEqual(["schema"]);
});
