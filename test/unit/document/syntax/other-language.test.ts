import { describe, expect, test } from "vitest";
import { otherLanguage } from "../../../../src/document/syntax/other-language.ts";
import { readDocument } from "../../../../src/document/read.ts";

const head = 'schemaVersion: "2.2"\n';

describe("the error for a text in another language names that language", () => {
  test.each([
    ["a Jinja template", `${head}{% if parameters %}\nparameters: {}\n{% endif %}\nmainSteps: []\n`],
    ["a Jinja template", `${head}mainSteps:\n  - {%- for step in steps %}\n    name: x\n    {% endfor %}\n`],
    ["a Jinja template", `${head}description: {% if x %}a{% else %}b{% endif %}\nmainSteps: []\n`],
    ["a Go template", `${head}{{- if .Values.parameters }}\nparameters: {}\n{{- end }}\nmainSteps: []\n`],
    ["a Go template", `${head}description: a: {{ .Values.description | quote }}\nmainSteps: []\n`],
    ["a Go template", `${head}{{ range $name := .Steps }}\n- x\n{{ end }}`],
    ["a Handlebars template", `${head}{{#if parameters}}\nparameters: {}\n{{/if}}\n`],
    ["an ERB template", `${head}<% if @parameters %>\nparameters: {}\n<% end %>\n`],
    ["an ERB template", `${head}description: <%= @description %>: x\nmainSteps: []\n`],
    ["a Terraform template", `${head}%{ if parameters }\nparameters: {}\n%{ endif }\n`],
  ])("%s: %j", (name, text) => {
    const { errors } = readDocument(text);
    expect(errors[0]!.message).toContain(`This looks like ${name} (`);
    const line = text.slice(text.lastIndexOf("\n", errors[0]!.offset) + 1).split("\n")[0]!;
    expect(errors[0]!.message).toContain(line.trim().slice(0, 20));
  });
});

test.each(['resource "aws_ssm_document" "x" {\n}\n', "locals {\n  a = 1\n}\n", 'module "x" {\n}\n'])(
  "%j is Terraform, at the beginning of a line",
  (text) => {
    expect(otherLanguage(text)).toMatchObject({ name: "Terraform", offset: 0 });
    expect(otherLanguage(`  ${text}`)).toBeUndefined();
  },
);

test("broken YAML keeps its own error, whatever its scripts contain", () => {
  const script = [
    "docker inspect -f '{{ .State.Running }}' app",
    "curl -w '%{http_code} {% if %}' -o /dev/null localhost",
    "echo '<% x %>' {{ name }} {{ global:DATE }} {{ step.Output }}",
    '  resource "a" "b" {',
  ];
  const text = `${head}mainSteps:\n  - action: [\n    name: x\n    runCommand:\n${script.map((line) => `      - |\n        ${line}\n`).join("")}`;
  const { errors } = readDocument(text);
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).not.toContain("looks like");
});

test("a valid document is accepted, whatever it contains", () => {
  expect(readDocument(`${head}mainSteps: [{ name: "{% if x %}" }]\n`).errors).toEqual([]);
});

test.each(["{{ name }}", "- {{ end_of_day }}", "{{ elsewhere }}", "%{http_code}", "{%s}", "<%", "resource: x {"])(
  "%s is not another language",
  (line) => {
    expect(otherLanguage(line, 0)).toBeUndefined();
  },
);

test("a very long text is checked quickly", () => {
  for (const unit of ["{%", "{{", "{{-", "<% ", "%{~", " ", '"a" ', "\n", "- "])
    expect(otherLanguage(unit.repeat(500_000), 0)).toBeUndefined();
});
