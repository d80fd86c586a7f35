/** Files that Terraform files reference and ssmlint does not read are reported with their position. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodeFiles } from "../../../../src/document/node-files.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { clean } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const resource = (content: string, name = "x"): string =>
  `resource "aws_ssm_document" "${name}" {\n  name          = "${name}"\n  document_type = "Command"\n  content       = ${content}\n}\n`;

const command = (list: string): string =>
  `jsonencode({ schemaVersion = "2.2", mainSteps = [{ action = "aws:runShellScript", name = "s", inputs = { runCommand = ${list} } }] })`;

/** The address, the text at the range, and the reason of everything that is skipped in a file of this directory. */
function skippedIn(text: string, files: Record<string, string> = {}): readonly string[] {
  const path = join(scratch({ ...files, "main.tf": text }), "main.tf");
  const { skipped = [] } = readDocument(text, { language: "hcl", path, files: nodeFiles() });
  return skipped.map(({ id, range, reason }) => `${id} ${text.slice(...range)}: ${reason}`);
}

const relative = "which does not exist relative to this Terraform file";

describe("a file that is not there", () => {
  test.each([
    ['file("${path.module}/docs/no.yaml")', "${path.module}/docs/no.yaml", "which does not exist"],
    ['templatefile("${path.module}/no.yaml", { a = 1 })', "${path.module}/no.yaml", "which does not exist"],
    ['file("/no/such/file.yaml")', "/no/such/file.yaml", "which does not exist"],
    ['file("${path.root}/no.yaml")', "${path.root}/no.yaml", relative],
    ['file("docs/no.yaml")', "docs/no.yaml", relative],
    ['file("~/no.yaml")', "~/no.yaml", "whose path is not known here"],
    [
      'file("${path.module}/docs/${each.key}.yaml")',
      "${path.module}/docs/${each.key}.yaml",
      "whose path is not known here",
    ],
  ])("content = %s", (call, path, reason) => {
    expect(skippedIn(resource(call))).toEqual([
      `aws_ssm_document.x ${call}: its content is the file ${path}, ${reason}`,
    ]);
    expect(skippedIn(resource(`jsonencode(yamldecode(${call}))`))).toEqual([
      `aws_ssm_document.x ${call}: its content is the file ${path}, ${reason}`,
    ]);
    expect(skippedIn(resource(command(call)))).toEqual([
      `aws_ssm_document.x ${call}: its script is the file ${path}, ${reason}`,
    ]);
    expect(skippedIn(resource(command(`split("\\n", ${call})`)))).toEqual([
      `aws_ssm_document.x split("\\n", ${call}): its script is the file ${path}, ${reason}`,
    ]);
  });

  test("in one branch, in a data block, in an association", () => {
    const data = 'data "local_file" "a" {\n  filename = "${path.module}/no.yaml"\n}\n';
    const association =
      'resource "aws_ssm_association" "a" {\n  name = "AWS-RunShellScript"\n  parameters = {\n    commands = file("${path.module}/no.sh")\n  }\n}\n';
    const text = `${data}${resource("data.local_file.a.content")}${association}`;
    expect(skippedIn(text)).toEqual([
      "aws_ssm_document.x data.local_file.a.content: its content is the file ${path.module}/no.yaml, which does not exist",
      'aws_ssm_association.a file("${path.module}/no.sh"): its script is the file ${path.module}/no.sh, which does not exist',
    ]);
    const branches = 'var.x ? file("${path.module}/a.yaml") : file("${path.module}/no.yaml")';
    expect(skippedIn(resource(branches), { "a.yaml": clean })).toEqual([
      'aws_ssm_document.x file("${path.module}/no.yaml"): its content is the file ${path.module}/no.yaml, which does not exist',
    ]);
  });

  test("has a long name", () => {
    expect(skippedIn(resource(`file("/${"a".repeat(1000)}")`))[0]).toMatch(
      /its content is the file \/a{199}…, which does not exist$/,
    );
  });
});

test("files that exist, and files that cannot be looked up, are not skipped", () => {
  const text = resource('file("${path.module}/a.yaml")') + resource(command('file("a.sh")'), "y");
  expect(skippedIn(text, { "a.yaml": clean, "a.sh": "echo\n" })).toEqual([]);
  expect(readDocument(text, { language: "hcl" }).skipped).toEqual([]);
});

test("the command line reports the position beside a checked document, and why a named file was not checked", async () => {
  const call = 'file("${path.module}/docs/no.yaml")';
  const cwd = scratch({ "main.tf": resource(call), "a.yaml": clean });
  const reason = "its content is the file ${path.module}/docs/no.yaml, which does not exist";
  const { code, out } = await ssmlint(cwd, [".", "-f", "json"]);
  expect(code).toBe(0);
  const [, terraform] = JSON.parse(out) as unknown[];
  const skipped = [{ id: "aws_ssm_document.x", line: 4, column: 19, reason }];
  expect(terraform).toMatchObject({ filePath: join(cwd, "main.tf"), skipped });
  expect(await ssmlint(cwd, ["main.tf"])).toMatchObject({
    code: 2,
    err: `ssmlint: main.tf: aws_ssm_document.x is not checked: ${reason}. Use --allow-empty to accept this.\n`,
  });
});
