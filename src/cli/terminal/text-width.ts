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

/** The grapheme clusters of a text. */
function graphemes(text: string): string[] {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007F]*$/.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The number of cells of a grapheme cluster other than a tab, or of several spaces. */
function widthOf(character: string): number {
  return character.length === 1 && character >= " " && character <= "~" ? 1 : stringWidth(character);
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
  let offset = from;
  let total = 0;
  let before = 0;
  let marked = 0;
  const shown = graphemes(escapeUnsafe(text)).map((character) => {
    const cell = character === "\t" ? " ".repeat(TAB_WIDTH - (total % TAB_WIDTH)) : character;
    const ownWidth = widthOf(cell);
    if (offset < start) before += ownWidth;
    else if (offset < end) marked += ownWidth;
    offset += character.length;
    total += ownWidth;
    return cell;
  });
  return cutToWindow(shown, { before, marked: Math.max(1, marked), total, width, leading, trailing });
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
  /** Number of cells of the whole part. */
  readonly total: number;
  readonly width: number;
  readonly leading: boolean;
  readonly trailing: boolean;
}

/** @param part the grapheme clusters of a part of a line */
function cutToWindow(part: readonly string[], request: WindowRequest): MarkedLine {
  const { before, marked, total, width } = request;
  if (total <= width && !request.leading && !request.trailing) return { text: part.join(""), before, marked };
  const room = width - 2;
  const contextBefore = marked > room ? Math.floor(room / 4) : Math.floor((room - marked) / 2);
  const least = Math.min(Math.max(0, before - contextBefore), Math.max(0, total - room));
  let skipped = 0;
  let first = 0;
  while (first < part.length && skipped < least) skipped += widthOf(part[first++]!);
  let used = 0;
  let end = first;
  while (end < part.length && used + widthOf(part[end]!) <= room) used += widthOf(part[end++]!);
  const isCutBefore = skipped > 0 || request.leading;
  const isCutAfter = end < part.length || request.trailing;
  const position = before - skipped;
  return {
    text: `${isCutBefore ? "…" : ""}${part.slice(first, end).join("")}${isCutAfter ? "…" : ""}`,
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
  if (shown.length <= width && /^[!-~](?:[ -~]*[!-~])?$/.test(shown)) return [shown];
  const whole = shown.replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(" ", CODE_SPACE));
  return wrapAnsi(whole, width).replaceAll(CODE_SPACE, " ").split("\n");
}
