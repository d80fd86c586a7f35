/** Where whole lines can be put into a script so that they run before a command, in the same shell process as the step. */
import type { ParsedScript, Statement } from "unbash";
import type { Span } from "./span.ts";

export interface InsertionPoint {
  readonly pos: number;
  /** White space before the first statement of the line. */
  readonly indent: string;
}

/** The statement of the script's own list that holds `span`. */
export function topStatement(tree: ParsedScript, span: Span): Statement | undefined {
  return tree.commands.find((statement) => statement.pos <= span.pos && span.end <= statement.end);
}

/**
 * The place for lines that run before the statement of the script's own list that holds `span`: the start of the line that
 * it begins on, above the comments that stand right over it. `undefined` where `span` is in no statement.
 */
export function insertionBefore(text: string, tree: ParsedScript, span: Span): InsertionPoint | undefined {
  const { commands } = tree;
  let index = commands.findIndex((statement) => statement.pos <= span.pos && span.end <= statement.end);
  if (index < 0) return undefined;
  // Not behind another statement of the line: it may have a here-document.
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

/** The text that puts `lines` at an insertion point. */
export function insertedLines(point: InsertionPoint, lines: readonly string[]): string {
  return lines.map((line) => `${point.indent}${line}\n`).join("");
}
