/** Literal and folded block scalars of YAML: maps each decoded character to its source. */
import { Runs } from "./runs.ts";

export interface BlockHeader {
  readonly folded: boolean;
  /** The indentation indicator; 0 if there is none. */
  readonly indent: number;
  readonly chomp: "strip" | "clip" | "keep";
  /** Offset after the indicators. */
  readonly end: number;
  /** Offset of the first line of the content. */
  readonly content: number;
}

/** Parses the header of the block scalar that starts at `from`, for example `|2-  # comment`. */
export function blockHeader(source: string, from: number, to: number): BlockHeader {
  let at = from + 1;
  let indent = 0;
  let chomp: BlockHeader["chomp"] = "clip";
  for (; at < to; at++) {
    const char = source[at]!;
    if (char === "-") chomp = "strip";
    else if (char === "+") chomp = "keep";
    else if (char >= "1" && char <= "9") indent = Number(char);
    else break;
  }
  const newline = source.indexOf("\n", at);
  const content = newline === -1 || newline >= to ? to : newline + 1;
  return { folded: source[from] === ">", indent, chomp, end: at, content };
}

/** One line: `[start, text)` is its indentation, `[text, end)` the rest without the line break. The next line starts at `next`. */
interface Line {
  readonly start: number;
  readonly text: number;
  readonly end: number;
  readonly next: number;
}

function splitLines(source: string, from: number, to: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (;;) {
    const newline = source.indexOf("\n", start);
    const last = newline === -1 || newline >= to;
    let text = start;
    const stop = last ? to : newline;
    while (text < stop && source[text] === " ") text++;
    const end = stop > text && source[stop - 1] === "\r" ? stop - 1 : stop;
    lines.push({ start, text, end, next: last ? to : newline + 1 });
    if (last) return lines;
    start = newline + 1;
  }
}

const isEmpty = (line: Line): boolean => line.text === line.end;

/** The layout of a block scalar: its header, its indentation, and the runs of its content. */
export interface BlockLayout {
  readonly header: BlockHeader;
  /** Number of indentation columns that are not content. */
  readonly indent: number;
  readonly runs: Runs;
}

/**
 * The layout and runs of the block scalar in the source's `[from, to)`, header included.
 * @param parentIndent the indentation of the parent node, to which an indentation indicator is added.
 */
export function readBlock(source: string, from: number, to: number, parentIndent: number): BlockLayout {
  const header = blockHeader(source, from, to);
  const runs = new Runs();
  const lines = header.content >= to ? [] : splitLines(source, header.content, to);
  let chompStart = lines.length;
  while (chompStart > 0 && isEmpty(lines[chompStart - 1]!)) chompStart--;
  let indent = parentIndent + header.indent;
  if (chompStart === 0) {
    if (header.chomp === "keep" && lines.length > 0) {
      const count = Math.max(1, lines.length - 1);
      for (const line of lines.slice(0, count)) runs.atomic("\n", line.end, line.next);
    }
    return { header, indent, runs };
  }
  let contentStart = 0;
  while (isEmpty(lines[contentStart]!)) contentStart++;
  if (header.indent === 0) indent = lines[contentStart]!.text - lines[contentStart]!.start;
  for (let index = lines.length - 1; index >= chompStart; index--) {
    if (lines[index]!.text - lines[index]!.start > indent) chompStart = index + 1;
  }
  for (const line of lines.slice(0, contentStart)) {
    runs.verbatim(line.start + indent, line.text);
    runs.atomic("\n", line.end, line.next);
  }
  const content = lines.slice(contentStart, chompStart);
  if (header.folded) foldedContent(source, content, indent, runs);
  else literalContent(content, indent, runs);
  trailing(lines, chompStart, indent, header.chomp, runs);
  return { header, indent, runs };
}

/** Adds a line's text without the block's indentation. */
function lineText(line: Line, indent: number, runs: Runs): void {
  runs.verbatim(Math.min(line.start + indent, line.text), line.end);
}

function literalContent(lines: readonly Line[], indent: number, runs: Runs): void {
  let before: Line | undefined;
  for (const line of lines) {
    if (before) lineBreak(before, runs);
    lineText(line, indent, runs);
    before = line;
  }
}

function lineBreak(line: Line, runs: Runs): void {
  if (line.next - line.end === 1) runs.verbatim(line.end, line.next);
  else runs.atomic("\n", line.end, line.next);
}

/**
 * YAML 1.2, 8.1.3: a single line break between lines that start at the indentation becomes a space. Line breaks around
 * other lines are kept.
 */
function foldedContent(source: string, lines: readonly Line[], indent: number, runs: Runs): void {
  let gap: Line[] = [];
  let separator: "" | " " | "\n" = "";
  let moreIndentedBefore = false;
  let emitted = 0;
  for (const line of lines) {
    const moreIndented = line.text - line.start > indent || (source[line.text] === "\t" && line.text < line.end);
    if (!moreIndented && isEmpty(line)) {
      if (separator === "\n") emitted++;
      else separator = "\n";
      gap.push(line);
      continue;
    }
    if (moreIndented) {
      if (separator === " ") emitted += 1;
      else if (separator === "\n") emitted += moreIndentedBefore ? 1 : 2;
    } else if (separator !== "") {
      emitted++;
    }
    foldGap(gap, emitted, moreIndented || separator === "\n" ? "\n" : " ", runs);
    lineText(line, indent, runs);
    separator = moreIndented ? "\n" : " ";
    moreIndentedBefore = moreIndented;
    gap = [line];
    emitted = 0;
  }
}

/** The line breaks after the lines of `gap` decode to `count` characters: one for each, or one fewer. */
function foldGap(gap: readonly Line[], count: number, text: string, runs: Runs): void {
  const skipped = gap.length - count;
  for (let index = 0; index < count; index++) {
    const first = gap[index === 0 ? 0 : index + skipped]!;
    const last = gap[index + skipped]!;
    runs.atomic(text, first.end, last.next);
  }
}

function trailing(
  lines: readonly Line[],
  chompStart: number,
  indent: number,
  chomp: BlockHeader["chomp"],
  runs: Runs,
): void {
  if (chomp === "strip") return;
  const last = lines[chompStart - 1]!;
  lineBreak(last, runs);
  if (chomp === "clip") return;
  for (let index = chompStart; index < lines.length; index++) {
    const line = lines[index]!;
    if (index > chompStart) lineBreak(lines[index - 1]!, runs);
    runs.verbatim(Math.min(line.start + indent, line.text), line.text);
  }
}
