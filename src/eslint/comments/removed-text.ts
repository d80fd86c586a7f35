/** The text that a fix removes if a directive, or one of the rules that it names, is not needed. */
import type { Range } from "../../document/index.ts";
import type { CommentNode, DirectiveRule } from "./comments.ts";

/**
 * The range that ESLint replaces by a space. If nothing else is on a line of a script, the range is the whole line, because a line of
 * spaces at the start of a block scalar must not be longer than the scalar's indentation. The quote that ends a scalar stays indented.
 */
export function removed(
  { range: [start, end], shell }: CommentNode,
  range: Range,
  text: string,
  column: number,
): Range {
  if (shell === undefined || range[0] !== start || range[1] !== end) return range;
  const newline = start - column + 1;
  const before = text.slice(newline, start).trimEnd();
  // In a document within a string, a line ends with an escape.
  const isEscaped = before.endsWith(String.raw`\n`);
  const lineEnd = isEscaped ? /[ \t]*(?:\\n|")/y : /[ \t]*(?:\r?\n|$)/y;
  lineEnd.lastIndex = end;
  if ((before !== "" && !isEscaped) || !lineEnd.test(text)) return range;
  const lineStart = newline + before.length;
  return !isEscaped && indentsScalar(lineStart, range, text) ? [start + 1, end] : [lineStart, end];
}

/**
 * Whether a block scalar has the indentation of this line, its first, and would have a deeper one without it. Then a `#` stays.
 */
function indentsScalar(lineStart: number, [start, end]: Range, text: string): boolean {
  const before = text.slice(0, lineStart).trimEnd();
  const header = before.slice(before.lastIndexOf("\n") + 1).replace(/[ \t]#.*$/, "");
  if (!/[|>][-+]?$/.test(header.trimEnd())) return false;
  const following = text.length - text.slice(end).trimStart().length;
  return following - text.lastIndexOf("\n", following - 1) - 1 > start - lineStart;
}

export interface DirectivePart {
  /** The full names of the rules. */
  readonly value: string;
  /** The range that a fix removes if none of the rules is needed. */
  readonly range: Range;
}

/**
 * The directive as a single part if ESLint can remove one rule from it, for which ESLint searches the file's text for the
 * name. If names are written without their namespace or with escapes, returns a part for each rule.
 */
export function separableParts({ directive: { value, rules }, range }: CommentNode, text: string): DirectivePart[] {
  const asWritten =
    rules.every(({ id, written }) => id === written) &&
    (rules.length < 2 || text.slice(range[0], range[1]).includes(value));
  if (asWritten) return [{ value, range }];
  return rules.map((rule, index) => ({
    value: rule.id,
    range: rules.length === 1 ? range : entryRange(rules, index, text),
  }));
}

/** The range of a list entry, including one comma and one adjacent space, because ESLint replaces the range by a space. */
export function entryRange(rules: readonly DirectiveRule[], index: number, text: string): Range {
  const [start, end] = rules[index]!.range;
  const next = rules[index + 1];
  if (next !== undefined) return [text[start - 1] === " " ? start - 1 : start, next.range[0]];
  return [rules[index - 1]!.range[1], text[end] === " " ? end + 1 : end];
}
