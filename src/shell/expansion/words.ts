/** Word expansion: quotes, parameters, substitutions, arithmetic, braces, field splitting. */
import type { DoubleQuotedChild, Word, WordPart } from "unbash";
import { arithmeticValue } from "./arithmetic.ts";
import { affordableWords } from "../limits/work.ts";
import { weigh } from "../limits/effort.ts";
import { LIMITS } from "../limits/limits.ts";
import { expandedBraces, type BraceWord } from "./braces.ts";
import { FieldBuilder, UNSPLIT, type Field } from "../values/field-splitting.ts";
import { fixedFields } from "./constant-words.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { fieldSeparators, manyValues, type Expanded } from "./parameter-values.ts";
import { parameter, simpleParameter } from "./parameters.ts";
import { COMPUTED, EMPTY_STRING, stringOf, unknownPiece, concatAll } from "../values/pieces.ts";
import { literalString } from "../values/source.ts";
import { substitution, processSubstitution } from "./substitutions.ts";
import type { AbstractString } from "../model/value.ts";
import { homeOf, mayHaveTilde, NO_TILDES, tildesIn, tildesOfWord, type TildeRange } from "./tildes.ts";
import { addUnquotedLiteral, quotedLiteral, ansiCQuoted } from "./literals.ts";

function addExpanded(frame: Frame, builder: FieldBuilder, expanded: Expanded, quoted: boolean): void {
  if (expanded.kind === "word") {
    if (quoted) {
      const fields = unsplit(frame, expanded.word, NO_TILDES);
      const open = fields.findIndex(({ split }) => split);
      const values = fields.map(({ value }) => value);
      addExpanded(frame, builder, manyValues({ values, front: open === -1 ? undefined : open }), true);
    } else addWord(frame, builder, expanded.word, tildesOfWord(frame, expanded.word), true);
    return;
  }
  if (expanded.kind === "one") {
    if (quoted) builder.add(expanded.value, true);
    else builder.addSplit(expanded.value);
    return;
  }
  const { values, front } = expanded;
  if (values.length > builder.most) {
    builder.isCut = true;
    builder.addUnknownFields(unknownPiece("cut"));
    return;
  }
  values.forEach((value, index) => {
    if (index > 0) builder.next();
    if (quoted || builder.isUnsplit) builder.add(value, true);
    else builder.addSplit(value);
    if (index === front) builder.open();
  });
  if (front === values.length) {
    if (values.length > 0) builder.next();
    builder.addUnknownFields(unknownPiece("inherited", false, "@"));
  }
}

function addQuotedChild(frame: Frame, builder: FieldBuilder, part: DoubleQuotedChild, hereDocument: boolean): void {
  switch (part.type) {
    case "Literal":
      builder.add(quotedLiteral(frame, part.pos, part.end, hereDocument), true);
      return;
    case "SimpleExpansion":
      addExpanded(frame, builder, simpleParameter(frame, part.text.slice(1), true), true);
      return;
    case "ParameterExpansion":
      addExpanded(frame, builder, parameter(frame, part, true), true);
      return;
    case "CommandExpansion":
      builder.add(substitution(frame, part), true);
      return;
    case "ArithmeticExpansion":
      builder.add(arithmeticValue(frame, part.expression), true);
  }
}

/** `operand`: the part is in `${X:-…}`, where literal text is split too. */
function addPart(frame: Frame, builder: FieldBuilder, part: WordPart, operand = false): void {
  switch (part.type) {
    case "Literal":
      addUnquotedLiteral(frame, builder, part.pos, part.end, operand);
      return;
    case "Glob":
    case "ExtendedGlob":
      builder.add(literalString(frame.context.source, part.pos, part.end), false);
      return;
    case "SingleQuoted":
      builder.add(literalString(frame.context.source, part.pos + 1, part.end - 1), true);
      return;
    case "AnsiCQuoted":
      builder.add(ansiCQuoted(frame, part.pos, part.end, part.value), true);
      return;
    case "DoubleQuoted":
    case "LocaleString":
      // `"$@"` without parameters is no field.
      if (part.parts.length !== 1 || !isList(part.parts[0]!)) builder.add(EMPTY_STRING, true);
      for (const child of part.parts) addQuotedChild(frame, builder, child, false);
      return;
    case "SimpleExpansion":
      addExpanded(frame, builder, simpleParameter(frame, part.text.slice(1), builder.isUnsplit), false);
      return;
    case "ParameterExpansion":
      addExpanded(frame, builder, parameter(frame, part, builder.isUnsplit), false);
      return;
    case "CommandExpansion":
      builder.addSplit(substitution(frame, part));
      return;
    case "ArithmeticExpansion":
      builder.addSplit(arithmeticValue(frame, part.expression));
      return;
    case "ProcessSubstitution":
      builder.add(processSubstitution(frame, part), true);
      return;
    case "BraceExpansion":
      if (part.parts === undefined) addUnquotedLiteral(frame, builder, part.pos, part.end, operand);
      else {
        builder.add(stringOf("{"), false);
        for (const inner of part.parts) addPart(frame, builder, inner, operand);
        builder.add(stringOf("}"), false);
      }
  }
}

function isList(part: DoubleQuotedChild): boolean {
  if (part.type === "SimpleExpansion") return part.text === "$@";
  if (part.type !== "ParameterExpansion") return false;
  return part.parameter === "@" || part.index?.text === "@";
}

/** Adds unquoted literal text of a word, in which tildes are expanded. */
function addLiteral(
  frame: Frame,
  builder: FieldBuilder,
  word: Word,
  { pos, end }: { readonly pos: number; readonly end: number },
  tildes: TildeRange,
  operand: boolean,
): void {
  let from = pos;
  for (const tilde of tildesIn(frame.context.source.text, word, pos, end, tildes)) {
    if (tilde.pos > from) addUnquotedLiteral(frame, builder, from, tilde.pos, operand);
    builder.add(homeOf(frame, tilde.user), true);
    from = tilde.end;
  }
  if (from < end || from === pos) addUnquotedLiteral(frame, builder, from, end, operand);
}

function addWord(frame: Frame, builder: FieldBuilder, word: Word, tildes: TildeRange, operand = false): void {
  if (!mayHaveTilde(word, frame.context.source.text)) tildes = NO_TILDES;
  if (word.parts === undefined) {
    addLiteral(frame, builder, word, word, tildes, operand);
    return;
  }
  for (const part of word.parts) {
    if (part.type === "Literal") addLiteral(frame, builder, word, part, tildes, operand);
    else addPart(frame, builder, part, operand);
  }
}

/** Whether the shell expands braces in the word. */
function hasBraces({ machine }: Frame, word: Word): boolean {
  return machine.interpreter !== "dash" && word.parts?.some(({ type }) => type === "BraceExpansion") === true;
}

function partFields(frame: Frame, parts: BraceWord, most: number): readonly Field[] {
  const builder = new FieldBuilder(fieldSeparators(frame), most);
  let from = 0;
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (typeof part === "string") builder.add(stringOf(part.slice(from)), false);
    else if (part.type !== "SimpleExpansion" || typeof next !== "string") addPart(frame, builder, part);
    else {
      // `$X{1,2}` is `$X1 $X2`.
      const name = /^[A-Za-z_]\w*/.exec(part.text.slice(1) + next)?.[0] ?? part.text.slice(1);
      addExpanded(frame, builder, simpleParameter(frame, name, false), false);
      from = name.length - part.text.length + 1;
      return;
    }
    from = 0;
  });
  return builder.end();
}

/** The fields that a word of a command expands to. */
export function expandFields(frame: Frame, word: Word, tildes = tildesOfWord(frame, word)): readonly Field[] {
  const fixed = fixedFields(frame, word, unsplitParts);
  if (fixed !== undefined) return fixed;
  const isBraced = hasBraces(frame, word);
  const most = affordableWords();
  const braces = isBraced ? expandedBraces(word, most) : undefined;
  if (braces !== undefined) {
    for (const parts of braces) weigh("repeated", parts.length);
    return braces.flatMap((parts) => partFields(frame, parts, most));
  }
  const builder = new FieldBuilder(fieldSeparators(frame), most);
  addWord(frame, builder, word, tildes);
  if (builder.isCut || (most < LIMITS.fields && isBraced))
    frame.machine.record.cut("words", frame.context.source.span(word.pos, word.end));
  return builder.end();
}

/** The fields of a word that is not split: several if it contains `"$@"`. */
function unsplit(frame: Frame, word: Word, tildes: TildeRange): readonly Field[] {
  return fixedFields(frame, word, unsplitParts) ?? unsplitParts(frame, word, tildes);
}

function unsplitParts(frame: Frame, word: Word, tildes = NO_TILDES): readonly Field[] {
  const builder = new FieldBuilder(UNSPLIT);
  addWord(frame, builder, word, tildes);
  return builder.end();
}

/** The string that a word expands to where the shell does not split it: assignments, `case`, redirections. */
export function expandString(
  frame: Frame,
  word: Word,
  tildes: TildeRange = { start: word.pos, afterColons: false },
): AbstractString {
  return separatedBySpaces(unsplit(frame, word, tildes));
}

/** The value that an assignment stores; its word begins at the offset `start`. */
export function expandAssigned(frame: Frame, word: Word, start = word.pos): AbstractString {
  return expandString(frame, word, { start, afterColons: true });
}

function separatedBySpaces(fields: readonly Field[]): AbstractString {
  if (fields.length === 1) return fields[0]!.value;
  return concatAll(fields.flatMap((field, index) => (index === 0 ? [field.value] : [stringOf(" "), field.value])));
}

/** One part of a word as one string. */
export function expandPart(frame: Frame, part: WordPart): AbstractString {
  const builder = new FieldBuilder(UNSPLIT);
  addPart(frame, builder, part);
  return concatAll(builder.end().map((field) => field.value));
}

/** The text of an unquoted here-document with its expansions. */
export function expandHereDocument(frame: Frame, parts: readonly WordPart[]): AbstractString {
  const builder = new FieldBuilder(UNSPLIT);
  for (const part of parts) {
    if (part.type === "Literal" || part.type === "SimpleExpansion" || part.type === "ParameterExpansion") {
      addQuotedChild(frame, builder, part, true);
    } else if (part.type === "CommandExpansion" || part.type === "ArithmeticExpansion") {
      addQuotedChild(frame, builder, part, true);
    } else builder.add([COMPUTED], true);
  }
  return separatedBySpaces(builder.end());
}
