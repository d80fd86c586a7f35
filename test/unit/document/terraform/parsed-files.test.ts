/** How much HCL is parsed, which is by far the most expensive part of reading Terraform. */
import { expect, test, vi } from "vitest";
import type * as Parser from "../../../../src/document/syntax/hcl/parser.ts";

const parsed = vi.hoisted((): string[] => []);

vi.mock("../../../../src/document/syntax/hcl/parser.ts", async (load) => {
  const original = await load<typeof Parser>();
  return { ...original, parseHcl: (text: string) => (parsed.push(text), original.parseHcl(text)) };
});

// The set-up of all tests has loaded the parser already.
vi.resetModules();
const { Module } = await import("../../../../src/document/syntax/hcl/module.ts");
const { readHcl } = await import("../../../../src/document/syntax/hcl/file.ts");
const { readDocument } = await import("../../../../src/document/read.ts");

let count = 0;
/** A text that no other test has parsed. */
const fresh = (text: string): string => `${text}\n# ${count++}\n`;

test("files of a module that only use a name are not parsed to find its definition", () => {
  const users = Array.from({ length: 30 }, () => fresh('x = "${local.zone} ${var.zone} ${data.a.b}"\ny = var.zone'));
  const definitions = ['locals {\n  zone /* a */ = "x"\n}', 'variable "zone" {\n  default = "y"\n}'].map(fresh);
  const module = new Module(readHcl(fresh("")), () => [...users, ...definitions]);
  parsed.length = 0;
  expect(module.definition("local", "zone")?.file.text).toBe(definitions[0]);
  expect(module.definition("var", "zone")?.file.text).toBe(definitions[1]);
  expect(module.definition("var", "none")).toBeUndefined();
  expect(parsed).toEqual(definitions);
});

test.each([
  ["local", "locals {\n  a-b\t= 1\n}"],
  ["local", "locals {\n  a-b /* x */ = 1\n}"],
  ["var", 'variable "a-b" { default = 1 }'],
  ["var", "variable a-b { default = 1 }"],
  ["var", 'variable /* x */ "a-b" { default = 1 }'],
] as const)("a definition is found however it is written: %s in %j", (kind, text) => {
  const sibling = fresh(text);
  expect(new Module(readHcl(fresh("")), () => [sibling]).definition(kind, "a-b")?.file.text).toBe(sibling);
});

test("changes of a template that is read as a whole are verified less often the more expressions it contains", () => {
  const verifications = (expressions: number, expression: string): number => {
    const content = ["schemaVersion: '2.2'", "mainSteps:", "- action: aws:runShellScript", "  name: s", "  inputs:"];
    const lines = Array.from({ length: expressions }, () => `    - echo ${expression}`);
    const text = [
      'resource "aws_ssm_document" "x" {',
      "  content = <<E",
      ...content,
      "    runCommand:",
      "    - a",
      ...lines,
      "E",
      "}",
    ].join("\n");
    const [document] = readDocument(fresh(text), { language: "hcl" }).documents;
    const { map } = document!.steps[0]!.script;
    parsed.length = 0;
    for (let at = 0; at < 60; at++) map.edits([{ pos: 0, end: 0, text: `${at} ` }]);
    return parsed.length;
  };
  expect(verifications(10, "${~ var.a}")).toBe(60);
  expect(verifications(1_000, "${~ var.a}")).toBeLessThan(20);
  expect(verifications(1_000, "${var.a}")).toBe(60);
});

test("changes of many strings that result in the same part are verified by one parse", () => {
  const resource = (index: number) =>
    `resource "aws_ssm_association" "a${index}" {\n  name = "AWS-RunShellScript"\n  parameters = { commands = "a ${index}" }\n}`;
  const text = fresh(Array.from({ length: 40 }, (_, index) => resource(index)).join("\n"));
  const { documents } = readDocument(text, { language: "hcl" });
  parsed.length = 0;
  for (const { steps } of documents) expect(steps[0]!.script.map.edits([{ pos: 1, end: 1, text: " b" }])).toBeDefined();
  expect([documents.length, parsed.length]).toEqual([40, 1]);
});
