/** Source maps: the text that a syntax tree's positions index, and its location in the step's script. */
import { EMPTY_STRING } from "./pieces.ts";
import type { ShellScript } from "../syntax/script.ts";
import { OPAQUE } from "../syntax/opaque.ts";
import type { Span } from "../spans/span.ts";
import type { AbstractString, Piece } from "../model/value.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

export interface OpaqueRange extends Span {
  readonly piece: Piece;
}

export interface Source {
  readonly text: string;
  /** Ranges of `text` in which `OPAQUE` replaces a piece, in order. */
  readonly opaque: readonly OpaqueRange[];
  /** Whether the step's script contains every character of `text`, one by one and in one range. */
  readonly exact: boolean;
  /** The range of the step's script for `[pos, end)` of `text`. */
  span(pos: number, end: number): Span;
  /** The offset in the step's script of `text[pos]`, if the script contains `[pos, end)` character by character. */
  locate(pos: number, end: number): number | undefined;
}

export function scriptSource(script: ShellScript): Source {
  const { length } = script.text;
  // If the script has a syntax error, the parser may report positions after its end. (`Math.min` would make floating-point
  // numbers of positions once V8 has optimized it, each an object of its own.)
  const inText = (pos: number): number => (pos < length ? pos : length);
  return {
    text: script.text,
    opaque: script.placeholders.map(({ pos, end, name }) => ({
      pos,
      end,
      piece: { kind: "unknown", reason: "placeholder", name, nonEmpty: false },
    })),
    exact: true,
    span: (pos, end) => ({ pos: inText(pos), end: inText(end) }),
    locate: (pos) => pos,
  };
}

interface Segment {
  readonly pos: number;
  readonly end: number;
  /** Its range in the step's script. */
  readonly at: number;
  readonly to: number;
  /** Whether the script contains something else there, which the shell replaces by unknown text. */
  readonly replaced: boolean;
}

function located(pos: number, end: number, at: number): Segment {
  return { pos, end, at, to: at + end - pos, replaced: false };
}

/** The segment that contains `pos`, by bisection. */
function segmentAt(segments: readonly Segment[], pos: number): Segment | undefined {
  const found = segments[lowerBound(segments.length, (index) => segments[index]!.end <= pos)];
  return found !== undefined && found.pos <= pos ? found : undefined;
}

function mapped(text: string, opaque: readonly OpaqueRange[], segments: readonly Segment[], holder: Span): Source {
  const locate = (pos: number, end: number): number | undefined => {
    const segment = segmentAt(segments, pos);
    if (segment === undefined || segment.replaced || end > segment.end) return undefined;
    return segment.at + pos - segment.pos;
  };
  const only = segments.length === 1 ? segments[0] : undefined;
  return {
    text,
    opaque,
    exact: only !== undefined && !only.replaced && only.pos === 0 && only.end === text.length,
    locate,
    span: (pos, end) => {
      if (pos === end) {
        const before = pos > 0 ? segmentAt(segments, pos - 1) : undefined;
        const at = locate(pos, pos) ?? (before && (pos === before.end ? before.to : before.at + pos - before.pos));
        return at === undefined ? holder : { pos: at, end: at };
      }
      const first = segmentAt(segments, pos);
      const last = segmentAt(segments, end - 1);
      if (first === undefined || last === undefined) return holder;
      const from = first.at + pos - first.pos;
      const to = end === last.end ? last.to : last.at + end - last.pos;
      return from <= to ? { pos: from, end: to } : holder;
    },
  };
}

/** The source of code that is a string of the script. `holder` is the span of the word that contains it. */
export function embeddedSource(code: AbstractString, holder: Span): Source {
  let text = "";
  const opaque: OpaqueRange[] = [];
  const segments: Segment[] = [];
  for (const piece of code) {
    if (piece.kind === "text") {
      const end = text.length + piece.text.length;
      if (piece.at !== undefined) {
        fillGap(segments, text.length, piece.at);
        segments.push(located(text.length, end, piece.at));
      }
      text += piece.text;
    } else {
      opaque.push({ pos: text.length, end: text.length + 1, piece });
      text += OPAQUE;
    }
  }
  return mapped(text, opaque, segments, holder);
}

/** Maps unknown text between two segments to the part of the script between them. */
function fillGap(segments: Segment[], end: number, to: number): void {
  const before = segments.at(-1);
  if (before === undefined || before.end >= end || before.to > to) return;
  segments.push({ pos: before.end, end, at: before.to, to, replaced: true });
}

/**
 * The source of a substitution in backticks with escapes, which the parser has decoded. `[pos, end)` is the substitution in
 * `outer`, including its backticks.
 */
export function backtickSource(decoded: string, outer: Source, pos: number, end: number): Source {
  let made = inBackticks.get(outer);
  if (made === undefined) inBackticks.set(outer, (made = new Map()));
  let source = made.get(pos);
  if (source === undefined) made.set(pos, (source = decodedSource(decoded, outer, pos, end)));
  return source;
}

/** For each source, by start position: a substitution in a loop, or in another substitution, is evaluated often. */
const inBackticks = new WeakMap<Source, Map<number, Source>>();

function decodedSource(decoded: string, outer: Source, pos: number, end: number): Source {
  const segments: Segment[] = [];
  const opaque: OpaqueRange[] = [];
  let from = pos + 1;
  for (let to = 0; to < decoded.length && from < end; to++, from++) {
    if (outer.text.charCodeAt(from) === 92 && outer.text[from] !== decoded[to]) from++;
    else if (outer.text.charCodeAt(from) === 92 && outer.text.charCodeAt(from + 1) === 92) from++;
    const at = outer.locate(from, from + 1);
    const last = segments.at(-1);
    if (at === undefined) continue;
    if (last !== undefined && last.end === to && last.at + to - last.pos === at) {
      segments[segments.length - 1] = located(last.pos, to + 1, last.at);
    } else segments.push(located(to, to + 1, at));
    const range = outer.opaque[firstAfter(outer.opaque, from)];
    if (range?.pos === from) opaque.push({ pos: to, end: to + range.end - range.pos, piece: range.piece });
  }
  return mapped(decoded, opaque, segments, outer.span(pos, end));
}

/** `[pos, end)` of the source's text unchanged, with its opaque ranges as their pieces. */
export function literalString(source: Source, pos: number, end: number): AbstractString {
  if (pos === end) return EMPTY_STRING;
  if (source.opaque.length === 0)
    return [{ kind: "text", text: source.text.slice(pos, end), at: source.locate(pos, end) }];
  const pieces: Piece[] = [];
  let from = pos;
  let index = firstAfter(source.opaque, pos);
  for (; index < source.opaque.length; index++) {
    const range = source.opaque[index]!;
    if (range.pos >= end) break;
    if (range.pos > from) {
      pieces.push({ kind: "text", text: source.text.slice(from, range.pos), at: source.locate(from, range.pos) });
    }
    pieces.push(range.piece);
    from = range.end < end ? range.end : end;
  }
  if (from < end) pieces.push({ kind: "text", text: source.text.slice(from, end), at: source.locate(from, end) });
  return pieces;
}

/** The index of the first range that ends after `pos`. */
const firstAfter = (ranges: readonly OpaqueRange[], pos: number): number =>
  lowerBound(ranges.length, (index) => ranges[index]!.end <= pos);
