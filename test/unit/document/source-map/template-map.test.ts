/** Edits of templates that Terraform renders. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { unverifiedEdits } from "../../../../src/document/index.ts";
import { FileMap } from "../../../../src/document/source-map/joined-map.ts";
import { substituteTemplate, type Substitution } from "../../../../src/document/source-map/substitution-map.ts";
import { renderTemplate } from "../../../../src/document/source-map/template-map.ts";

const reading = vi.hoisted(() => ({ areParts: true }));

vi.mock("../../../../src/document/source-map/template-parts.ts", async (original) => {
  const { holdsInParts } = await original<typeof import("../../../../src/document/source-map/template-parts.ts")>();
  return { holdsInParts: (...given: Parameters<typeof holdsInParts>) => reading.areParts && holdsInParts(...given) };
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

function rendered(template: string): Substitution | undefined {
  const read = renderTemplate(new FileMap(template), VARIABLES);
  return "problem" in read ? undefined : read;
}

test.each<{ name: string; read: (template: string) => Substitution | undefined }>([
  { name: "Terraform", read: rendered },
  { name: "Fn::Sub", read: (template) => substituteTemplate(new FileMap(template)) },
])("the same edits of a template of $name are accepted as if the whole template was read again", ({ read }) => {
  fc.assert(
    fc.property(textOf(5), separator, textOf(5), places, (first, between, last, where) => {
      const template = `\${x}${first}${between}${last}`;
      const map = read(template)?.map;
      fc.pre(map !== undefined);
      const { length } = map.text;
      const changes = where.map(([at, size, added]) => {
        const pos = Math.round((at / 1_000) * length);
        return { pos, end: Math.min(pos + size, length), text: added };
      });
      const edits = map.hostEdits(changes);
      reading.areParts = false;
      const expected = map.hostEdits(changes);
      reading.areParts = true;
      expect(edits).toEqual(expected);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 500), examples: [["$x}", "", "", [[714, 0, "{"]]]] },
  );
});

test.each<{ name: string; read: (template: string) => Substitution | undefined; escaped: string }>([
  { name: "Terraform", read: rendered, escaped: "$${" },
  { name: "Fn::Sub", read: (template) => substituteTemplate(new FileMap(template)), escaped: "${!" },
])("thousands of edits of a long template of $name are verified", ({ escaped, read }) => {
  const lines = 1_000;
  const template = `echo \${x}\n${`${"a".repeat(100)} ${escaped}b}\n`.repeat(lines)}`;
  const map = read(template)!.map;
  const { count } = unverifiedEdits;
  for (let line = 0; line < lines; line++) {
    const pos = 10 + line * 106;
    expect(map.hostEdits([{ pos, end: pos + 1, text: "${" }])).toHaveLength(1);
  }
  expect(unverifiedEdits.count).toBe(count);
});
