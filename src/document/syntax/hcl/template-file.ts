/** Parses a text that is a template as a whole: a file that `templatefile` renders, or a string in Terraform's JSON syntax. */
import type { OpaqueText, SyntaxProblem } from "../../model/document.ts";
import type { Runs } from "../../scalars/runs.ts";
import { expressionOf, nameOf } from "./expression.ts";
import { parseHcl } from "./parser.ts";
import { hclProblem } from "./problem.ts";
import { descendantsOfType } from "./syntax-tree.ts";
import { decodeTemplate, type SequenceText } from "./template.ts";
import { type TemplateSequence, holesIn } from "./template-sequences.ts";

/** The variables that are passed to a template. A variable without a text has an unknown value. */
export type Variables = ReadonlyMap<string, string | undefined>;

export type TemplateFile =
  | { readonly text: string; readonly runs: Runs; readonly opaque: readonly OpaqueText[] }
  | { readonly problem: SyntaxProblem };

export function readTemplateFile(source: string, variables: Variables): TemplateFile {
  const marker = freeMarker(source);
  // tree-sitter parses configuration files, so the text is wrapped in a here-document.
  const before = `x = <<${marker}\n`;
  const text = `${before}${source}\n${marker}\n`;
  const root = parseHcl(text);
  if (root.hasError) {
    const { message, offset } = hclProblem(text, root);
    const at = Math.min(Math.max(offset - before.length, 0), source.length);
    return { problem: { offset: at, message: `${message} Terraform renders this file as a template.` } };
  }
  const [template] = descendantsOfType(root, "heredoc_template");
  const holes = template ? holesIn(template).map((hole) => shifted(hole, -before.length)) : [];
  return decodeTemplate(source, [0, source.length], "file", holes, (hole) => fill(text, hole, variables));
}

function freeMarker(source: string): string {
  for (let index = 0; ; index++) {
    const marker = `END${index}`;
    if (!source.includes(marker)) return marker;
  }
}

const shifted = (hole: TemplateSequence, by: number): TemplateSequence => ({
  ...hole,
  start: hole.start + by,
  end: hole.end + by,
});

function fill(text: string, { expression }: TemplateSequence, variables: Variables): SequenceText {
  if (expression === undefined) return { text: "" };
  const read = expressionOf(text, expression);
  const known = read.kind === "reference" && read.path.length === 1 ? variables.get(String(read.path[0])) : undefined;
  if (known !== undefined) return { text: known };
  const name = nameOf(text, expression);
  return { text: `\${${name}}`, name };
}
