/**
 * Lays out text in the cells of a terminal.
 *
 * string-width and wrap-ansi do the same, but create an Intl.Segmenter when they are loaded. That takes 30 ms, half as long
 * as a short run.
 */
import stringWidth from "fast-string-width";
import { wrapAnsi } from "fast-wrap-ansi";
import { escapeUnsafe } from "./safe-text.ts";

const TAB_WIDTH = 4;

let segmenter: Intl.Segmenter | undefined;

/** The grapheme clusters of a text, each with its start offset. */
function* graphemes(text: string): Generator<{ readonly text: string; readonly offset: number }> {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007F]*$/.test(text)) {
    for (let offset = 0; offset < text.length; offset++) yield { text: text[offset]!, offset };
  } else {
    segmenter ??= new Intl.Segmenter();
    for (const { segment, index } of segmenter.segment(text)) yield { text: segment, offset: index };
  }
}

/** The number of cells of a grapheme cluster other than a tab. */
function widthOf(character: string): number {
  return /^[ -~]$/.test(character) ? 1 : stringWidth(character);
}

interface Cell {
  readonly text: string;
  readonly width: number;
}

/** A part of a line, and the cells of it that are marked. */
export interface MarkedLine {
  readonly text: string;
  /** Number of cells before the mark. */
  readonly before: number;
  /** Number of cells of the mark, at least one. */
  readonly marked: number;
}

/**
 * A source line for display with the range `[start, end)` (UTF-16 offsets in the line) marked. Tabs become spaces, control
 * characters become pictures, and a line longer than `width` cells is cut to the part around the mark.
 */
export function markLine(line: string, start: number, end: number, width: number): MarkedLine {
  const { text, from, leading, trailing } = nearPart(line, start, width);
  const cells: Cell[] = [];
  let column = 0;
  let before = 0;
  let marked = 0;
  for (const { text: character, offset } of graphemes(escapeUnsafe(text))) {
    const ownWidth = character === "\t" ? TAB_WIDTH - (column % TAB_WIDTH) : widthOf(character);
    const at = from + offset;
    if (at < start) before += ownWidth;
    else if (at < end) marked += ownWidth;
    column += ownWidth;
    cells.push({ text: character === "\t" ? " ".repeat(ownWidth) : character, width: ownWidth });
  }
  return cutToWindow(cells, { before, marked: Math.max(1, marked), width, leading, trailing });
}

/** The part of a very long line that can be visible, so that only this part is measured. */
function nearPart(line: string, start: number, width: number) {
  // Each of these characters takes at least one cell; of others, several may share one.
  // oxlint-disable-next-line no-control-regex
  const isAscii = /^[\u0000-\u007F]*$/.test(line.slice(Math.max(0, start - width), start + width));
  const reach = isAscii ? width : width * 4;
  let from = Math.max(0, start - reach);
  if (from > 0 && /[\uDC00-\uDFFF]/.test(line[from]!)) from--;
  const to = Math.min(line.length, start + reach);
  return { text: line.slice(from, to), from, leading: from > 0, trailing: to < line.length };
}

interface WindowRequest extends Omit<MarkedLine, "text"> {
  readonly width: number;
  readonly leading: boolean;
  readonly trailing: boolean;
}

function cutToWindow(cells: readonly Cell[], request: WindowRequest): MarkedLine {
  const { before, marked, width } = request;
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const join = (part: readonly Cell[]) => part.map(({ text }) => text).join("");
  if (total <= width && !request.leading && !request.trailing) return { text: join(cells), before, marked };
  const room = width - 2;
  const contextBefore = marked > room ? Math.floor(room / 4) : Math.floor((room - marked) / 2);
  const first = Math.min(Math.max(0, before - contextBefore), Math.max(0, total - room));
  const shown: Cell[] = [];
  let skipped = 0;
  let used = 0;
  let index = 0;
  while (index < cells.length && skipped < first) skipped += cells[index++]!.width;
  while (index < cells.length && used + cells[index]!.width <= room) {
    used += cells[index]!.width;
    shown.push(cells[index++]!);
  }
  const isCutBefore = skipped > 0 || request.leading;
  const isCutAfter = index < cells.length || request.trailing;
  const position = before - skipped;
  return {
    text: `${isCutBefore ? "…" : ""}${join(shown)}${isCutAfter ? "…" : ""}`,
    before: position + (isCutBefore ? 1 : 0),
    marked: Math.max(1, Math.min(marked, used - position)),
  };
}

/** Stands for a space in code: a private-use character with the width of a space. */
const CODE_SPACE = "\uE000";

/**
 * Text wrapped at spaces to lines of at most `width` cells. A longer word gets a line of its own, and so does code in
 * backticks, which is not split because users copy it.
 */
export function wrapText(text: string, width: number): string[] {
  const shown = escapeUnsafe(text).replaceAll(CODE_SPACE, "\uFFFD");
  const whole = shown.replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(" ", CODE_SPACE));
  return wrapAnsi(whole, width).replaceAll(CODE_SPACE, " ").split("\n");
}
