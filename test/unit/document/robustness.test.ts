import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataNode, Range } from "../../../src/document/model/document.ts";
import { MAX_DEPTH, MAX_SCRIPT_LENGTH } from "../../../src/document/model/limits.ts";
import { duplicateKeys } from "../../../src/document/syntax/duplicate-keys.ts";
import { readJson } from "../../../src/document/syntax/json.ts";
import { mayHoldDocument, readDocument } from "../../../src/document/read.ts";
import { commandDocument } from "../../support/random-documents.ts";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 400) };

function ranges(node: DataNode): Range[] {
  if (node.type === "Mapping") return [node.range, ...node.pairs.flatMap(ranges)];
  if (node.type === "Sequence") return [node.range, ...node.items.flatMap(ranges)];
  if (node.type === "Pair") return [node.range, ...ranges(node.key), ...(node.value ? ranges(node.value) : [])];
  return [node.range];
}

const FRAGMENTS = [
  "&a ",
  "*a",
  "!Sub ",
  "<<: *a",
  "\t",
  "\r",
  "{{ x }}",
  "[",
  "}",
  "- ",
  "? ",
  ": ",
  "|+\n",
  ">2-\n",
  '"',
  "'",
  "\\",
  "#",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "\uFEFF",
  "Resources:\n",
  "//",
];

test("corrupted text never throws, and no range is inverted or outside the file", () => {
  const cut = fc.record({ at: fc.nat(5000), length: fc.nat(20), put: fc.constantFrom("", ...FRAGMENTS) });
  fc.assert(
    fc.property(
      commandDocument,
      fc.array(cut, { maxLength: 4 }),
      fc.constantFrom(undefined, "yaml", "json"),
      (document, cuts, language) => {
        let { text } = document;
        for (const { at, length, put } of cuts) {
          const pos = at % (text.length + 1);
          text = text.slice(0, pos) + put + text.slice(pos + length);
        }
        const file = readDocument(text, language ? { language } : {});
        const steps = file.documents.flatMap((found) => found.steps);
        const all = [
          ...file.roots.flatMap(ranges),
          ...file.comments.map((comment) => comment.range),
          ...file.problems.map((problem) => problem.range),
          ...steps.map((step) => step.range),
          ...steps.flatMap(({ script }) => [
            script.map.range(0, script.text.length),
            script.map.range(1, 3),
            script.map.range(2, 2),
          ]),
          ...file.errors.map(({ offset }): Range => [offset, offset]),
        ];
        for (const [start, end] of all) {
          if (!(start >= 0 && start <= end && end <= text.length)) expect.fail(`[${start}, ${end}) of ${text.length}`);
        }
      },
    ),
    RUNS,
  );
});

test("the JSON reader accepts the same texts as JSON.parse, with the same values", () => {
  const plain = (node: DataNode | undefined): unknown => {
    if (node?.type === "Mapping") return node.pairs.map((pair) => [plain(pair.key), plain(pair.value)]);
    if (node?.type === "Sequence") return node.items.map(plain);
    return node?.type === "Scalar" ? node.value : undefined;
  };
  const entries = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(entries);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value).map(([key, inner]) => [key, entries(inner)]);
  };
  const change = fc.tuple(
    fc.nat(200),
    fc.nat(2),
    fc.constantFrom("", ",", "\n", "\u0001", "1", "-", "e", ".", "0", '"', "\\", "}", " ", "true"),
  );
  fc.assert(
    fc.property(fc.json(), fc.option(change), (json, changed) => {
      const text = changed ? json.slice(0, changed[0]) + changed[2] + json.slice(changed[0] + changed[1]) : json;
      const tree = readJson(text);
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        expect(tree.errors).toHaveLength(1);
        return;
      }
      expect(tree.errors).toEqual([]);
      // In an object, keys like "1" come first, and a repeated key occurs only once.
      const keys = text.match(/"\d+"\s*:|__proto__/);
      const repeated = tree.roots.flatMap((root) => duplicateKeys(tree, root));
      if (!keys && repeated.length === 0) expect(tree.roots.map(plain)).toEqual([entries(value)]);
    }),
    { numRuns: 2000 },
  );
});

const head = 'schemaVersion: "2.2"\nmainSteps:\n- action: aws:runShellScript\n  inputs:\n    runCommand: [aws s3 ls]\n';

test.each([
  ["yaml", `${head}x: ${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["yaml", `${head}x:\n  ${"- ".repeat(10_000)}a\n`],
  ["json", `{"schemaVersion": "2.2", "x": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
] as const)("10,000 levels of %s give one error", (language, text) => {
  const { errors, documents } = readDocument(text, { language });
  expect([errors.map(({ message }) => message), documents]).toEqual([
    [`The file is nested deeper than ${MAX_DEPTH} levels: it is not checked.`],
    [],
  ]);
});

test.each(['!Join ["", [A, A]]', "!If [c, A, A]"])(
  "aliases of aliases of %s are limited and reported",
  (definition) => {
    const names = Array.from(
      { length: 20 },
      (_, index) => `- &j${index + 1} ${definition.replaceAll("A", `*j${index}`)}`,
    );
    const content = head.replace("[aws s3 ls]", "[*j20]").replaceAll(/^/gm, "        ");
    const text = `x:\n- &j0 a\n${names.join("\n")}\nResources:\n  D:\n    Type: AWS::SSM::Document\n    Properties:\n      Content:\n${content}`;
    const { errors, problems } = readDocument(text);
    expect(errors).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([
      "The file has too many aliases of aliases: the rest is not checked.",
    ]);
  },
);

test.each(["!Join ['', [A]]", "!If [c, A, ls]"])(
  "functions that are nested too deeply are reported: %s",
  (definition) => {
    let text = "aws s3 ls";
    for (let level = 0; level < 60; level++) text = definition.replace("A", text);
    const content = head.replace("aws s3 ls", text).replaceAll(/^/gm, "        ");
    const { errors, problems } = readDocument(
      `Resources:\n  D:\n    Type: AWS::SSM::Document\n    Properties:\n      Content:\n${content}`,
    );
    expect(errors).toEqual([]);
    expect(new Set(problems.map(({ message }) => message))).toEqual(
      new Set(["The functions around this are nested deeper than 30 levels: it is not checked."]),
    );
  },
);

test("steps that contain themselves are read once", () => {
  const text =
    'schemaVersion: "2.2"\nmainSteps: &m\n- action: aws:runShellScript\n  inputs: {runCommand: [a], Steps: *m}\n';
  expect(readDocument(text).documents[0]!.steps).toHaveLength(1);
});

test("a script that is too long is reported", () => {
  const text = head.replace("aws s3 ls", "x".repeat(MAX_SCRIPT_LENGTH + 1));
  expect(readDocument(text).problems.map(({ message }) => message)).toEqual([
    `The script of step \`aws:runShellScript\` is longer than ${MAX_SCRIPT_LENGTH} characters: it is not checked.`,
  ]);
});

test.each([
  ["", false],
  ["kind: Deployment\nspec: {}\n", false],
  ['{"name": "package"}', false],
  [head, true],
  ['{"\\u0073chemaVersion": "2.2"}', true],
  ['"schema\\\n  Version": "2.2"', true],
  ["Type: AWS::SSM::Document", true],
])("the quick check of %j returns %s", (text, may) => {
  expect(mayHoldDocument(text)).toBe(may);
});

test("the number of copies of a long script through aliases is limited and reported", () => {
  const step = (index: number): string =>
    `  - {action: aws:runShellScript, name: s${index}, inputs: {runCommand: *script}}\n`;
  const document = (length: number, count: number): string =>
    `schemaVersion: "2.2"\ndescription: &script |\n  ${"x".repeat(length)}\nmainSteps:\n${Array.from({ length: count }, (_, index) => step(index)).join("")}`;
  const few = readDocument(document(2_000, 20));
  expect(few.documents[0]!.steps).toHaveLength(20);
  expect(few.problems).toEqual([]);
  const many = document(5_000, 1_000);
  const { documents, problems } = readDocument(many);
  const lengths = documents[0]!.steps.reduce((sum, { script }) => sum + script.text.length, 0);
  expect(lengths).toBeGreaterThan(250_000);
  expect(lengths).toBeLessThan(many.length + 300_000);
  expect(problems.map(({ message }) => message)).toContain(
    "The scripts of this file are too long in total: this one and later ones are not checked.",
  );
});
