/** Text as a terminal shows it: how many cells it takes, and nothing in it that the terminal would obey. */

const tabWidth = 4;

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** First and last code points of the blocks that East Asian Width calls wide, apart from emoji. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

/** Cells that one character (code point) takes. */
function cellsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (zeroWidth.test(character)) return 0;
  if (/^\p{Emoji_Presentation}$/u.test(character)) return 2;
  return wideBlocks.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Control characters as their pictures, so that a script cannot write to the terminal through a report. */
export const harmless = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    if (character === "\n" || character === "\t") return character;
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\uFFFD";
  });

/** The same in one line: for names of files, which may hold line breaks. */
export const oneLine = (text: string): string =>
  harmless(text).replaceAll(/[\n\t]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)));

interface Cell {
  readonly text: string;
  readonly width: number;
}

/** A part of a line, and which of its cells are marked. */
export interface MarkedLine {
  readonly text: string;
  /** Cells before the mark. */
  readonly before: number;
  /** Cells of the mark, at least one. */
  readonly marked: number;
}

/**
 * A source line as shown with the range `[start, end)` (UTF-16 offsets in the line) marked: tabs become spaces, control
 * characters pictures, and of a line that is longer than `width` cells the part around the mark.
 */
export function markLine(line: string, start: number, end: number, width: number): MarkedLine {
  const { text, from, leading, trailing } = nearPart(line, start, width);
  const cells: Cell[] = [];
  let column = 0;
  let before = 0;
  let marked = 0;
  let at = from;
  for (const character of text) {
    const isTab = character === "\t";
    const cell: Cell = isTab
      ? { text: " ".repeat(tabWidth - (column % tabWidth)), width: tabWidth - (column % tabWidth) }
      : { text: harmless(character), width: cellsOf(character) };
    if (at < start) before += cell.width;
    else if (at < end) marked += cell.width;
    column += cell.width;
    at += character.length;
    cells.push(cell);
  }
  return cutToWindow(cells, { before, marked: Math.max(1, marked), width, leading, trailing });
}

/** Of a very long line only what can be seen is measured. */
function nearPart(line: string, start: number, width: number) {
  const reach = width * 4;
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

/** Text wrapped at spaces to lines of at most `width` cells; a word that is longer has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of harmless(text).split("\n")) {
    let line = "";
    let used = 0;
    for (const word of paragraph.split(" ")) {
      const cells = [...word].reduce((sum, character) => sum + cellsOf(character), 0);
      if (line !== "" && used + 1 + cells > width) {
        lines.push(line);
        line = word;
        used = cells;
      } else {
        used += cells + (line === "" ? 0 : 1);
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}
