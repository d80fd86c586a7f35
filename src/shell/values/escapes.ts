/** Decodes backslash escapes as `echo -e` and `printf` do. */
import { appendPieces } from "./pieces.ts";
import type { AbstractString, Piece } from "../model/value.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const ESCAPE = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|0?([0-7]{1,3})|(.))/gs;

/** The text with its escapes decoded. */
export function decodeEscapes(text: string): string {
  return text.replace(ESCAPE, (all, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return codePoint(Number.parseInt(code, 16));
    if (octal !== undefined) return codePoint(Number.parseInt(octal, 8) & 255);
    return SIMPLE[other!] ?? all;
  });
}

function codePoint(code: number): string {
  return code > 0x10_ff_ff ? "" : String.fromCodePoint(code);
}

/** The value until `\c`, after which `echo -e` and `%b` print nothing; `undefined` if it contains none. */
export function untilStop(value: AbstractString): AbstractString | undefined {
  for (const [index, piece] of value.entries()) {
    if (piece.kind !== "text") continue;
    for (const match of piece.text.matchAll(/\\(.)/gs)) {
      if (match[1] !== "c") continue;
      const text = piece.text.slice(0, match.index);
      return [...value.slice(0, index), ...(text === "" ? [] : [{ ...piece, text }])];
    }
  }
  return undefined;
}

/** The pieces with the escapes in their known text decoded; positions are kept for unchanged text. */
export function echoEscapes(value: AbstractString): AbstractString {
  const pieces: Piece[] = [];
  for (const piece of value)
    appendPieces(pieces, piece.kind === "text" ? decodedPieces(piece.text, piece.at) : [piece]);
  return pieces;
}

/** Known text with escapes decoded; each part without escapes keeps its position. */
export function decodedPieces(text: string, at: number | undefined): AbstractString {
  if (!text.includes("\\")) return [{ kind: "text", text, at }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    if (match.index > from)
      pieces.push({ kind: "text", text: text.slice(from, match.index), at: at === undefined ? undefined : at + from });
    pieces.push({ kind: "text", text: decodeEscapes(match[0]), at: undefined });
    from = match.index + match[0].length;
  }
  if (from < text.length)
    pieces.push({ kind: "text", text: text.slice(from), at: at === undefined ? undefined : at + from });
  return pieces;
}
