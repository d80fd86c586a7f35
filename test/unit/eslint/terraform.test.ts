import { Linter } from "eslint";
import { ESLint } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../../src/index.ts";
import { readDocument } from "../../../src/document/read.ts";
import { FORMS } from "../../support/random-terraform.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
import { scratch } from "../../support/scratch.ts";

const { recommended } = plugin.configs;
/** A rule that is turned off because many of the short scripts below violate it. */
const UNNOTICED = "ssm/no-unnoticed-failure";
const config = [{ ...recommended, rules: { ...recommended.rules, [UNNOTICED]: "off" } }] as Linter.Config[];

const lint = (code: string): readonly Linter.LintMessage[] =>
  new Linter({ cwd: "/" }).verify(code, config, { filename: "/m/main.tf" });

const lines = (messages: readonly Linter.LintMessage[]): readonly string[] =>
  messages.map(({ line, ruleId }) => `${line} ${ruleId}`);

const document = (items: string, parameters = "{}"): string => `resource "aws_ssm_document" "x" {
  name          = "x"
  document_type = "Command"
  content = jsonencode({
    schemaVersion = "2.2"
    parameters    = ${parameters}
    mainSteps = [
      { action = "aws:runShellScript", name = "s", inputs = { runCommand = [
${items}
      ] } },
    ]
  })
}
`;
const FIRST = 9;
const CALL = "ssm/explicit-aws-credentials";

test("findings have the position of their source text", () => {
  const code = document(
    '        "aws s3 ls ${var.bucket}",\n        <<-EOT\n          true\n          aws s3 ls\n        EOT',
  );
  const messages = lint(code);
  expect(lines(messages)).toEqual([`${FIRST} ${CALL}`, `${FIRST + 3} ${CALL}`]);
  expect(messages.map(({ column, endColumn }) => [column, endColumn])).toEqual([
    [10, 19],
    [11, 20],
  ]);
});

test.each(["recommended", "alongside"] as const)("the configuration %s includes Terraform", (name) => {
  const own = plugin.configs[name] as Linter.Config | Linter.Config[];
  const messages = new Linter({ cwd: "/" }).verify(document('"aws s3 ls"'), Array.isArray(own) ? own : [own], {
    filename: "/m/main.tf",
  });
  expect(lines(messages)).toEqual([`${FIRST} ${CALL}`]);
});

test.each([
  ["# ssmlint-disable-next-line explicit-aws-credentials", '"aws s3 ls",', ""],
  ["// ssmlint-disable-next-line explicit-aws-credentials -- why", '"aws s3 ls",', ""],
  ["/* eslint-disable-next-line ssm/explicit-aws-credentials */", '"aws s3 ls",', ""],
  ["", '"aws s3 ls", # ssmlint-disable-line explicit-aws-credentials', ""],
  ["", '"aws s3 ls", /* ssmlint-disable-line explicit-aws-credentials */', ""],
  ["/* ssmlint-disable explicit-aws-credentials */", '"aws s3 ls",', "// ssmlint-enable explicit-aws-credentials"],
  ["# ssmlint-disable-next-line explicit-aws-credentials", "<<-EOT\ntrue\naws s3 ls\nEOT", ""],
  ["", "<<-EOT\n# ssmlint-disable-next-line explicit-aws-credentials\naws s3 ls\nEOT", ""],
  ["", '"# ssmlint-disable-next-line explicit-aws-credentials\\naws s3 ls",', ""],
])("a directive works in a comment of HCL: %s %s", (before, item, after) => {
  expect(lint(document([before, item, after].join("\n")))).toEqual([]);
});

test("a directive works in a YAML comment in a here-document and in a string of a template", () => {
  const yaml = (margin: string): string =>
    [
      "schemaVersion: '2.2'",
      "mainSteps:",
      "  - action: aws:runShellScript",
      "    name: s",
      "    inputs:",
      "      runCommand:",
      "        # ssmlint-disable-next-line explicit-aws-credentials",
      "        - aws s3 ls",
      "        # ssmlint-disable-next-line explicit-aws-credentials -- why",
      "        - |",
      "          true",
      "          aws s3 ls",
      "        - aws s3 ls",
      "",
    ]
      .map((line) => (line === "" ? "" : margin + line))
      .join("\n");
  const code = `resource "aws_ssm_document" "x" {\n  document_type   = "Command"\n  document_format = "YAML"\n  content = <<-DOC\n${yaml("    ")}  DOC\n}\n`;
  expect(lines(lint(code))).toEqual([`17 ${CALL}`]);
  const template = `Resources:\n  Doc:\n    Type: AWS::SSM::Document\n    Properties:\n      DocumentFormat: YAML\n      Content: |\n${yaml("        ")}`;
  const messages = new Linter({ cwd: "/" }).verify(template, config, { filename: "/m/a.yaml" });
  expect(lines(messages)).toEqual([`19 ${CALL}`]);
});

test("a directive in a string of HCL is ignored", () => {
  expect(lines(lint(document('"echo /* ssmlint-disable explicit-aws-credentials */",\n"aws s3 ls"')))).toEqual([
    `${FIRST + 1} ${CALL}`,
  ]);
});

test.each([
  ['{ P = { type = "String" } }', '{ P = { type = "String", interpolationType = "ENV_VAR" } }'],
  [
    '{\n      P = {\n        type        = "String"\n        description = "x"\n      }\n    }',
    '{\n      P = {\n        type        = "String"\n        interpolationType = "ENV_VAR"\n        description = "x"\n      }\n    }',
  ],
  [
    '{ "P" : { "description" : "x", "type" : "String" } }',
    '{ "P" : { "description" : "x", "type" : "String", "interpolationType": "ENV_VAR" } }',
  ],
])("a change of a parameter declaration keeps the style of its object", (before, after) => {
  const code = document('"echo {{ P }}"', before);
  const [message] = lint(code);
  const { range, text } = message!.suggestions![0]!.fix;
  const fixed = code.slice(0, range[0]) + text + code.slice(range[1]);
  expect(fixed).toBe(document('"echo \\"{{ P }}\\""', after));
  expect(lint(fixed)).toEqual([]);
});

const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  "a request": ["#!/bin/bash", "curl -s http://169.254.169.254/latest/meta-data/instance-id"],
  "a request in a text": ['X=$(curl -s http://169.254.169.254/latest/meta-data/ami-id)\necho "${X}"'],
  "two requests": [
    "I=$(curl http://169.254.169.254/latest/meta-data/ami-id)",
    "true",
    "curl http://169.254.169.254/latest/user-data",
  ],
  "a call": ['aws s3 cp "$A" s3://bucket/'],
  "a bashism": ["#!/bin/sh", "[[ -n $A ]] && echo yes"],
};

test.each(
  Object.entries(SCRIPTS).flatMap(([what, items]) => Object.keys(FORMS).map((form) => [what, form, items] as const)),
)("%s in %s: the findings and the fixed script are the same as in YAML", (_what, form, items) => {
  const linter = new Linter({ cwd: "/" });
  const yaml = `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: run\n    inputs:\n      runCommand:\n${items.map((item) => `        - ${JSON.stringify(item)}\n`).join("")}`;
  const results = [
    { text: yaml, filename: "/m/a.yaml" },
    { text: FORMS[form]!(items, 4), filename: "/m/main.tf" },
  ].map(({ filename, text }) => {
    const found = linter.verify(text, config, { filename }).map(({ messageId, ruleId }) => `${ruleId} ${messageId}`);
    const { messages, output } = linter.verifyAndFix(text, config, { filename });
    const again = linter.verifyAndFix(output, config, { filename });
    expect(again.fixed).toBe(false);
    const file = readDocument(output, filename.endsWith(".tf") ? { language: "hcl" } : {});
    const script = file.documents[0]!.steps[0]!.script.text;
    return { found, left: messages.length, script: script.replaceAll(/; |\n+/g, "\n").trim() };
  });
  expect(results[1]).toEqual(results[0]);
});

test("broken HCL is one parse error", () => {
  const messages = lint('resource "aws_ssm_document" "x" {\n  content = "a\n}\n');
  expect(messages.map(({ column, fatal, line, message }) => [line, column, fatal, message])).toEqual([
    [2, 13, true, "Parsing error: HCL: the string that starts here is not closed."],
  ]);
});

test("files that Terraform reads are checked, on the command line and in ESLint", async () => {
  const step = (command: string): string =>
    `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${command}\n`;
  const resource = (name: string, content: string): string =>
    `resource "aws_ssm_document" "${name}" {\n  document_type   = "Command"\n  document_format = "YAML"\n  content = ${content}\n}\n`;
  const cwd = scratch({
    "main.tf":
      resource("a", 'file("${path.module}/docs/a.txt")') + resource("b", 'templatefile("docs/b.tpl", { p = "x" })'),
    "docs/a.txt": step("aws s3 ls"),
    "docs/b.tpl": step('aws s3 ls "${p}" $${HOME} --profile "${p}"') + step("").replace(/^/, "---\n"),
    "vars.tf": resource("c", "var.content"),
  });
  const json = JSON.parse((await ssmlint(cwd, ["main.tf", "--format", "json"])).out) as ESLint.LintResult[];
  expect(json.map(({ filePath, messages }) => [filePath.slice(cwd.length + 1), messages.length])).toEqual([
    ["docs/a.txt", 1],
    ["docs/b.tpl", 0],
  ]);
  const skipped = await ssmlint(cwd, ["vars.tf"]);
  expect([skipped.code, skipped.err]).toEqual([
    2,
    "ssmlint: vars.tf: aws_ssm_document.c is not checked: its content is var.content, whose value is not known here. Use --allow-empty to accept this.\n",
  ]);
  const [counted] = JSON.parse((await ssmlint(cwd, ["vars.tf", "--format", "json", "--allow-empty"])).out) as object[];
  expect(counted).toMatchObject({
    documents: 0,
    scripts: 0,
    skipped: [{ id: "aws_ssm_document.c", line: 4, column: 13 }],
  });
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
  const results = await eslint.lintFiles(["."]);
  expect(results.map(({ filePath }) => filePath.slice(cwd.length + 1)).toSorted()).toEqual(["main.tf", "vars.tf"]);
});

test("a template's key is not checked as the name of a parameter", () => {
  const code = `resource "aws_ssm_document" "x" {
  document_format = "YAML"
  content = <<-DOC
    schemaVersion: "2.2"
    parameters:
    %{for one in var.parameters~}
      \${one.name}: {type: String}
    %{endfor~}
      a_b: {type: String}
    mainSteps:
      - {action: "aws:runShellScript", name: s, inputs: {runCommand: [ls]}}
  DOC
}
`;
  expect(lines(lint(code))).toEqual(["9 ssm/valid-document"]);
});

test("a script in a separate file has the parameters of its document", async () => {
  const cwd = scratch({
    "main.tf": `resource "aws_ssm_document" "other" {
  content = jsonencode({ schemaVersion = "2.2", parameters = { Name = { type = "String", allowedPattern = "^[a-z]+$" } }, mainSteps = [{ action = "aws:runShellScript", name = "o", inputs = { runCommand = ["ls"] } }] })
}
${document('        "true", "echo {{ Name }}"', '{ Name = { type = "String" } }').replace(
  "    ]\n",
  '      { action = "aws:runShellScript", name = "t", inputs = { runCommand = split("\\n", file("${path.module}/a.sh")) } },\n    ]\n',
)}`,
    "a.sh": "#!/bin/bash\necho '{{ Name }}'\necho {{ Other }}\n",
  });
  const results = JSON.parse((await ssmlint(cwd, [".", "--format", "json"])).out) as ESLint.LintResult[];
  expect(results.map(({ filePath, messages }) => [filePath.slice(cwd.length + 1), ...lines(messages)])).toEqual([
    ["main.tf", "12 ssm/no-parameter-injection"],
    ["a.sh", "2 ssm/no-parameter-injection"],
  ]);
  // With ENV_VAR, the placeholder becomes a variable, which the single quotes in the other file prevent; the fix does not rewrite that file.
  expect(results.map(({ messages }) => messages[0]!.suggestions?.map(({ messageId }) => messageId) ?? [])).toEqual([
    ["addPattern"],
    [],
  ]);
});

test("a file that is a complete script is judged with the parameters of its document", async () => {
  const cwd = scratch({
    "main.tf": `resource "aws_ssm_document" "x" {
  document_type = "Command"
  content = jsonencode({
    schemaVersion = "2.2"
    parameters = {
      Name = { type = "String", allowedPattern = "^[a-z]+$" }
      Any = { type = "String" }
      Env = { type = "String", interpolationType = "ENV_VAR" }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name = "s"
      inputs = { environment = { AWS_PROFILE = "p" }, runCommand = split("\\n", file("\${path.module}/a.sh")) }
    }]
  })
}
`,
    "a.sh": 'echo {{ Name }}\necho {{ Any }}\necho "{{ Env }}"\necho {{ Other }}\naws s3 ls || exit 1\n',
  });
  const [, script] = JSON.parse((await ssmlint(cwd, [".", "--format", "json"])).out) as ESLint.LintResult[];
  expect(script!.messages.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(["2 ssm/no-parameter-injection"]);
  // The declaration is in another file.
  expect(script!.messages[0]!.suggestions ?? []).toEqual([]);
});

test("a file that is a complete script is checked as a single script", async () => {
  let steps = 0;
  const item = (list: string): string =>
    `{ action = "aws:runShellScript", name = "s${steps++}", inputs = { runCommand = ${list} } },`;
  const cwd = scratch({
    "main.tf": `locals {
  text = file("\${path.module}/local.sh")
}
resource "aws_ssm_document" "x" {
  document_type = "Command"
  content = jsonencode({ schemaVersion = "2.2", mainSteps = [
    ${item('split("\\n", file("${path.module}/a.sh"))')}
    ${item('[templatefile("b.sh.tftpl", { bucket = var.b, profile = "p" })]')}
    ${item('split("\\n", local.text)')}
    ${item('["#!/usr/bin/env python3", file("part.py")]')}
    ${item('["export AWS_PROFILE=p", file("part.sh")]')}
  ] })
}
resource "aws_instance" "x" {
  user_data = file("other.sh")
}
`,
    "a.sh": "aws s3 ls\n",
    "b.sh.tftpl": "#!/bin/bash\naws s3 ls s3://${bucket} --profile ${profile}\naws s3 ls $${HOME}\n",
    "local.sh": "aws s3 ls --profile p\n",
    "other.sh": "aws s3 ls\n",
    "part.py": "import os\n",
    "part.sh": "aws s3 ls\n",
  });
  const results = JSON.parse((await ssmlint(cwd, [".", "--format", "json"])).out) as ESLint.LintResult[];
  const found = results.map(({ filePath, messages }) => [
    filePath.slice(cwd.length + 1),
    ...lines(messages.filter(({ ruleId }) => ruleId !== UNNOTICED)),
  ]);
  expect(found).toEqual([["main.tf"], ["a.sh", `1 ${CALL}`], ["b.sh.tftpl", `3 ${CALL}`], ["local.sh"]]);
});
