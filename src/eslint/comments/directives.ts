/**
 * Translates `disable` and `enable` comments for ESLint.
 *
 * ESLint counts lines of the file. If a line of the shell is not a line of the file (`"# eslint-disable-next-line x\naws y"`),
 * or if the next line of the file cannot contain a finding (`- |`), the comment becomes a `disable` and an `enable` around the
 * range.
 */
import type { Directive, SourceLocation } from "@eslint/core";
import type { DataNode, Range } from "../../document/index.ts";
import type { CommentNode, DirectiveRule } from "./comments.ts";
import type { LineIndex } from "../tree/line-index.ts";
import type { DocumentNode } from "../tree/nodes.ts";
import { childrenOf } from "../tree/traverse.ts";

type Kind = Directive["type"];

/** A directive's location for ESLint: `loc` determines the lines that it covers, `range` is the text that a fix removes. */
interface DirectiveNode {
  readonly type: "Comment";
  readonly range: Range;
  readonly loc: SourceLocation;
}

export function disableDirectives(root: DocumentNode, comments: readonly CommentNode[], lines: LineIndex): Directive[] {
  const disabled = disabledBlocks(comments);
  let blockScalars: Map<number, number> | undefined;

  /** The file range that the comment covers, if it does not consist of whole lines of the file. */
  function stretch(comment: CommentNode): Range | undefined {
    const { kind } = comment.directive;
    if (comment.shell !== undefined) {
      return kind === "disable-line" ? restOfLine(comment, lines) : nextLine(comment, lines);
    }
    if (kind !== "disable-next-line") return undefined;
    blockScalars ??= endsOfBlockScalars(root, lines);
    const end = blockScalars.get(lines.position(comment.range[1]).line + 1);
    return end === undefined ? undefined : [comment.range[0], end];
  }

  return comments.flatMap((comment): Directive[] => {
    const { kind, justification } = comment.directive;
    if (kind === "") return [];
    const parts = separableParts(comment, root.file.text);
    const own = lines.location(comment.range);
    const { column } = own.start;
    const directive = (type: Kind, loc: SourceLocation): Directive[] =>
      parts.map(({ value, range }) => ({
        type,
        node: { type: "Comment", range: removed(comment, range, root.file.text, column), loc } satisfies DirectiveNode,
        value,
        justification,
      }));
    const covered = kind === "disable" || kind === "enable" ? undefined : stretch(comment);
    if (covered === undefined) return directive(kind, own);
    const { start, end } = lines.location(covered);
    if (start.line > own.end.line) {
      const before = { line: start.line - 1, column: 1 };
      return directive(kind, { start: own.start, end: before });
    }
    // A separate `enable` would also end the enclosing disabled block.
    if (disabled(covered[0])) return directive(comment.shell === undefined ? kind : "disable-line", own);
    return [...directive("disable", { start, end: start }), ...directive("enable", { start: end, end })];
  });
}

/**
 * The range that ESLint replaces by a space. If nothing else is on a line of a script, the range is the whole line, because a line of
 * spaces at the start of a block scalar must not be longer than the scalar's indentation. The quote that ends a scalar stays indented.
 */
function removed({ range: [start, end], shell }: CommentNode, range: Range, text: string, column: number): Range {
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

interface DirectivePart {
  /** The full names of the rules. */
  readonly value: string;
  /** The range that a fix removes if none of the rules is needed. */
  readonly range: Range;
}

/**
 * The directive as a single part if ESLint can remove one rule from it, for which ESLint searches the file's text for the
 * name. If names are written without their namespace or with escapes, returns a part for each rule.
 */
function separableParts({ directive: { value, rules }, range }: CommentNode, text: string): DirectivePart[] {
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
function entryRange(rules: readonly DirectiveRule[], index: number, text: string): Range {
  const [start, end] = rules[index]!.range;
  const next = rules[index + 1];
  if (next !== undefined) return [text[start - 1] === " " ? start - 1 : start, next.range[0]];
  return [rules[index - 1]!.range[1], text[end] === " " ? end + 1 : end];
}

/** Represents all rules in a set of names. */
const ALL = "";

/** Returns a function that decides whether a `disable` without its `enable` precedes an offset. */
function disabledBlocks(comments: readonly CommentNode[]): (offset: number) => boolean {
  const changes: { at: number; open: boolean }[] = [];
  const rules = new Set<string>();
  for (const { directive, range } of comments) {
    if (directive.kind !== "disable" && directive.kind !== "enable") continue;
    const ids = directive.rules.map(({ id }) => id);
    if (directive.kind === "disable") for (const id of ids.length === 0 ? [ALL] : ids) rules.add(id);
    else if (ids.length === 0) rules.clear();
    else for (const id of ids) rules.delete(id);
    changes.push({ at: range[0], open: rules.size > 0 });
  }
  return (offset) => changes.findLast(({ at }) => at < offset)?.open ?? false;
}

/** For each line that contains `|`, `>` or `<<`, the offset at which the text below it ends. */
function endsOfBlockScalars({ file, roots }: DocumentNode, lines: LineIndex): Map<number, number> {
  const ends = new Map<number, number>();
  for (const [start, end] of file.blocks ?? []) ends.set(lines.position(start).line, end);
  const open: DataNode[] = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Scalar") {
      if (node.style === "literal" || node.style === "folded")
        ends.set(lines.position(node.range[0]).line, node.range[1]);
    } else {
      for (const child of childrenOf(node) as DataNode[]) open.push(child);
    }
  }
  return ends;
}

/** The range of the next line of the shell, if it is not the next line of the file. */
function nextLine({ shell, range }: CommentNode, lines: LineIndex): Range | undefined {
  if (shell === undefined) return undefined;
  const { text, map } = shell.step.step.script;
  const feed = text.indexOf("\n", shell.span.end);
  if (feed === -1) return undefined;
  const stop = text.indexOf("\n", feed + 1);
  const end = stop === -1 ? text.length : stop;
  const start = feed + 1 + (/^\s*/u.exec(text.slice(feed + 1, end))?.[0].length ?? 0);
  if (start >= end) return undefined;
  const [from, to] = map.range(start, end);
  const commentLine = lines.position(range[1]).line;
  const line = lines.position(from).line;
  if (line === commentLine + 1) return undefined;
  return line > commentLine ? [from, to] : [range[0], to];
}

/** The range of the shell line up to the comment, if other shell lines are on the same line of the file. */
function restOfLine({ shell, range }: CommentNode, lines: LineIndex): Range | undefined {
  if (shell === undefined) return undefined;
  const { text, map } = shell.step.step.script;
  const feed = text.lastIndexOf("\n", shell.span.pos);
  const next = text.indexOf("\n", shell.span.end);
  const line = lines.position(range[0]).line;
  const lineOf = (offset: number): number => lines.position(map.range(offset, offset + 1)[0]).line;
  const shared =
    (feed > 0 && lineOf(feed - 1) === line) ||
    (next !== -1 && next + 1 < text.length && lineOf(next + 1) === line) ||
    lineOf(feed + 1) !== line;
  return shared ? [map.range(feed + 1, shell.span.pos)[0], range[1]] : undefined;
}
