import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentProblems } from "../../../../src/analysis/validity/problems.ts";
import type { DocumentFile, Step } from "../../../../src/document/model/document.ts";
import type { Files } from "../../../../src/document/model/files.ts";
import { mayHoldDocument, readDocument } from "../../../../src/document/read.ts";
import { applied } from "../../../support/apply.ts";
import { scriptText } from "../../../support/random-documents.ts";
import { FORMS } from "../../../support/random-terraform.ts";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 200) };

const read = (text: string): DocumentFile => readDocument(text, { language: "hcl" });
const stepsOf = (file: DocumentFile): readonly Step[] => file.documents.flatMap(({ steps }) => steps);

/** The names and scripts of the steps in a file without problems. */
function scriptsOf(file: DocumentFile): readonly string[] {
  expect([file.errors, documentProblems(file)]).toEqual([[], []]);
  return stepsOf(file).map(({ name, script }) => `${name}: ${script.text}`);
}

const opaqueOf = (file: DocumentFile): readonly string[] =>
  stepsOf(file).flatMap(({ script }) => (script.opaque ?? []).map(({ name }) => name));

const document = (content: string, more = ""): string =>
  `${more}resource "aws_ssm_document" "x" {\n  name = "x"\n  document_type = "Command"\n${content}\n}\n`;

const commands = (list: string, more = ""): string =>
  document(
    `  content = jsonencode({\n    schemaVersion = "2.2"\n    mainSteps = [\n      { action = "aws:runShellScript", name = "s", inputs = { runCommand = ${list} } },\n    ]\n  })`,
    more,
  );

describe("the commands of a document", () => {
  test("a strip marker removes the white space beside it, and no other text", () => {
    const list = '["echo a${~ var.x ~}b", "echo c  ${~ var.x ~} \\n d", "e${var.x}  ${~ var.y}"]';
    expect(scriptsOf(read(commands(list)))).toEqual(["s: echo a${var.x}b\necho c${var.x}d\ne${var.x}${var.y}"]);
  });

  test.each([
    ['["a", "b ${var.x} $${y} %%{z} \\"q\\" \\\\ \\t\\u00e9"]', 's: a\nb ${var.x} ${y} %{z} "q" \\ \té', ["var.x"]],
    [
      "[<<-EOT\n        #!/bin/bash\n          a $${b} \\n ${var.x}\n      EOT\n    ]",
      "s: #!/bin/bash\n  a ${b} \\n ${var.x}\n",
      ["var.x"],
    ],
    ['["a", # why\n "b", // why\n /* why */ "c"]', "s: a\nb\nc", []],
    ['split("\\n", "a\\nb ${var.x}")', "s: a\nb ${var.x}", ["var.x"]],
    ['[join("\\n", ["a", "b"]), "c"]', "s: a\nb\nc", []],
    ['concat(["a"], ["b"], [])', "s: a\nb", []],
    ['concat(["a"], var.x ? ["b", "c"] : [], ["d"])', "s: a\nif [ -e '!If var.x' ]; then\nb\nc\nelse\n:\nfi\nd", []],
    ['["a ${var.x ? "b" : "c"}"]', "s: a ${conditional}", ["conditional"]],
    ['["a", var.x]', "s: a\n${var.x}", ["var.x"]],
    ['[file("${path.module}/a.sh")]', "s: ${file()}", ["file()"]],
    ['[upper("a")]', "s: ${upper()}", ["upper()"]],
    ["var.commands", "s: ${var.commands}", ["var.commands"]],
    ['[replace("a", "\\r\\n", "\\n"), ("b")]', "s: a\nb", []],
    ['["${format("%s", "a")}"]', "s: ${format()}", ["format()"]],
    [
      '[chomp("a"), trimspace("b"), tostring("c"), sensitive("d"), nonsensitive("e"), indent(2, "f")]',
      "s: a\nb\nc\nd\ne\n${indent()}",
      ["indent()"],
    ],
    ['compact(tolist(distinct(["a", "b"])))', "s: a\nb", []],
    ['flatten([["a"], ["b", "c"], []])', "s: a\nb\nc", []],
    ['flatten(concat(["a"], ["b"]))', "s: a\nb", []],
    [
      '[replace("a", "\\r", ""), replace("b", "x", "\\n"), replace("c", "\\r", " ")]',
      "s: a\n${replace()}\n${replace()}",
      ["replace()", "replace()"],
    ],
    ['["a ${true} ${1} ${1.5} ${"b"} ${"${"c"}"}"]', "s: a true 1 1.5 b c", []],
    ['["a ${null} b"]', "s: a ${null} b", ["null"]],
    [
      '["a ${(1)} ${var.x.y["z"][0]} ${data.d.e.f} ${1 + 2} ${!true}"]',
      "s: a 1 ${var.x.y.z.0} ${data.d.e.f} ${expression} ${expression}",
      ["var.x.y.z.0", "data.d.e.f", "expression", "expression"],
    ],
    ["[<<EOT\na\n  b\nEOT\n, <<-EOT\n\ta\n\t\tb\n\n    EOT\n]", "s: a\n  b\n\na\n\tb\n\n", []],
    [
      "[<<-EOT\n      a ${var.x}\n    ${var.y}\n        b\n    EOT\n]",
      "s:   a ${var.x}\n${var.y}\n    b\n",
      ["var.x", "var.y"],
    ],
    ['["\\U0001F600\\\\\\n\\r|"]', "s: 😀\\\n\r|", []],
    ['["%{ if var.x }a%{ else }b%{ endif }%{ for a in var.l }c%{ endfor }"]', "s: abc", []],
  ])("%s", (list, script, opaque) => {
    const file = read(commands(list));
    expect(scriptsOf(file)).toEqual([script]);
    expect(opaqueOf(file)).toEqual(opaque);
  });

  test("a conditional list is a step for each branch", () => {
    expect(scriptsOf(read(commands('var.x ? ["a"] : (var.y ? ["b"] : ["c"])')))).toEqual(["s: a", "s: b", "s: c"]);
  });

  test("literal locals and variable defaults are known", () => {
    const more =
      'locals {\n  list = ["a ${local.bucket}", local.bucket]\n  bucket = "b-${var.stage}"\n  map = { k = ["m"] }\n}\nvariable "stage" {\n  default = "prod"\n}\nvariable "empty" {\n  default = ""\n}\n';
    expect(scriptsOf(read(commands("local.list", more)))).toEqual(["s: a b-prod\nb-prod"]);
    expect(scriptsOf(read(commands("local.map.k", more)))).toEqual(["s: m"]);
    const empty = read(commands('["x ${var.empty}"]', more));
    expect(opaqueOf(empty)).toEqual(["var.empty"]);
  });

  test("circular locals are unknown", () => {
    const more = 'locals {\n  a = local.b\n  b = local.a\n  c = "${local.c}x"\n}\n';
    expect(scriptsOf(read(commands('concat(local.a, ["${local.c}"])', more)))).toHaveLength(1);
  });
});

describe("the content of a document", () => {
  const YAML =
    'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ';
  const yaml = (text: string): string => `  document_format = "YAML"\n  content = ${text}`;

  test.each([
    ["<<", yaml(`<<DOC\n${YAML}echo $\${X} \${var.x}\nDOC\n`), ["s: echo ${X} ${var.x}"], ["var.x"]],
    ["<<-", yaml(`<<-DOC\n${`${YAML}echo "\\n"\n`.replaceAll(/^(?=.)/gm, "    ")}    DOC\n`), ['s: echo "\\n"'], []],
    ["a local", `${yaml("local.doc")}`, ["s: a"], []],
    ["each branch", yaml(`var.x ? local.doc : <<DOC\n${YAML}b\nDOC\n`), ["s: a", "s: b"], []],
    [
      "yamlencode",
      yaml(
        'yamlencode({ schemaVersion = "2.2", mainSteps = [{ action = "aws:runShellScript", name = "s", inputs = { runCommand = ["a"] } }] })',
      ),
      ["s: a"],
      [],
    ],
    [
      "merge",
      '  content = jsonencode(merge({ schemaVersion = "1.2", description = "x" }, { schemaVersion = "2.2", mainSteps = [{ action = "aws:runShellScript", name = "s", inputs = { runCommand = ["a"] } }] }))',
      ["s: a"],
      [],
    ],
    ["decoded and encoded", "  content = jsonencode(yamldecode(local.doc))", ["s: a"], []],
    [
      "values of JSON in a here-document",
      '  content = <<DOC\n{"schemaVersion": "2.2", "mainSteps": [{"action": "aws:runShellScript", "name": "s", "inputs": {"timeoutSeconds": ${var.t}, "runCommand": ["a \\"${lookup(var.m, "k")}\\""]}}]}\nDOC\n',
      ['s: a "${lookup()}"'],
      ["lookup()"],
    ],
  ])("%s", (_what, content, scripts, opaque) => {
    const more = content.includes("local.doc") ? `locals {\n  doc = <<DOC\n${YAML}a\nDOC\n}\n` : "";
    const file = read(document(content, more));
    expect(scriptsOf(file)).toEqual(scripts);
    expect(opaqueOf(file)).toEqual(opaque);
  });

  test.each([
    ["var.none", "its content is var.none, whose value is not known here"],
    ["var.content", "its content is var.content, whose value is not known here"],
    [
      "data.template_file.unknown.rendered",
      "its content is data.template_file.unknown.rendered, whose value is not known here",
    ],
    ['jsonencode(lookup(var.x, "a"))', "its content is lookup(), whose value is not known here"],
    ["a + b", "its content is an expression, whose value is not known here"],
    ["!true", "its content is an expression, whose value is not known here"],
    ["[for x in var.l : x]", "its content is an expression, whose value is not known here"],
    ['join("", var.l)', "its content is join(), whose value is not known here"],
    ['split("", var.l)', "its content is split(), whose value is not known here"],
    ['join("", [var.x ? "a" : "b"])', "its content is a conditional expression, whose value is not known here"],
    ['concat(var.l, ["x"])', "its content is a list, not a document"],
  ])("%s is skipped and reported as skipped", (content, reason) => {
    const file = read(document(`  content = ${content}`, 'variable "none" {\n  default = null\n}\n'));
    expect(file.documents).toEqual([]);
    expect(file.skipped?.map(({ id, reason: why }) => [id, why])).toEqual([["aws_ssm_document.x", reason]]);
  });

  test.each(["-1", "- 1.5", "(-1)", "- -1", '"${-1}"'])("%s is known, and no document", (content) => {
    const file = read(document(`  content = ${content}`));
    expect([file.documents, file.skipped]).toEqual([[], []]);
  });

  test("negative numbers are known in texts, and other operations are not", () => {
    const file = read(commands('["echo ${-1} ${- 2} ${-var.x}"]'));
    expect(scriptsOf(file)).toEqual(["s: echo -1 -2 ${-var.x}"]);
    expect(opaqueOf(file)).toEqual(["-var.x"]);
  });

  test("content from files is listed as a reference", () => {
    const { references } = read(
      `${document('  content = file("${path.module}/a.yaml")')}${document('  content = templatefile("./b.yaml", { x = "y", z = var.z })')}`,
    );
    expect(references).toEqual([
      { path: "${path.module}/a.yaml", variables: undefined },
      {
        path: "./b.yaml",
        variables: new Map([
          ["x", "y"],
          ["z", undefined],
        ]),
      },
    ]);
  });

  test("content from files that data blocks read is listed as a reference", () => {
    const blocks = `data "local_file" "a" {
  filename = "${"${path.module}"}/a.yaml"
}
data "template_file" "b" {
  template = "${'${file("b.yaml")}'}"
  vars = {
    x = "y"
  }
}
`;
    const text = `${document("  content = data.local_file.a.content", blocks)}${document("  content = data.template_file.b[0].rendered")}`;
    expect(read(text).references).toEqual([
      { path: "${path.module}/a.yaml", variables: undefined },
      { path: "b.yaml", variables: new Map([["x", "y"]]) },
    ]);
    const template =
      'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand: [echo ${x} a, "echo $${X} ${z}", c ${z}]\n';
    const files = filesOf({ "/m/main.tf": text, "/m/b.yaml": template });
    expect(scriptsOf(readDocument(template, { path: "/m/b.yaml", files }))).toEqual([
      "s: echo y a\necho ${X} ${z}\nc xxxx",
    ]);
  });

  test("contradictions with the resource are reported with the names of Terraform", () => {
    const content = `<<DOC\n${YAML}a\nDOC\n`;
    const file = read(document(`  content = ${content}`).replace('"Command"', '"Automation"'));
    expect(documentProblems(file).map(({ message }) => message)).toEqual([
      "`document_type` of `aws_ssm_document.x` is `Automation`, but its content is a document of type `Command`: AWS rejects it.",
      '`document_format` of `aws_ssm_document.x` is not set, so it is `JSON`, but its content is YAML: AWS rejects it. Set `document_format = "YAML"`.',
    ]);
  });

  test("the outermost function decides whether the content is YAML", () => {
    const data = '{ schemaVersion = "2.2", mainSteps = [] }';
    const text = "<<DOC\nschemaVersion: '2.2'\nmainSteps: []\nDOC\n";
    const reported = (content: string): boolean =>
      documentProblems(read(document(`  content = ${content}`))).some(({ message }) => message.includes("is YAML"));
    expect(reported(`yamlencode(${data})`)).toBe(true);
    expect(reported(`jsonencode(${data})`)).toBe(false);
    expect(reported(`yamlencode(yamldecode(${text}))`)).toBe(true);
    expect(reported(`jsonencode(yamldecode(${text}))`)).toBe(false);
  });

  test("unreadable content is reported at the position of the error", () => {
    const text = document('  content = <<DOC\n{"schemaVersion": "2.2", "mainSteps": [}\nDOC\n');
    const { problems } = read(text);
    expect(problems.map(({ message, range }) => [message, text.slice(...range)])).toEqual([
      ["The content of `aws_ssm_document.x` cannot be parsed: Expected a JSON value.", "}"],
    ]);
  });
});

test("commands of other resources, modules and locals are read", () => {
  const text = `
resource "aws_ssm_association" "a" {
  name       = "AWS-RunShellScript"
  parameters = { commands = join("\\n", ["a", "b"]) }
}
resource "aws_ssm_maintenance_window_task" "m" {
  task_arn  = "AWS-RunShellScript"
  task_type = "RUN_COMMAND"
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "workingDirectory"
        values = ["/"]
      }
      parameter {
        name   = "commands"
        values = ["c"]
      }
    }
  }
}
resource "aws_cloudwatch_event_target" "e" {
  arn   = "arn:aws:ssm:\${var.region}::document/AWS-RunShellScript"
  input = jsonencode({ commands = ["d"] })
}
resource "aws_ssm_association" "p" {
  name       = "AWS-RunPowerShellScript"
  parameters = { commands = "Get-Item" }
}
module "doc" {
  content = jsonencode({ schemaVersion = "2.2", mainSteps = [{ action = "aws:runShellScript", name = "s", inputs = { runCommand = ["e"] } }] })
}
`;
  expect(scriptsOf(read(text))).toEqual([
    "aws_ssm_association.a: a\nb",
    "aws_ssm_maintenance_window_task.m: c",
    "aws_cloudwatch_event_target.e: d",
    "s: e",
  ]);
});

test("text without a file name can be Terraform", () => {
  const association = `resource "aws_ssm_association" "a" {\n  name       = "AWS-RunShellScript"\n  parameters = { commands = "a" }\n}\n`;
  for (const text of [association, commands('["a"]')]) {
    const file = readDocument(text);
    expect([file.language, stepsOf(file).map(({ script }) => script.text)]).toEqual(["hcl", ["a"]]);
    expect(readDocument(text, { path: "/m/main.yaml" }).language).toBe("yaml");
  }
});

test("the name of an AWS document can come from a data source", () => {
  const text = `data "aws_ssm_document" "run" {\n  name = "AWS-RunShellScript"\n}\nresource "aws_ssm_association" "a" {\n  name       = data.aws_ssm_document.run.name\n  parameters = { commands = "a" }\n}\n`;
  const file = read(text);
  expect(scriptsOf(file)).toEqual(["aws_ssm_association.a: a"]);
  const { map } = stepsOf(file)[0]!.script;
  expect(map.edits([{ pos: 1, end: 1, text: "b" }])).toHaveLength(1);
});

test("JSON that is complete only with its interpolations is read", () => {
  const json = (inside: string): string =>
    document(`  content = <<DOC\n{"schemaVersion": "2.2", "mainSteps": [${inside}]}\nDOC\n`);
  const step = '{"action": "aws:runShellScript", "name": "s", "inputs": {"runCommand": ["a"]}}';
  expect(scriptsOf(read(json(`${step} ${"${local.more}"}`)))).toEqual(["s: a"]);
  expect(scriptsOf(read(json(`${"${var.first}"}, ${step}`)))).toEqual(["s: a"]);
  const broken = read(json(`${step} } ${"${local.more}"}`));
  expect([broken.problems, broken.skipped?.map(({ reason }) => reason)]).toEqual([
    [],
    ["its content depends on local.more, whose value is not known here"],
  ]);
  expect(read(json(`${step} } "${"${local.more}"}"`)).problems).toHaveLength(1);
});

test.each([
  ["<<", ""],
  ["<<-", "      "],
])("lines inserted into YAML in a here-document (%s) end as the file's lines do", (operator, indent) => {
  const yaml = [
    'schemaVersion: "2.2"',
    "mainSteps:",
    "  - action: aws:runShellScript",
    "    name: s",
    "    inputs:",
    "      runCommand:",
    "        - |",
    "          a",
    "          b",
  ];
  const body = (lines: readonly string[]) => lines.map((line) => `${indent}${line}\n`).join("");
  const text = (lines: readonly string[]) =>
    document(`  document_format = "YAML"\n  content = ${operator}DOC\n${body(lines)}DOC\n`).replaceAll("\n", "\r\n");
  const before = text(yaml);
  const { map, text: script } = stepsOf(readDocument(before, { language: "hcl", path: "main.tf" }))[0]!.script;
  expect(script).toBe("a\nb\n");
  expect(applied(before, map.edits([{ pos: 2, end: 2, text: "c\n\nd\n" }])!)).toBe(
    text([...yaml.slice(0, -1), "          c", "", "          d", "          b"]).replaceAll(/^ +\r$/gm, "\r"),
  );
});

test.each([
  ["<<", ""],
  ["<<-", "      "],
])("text in an empty line of YAML in a here-document (%s) is indented as the other lines are", (operator, indent) => {
  const text = (line: string) => {
    const script = ["        - |", "          a", line, "          b"];
    const step = ["  - action: aws:runShellScript", "    name: s", "    inputs:", "      runCommand:", ...script];
    const yaml = ['schemaVersion: "2.2"', "mainSteps:", ...step];
    const body = yaml.map((one) => (one === "" ? "\n" : `${indent}${one}\n`)).join("");
    return document(`  document_format = "YAML"\n  content = ${operator}DOC\n${body}DOC\n`);
  };
  const { map } = stepsOf(readDocument(text(""), { language: "hcl", path: "main.tf" }))[0]!.script;
  expect(applied(text(""), map.edits([{ pos: 2, end: 2, text: "c" }])!)).toBe(text("          c"));
});

test("strings in Terraform JSON are templates", () => {
  const content = JSON.stringify({
    schemaVersion: "2.2",
    mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: ["a ${var.x}", "$${HOME}"] } }],
  });
  const text = JSON.stringify(
    { resource: { aws_ssm_document: { x: { document_type: "Command", content } } } },
    null,
    2,
  );
  const file = readDocument(text, { language: "json", path: "main.tf.json" });
  expect(scriptsOf(file)).toEqual(["s: a ${var.x}\n${HOME}"]);
  expect(opaqueOf(file)).toEqual(["var.x"]);
  const { map } = stepsOf(file)[0]!.script;
  const changed = applied(text, map.edits([{ pos: 0, end: 1, text: "${b}" }])!);
  expect(scriptsOf(readDocument(changed, { language: "json", path: "main.tf.json" }))).toEqual([
    "s: ${b} ${var.x}\n${HOME}",
  ]);
});

test.each([
  ["${local.doc}", ["aws_ssm_document.x"]],
  ['${jsonencode({ schemaVersion = "2.2" })}\n', ["aws_ssm_document.x"]],
  ["$${local.doc}", []],
  ["a ${local.doc}", []],
])("%s as content in Terraform's JSON is skipped and reported as skipped: %j", (content, ids) => {
  for (const x of [{ content }, [{ content }]])
    for (const documents of [{ x }, [{ x }]])
      for (const resource of [{ aws_ssm_document: documents }, [{ aws_ssm_document: documents }]]) {
        const text = JSON.stringify({ resource });
        const file = readDocument(text, { language: "json", path: "main.tf.json" });
        expect(file.documents).toEqual([]);
        expect(file.skipped?.map(({ id }) => id)).toEqual(ids);
        expect(readDocument(text, { language: "json", path: "main.json" }).skipped).toEqual([]);
      }
});

/** A directory in memory. */
const filesOf = (files: Readonly<Record<string, string>>): Files => ({
  read: (path) => files[path],
  exists: (path) => path in files,
  list: (directory) =>
    Object.keys(files)
      .filter((path) => path.slice(0, path.lastIndexOf("/")) === directory)
      .map((path) => path.slice(directory.length + 1)),
  parent: (path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/",
  resolve: (directory, path) => new URL(path, `file://${directory}/`).pathname,
});

describe("other files", () => {
  test("a local of another file is known, with the position of its reference", () => {
    const text = commands("local.others");
    const files = filesOf({ "/m/main.tf": text, "/m/locals.tf": 'locals {\n  others = ["a", "b"]\n}\n' });
    const file = readDocument(text, { language: "hcl", path: "/m/main.tf", files });
    expect(scriptsOf(file)).toEqual(["s: a\nb"]);
    const { script } = stepsOf(file)[0]!;
    expect(text.slice(...script.map.range(0, 1))).toBe("local.others");
    expect(script.map.edits([{ pos: 0, end: 1, text: "c" }])).toBeUndefined();
  });

  test.each(["others", "more"])("a path within an object of another file is followed: %s", (key) => {
    const text = commands(`local.lists.${key}`);
    const locals = 'locals {\n  lists = { others = ["others"], "more" = ["more"] }\n}\n';
    const files = filesOf({ "/m/main.tf": text, "/m/locals.tf": locals });
    expect(scriptsOf(readDocument(text, { language: "hcl", path: "/m/main.tf", files }))).toEqual([`s: ${key}`]);
  });

  test("many references to a long list of another file are limited", () => {
    const text = commands(`concat(${Array.from({ length: 2000 }, () => "local.list").join(", ")})`);
    const items = Array.from({ length: 2000 }, (_, index) => `"${index}"`).join(", ");
    const files = filesOf({ "/m/main.tf": text, "/m/locals.tf": `locals {\n  list = [${items}]\n}\n` });
    expect(readDocument(text, { language: "hcl", path: "/m/main.tf", files }).documents).toHaveLength(1);
  });

  const TEMPLATE = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: s
    inputs:
      runCommand:
        - a \${bucket} \${other} $\${HOME}
%{ if other != "" ~}
        - b
%{ else ~}
        - c
%{ endif ~}
`;

  test.each([
    ["/m/doc.yaml", "doc.yaml"],
    ["/m/templates/doc.yaml", "${path.module}/templates/doc.yaml"],
    ["/m/templates/deep/doc.yaml", "./templates/deep/${each.key}.yaml"],
  ])("a template %s is read as Terraform renders it", (path, written) => {
    const main = `resource "aws_ssm_document" "x" {\n  content = templatefile("${written}", { bucket = "b1", other = var.o })\n}\n`;
    const files = filesOf({ "/m/main.tf": main, [path]: TEMPLATE });
    const file = readDocument(TEMPLATE, { path, files });
    expect(scriptsOf(file)).toEqual(["s: a b1 ${other} ${HOME}\nb\nc"]);
    expect(opaqueOf(file)).toEqual(["other"]);
    const { map, text } = stepsOf(file)[0]!.script;
    expect(TEMPLATE.slice(...map.range(2, 4))).toBe("${bucket}");
    const changed = applied(TEMPLATE, map.edits([{ pos: text.length, end: text.length, text: " ${D}" }])!);
    expect(changed).toBe(TEMPLATE.replace("- c", () => "- c $${D}"));
  });

  test("a script in its own file is a document with one step, one item and the range of the file", () => {
    const text = "aws s3 ls\necho {{ p }}\n";
    const main = commands('[file("a.sh")]');
    const files = filesOf({ "/m/main.tf": main, "/m/a.sh": text });
    const whole = [0, text.length];
    expect(readDocument(text, { path: "/m/a.sh", files }).documents).toMatchObject([
      { kind: "commands", range: whole, steps: [{ name: "a.sh", range: whole, script: { text, items: [whole] } }] },
    ]);
  });

  test("without a templatefile call, a document contains shell variables", () => {
    const text = TEMPLATE.replaceAll(/^%.*\n/gm, "");
    const files = filesOf({ "/m/main.tf": 'x = templatefile("other.yaml", {})\n', "/m/doc.yaml": text });
    expect(scriptsOf(readDocument(text, { path: "/m/doc.yaml", files }))[0]).toContain("a ${bucket} ${other} $${HOME}");
    expect(scriptsOf(readDocument(TEMPLATE, { path: "/m/doc.yaml.tftpl", files }))).toHaveLength(1);
  });

  test("an invalid template is reported at the position of the error", () => {
    const text = TEMPLATE.replace("${other}", "${OTHER:-x}");
    const { errors } = readDocument(text, { path: "/m/a.tftpl", files: filesOf({}) });
    expect(errors).toEqual([
      {
        offset: text.indexOf("${OTHER"),
        message:
          "HCL: `${OTHER:-x}` is not a Terraform expression. For a shell expansion, write `$${OTHER:-x}`. Terraform renders this file as a template.",
      },
    ]);
  });
});

describe("broken HCL gives one error with its position", () => {
  const before = 'resource "aws_ssm_document" "x" {\n  name = "x"\n';
  const after = "\n  tags = {}\n}\n";
  test.each([
    ['content = "abc', '"abc', "the string that starts here is not closed."],
    ["content = <<DOC\nabc", "<<DOC", "this here-document is not closed: it needs a line that contains only `DOC`."],
    ["content = f([1, 2)", ")", "`)` is not expected here. The `[` on line 3 is not closed."],
    ["content = jsonencode({", "}\n", "`}` is not expected here."],
    [
      'content = "${VAR:-x}"',
      "${VAR",
      "`${VAR:-x}` is not a Terraform expression. For a shell expansion, write `$${VAR:-x}`.",
    ],
    ['content = "\\d"', "\\d", "`\\d` is not a valid escape; write `\\\\d` for a backslash."],
    ["content = [1 2]", "2]", "`2]` is not expected here."],
    ['content = ["${var.x}", "${~ var.y ~}" 2]', "2]", "`2]` is not expected here."],
    [`content = [1 ${"2".repeat(59)}]`, "2", `\`${"2".repeat(59)}]\` is not expected here.`],
    [`content = [1 ${"2".repeat(60)}]`, "2", `\`${"2".repeat(60)}…\` is not expected here.`],
  ])("%s", (line, place, message) => {
    const text = before + line + after;
    const { documents, errors } = read(text);
    expect(documents).toEqual([]);
    expect(errors).toHaveLength(1);
    if (line.endsWith("({")) return;
    expect([text.slice(errors[0]!.offset).startsWith(place), errors[0]!.message]).toEqual([true, `HCL: ${message}`]);
  });

  test("numbers with an exponent are not errors", () => {
    expect(read('x = 1e3\nresource "aws_ssm_document" "x" {\n}\n').errors).toEqual([]);
  });
});

test("a file without an SSM resource is not parsed", () => {
  const text = 'resource "aws_instance" "x" {\n  broken = [\n}\n';
  expect(mayHoldDocument(text)).toBe(false);
  expect(read(text).errors).toEqual([]);
});

const HOSTILE: Readonly<Record<string, (count: number) => string>> = {
  brackets: (count) => `x = ${"[".repeat(count)}`,
  "closed brackets": (count) => `x = ${"[".repeat(count)}${"]".repeat(count)}\n`,
  interpolations: (count) => `x = ${'"${'.repeat(count)}`,
  dollars: (count) => `x = "${"$".repeat(count)}"\n`,
  spaces: (count) => `x = "${" ".repeat(count)}x\${~ a}"\n`,
  blocks: (count) => "a {\n".repeat(count),
  calls: (count) => document(`  content = ${"jsonencode(".repeat(count)}1${")".repeat(count)}`),
  "doubling locals": (count) =>
    commands(
      "local.a0",
      `locals {\n${Array.from({ length: Math.min(count, 60) }, (_, index) => `  a${index} = concat(local.a${index + 1}, local.a${index + 1})\n`).join("")}  a${Math.min(count, 60)} = ["x"]\n}\n`,
    ),
  "nested lists that triple": (count) =>
    commands(
      "local.a0",
      `locals {\n${Array.from({ length: Math.min(count, 60) }, (_, index) => `  a${index} = flatten([local.a${index + 1}, [local.a${index + 1}, [local.a${index + 1}]]])\n`).join("")}  a${Math.min(count, 60)} = ["x"]\n}\n`,
    ),
  "doubling texts": (count) =>
    commands(
      '["${local.a0}"]',
      `locals {\n${Array.from({ length: Math.min(count, 60) }, (_, index) => `  a${index} = "\${local.a${index + 1}}\${local.a${index + 1}}"\n`).join("")}  a${Math.min(count, 60)} = "x"\n}\n`,
    ),
};

test.each(Object.entries(HOSTILE))("endless %s are handled", (_what, make) => {
  for (const count of [10, 5000]) {
    const text = `# "aws_ssm_document"\n${make(count)}`;
    const { documents, errors } = read(text);
    expect(errors.length).toBeLessThanOrEqual(1);
    expect(documents.length).toBeLessThanOrEqual(1);
  }
});

describe("source maps", () => {
  const clean = scriptText.map((text) => text.replaceAll(/[\p{Surrogate}\r]/gu, "x"));
  const forms = fc.constantFrom(...Object.entries(FORMS));
  const items = fc.array(clean, { minLength: 1, maxLength: 3 });

  test("each range is exact: replacing its text changes only that part", () => {
    fc.assert(
      fc.property(forms, items, fc.nat(6), fc.nat(), fc.nat(), ([, form], lines, indent, from, length) => {
        const source = form(lines, indent);
        const [step] = stepsOf(read(source));
        fc.pre(step !== undefined && step.script.text !== "");
        const { map, text } = step.script;
        const pos = from % text.length;
        const end = Math.min(text.length, pos + 1 + (length % 4));
        // Only letters are replaced, by letters: this cannot change the meaning of the text around them.
        fc.pre(/^[a-zA-Z]+$/.test(text.slice(pos, end)));
        const [start, stop] = map.range(pos, end);
        const changed = `${source.slice(0, start)}Q${source.slice(stop)}`;
        expect(stepsOf(read(changed))[0]?.script.text).toBe(`${text.slice(0, pos)}Q${text.slice(end)}`);
      }),
      RUNS,
    );
  });

  test("edits change exactly the requested part of the script", () => {
    let made = 0;
    fc.assert(
      fc.property(forms, items, fc.nat(6), fc.nat(), clean, ([, form], lines, indent, at, inserted) => {
        const source = form(lines, indent);
        const [step] = stepsOf(read(source));
        fc.pre(step !== undefined);
        const { map, text } = step.script;
        const pos = at % (text.length + 1);
        const edits = map.edits([{ pos, end: pos, text: inserted }]);
        if (edits === undefined) return;
        made++;
        const changed = applied(source, edits);
        expect(stepsOf(read(changed))[0]?.script.text).toBe(text.slice(0, pos) + inserted + text.slice(pos));
        const content = source.indexOf("content = ");
        if (!source.startsWith("locals")) expect(changed.slice(0, content)).toBe(source.slice(0, content));
      }),
      RUNS,
    );
    expect(made).toBeGreaterThan(RUNS.numRuns / 2);
  });

  test.each([" ", "\t", "\u0085", "\u3000", "\ufeff"])(
    "an edit of a line of white space (%j) moves no line",
    (space) => {
      const source = FORMS["here-documents as items"]!([`a\n ${space}`], 2);
      const { map, text } = stepsOf(read(source))[0]!.script;
      for (let pos = 0; pos < text.length; pos++) {
        const edits = map.edits([{ pos, end: pos, text: "aws s3 ls " }]);
        if (edits === undefined) continue;
        expect(stepsOf(read(applied(source, edits)))[0]!.script.text).toBe(
          `${text.slice(0, pos)}aws s3 ls ${text.slice(pos)}`,
        );
      }
    },
  );
});

describe("a template path with a pattern", () => {
  const withItem = (item: string): string =>
    `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - ${item}\n`;
  const main = (path: string): string => `x = templatefile("${path}", {})\n`;
  const scriptIn = (written: string, path: string, item: string): string => {
    const text = withItem(item);
    return scriptsOf(readDocument(text, { path, files: filesOf({ "/m/main.tf": main(written), [path]: text }) }))[0]!;
  };

  test.each([
    ["docs/${each.key}.yaml", "/m/docs/a.yaml", true],
    ["${path.module}/${local.dir}/a.yaml", "/m/docs/a.yaml", true],
    ["docs/${each.key}.yaml", "/m/docs/deep/a.yaml", false],
    ["docs/${each.key}.yaml", "/m/other/a.yaml", false],
    ["docs/${each.key}.json", "/m/docs/a.yaml", false],
    ["${path.module}/docs/${each.value}", "/m/docs/a.yaml", false],
  ])("%s and %s", (written, path, isTemplate) => {
    const escaped = scriptIn(written, path, "echo $${HOME}");
    expect(escaped).toBe(isTemplate ? "s: echo ${HOME}" : "s: echo $${HOME}");
  });

  test("a file that is not a valid template is not a template even if the pattern matches", () => {
    expect(scriptIn("docs/${each.key}.yaml", "/m/docs/a.yaml", "echo ${HOME:-x}")).toBe("s: echo ${HOME:-x}");
  });
});

test("content that another file defines is checked in that file", () => {
  const text = document("  content = local.doc");
  const locals =
    'locals {\n  doc = jsonencode({ schemaVersion = "2.2", mainSteps = [{ action = "aws:runShellScript", name = "s", inputs = { runCommand = ["a"] } }] })\n}\n';
  const files = filesOf({ "/m/main.tf": text, "/m/locals.tf": locals });
  const file = readDocument(text, { language: "hcl", path: "/m/main.tf", files });
  expect([file.documents, file.skipped?.map(({ reason }) => reason)]).toEqual([
    [],
    ["its content is local.doc, which is checked in the file that defines it"],
  ]);
  expect(scriptsOf(readDocument(locals, { language: "hcl", path: "/m/locals.tf", files }))).toEqual(["s: a"]);
});
