/** Literal text of words: its value, without the characters that quote it. */
import type { Frame } from "../state/interfaces/evaluator.ts";
import { appendPieces, COMPUTED, stringOf } from "../values/pieces.ts";
import { OPAQUE } from "../syntax/opaque.ts";
import { literalString } from "../values/source.ts";
import type { FieldBuilder } from "../values/field-splitting.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";

/** Unquoted literal text without its backslashes. */
function unquotedLiteral(frame: Frame, pos: number, end: number): AbstractString {
  return unescaped(frame, pos, end, undefined);
}

/** The text without the backslashes that quote one of `characters` (any character if `undefined`); positions are kept. */
function unescaped(frame: Frame, pos: number, end: number, characters: string | undefined): AbstractString {
  const { source } = frame.context;
  const { text } = source;
  // Does not search the whole text, which would be searched to its end for every word.
  const first = text.slice(pos, end).indexOf("\\");
  if (first === -1) return literalString(source, pos, end);
  let backslash = pos + first;
  const pieces: Piece[] = [];
  let from = pos;
  while (backslash !== -1 && backslash < end) {
    const next = text[backslash + 1];
    const quotes = backslash + 1 < end && (characters === undefined || next === "\n" || characters.includes(next!));
    if (quotes) {
      appendPieces(pieces, literalString(source, from, backslash));
      from = next === "\n" ? backslash + 2 : backslash + 1;
    }
    backslash = text.indexOf("\\", quotes ? backslash + 2 : backslash + 1);
  }
  appendPieces(pieces, literalString(source, from, end));
  return pieces;
}

/**
 * Adds unquoted literal text to the fields of a word.
 * @param operand whether it is in `${X:-…}`, where literal text is split too.
 */
export function addUnquotedLiteral(
  frame: Frame,
  builder: FieldBuilder,
  pos: number,
  end: number,
  operand: boolean,
): void {
  if (operand) {
    addOperandLiteral(frame, builder, pos, end);
    return;
  }
  const pieces = unquotedLiteral(frame, pos, end);
  if (frame.context.source.opaque.length === 0) builder.add(pieces, false);
  else {
    for (const piece of pieces) {
      // The value of a placeholder is split like the text around it.
      if (piece.kind === "text") builder.add([piece], false);
      else builder.addSplit([piece]);
    }
  }
}

function addOperandLiteral(frame: Frame, builder: FieldBuilder, pos: number, end: number): void {
  const { source } = frame.context;
  const text = source.text.slice(pos, end);
  let from = 0;
  for (let at = text.indexOf("\\"); at !== -1; at = text.indexOf("\\", from)) {
    builder.addSplit(literalString(source, pos + from, pos + at));
    from = Math.min(at + 2, text.length);
    if (text[at + 1] !== "\n") builder.add(literalString(source, pos + at + 1, pos + from), true);
  }
  builder.addSplit(literalString(source, pos + from, end));
}

/** A literal inside double quotes or an unquoted here-document. */
export function quotedLiteral(frame: Frame, pos: number, end: number, hereDocument: boolean): AbstractString {
  return unescaped(frame, pos, end, hereDocument ? "$`\\" : '$`"\\');
}

export function ansiCQuoted(frame: Frame, pos: number, end: number, value: string): AbstractString {
  const inside = literalString(frame.context.source, pos + 2, end - 1);
  return inside.length === 1 && knownText(inside) === value
    ? inside
    : value.includes(OPAQUE)
      ? [COMPUTED]
      : stringOf(value);
}

/** Literal text of a here-document without expansions. */
export function hereDocumentText(frame: Frame, pos: number, end: number): AbstractString {
  return quotedLiteral(frame, pos, end, true);
}
