/** Parses text with unknown parts: each unknown piece is replaced by a single character, and restored after parsing. */
import type { AbstractString, Piece } from "../../shell/index.ts";

export interface SealedText {
  /** The known text, with a private-use character in place of each other piece. */
  readonly text: string;
  /** Restores the string for a part of `text`. */
  unseal(part: string): AbstractString;
}

const FIRST = 0xe000;
const LAST = 0xf8ff;

/** Seals `value`. The private-use area has 6,400 characters; all pieces beyond that share one character. */
export function seal(value: AbstractString): SealedText {
  const used = new Set<string>();
  for (const piece of value) if (piece.kind === "text") for (const char of piece.text) used.add(char);
  const pieces = new Map<string, Piece>();
  let next = FIRST;
  let text = "";
  for (const piece of value) {
    if (piece.kind === "text") {
      text += piece.text;
      continue;
    }
    while (used.has(String.fromCharCode(next)) && next < LAST) next++;
    const char = String.fromCharCode(next);
    pieces.set(char, piece);
    text += char;
    if (next < LAST) next++;
  }
  const unseal = (part: string): AbstractString => {
    const result: Piece[] = [];
    let known = "";
    for (const char of part) {
      const piece = pieces.get(char);
      if (piece === undefined) {
        known += char;
        continue;
      }
      if (known !== "") result.push({ kind: "text", text: known });
      known = "";
      result.push(piece);
    }
    if (known !== "") result.push({ kind: "text", text: known });
    return result;
  };
  return { text, unseal };
}
