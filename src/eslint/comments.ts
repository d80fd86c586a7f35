/** Comments that speak to ESLint, in the YAML and in the scripts: `# eslint-disable-next-line …`, `# ssmlint-disable …`. */
import type { Range } from "../document/model/document.ts";
import type { Span } from "../shell/syntax/span.ts";
import type { DocumentNode, StepNode } from "./nodes.ts";

export interface CommentNode {
  readonly type: "Comment";
  readonly range: Range;
  /** The text after `#`. */
  readonly value: string;
  /** Where it stands in a script, for a comment of the shell. */
  readonly shell: { readonly step: StepNode; readonly span: Span } | undefined;
  readonly directive: DirectiveText;
}

/** A comment's text taken apart, by ESLint's own rules for JavaScript. */
export interface DirectiveText {
  /** "" for a configuration (`# eslint ssm/x: off`). */
  readonly kind: "" | "disable" | "enable" | "disable-line" | "disable-next-line";
  /** Names of rules, or the configuration. */
  readonly value: string;
  readonly justification: string;
}

const MAY_SPEAK = /(?:es|ssm)lint/u;
const DIRECTIVE = /^\s*(?:es|ssm)lint(?:-(disable-next-line|disable-line|disable|enable))?(?:\s|$)/u;
const JUSTIFICATION = /\s-{2,}\s/u;

function parseDirective(comment: string): DirectiveText | undefined {
  const label = DIRECTIVE.exec(comment);
  if (label === null) return undefined;
  const [value = "", ...justification] = comment.slice(label[0].length).split(JUSTIFICATION);
  return {
    kind: (label[1] ?? "") as DirectiveText["kind"],
    value: value.trim(),
    justification: justification.join(" -- ").trim(),
  };
}

/** In the order of the file. Scripts are not even parsed where the file's text says that there are none. */
export function directiveComments({ file, steps }: DocumentNode): CommentNode[] {
  if (!MAY_SPEAK.test(file.text)) return [];
  const comments: CommentNode[] = [];
  const add = (range: Range, value: string, shell: CommentNode["shell"]): void => {
    const directive = parseDirective(value);
    if (directive !== undefined) comments.push({ type: "Comment", range, value, shell, directive });
  };
  for (const { range, value } of file.comments) add(range, value, undefined);
  for (const step of steps) {
    if (!MAY_SPEAK.test(step.step.script.text)) continue;
    for (const { pos, end, value } of step.shell.comments) {
      add(step.step.script.map.range(pos, end), value, { step, span: { pos, end } });
    }
  }
  return comments.toSorted((a, b) => a.range[0] - b.range[0]);
}
