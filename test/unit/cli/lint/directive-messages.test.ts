/** Messages about directives name the directive and the rules as the file does. */
import { expect, test } from "vitest";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

/** A document with these lines as the items of `runCommand`. */
const runCommand = (...lines: string[]): string =>
  `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: a\n    inputs:\n      runCommand:\n${lines.map((line) => `        ${line}\n`).join("")}`;

async function messagesOn(text: string): Promise<string[]> {
  const { out } = await ssmlint(scratch({ "a.yaml": text }), ["-f", "json", "a.yaml"]);
  const [{ messages }] = JSON.parse(out) as [{ messages: { message: string }[] }];
  return messages.map(({ message }) => message);
}

const none = "(no problems were reported)";
const ofRule = "(no problems were reported from 'require-imdsv2')";
const unmatched = "directives were found for 'require-imdsv2').";

test.each([
  ["a comment", ["# ssmlint-disable-next-line", "- ls"], `Unused ssmlint-disable-next-line directive ${none}.`],
  ["a rule", ["# ssmlint-disable require-imdsv2", "- ls"], `Unused ssmlint-disable directive ${ofRule}.`],
  [
    "a comment on a line of a script",
    ["- |", "  # ssmlint-disable-next-line require-imdsv2", "  ls"],
    `Unused ssmlint-disable-next-line directive ${ofRule}.`,
  ],
  [
    "the first line of a script after a comment",
    ["- |", "  # ssmlint", "  # ssmlint-disable require-imdsv2", "  ls"],
    `Unused ssmlint-disable directive ${ofRule}.`,
  ],
  [
    "a comment in a string",
    [String.raw`- "ls\n# ssmlint-disable-next-line require-imdsv2\nls"`],
    `Unused ssmlint-disable-next-line directive ${ofRule}.`,
  ],
  ["the end of a line", ["- |", "  ls # ssmlint-disable-line"], `Unused ssmlint-disable-line directive ${none}.`],
  [
    "an end without a start",
    ["- |", "  # ssmlint-enable require-imdsv2", "  ls"],
    `Unused ssmlint-enable directive (no matching ssmlint-disable ${unmatched}`,
  ],
  [
    "a comment of ESLint",
    ["- |", "  # eslint-disable ssm/require-imdsv2", "  ls"],
    "Unused eslint-disable directive (no problems were reported from 'ssm/require-imdsv2').",
  ],
])("an unused directive: %s", async (_name, lines, message) => {
  expect(await messagesOn(runCommand(...lines))).toEqual([message]);
});

test("a directive with an unknown rule of another namespace is reported once", async () => {
  const text = runCommand("# ssmlint-disable-next-line other/rule", "- |", "  ls");
  expect(await messagesOn(text)).toEqual(["Definition for rule 'other/rule' was not found."]);
});
