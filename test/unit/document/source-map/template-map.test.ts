/** Edits of templates that Terraform or CloudFormation render, and of strings and here-documents of HCL. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { unverifiedEdits } from "../../../../src/document/index.ts";
import { FileMap } from "../../../../src/document/source-map/joined-map.ts";
import { substituteTemplate, type Substitution } from "../../../../src/document/source-map/substitution-map.ts";
import type { Layer } from "../../../../src/document/source-map/layer.ts";
import { ScalarMap } from "../../../../src/document/source-map/scalar-map.ts";
import { renderTemplate } from "../../../../src/document/source-map/template-map.ts";
import { sortEdits } from "../../../../src/document/scalars/edit-order.ts";
import { parseHclFile } from "../../../../src/document/syntax/hcl/file.ts";
import { Module } from "../../../../src/document/syntax/hcl/module.ts";
import { HclTree } from "../../../../src/document/syntax/hcl/tree.ts";

const reading = vi.hoisted(() => ({ areParts: true }));

vi.mock("../../../../src/document/source-map/template-parts.ts", async (original) => {
  const module = await original<typeof import("../../../../src/document/source-map/template-parts.ts")>();
  const holdsInParts = (...given: Parameters<typeof module.holdsInParts>) =>
    reading.areParts && module.holdsInParts(...given);
  return { ...module, holdsInParts };
});

const VARIABLES = new Map([
  ["known", "text"],
  ["empty", ""],
]);

const common = [
  "a",
  "b c",
  "é😀",
  "\n",
  "\r\n",
  " ",
  "$",
  "%",
  "{",
  "!",
  "}",
  '"',
  "$${",
  "%%",
  "$$${",
  "${x}",
  "x}",
  "${known}",
  "${empty}",
];
const rare = [
  "~",
  "END0\n",
  "${",
  "%{",
  "%%{",
  '${f("${y}}")}',
  "${~ x ~}",
  "%{ if x }",
  "%{ endif }",
  "%%{if}",
  "${!",
  "$${x}",
];
const part = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...common) }, fc.constantFrom(...rare));
const textOf = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { maxLength }).map((parts) => parts.join(""));
const separator = fc.constantFrom("", "", "-".repeat(30), "\n".repeat(30), "-".repeat(450));

const place = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.nat({ max: 2 }), textOf(2));
const places = fc.array(place, { minLength: 1, maxLength: 2 });

interface Edited {
  readonly map: Layer;
}

/** A string or here-document that contains the template. */
function written(opening: string, closing: string, encode = (template: string) => template) {
  return (template: string): Edited | undefined => {
    const body = encode(template.replaceAll(/\$\{(known|empty)\}/g, "${local.$1}"));
    const file = parseHclFile(`locals {\n known = "text"\n empty = ""\n}\nx = ${opening}${body}${closing}\n`);
    const value = file.attributes.find(({ name }) => name === "x")?.value;
    if (file.problem || value === undefined) return undefined;
    const tree = new HclTree(file, new Module(file, () => []));
    const scalar = tree.node(value);
    if (scalar.type !== "Scalar" || tree.opaqueOf(scalar) === undefined) return undefined;
    return { map: new ScalarMap(tree, scalar, new FileMap(file.text)) };
  };
}

const indented = (template: string): string => template.replaceAll(/^(?!$)/gm, "  ");
const hcl = [
  {
    name: "a string",
    read: written('"', '"', (text) => text.replaceAll("\n", "\\n").replaceAll('"', '\\"')),
    escaped: "$${",
  },
  { name: "a here-document", read: written("<<END0\n", "\nEND0"), escaped: "$${" },
  { name: "an indented here-document", read: written("<<-END0\n", "\n  END0", indented), escaped: "$${" },
  {
    name: "a here-document with an unindented line",
    read: written("<<-END0\n  #!\n", "\n  END0", indented),
    escaped: "$${",
  },
];

function rendered(template: string): Substitution | undefined {
  const read = renderTemplate(new FileMap(template), VARIABLES);
  return "problem" in read ? undefined : read;
}

type Example = [first: string, between: string, last: string, where: [at: number, size: number, added: string][]];

const EXAMPLES: Example[] = [
  ["$x}", "", "", [[714, 0, "{"]]],
  // Without the line break, `\r` is the smallest indentation.
  ["\n\r\na", "-".repeat(30), "ax}a", [[128, 1, ""]]],
];

test.each<{ name: string; read: (template: string) => Edited | undefined }>([
  ...hcl,
  { name: "Terraform", read: rendered },
  { name: "Fn::Sub", read: (template) => substituteTemplate(new FileMap(template)) },
])("the same edits of a template of $name are accepted as if the whole template was read again", ({ read }) => {
  fc.assert(
    fc.property(textOf(5), separator, textOf(5), places, (first, between, last, where) => {
      const template = `\${x}${first}${between}${last}`;
      const map = read(template)?.map;
      fc.pre(map !== undefined);
      const { length } = map.text;
      const wishes = where.map(([at, size, added]) => {
        const pos = Math.round((at / 1_000) * length);
        return { pos, end: Math.min(pos + size, length), text: added };
      });
      const changes = sortEdits(wishes);
      fc.pre(changes !== undefined);
      const edits = map.hostEdits(changes);
      reading.areParts = false;
      const expected = map.hostEdits(changes);
      reading.areParts = true;
      expect(edits).toEqual(expected);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 500), examples: EXAMPLES },
  );
});

test.each<{ name: string; read: (template: string) => Edited | undefined; escaped: string }>([
  ...hcl,
  { name: "Terraform", read: rendered, escaped: "$${" },
  { name: "Fn::Sub", read: (template) => substituteTemplate(new FileMap(template)), escaped: "${!" },
])("thousands of edits of a long template of $name are verified", ({ escaped, read }) => {
  const lines = 1_000;
  const template = `echo \${x}\n${`  ${"a".repeat(100)} ${escaped}b}\n`.repeat(lines)}`;
  const map = read(template)!.map;
  const { count } = unverifiedEdits;
  for (let line = 0, pos = 0; line < lines; line++, pos++) {
    pos = map.text.indexOf("\n  a", pos) + 3;
    expect(map.hostEdits([{ pos, end: pos + 1, text: "${" }])).toHaveLength(1);
    if (line < lines - 1) {
      const end = map.text.indexOf("\n", pos);
      expect(map.hostEdits([{ pos: end, end, text: " || exit 1" }])).toHaveLength(1);
    }
  }
  expect(unverifiedEdits.count).toBe(count);
});

test.each([
  ["EN", "D0"],
  ["E", "ND0"],
  ["", "END0"],
])("an edit that completes a here-document's delimiter is rejected: %j and %j", (kept, added) => {
  const { map } = written("<<END0\n", "\nEND0")(`a\n${kept}\nb`)!;
  const pos = 2 + kept.length;
  expect(map.hostEdits([{ pos, end: pos, text: added }])).toBeUndefined();
});

test("edits of a here-document are given up the sooner, the more directives it has", () => {
  const verified = (body: string): number => {
    const { map } = written("<<END\n", "\nEND")(body)!;
    const isVerified = (): boolean => map.hostEdits([{ pos: 0, end: 0, text: "set -e\n" }]) !== undefined;
    let count = 0;
    while (count < 1000 && isVerified()) count++;
    return count;
  };
  const lines = (line: string): string => `a\n${`${line}\n`.repeat(300)}`;
  const long = "x".repeat(400);
  const few = verified(`%{ if c }y%{ endif }${lines(long)}`);
  const many = verified(lines(`%{ if c }y%{ else }z%{ endif }${long}`));
  expect(many).toBeGreaterThan(0);
  expect(many).toBeLessThan(few / 2);
});
