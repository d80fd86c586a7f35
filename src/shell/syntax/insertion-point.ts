/**
 * Positions where whole lines can be inserted into a script, so that they run before or after a command in the shell process of
 * the step.
 */
import type { CommandNode, CompoundList, ParsedScript, Statement, SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";
import { lastUpTo } from "../spans/sorted-positions.ts";
import type { Span } from "../spans/span.ts";

export interface InsertionPoint {
  readonly pos: number;
  /** White space before the first statement of the line. */
  readonly indent: string;
}

/** The index of the statement in the list that contains `span`; -1 if none does. */
function statementHolding(statements: readonly Statement[], span: Span): number {
  const index = lastUpTo(statements, span.pos);
  return index >= 0 && span.end <= statements[index]!.end ? index : -1;
}

/** The statement in the script's own list that contains `span`. */
export function topStatement(tree: ParsedScript, span: Span): Statement | undefined {
  return tree.commands[statementHolding(tree.commands, span)];
}

/** Whether a here-document of the node contains `span`: it is outside the statement that it belongs to. */
function hasInHereDocument(node: SyntaxNode, span: Span): boolean {
  if (node.type === "HereDoc") return node.body.pos <= span.pos && span.end <= node.body.end;
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasInHereDocument(child, span);
  });
  return found;
}

/**
 * The position for lines that run before the statement of the script's own list that contains `span`: the start of the line on
 * which that begins, above the comments directly before it. `undefined` if no statement contains `span`.
 */
export function insertionBefore(text: string, tree: ParsedScript, span: Span): InsertionPoint | undefined {
  const { commands } = tree;
  let index = statementHolding(commands, span);
  if (index < 0) index = commands.findIndex((statement) => hasInHereDocument(statement, span));
  if (index < 0) return undefined;
  // Not after another statement on the line: that statement may have a here-document.
  while (index > 0 && !text.slice(commands[index - 1]!.end, commands[index]!.pos).includes("\n")) index--;
  const { pos } = commands[index]!;
  let lineStart = text.lastIndexOf("\n", pos - 1) + 1;
  const indent = text.slice(lineStart, pos);
  if (indent.trim() !== "") return { pos, indent: "" };
  const floor = index === 0 ? 0 : commands[index - 1]!.end;
  for (;;) {
    const above = text.lastIndexOf("\n", lineStart - 2) + 1;
    if (lineStart === 0 || above < floor || !/^[ \t]*#(?!!)/.test(text.slice(above, lineStart))) break;
    lineStart = above;
  }
  return { pos: lineStart, indent };
}

/** The text that inserts `lines` at an insertion point. */
export function insertedLines(point: InsertionPoint, lines: readonly string[]): string {
  return lines.map((line) => `${point.indent}${line}\n`).join("");
}

interface InnerList {
  readonly list: CompoundList;
  /** Whether its status determines what runs next. */
  readonly isCondition: boolean;
}

function condition(list: CompoundList): InnerList {
  return { list, isCondition: true };
}

function body(list: CompoundList | undefined): InnerList[] {
  return list === undefined ? [] : [{ list, isCondition: false }];
}

/** The lists of statements directly inside a node. */
function lists(node: CommandNode): InnerList[] {
  switch (node.type) {
    case "Redirected":
      return lists(node.command);
    case "If":
      return [
        condition(node.clause),
        ...body(node.then),
        ...node.elif.flatMap((elif) => [condition(elif.clause), ...body(elif.then)]),
        ...body(node.else),
      ];
    case "While":
      return [condition(node.clause), ...body(node.body)];
    case "For":
    case "Select":
    case "ArithmeticFor":
    case "Subshell":
    case "BraceGroup":
      return body(node.body);
    case "Case":
      return node.items.flatMap((item) => body(item.body));
    case "Function":
      return node.body.type === "CompoundList" ? body(node.body) : lists(node.body);
    default:
      return [];
  }
}

function commandsOf(node: Statement["command"]): CommandNode[] {
  if (node.type === "AndOr") return node.commands.flatMap(commandsOf);
  return node.type === "Pipeline" ? [...node.commands] : [node];
}

/** The lists of a statement, with their start positions. */
interface Lists {
  readonly all: readonly InnerList[];
  readonly starts: readonly Span[];
}

const known = new WeakMap<Statement, Lists>();

/** In text order: an `if` may have thousands, and many findings each look up one. */
function listsOf(statement: Statement): Lists {
  let found = known.get(statement);
  if (found === undefined) {
    const all = commandsOf(statement.command).flatMap(lists);
    known.set(statement, (found = { all, starts: all.map(({ list }) => list) }));
  }
  return found;
}

function innerList(statement: Statement, span: Span): InnerList | undefined {
  const { all, starts } = listsOf(statement);
  const at = lastUpTo(starts, span.pos);
  // A list may begin where another ends.
  return [all[at - 1], all[at]].find((one) => one !== undefined && span.end <= one.list.end);
}

/** Whether lines that are inserted at `pos` are read independently of what is before and after them. */
export function isBetweenLines(text: string, tree: ParsedScript, pos: number): boolean {
  const { commands } = tree;
  const index = lastUpTo(commands, pos);
  return (pos === 0 || text[pos - 1] === "\n") && (index < 0 || commands[index]!.pos === pos);
}

/**
 * The span from the first statement that `span` touches to the start of the statement after the last one, or to the end of the
 * list if there is none; in the innermost list of statements that contains `span`.
 */
export function statementsAround(text: string, tree: ParsedScript, span: Span): Span {
  let list: { readonly pos: number; readonly end: number; readonly commands: readonly Statement[] } = {
    pos: 0,
    end: text.length,
    commands: tree.commands,
  };
  for (;;) {
    const { commands } = list;
    const first = lastUpTo(commands, span.pos);
    const last = lastUpTo(commands, span.end);
    const inner = first === last && first >= 0 ? innerList(commands[first]!, span)?.list : undefined;
    if (inner === undefined || span.pos < (inner.commands[0]?.pos ?? Number.POSITIVE_INFINITY)) {
      return { pos: first < 0 ? list.pos : commands[first]!.pos, end: commands[last + 1]?.pos ?? list.end };
    }
    list = inner;
  }
}

/**
 * The position directly after the innermost statement that contains `span`, for a line that runs next. `undefined` if the line
 * would be a condition, run in parallel, be in a here-document, or follow `later` in the same statement.
 */
export function insertionAfter(text: string, tree: ParsedScript, span: Span, later: Span): InsertionPoint | undefined {
  let statements: readonly Statement[] = tree.commands;
  let isCondition = false;
  for (;;) {
    const statement = statements[statementHolding(statements, span)];
    if (statement === undefined) return undefined;
    const inner = innerList(statement, span);
    if (inner === undefined) {
      const { pos, end } = statement;
      const rest = text.slice(end, (text.indexOf("\n", end) + 1 || text.length + 1) - 1);
      const only = /^[ \t]*(?:#.*)?$/.test(rest);
      const isTooLate = pos <= later.pos && later.end <= end;
      if (isCondition || isTooLate || statement.background === true || text.slice(pos, end).includes("<<") || !only)
        return undefined;
      const lineStart = text.lastIndexOf("\n", pos - 1) + 1;
      return { pos: end + rest.length, indent: /^[ \t]*/.exec(text.slice(lineStart, pos))?.[0] ?? "" };
    }
    statements = inner.list.commands;
    isCondition ||= inner.isCondition;
  }
}
