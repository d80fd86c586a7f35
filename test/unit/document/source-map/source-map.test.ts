import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Step } from "../../../../src/document/model/document.ts";
import { readDocument } from "../../../../src/document/read.ts";
import type { ScriptEdit } from "../../../../src/document/model/source-map.ts";
import { applied } from "../../../support/apply.ts";
import { commandDocument, scriptText } from "../../../support/random-documents.ts";
import { standsFor } from "../../../support/stands-for.ts";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 600) };

const stepsOf = (text: string, language: "yaml" | "json"): readonly Step[] => {
  const file = readDocument(text, { language });
  expect(file.errors).toEqual([]);
  return file.documents.flatMap((document) => document.steps);
};

/** The scripts that `yaml` itself reads from the file. */
function scriptsByYaml(text: string): string[] {
  const document = parse(text, { logLevel: "silent" }) as { mainSteps: { inputs: { runCommand: unknown[] } }[] };
  return document.mainSteps.map((step) => step.inputs.runCommand.map(String).join("\n"));
}

test("the decoded text is the same as that of yaml", () => {
  fc.assert(
    fc.property(commandDocument, ({ text, language }) => {
      expect(stepsOf(text, language).map((step) => step.script.text)).toEqual(scriptsByYaml(text));
    }),
    RUNS,
  );
});

test("each character has the range of its source text, in order", () => {
  fc.assert(
    fc.property(commandDocument, ({ text, language }) => {
      for (const { script } of stepsOf(text, language)) {
        const joins = new Set(script.items.map(([, end]) => end));
        let before = 0;
        for (let pos = 0; pos < script.text.length; pos++) {
          const [from, to] = script.map.range(pos, pos + 1);
          expect(from).toBeGreaterThanOrEqual(before > from ? from : before);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
          if (!joins.has(pos)) expect([text.slice(from, to), script.text[pos]]).toSatisfy(([a, b]) => standsFor(a, b));
          before = from;
        }
      }
    }),
    RUNS,
  );
});

const change = fc.record({ at: fc.nat(1000), length: fc.oneof(fc.constant(0), fc.nat(6)), text: scriptText });

/** Changes inside the items of a script that do not overlap. */
function changesOf(step: Step, wishes: readonly { at: number; length: number; text: string }[]): ScriptEdit[] {
  const { items } = step.script;
  if (items.length === 0) return [];
  const changes: ScriptEdit[] = [];
  for (const { at, length, text } of wishes) {
    const [start, stop] = items[at % items.length]!;
    const pos = start + (at % (stop - start + 1));
    const end = Math.min(pos + length, stop);
    if (changes.every((other) => other.end < pos || end < other.pos)) changes.push({ pos, end, text });
  }
  return changes.toSorted((a, b) => a.pos - b.pos);
}

test("edits change exactly the requested part of the script", () => {
  fc.assert(
    fc.property(
      commandDocument,
      fc.nat(),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (document, which, wishes) => {
        const { text, language } = document;
        const steps = stepsOf(text, language);
        const index = which % steps.length;
        const { script } = steps[index]!;
        const changes = changesOf(steps[index]!, wishes);
        const edits = script.map.edits(changes);
        expect(edits).toBeDefined();
        const changed = applied(text, edits!);
        const wanted = scriptsByYaml(text);
        wanted[index] = applied(
          script.text,
          changes.map(({ pos, end, text: inserted }) => ({ range: [pos, end], text: inserted })),
        );
        expect(stepsOf(changed, language).map((step) => step.script.text)).toEqual(wanted);
        expect(scriptsByYaml(changed)).toEqual(wanted);
        if (language === "yaml" && !/timeoutSeconds|runCommand/.test(wishes.map((wish) => wish.text).join("")))
          expect(rest(changed)).toBe(rest(text));
        if (language === "json") expect(withoutScripts(changed)).toEqual(withoutScripts(text));
      },
    ),
    RUNS,
  );
});

test.each<[style: string, inserted: string, item: string]>([
  [">-", "x\ny\n", "|-\n            x\n            y\n            aws s3 ls"],
  ["> # why", "x\ny\n", "| # why\n            x\n            y\n            aws s3 ls"],
  [">-", "\u0007\n", '"\\u0007\\naws s3 ls"'],
])("a folded block becomes a literal block if that can represent the text: %s with %j", (style, inserted, item) => {
  const document = (one: string) =>
    `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${one}\n`;
  const text = document(`${style}\n            aws s3 ls`);
  const edits = stepsOf(text, "yaml")[0]!.script.map.edits([{ pos: 0, end: 0, text: inserted }]);
  expect(applied(text, edits!)).toBe(document(item));
});

test.each<[item: string, pos: number, inserted: string, expected: string]>([
  ['"curl\\\n            \\ -s http://h"', 4, " -f", '"curl -f\\\n            \\ -s http://h"'],
  ['"curl\\\n            \\ -s http://h"', 4, "\t", '"curl\\t\\\n            \\ -s http://h"'],
  [
    '"X=$(a\\\n            )\\n\\\n            b"',
    6,
    " || exit 1",
    '"X=$(a\\\n            ) || exit 1\\n\\\n            b"',
  ],
  ['"a\\n\\\n            b"', 2, "x; ", '"a\\n\\\n            x; b"'],
])("text is inserted in double quotes beside an escaped line break: %j at %d", (item, pos, inserted, expected) => {
  const document = (one: string) =>
    `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${one}\n`;
  const text = document(item);
  const edits = stepsOf(text, "yaml")[0]!.script.map.edits([{ pos, end: pos, text: inserted }]);
  expect(applied(text, edits!)).toBe(document(expected));
});

test.each<[item: string, pos: number, inserted: string, expected: string]>([
  ["'a\n            b'", 2, "c ", "'a\n            c b'"],
  ["'it''s\n\n            b'", 0, "'c' ", "'''c'' it''s\n\n            b'"],
  ['"a\n            b"', 2, "'c\n\" ", '"a\n            \'c\\n\\" b"'],
  ["a\n            b", 2, "c ", "a\n            c b"],
  ["a\n\n            b", 1, " -c", "a -c\n\n            b"],
  [">\n            a\n            b", 2, "c ", ">\n            a\n            c b"],
])(
  "an item of several lines keeps its style if that can represent the text: %j at %d",
  (item, pos, inserted, expected) => {
    const document = (one: string) =>
      `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${one}\n`;
    const text = document(item);
    const edits = stepsOf(text, "yaml")[0]!.script.map.edits([{ pos, end: pos, text: inserted }]);
    expect(applied(text, edits!)).toBe(document(expected));
  },
);

test("text in an empty item is separated from its dash", () => {
  const document = (one: string) =>
    `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        -${one}\n        - b\n`;
  const text = document("");
  const edits = stepsOf(text, "yaml")[0]!.script.map.edits([{ pos: 0, end: 0, text: "a" }]);
  expect(applied(text, edits!)).toBe(document(" a"));
});

test.each(["|", "|2-"])("an edit of a block scalar (%s) writes no spaces in an empty line", (style) => {
  const indent = style === "|2-" ? "          " : "            ";
  const text = `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${style}\n${indent}curl h\n\n${indent}b\n`;
  const edits = stepsOf(text, "yaml")[0]!.script.map.edits([{ pos: 0, end: 0, text: "a\n\nb; " }]);
  const at = text.indexOf("curl");
  expect(edits).toEqual([{ range: [at, at], text: `a\n\n${indent}b; ` }]);
});

const withoutScripts = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === "runCommand" ? [] : value));

const rest = (file: string): string => file.replaceAll(/runCommand[^]*?timeoutSeconds/g, "");
