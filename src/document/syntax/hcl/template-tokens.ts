/** Splits a template into literals and sequences, and decodes the escapes of the literals. */
import type { TemplateSequence } from "./template-sequences.ts";

export type LiteralKind = "quoted" | "heredoc" | "indented-heredoc" | "file";

/** A part of a literal: source characters unchanged, or a text that all of them decode to. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isVerbatim: boolean;
}

export type Token = { readonly hole: TemplateSequence } | { pieces: Piece[] };

export function tokensOf(
  source: string,
  from: number,
  to: number,
  kind: LiteralKind,
  holes: readonly TemplateSequence[],
): Token[] {
  const tokens: Token[] = [];
  const isByLine = kind !== "quoted";
  const literal = (start: number, end: number): void => {
    for (let at = start; at < end;) {
      const newline = isByLine ? source.indexOf("\n", at) : -1;
      const stop = newline === -1 || newline >= end ? end : newline + 1;
      tokens.push({ pieces: piecesOf(source, at, stop, kind) });
      at = stop;
    }
  };
  let at = from;
  for (const hole of holes) {
    literal(at, hole.start);
    tokens.push({ hole });
    at = hole.end;
  }
  literal(at, to);
  return tokens;
}

/** `$${` and `%%{`; in quoted strings also backslash escapes. */
const ESCAPE = /\$\$\{|%%\{/g;
const QUOTED_ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^\n]))|\$\$\{|%%\{/g;

const CONTROL: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function piecesOf(source: string, from: number, to: number, kind: LiteralKind): Piece[] {
  const pieces: Piece[] = [];
  const verbatim = (start: number, end: number): void => {
    if (end > start) pieces.push({ from: start, to: end, text: source.slice(start, end), isVerbatim: true });
  };
  const text = source.slice(from, to);
  let at = from;
  for (const match of text.matchAll(kind === "quoted" ? QUOTED_ESCAPE : ESCAPE)) {
    const start = from + match.index;
    const end = start + match[0].length;
    verbatim(at, start);
    pieces.push({ from: start, to: end, text: unescape(match), isVerbatim: false });
    at = end;
  }
  verbatim(at, to);
  return pieces;
}

function unescape([written, short, long, char]: RegExpExecArray): string {
  const digits = short ?? long;
  if (digits !== undefined) {
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  if (char === undefined) return written.slice(1);
  return CONTROL.get(char) ?? (char === '"' || char === "\\" ? char : written);
}
