/** Random Terraform templates and modules as source text. */
import fc from "fast-check";
import { stringify } from "yaml";

const word = fc.constantFrom(
  "aws s3 ls",
  "echo",
  "$X",
  "$${X}",
  "$$${X}",
  "%%{ if }",
  "${var.x}",
  "${ var.y }",
  "${~ var.x ~}",
  "${var.y ~}",
  '${upper("a}b")}',
  '${t ? "p" : "q${var.x}"}',
  "$",
  "$$",
  "%",
  "{",
  "}",
  "\\n",
  "\\",
  "#",
  "é",
  "😀",
  "{{ p }}",
  "%{ if t }b%{ endif }",
  "%{ if t ~}",
  "%{ endif ~}",
  "%{~ if t }",
  "%{~ endif }",
);
const space = fc.constantFrom(" ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", " \n", "", "\n \n");

/** Text of a template file or a here-document. Directives may lack their counterpart. */
export const templateText: fc.Arbitrary<string> = fc
  .array(fc.tuple(space, word), { maxLength: 12 })
  .map((parts) => parts.map(([gap, text]) => gap + text).join(""))
  // HashiCorp's scanner ends a literal after a `$` at the end of a line. This only makes a difference here.
  .filter((text) => !/[$%]\s*\n\s*[$%]\{~/.test(text));

/** The same text on one line, for a quoted string. */
export const quotedText: fc.Arbitrary<string> = templateText.map((text) =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll(/(?<!\$\{[^}]*|\()"/g, '\\"'),
);

/** The text as an HCL string. */
export const quoted = (text: string): string => {
  const json = JSON.stringify(text).replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c");
  return json.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
};

/** A text that ends with a line break, as a here-document that is indented by `indent` spaces. */
export const heredoc = (text: string, indent: number): string => {
  const escaped = text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
  const margin = " ".repeat(indent);
  const lines = escaped.replaceAll(/^(?=.)/gm, margin);
  return indent > 0 ? `<<-EOT\n${lines}${margin}EOT\n` : `<<EOT\n${escaped}EOT\n`;
};

const resource = (content: string, format: string): string =>
  `resource "aws_ssm_document" "x" {\n  name            = "x"\n  document_type   = "Command"\n  document_format = "${format}"\n  content = ${content}\n}\n`;

const command = (items: unknown): object => ({
  schemaVersion: "2.2",
  mainSteps: [{ action: "aws:runShellScript", name: "run", inputs: { runCommand: items } }],
});

const encoded = (name: string, list: string): string =>
  `${name}({\n    schemaVersion = "2.2"\n    mainSteps = [{ action = "aws:runShellScript", name = "run", inputs = { runCommand = ${list} } }]\n  })`;

const list = (items: readonly string[]): string => `[\n      ${items.map(quoted).join(",\n      ")},\n    ]`;

/** Writes a document with these items in one form. */
export type Form = (items: readonly string[], indent: number) => string;

export const FORMS: Readonly<Record<string, Form>> = {
  jsonencode: (items) => resource(encoded("jsonencode", list(items)), "JSON"),
  yamlencode: (items) => resource(encoded("yamlencode", list(items)), "YAML"),
  "here-documents as items": (items, indent) =>
    resource(encoded("jsonencode", `[\n${items.map((item) => heredoc(`${item}\n`, indent)).join(",\n")}\n]`), "JSON"),
  "a here-document of YAML": (items, indent) => resource(heredoc(stringify(command(items)), indent), "YAML"),
  "a here-document of JSON": (items, indent) =>
    resource(heredoc(`${JSON.stringify(command(items), null, 2)}\n`, indent), "JSON"),
  "a string of JSON": (items) => resource(quoted(JSON.stringify(command(items))), "JSON"),
  join: (items) => resource(encoded("jsonencode", `[join("\\n", ${list(items)})]`), "JSON"),
  split: (items) => resource(encoded("jsonencode", `split("\\n", ${quoted(items.join("\n"))})`), "JSON"),
  concat: (items) =>
    resource(encoded("jsonencode", `concat(${items.map((item) => `[${quoted(item)}]`).join(", ")}, [])`), "JSON"),
  "a local": (items) =>
    `locals {\n  commands = ${list(items)}\n}\n${resource(encoded("jsonencode", "local.commands"), "JSON")}`,
};
