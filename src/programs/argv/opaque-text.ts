/** Parsing text of which parts are not known: each such part stands in the text as one character, and comes back after it. */
import type { AbstractString, Piece } from "../../shell/index.ts";

export interface SealedText {
  /** The known text with one private-use character for each other piece. */
  readonly text: string;
  /** The string that a part of `text` stands for. */
  unseal(part: string): AbstractString;
}

const FIRST = 0xe000;
const LAST = 0xf8ff;

/** Seals `value`; pieces beyond the room of the private-use area (6,400) stand as one character together. */
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
