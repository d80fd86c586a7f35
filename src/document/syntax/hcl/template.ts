/**
 * Decodes templates of HCL: the text of a quoted string, a here-document or a template file, and the source of each
 * character.
 *
 * Follows HashiCorp's parser (hclsyntax/parser_template.go): a template is a list of tokens, which are literals and
 * sequences. A literal of a here-document ends with its line. Strip markers (`~`) and the indentation that `<<-` removes
 * affect single literals.
 */
import type { OpaqueText, Range } from "../../model/document.ts";
import { Runs } from "../../scalars/runs.ts";
import type { HclNode } from "./parser.ts";

/** A sequence in a template: an interpolation (`${ … }`) or a part of a directive (`%{ if … }`, `%{ endif }`). */
export interface TemplateSequence {
  readonly start: number;
  readonly end: number;
  /** The expression of an interpolation; `undefined` for a part of a directive. */
  readonly expression: HclNode | undefined;
  /** Whether `~` removes the white space before and after it. */
  readonly stripsBefore: boolean;
  readonly stripsAfter: boolean;
}

/** The text that replaces a hole. */
export interface SequenceText {
  readonly text: string;
  /** The name, if the text is only a placeholder for an unknown value. */
  readonly name?: string;
}

export type LiteralKind = "quoted" | "heredoc" | "indented-heredoc" | "file";

export interface DecodedTemplate {
  readonly text: string;
  readonly runs: Runs;
  /** Source ranges of the holes. */
  readonly holes: readonly { readonly range: Range; readonly name: string }[];
  /** The same holes as ranges of the decoded text. */
  readonly opaque: readonly OpaqueText[];
  /** Number of characters that `<<-` removes from each line. */
  readonly indent: number;
}

const DIRECTIVES: ReadonlySet<string> = new Set([
  "template_if_intro",
  "template_else_intro",
  "template_if_end",
  "template_for_start",
  "template_for_end",
]);

const HOLDERS: ReadonlySet<string> = new Set(["template_directive", "template_if", "template_for"]);

/** The holes of a template in order, without those nested in the expressions of interpolations. */
export function holesIn(template: HclNode): TemplateSequence[] {
  const holes: TemplateSequence[] = [];
  const open: HclNode[] = [template];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node !== template && !HOLDERS.has(node.type)) continue;
    for (const child of node.children) {
      if (child.type === "template_interpolation" || DIRECTIVES.has(child.type)) holes.push(holeOf(child));
      else if (HOLDERS.has(child.type)) open.push(child);
    }
  }
  return holes.toSorted((a, b) => a.start - b.start);
}

function holeOf(node: HclNode): TemplateSequence {
  const { children } = node;
  return {
    start: node.startIndex,
    end: node.endIndex,
    expression: node.type === "template_interpolation" ? children.find(({ type }) => type === "expression") : undefined,
    stripsBefore: children[1]?.type === "strip_marker",
    stripsAfter: children.length > 2 && children.at(-2)?.type === "strip_marker",
  };
}

/** A part of a literal: source characters unchanged, or a text that all of them decode to. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isVerbatim: boolean;
}

type Token = { readonly hole: TemplateSequence } | { pieces: Piece[] };

/** Decodes the source's `[from, to)`: the text inside the quotes, or the lines of a here-document. */
export function decodeTemplate(
  source: string,
  [from, to]: Range,
  kind: LiteralKind,
  holes: readonly TemplateSequence[],
  fill: (hole: TemplateSequence) => SequenceText,
): DecodedTemplate {
  const tokens = tokensOf(source, from, to, kind, holes);
  strip(tokens);
  const indent = kind === "indented-heredoc" ? removeIndentation(tokens) : 0;
  const runs = new Runs();
  const opaque: OpaqueText[] = [];
  const named: { range: Range; name: string }[] = [];
  const texts: string[] = [];
  for (const token of tokens) {
    if ("hole" in token) {
      const { start, end } = token.hole;
      const { name, text } = fill(token.hole);
      if (name !== undefined) {
        opaque.push({ range: [runs.length, runs.length + text.length], name });
        named.push({ range: [start, end], name });
      }
      runs.atomic(text, start, end);
      texts.push(text);
      continue;
    }
    for (const piece of token.pieces) {
      if (piece.isVerbatim) runs.verbatim(piece.from, piece.to);
      else runs.atomic(piece.text, piece.from, piece.to);
      texts.push(piece.text);
    }
  }
  return { text: texts.join(""), runs, holes: named, opaque, indent };
}

function tokensOf(
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

/** The characters of Go's `unicode.IsSpace`. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Number of white-space characters at the start of a text, and at its end (`trailingSpace`). */
function leadingSpace(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[count]!)) count++;
  return count;
}

function trailingSpace(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[text.length - 1 - count]!)) count++;
  return count;
}

/** `${~` removes white space at the end of the literal before it, `~}` at the start of the literal after it. */
function strip(tokens: readonly Token[]): void {
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
function removeIndentation(tokens: readonly Token[]): number {
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
