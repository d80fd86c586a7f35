/**
 * Translates `disable` and `enable` comments for ESLint.
 *
 * ESLint counts lines of the file. If a line of the shell is not a line of the file (`"# eslint-disable-next-line x\naws y"`),
 * or if the next line of the file cannot contain a finding (`- |`), the comment becomes a `disable` and an `enable` around the
 * range.
 *
 * ESLint attaches to a finding all `disable` comments that apply to it. Before a `disable` of a rule that is already disabled, an
 * `enable` is inserted, so that only the last applies: the reports of unused comments are the same, and the size of the result
 * does not grow with the square of the number of comments.
 */
import type { Directive, SourceLocation } from "@eslint/core";
import type { DataNode, Range } from "../../document/index.ts";
import type { CommentNode } from "./comments.ts";
import { DisabledRules } from "./disabled-rules.ts";
import { removed, separableParts, type DirectivePart } from "./removed-text.ts";
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

/** @param isKnown whether ESLint has a definition of the rule. It reports each directive that names another rule. */
export function disableDirectives(
  root: DocumentNode,
  comments: readonly CommentNode[],
  lines: LineIndex,
  isKnown: (id: string) => boolean,
): Directive[] {
  const disabled = new DisabledRules();
  /** The lines of the file, and the rules, for which there is a `disable-line` within a disabled block. */
  const disabledLines = new Set<string>();
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
    const { kind, justification, rules } = comment.directive;
    if (kind === "") return [];
    const parts = separableParts(comment, root.file.text);
    const own = lines.location(comment.range);
    const { column } = own.start;
    const directive = (type: Kind, loc: SourceLocation, of: readonly DirectivePart[] = parts): Directive[] =>
      of.map(({ value, range }) => ({
        type,
        node: { type: "Comment", range: removed(comment, range, root.file.text, column), loc } satisfies DirectiveNode,
        value,
        justification,
      }));
    const known = rules.flatMap(({ id }) => (isKnown(id) ? [id] : []));
    const isEmpty = rules.length > 0 && known.length === 0;
    /** An `enable` that is not in the file. It does not name unknown rules, because they are reported already. */
    const enable = (loc: SourceLocation, ids: readonly string[]): Directive[] =>
      isEmpty ? [] : directive("enable", loc, [{ value: ids.join(), range: comment.range }]);

    if (kind === "enable" || kind === "disable") {
      const isRepeated = kind === "disable" && !isEmpty && disabled.hasAny(known);
      const before = isRepeated ? enable(own, disabled.among(known)) : [];
      if (!isEmpty) disabled[kind](known);
      return [...before, ...directive(kind, own)];
    }
    const covered = stretch(comment);
    if (covered === undefined) return directive(kind, own);
    const { start, end } = lines.location(covered);
    if (start.line > own.end.line) {
      const before = { line: start.line - 1, column: 1 };
      return directive(kind, { start: own.start, end: before });
    }
    // A separate `enable` would also end the enclosing disabled block.
    if (isEmpty || !disabled.hasAny(known))
      return [...directive("disable", { start, end: start }), ...enable({ start: end, end }, known)];
    if (comment.shell === undefined) return directive(kind, own);
    const line = `${own.start.line} ${known.join()}`;
    const isRedundant = disabled.hasAll(known) || disabledLines.has(line);
    disabledLines.add(line);
    if (!isRedundant) return directive("disable-line", own);
    // It applies to the line after the last, so ESLint reports it as unused.
    return directive("disable-next-line", { start: own.start, end: { line: lines.starts.length, column: 1 } });
  });
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
