/** Finds comments with ESLint directives, in the YAML and in the scripts: `# ssmlint-disable-next-line require-imdsv2`. */
import type { DataComment, DocumentFile, Range } from "../../document/index.ts";
import type { Span } from "../../shell/index.ts";
import type { DocumentNode, StepNode } from "../tree/nodes.ts";

export interface CommentNode {
  readonly type: "Comment";
  readonly range: Range;
  /** The text after `#`. */
  readonly value: string;
  /** Its location in a script, if it is a shell comment. */
  readonly shell: { readonly step: StepNode; readonly span: Span } | undefined;
  readonly directive: DirectiveText;
}

/** The parsed text of a comment. The syntax is that of ESLint's directives in JavaScript. */
export interface DirectiveText {
  readonly label: "eslint" | "ssmlint";
  /** "" for an inline configuration (`# eslint ssm/x: off`). */
  readonly kind: "" | "disable" | "enable" | "disable-line" | "disable-next-line";
  /** Names of rules, or the inline configuration. */
  readonly value: string;
  /** The rules that `value` lists; empty for a configuration, and for a directive that applies to all rules. */
  readonly rules: readonly DirectiveRule[];
  readonly justification: string;
}

/** A rule that a directive names. */
export interface DirectiveRule {
  /** The full name in ESLint, with its namespace. */
  readonly id: string;
  /** As written. */
  readonly written: string;
  /** The range of the name in the file. */
  readonly range: Range;
}

const MAY_BE_DIRECTIVE = /(?:es|ssm)lint/u;
const DIRECTIVE = /^\s*(es|ssm)lint(?:-(disable-next-line|disable-line|disable|enable))?(?:\s|$)/u;
/** Unlike in JavaScript, no rule has to precede it, and the reason may be empty. */
const JUSTIFICATION = /(?:^|\s)-{2,}(?:\s|$)/u;

/** @param locate maps a half-open range of `comment` to the file. */
function parseDirective(comment: string, locate: (pos: number, end: number) => Range): DirectiveText | undefined {
  const match = DIRECTIVE.exec(comment);
  if (match === null) return undefined;
  const label = match[1] === "ssm" ? "ssmlint" : "eslint";
  const kind = (match[2] ?? "") as DirectiveText["kind"];
  const start = match[0].length;
  const text = comment.slice(start);
  const separator = JUSTIFICATION.exec(text);
  const value = text.slice(0, separator?.index);
  return {
    label,
    kind,
    value: value.trim(),
    rules: kind === "" ? [] : listedRules(value, label, (pos, end) => locate(start + pos, start + end)),
    justification: separator === null ? "" : text.slice(separator.index + separator[0].length).trim(),
  };
}

function listedRules(list: string, label: DirectiveText["label"], locate: (pos: number, end: number) => Range) {
  return [...list.matchAll(/[^\s,][^,]*/gu)].map(({ 0: entry, index }): DirectiveRule => {
    const written = entry.trimEnd().replace(/^(['"])(.*)\1$/u, "$2");
    return { id: ruleId(written, label), written, range: locate(index, index + entry.trimEnd().length) };
  });
}

/** The full name of a rule. After `ssmlint` no namespace is needed: `require-imdsv2` is `ssm/require-imdsv2`. */
export function ruleId(written: string, label: DirectiveText["label"]): string {
  return label === "ssmlint" && !written.includes("/") ? `ssm/${written}` : written;
}

/** The directives of ESLint that other languages find in the file too: those in YAML comments. */
export function sharedDirectives({ comments }: DocumentFile): CommentNode[] {
  return comments.flatMap((comment) => {
    const node = comment.isEmbedded ? undefined : directiveIn(comment);
    return node?.directive.label === "eslint" ? [node] : [];
  });
}

function directiveIn({ marker, range, value }: DataComment): CommentNode | undefined {
  const start = range[0] + marker;
  return commentNode(value, (pos, end) => [start + pos, start + end], range, undefined);
}

function commentNode(
  value: string,
  locate: (pos: number, end: number) => Range,
  range: Range,
  shell: CommentNode["shell"],
): CommentNode | undefined {
  const directive = parseDirective(value, locate);
  return directive && { type: "Comment", range, value, shell, directive };
}

/** The directives in file order. A script is only parsed if its text may contain a directive. */
export function directiveComments({ file, steps }: DocumentNode): CommentNode[] {
  if (!MAY_BE_DIRECTIVE.test(file.text)) return [];
  const comments = file.comments.map(directiveIn);
  for (const step of steps) {
    const { map, text } = step.step.script;
    if (!MAY_BE_DIRECTIVE.test(text)) continue;
    for (const { pos: hash, end: stop, value } of step.shell.comments) {
      const locate = (pos: number, end: number): Range => map.range(hash + 1 + pos, hash + 1 + end);
      comments.push(commentNode(value, locate, map.range(hash, stop), { step, span: { pos: hash, end: stop } }));
    }
  }
  const sorted = comments.filter((node) => node !== undefined).toSorted((a, b) => a.range[0] - b.range[0]);
  // Steps that are aliases of one step have the same comments.
  return sorted.filter(({ range, value }, index) => {
    const before = sorted[index - 1];
    return range[0] !== before?.range[0] || range[1] !== before.range[1] || value !== before.value;
  });
}
