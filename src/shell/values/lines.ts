/** Lines of texts that are partly unknown. */
import { cutText, EMPTY_STRING } from "./pieces.ts";
import type { AbstractString, Piece } from "../model/value.ts";

export interface Line {
  readonly line: AbstractString;
  readonly rest: AbstractString;
  readonly terminated: boolean;
}

/** The first line of the rest of stdin. @param end the character that ends a line */
export function firstLine(input: AbstractString, end = "\n"): Line {
  const line: Piece[] = [];
  for (let index = 0; index < input.length; index++) {
    const piece = input[index]!;
    const newline = piece.kind === "text" ? piece.text.indexOf(end) : -1;
    if (piece.kind !== "text" || newline === -1) {
      line.push(piece);
      continue;
    }
    const { text, at } = piece;
    if (newline > 0) line.push({ kind: "text", text: text.slice(0, newline), at });
    const rest = text.slice(newline + 1);
    const tail: Piece[] =
      rest === "" ? [] : [{ kind: "text", text: rest, at: at === undefined ? undefined : at + newline + 1 }];
    return { line, rest: [...tail, ...input.slice(index + 1)], terminated: true };
  }
  return { line, rest: EMPTY_STRING, terminated: false };
}

/** The lines, without the line breaks. What is unknown counts as a part of one line. */
export function splitLines(text: AbstractString): readonly AbstractString[] {
  let line: Piece[] = [];
  const lines = [line];
  for (const piece of text) {
    if (piece.kind !== "text") {
      line.push(piece);
      continue;
    }
    let from = 0;
    for (let at = piece.text.indexOf("\n"); at !== -1; at = piece.text.indexOf("\n", from)) {
      if (at > from) line.push(cutText(piece, from, at));
      lines.push((line = []));
      from = at + 1;
    }
    if (from < piece.text.length) line.push(cutText(piece, from));
  }
  return lines;
}
