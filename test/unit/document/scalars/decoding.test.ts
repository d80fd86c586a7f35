/** Random sources of YAML scalars: each that `yaml` accepts is decoded to the same text, and every character has its place. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readDocument } from "../../../../src/document/read.ts";
import { seed } from "../../../support/seed.ts";
import { standsFor } from "../../../support/stands-for.ts";

const INDENT = "          ";

/** Text of these pieces, on several lines that are indented. */
function source(pieces: readonly string[], most: number): fc.Arbitrary<string> {
  const line = fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((all) => all.join(""));
  const lineBreak = fc.constantFrom("\n", "\n", "\r\n", " \n", "\n\n", "\r\n\r\n", "\t\n \n");
  return fc
    .array(fc.tuple(line, lineBreak, fc.constantFrom(INDENT, `${INDENT} `, `${INDENT}\t`)), { maxLength: most })
    .chain((lines) => line.map((last) => lines.map((parts) => parts.join("")).join("") + last));
}

const SINGLE = ["a", "''", " ", "b c", "\t", ":", "#", '"', "\\", "{", "€", "''''"];
const DOUBLE = [
  "a",
  "'",
  " ",
  "\t",
  '\\"',
  "\\\\",
  "\\n",
  "\\t",
  "\\x41",
  "\\u00e9",
  "\\U0001F600",
  "\\ ",
  "\\/",
  "\\e",
  "\\_",
  "\\0",
];
const CONTINUED = ["\\\n", "\\\r\n", ...DOUBLE];
const PLAIN = ["a", "b", " c", "'", '"', "-x", "\\", "a:b", "x#y", "€"];
const BLOCK = ["a", "b c", " ", "\t", "#", "'", "- x", ": ", "\\", "€"];

const quotedItem = fc.oneof(
  source(SINGLE, 2).map((text) => `'${text}'`),
  source(DOUBLE, 2).map((text) => `"${text}"`),
  source(CONTINUED, 2).map((text) => `"${text.replaceAll(/\\(\r?\n)(?! )/g, `\\$1${INDENT}`)}"`),
);
const flow = fc
  .array(fc.oneof(quotedItem, source(PLAIN, 1), fc.constantFrom("''", "'a'", '""')), { minLength: 1, maxLength: 3 })
  .chain((items) => fc.constantFrom(",", ", ", ` ,\n${INDENT}`).map((comma) => ` [${items.join(comma)}]\n`));
const block = fc
  .tuple(fc.constantFrom("|", ">"), fc.constantFrom("", "-", "+", "2", "1-", "+2", " # why", "3"), source(BLOCK, 4))
  .map(([style, header, text]) => `${style}${header}\n${INDENT}${text}`);
const listed = fc
  .array(fc.oneof(quotedItem, source(PLAIN, 2), block), { minLength: 1, maxLength: 3 })
  .map((items) => `\n${items.map((item) => `        - ${item}\n`).join("")}`);

test("scalars are decoded as yaml decodes them", () => {
  let read = 0;
  for (const commands of fc.sample(fc.oneof(flow, listed, listed), { numRuns: 1500, seed })) {
    const text = `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:${commands}`;
    const document = parseDocument(text, { logLevel: "silent" });
    const file = readDocument(text, { language: "yaml" });
    if (document.errors.length > 0) continue;
    const { mainSteps } = document.toJS() as { mainSteps: { inputs: { runCommand: unknown } }[] };
    const { runCommand: items } = mainSteps[0]!.inputs;
    if (!Array.isArray(items) || items.some((item) => typeof item !== "string")) continue;
    const script = file.documents[0]?.steps[0]?.script;
    read++;
    expect([text, script?.text]).toEqual([text, items.join("\n")]);
    const joins = new Set(script!.items.map(([, end]) => end));
    for (let pos = 0, before = 0; pos < script!.text.length; pos++) {
      const [from, to] = script!.map.range(pos, pos + 1);
      const isRight = joins.has(pos) || standsFor(text.slice(from, to), script!.text[pos]!);
      if (from < before || !isRight) expect.fail(`${JSON.stringify(text)}: ${pos} is at ${from} to ${to}`);
      before = from;
    }
  }
  expect(read).toBeGreaterThan(800);
});
