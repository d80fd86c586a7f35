/** White space that a template does not keep: next to strip markers (`~`), and the indentation of `<<-`. */
import type { Piece, Token } from "./template-tokens.ts";

/** The characters of Go's `unicode.IsSpace`. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Number of white-space characters at the start of a text, and at its end (`trailingSpace`). */
function leadingSpace(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[count]!)) count++;
  return count;
}

/** Whether the text is empty or only white space, as Terraform sees it. */
export function isBlank(text: string): boolean {
  return leadingSpace(text) === text.length;
}

function trailingSpace(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[text.length - 1 - count]!)) count++;
  return count;
}

/** `${~` removes white space at the end of the literal before it, `~}` at the start of the literal after it. */
export function stripAtMarkers(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (!("hole" in token)) continue;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (token.hole.stripsBefore && before !== undefined && "pieces" in before) before.pieces = trimEnd(before.pieces);
    if (token.hole.stripsAfter && after !== undefined && "pieces" in after) after.pieces = trimStart(after.pieces);
  }
}

function trimStart(pieces: readonly Piece[]): Piece[] {
  const left = [...pieces];
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const space = leadingSpace(first.text);
    if (space < first.text.length) {
      left[0] = withoutStart(first, space);
      break;
    }
    left.shift();
  }
  return left;
}

function trimEnd(pieces: readonly Piece[]): Piece[] {
  const left = [...pieces];
  for (let last = left.at(-1); last !== undefined; last = left.at(-1)) {
    const space = trailingSpace(last.text);
    if (space < last.text.length) {
      const { from, isVerbatim, text, to } = last;
      if (space > 0 && isVerbatim)
        left[left.length - 1] = { from, to: to - space, text: text.slice(0, -space), isVerbatim };
      break;
    }
    left.pop();
  }
  return left;
}

function withoutStart(piece: Piece, count: number): Piece {
  if (count === 0 || !piece.isVerbatim) return piece;
  return { from: piece.from + count, to: piece.to, text: piece.text.slice(count), isVerbatim: true };
}

/** Number of leading white-space characters of a literal that starts a line and is not blank. */
const indentationOf = (pieces: readonly Piece[]): number => leadingSpace(pieces[0]?.text ?? "");

/** Removes the smallest indentation of all lines from each line (`flushHeredocTemplateParts`). Returns its width. */
export function removeIndentation(tokens: readonly Token[]): number {
  let least = Number.POSITIVE_INFINITY;
  let startsLine = true;
  const lines: { pieces: Piece[] }[] = [];
  for (const token of tokens) {
    const text = "pieces" in token ? token.pieces.map((piece) => piece.text).join("") : undefined;
    if (startsLine) {
      startsLine = false;
      if (!("pieces" in token)) least = 0;
      else if (leadingSpace(text!) < text!.length || !text!.endsWith("\n")) {
        least = Math.min(least, indentationOf(token.pieces));
        lines.push(token);
      }
    }
    if (text?.endsWith("\n")) startsLine = true;
  }
  if (!Number.isFinite(least) || least === 0) return 0;
  for (const line of lines) {
    const [first, ...others] = line.pieces;
    if (first !== undefined) line.pieces = [withoutStart(first, least), ...others];
  }
  return least;
}
