/** The operations of parameter expansion that change a value: `${X#a*}`, `${X/a/b}`, `${X:1:2}`, `${X^^}`, `${X@Q}`. */
import { madeFrom, matchOf } from "../values/provenance.ts";
import type { ParameterExpansionPart, Word } from "unbash";
import { wordNumber } from "./arithmetic.ts";
import { compile, matches } from "../values/pattern.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { option } from "../state/options.ts";
import { OPTION } from "../state/path/path.ts";
import {
  changedCase,
  removePattern,
  removeAtCharacter,
  replacePattern,
  transformedQuoted,
  sliceText,
} from "../values/string-operations.ts";
import { patternOf } from "./patterns.ts";
import { COMPUTED, concatStrings, stringOf, unknownPiece } from "../values/pieces.ts";
import { isNeverSet, knownText, outline, type AbstractString, type MatchPlace, type Piece } from "../model/value.ts";
import { sameString } from "../values/equality.ts";
import { expandString } from "./words.ts";

type Operation = NonNullable<ParameterExpansionPart["operation"]>;

/** The result of an operation on unknown text; if the text is a program's output, the result refers to that output. */
function unknownRest(
  frame: Frame,
  value: AbstractString,
  { parameter }: ParameterExpansionPart,
  operation: Operation,
): AbstractString {
  const [only, ...others] = value;
  if (isMasked(frame, parameter, operation)) return [COMPUTED];
  const replaced = withReplaced(frame, value, operation);
  if (replaced !== undefined) return replaced;
  const cut =
    operation.type === "Remove" ? removeAtCharacter(value, operation.operator, operation.operand.text) : undefined;
  if (cut !== undefined) return cut;
  const match = operation.type === "Remove" ? keptMatch(operation.operator, operation.operand.text) : undefined;
  if (match !== undefined && frame.machine.printing !== undefined) return [matchOf(value, match)];
  if (only === undefined || others.length > 0) return [madeFrom([value])];
  if (only.kind === "output") return [{ kind: "output", of: only.of, nonEmpty: "assumed", form: "unknown" }];
  return isNeverSet(only) && leavesEmpty(frame, operation) ? [unknownPiece("inherited")] : [madeFrom([value])];
}

/** Patterns that match every character, or every letter and digit. */
const ANY_CHARACTER =
  /^(?:\?|\[[!^] \]|\[\[:(?:alnum|graph|print):\]\]|\[(?=[^\]]*a-z)(?=[^\]]*A-Z)(?=[^\]]*0-9)[^\]!^][^\]]*\])$/;

/** All of a parameter but a few characters at one end. */
const KEEPS_FEW = /^"?\$\{(\w+)([#%])\?{1,4}\}"?$/;

/** What `${X##*C}`, `${X#*C}` and `${X%%C*}` keep of any text, as a match. */
function keptMatch(operator: string, pattern: string): MatchPlace | undefined {
  const found = /^(\*?)([@:/,= ])(\*?)$/.exec(pattern);
  const ends = found && `${operator} ${found[1]}C${found[3]}`;
  const character = found?.[2];
  if (ends === "## *C") return { pattern: `^(.*${character})?([^${character}]*)$`, group: 2 };
  if (ends === "# *C") return { pattern: `^([^${character}]*${character})?(.*)$`, group: 2 };
  return ends === "%% C*" ? { pattern: `^([^${character}]*)(${character}.*)?$`, group: 1 } : undefined;
}

/** So few characters of a text reveal nothing about the rest. */
const HINT = 4;

/**
 * Whether only a few characters or attributes remain, or other characters replace all (`${X:0:4}`, `${X@a}`, `${X//?/*}`). Applies only to an
 * evaluation that records what is printed; in any other, the result still refers to the output.
 */
function isMasked(frame: Frame, parameter: string, operation: Operation): boolean {
  if (frame.machine.printing === undefined) return false;
  if (operation.type === "Remove") {
    // `${X%"${X#???}"}` keeps three characters.
    const [, name, inner] = KEEPS_FEW.exec(operation.operand.text) ?? [];
    return name === parameter && inner !== operation.operator[0];
  }
  if (operation.type === "Replace") return operation.operator === "//" && ANY_CHARACTER.test(operation.pattern.text);
  if (operation.type === "Transform") return operation.operand.text === "a";
  if (operation.type !== "Slice") return false;
  const from = wordNumber(frame, operation.offset);
  const size = operation.length && wordNumber(frame, operation.length);
  if (size !== undefined) return size >= 0 && size <= HINT;
  return operation.length === undefined && from !== undefined && from < 0 && from >= -HINT;
}

/**
 * The result of replacing everything, or the unknown text of S in `${X//$S/***}` if X contains it. Applies only to an evaluation that records what is printed.
 */
function withReplaced(frame: Frame, value: AbstractString, operation: Operation): AbstractString | undefined {
  if (frame.machine.printing === undefined || operation.type !== "Replace") return undefined;
  if (operation.pattern.text === "*") return expandString(frame, operation.replacement);
  if (operation.operator !== "//") return undefined;
  const [sought, ...others] = expandString(frame, operation.pattern);
  if (sought === undefined || sought.kind === "text" || others.length > 0) return undefined;
  const isSought = (piece: Piece): boolean => sameString([piece], [sought]);
  if (!value.some(isSought)) return undefined;
  const replacement = expandString(frame, operation.replacement);
  return value.flatMap((piece) => (isSought(piece) ? replacement : [piece]));
}

/** Whether the replacement has a `&` without quotes: bash 5.2 inserts the replaced text there, earlier versions do not. */
function isMatchInserted(word: Word, text: string): boolean {
  return text.includes("&") && /[&$]/.test(word.text.replaceAll(/\\.|'[^']*'|"[^"]*"/gs, ""));
}

/** Stands for a replacement that is not known. No script contains this character. */
const MARK = "\uE0FF";
/** How many times one text may have a replacement. */
const MOST_REPLACED = 16;

/** The text with the replacement for each mark; `undefined` if there are too many. */
function withUnknown(
  text: string,
  marked: string | undefined,
  replacement: AbstractString,
): AbstractString | undefined {
  const [first = "", ...others] = marked?.split(MARK) ?? [];
  if (marked === undefined || text.includes(MARK) || others.length > MOST_REPLACED) return undefined;
  return concatStrings(stringOf(first), ...others.flatMap((part) => [replacement, stringOf(part)]));
}

/** Whether the operation turns the empty string into the empty string. */
function leavesEmpty(frame: Frame, operation: Operation): boolean {
  if (operation.type !== "Replace") return operation.type !== "Transform";
  if (expandString(frame, operation.replacement).length === 0) return true;
  // A pattern is expanded for its unknown text too: twice for each level of nesting would be exponential.
  if (/\$\{[^}]*\//.test(operation.pattern.text)) return false;
  const parts = patternOf(frame, operation.pattern);
  const pattern = parts && compile(parts);
  return pattern !== undefined && pattern.length > 0 && !matches(pattern, "");
}

export function changedValue(frame: Frame, part: ParameterExpansionPart, value: AbstractString): AbstractString {
  const operation = part.operation!;
  const text = knownText(value);
  if (text === undefined) return unknownRest(frame, value, part, operation);
  let result: string | undefined;
  switch (operation.type) {
    case "Remove": {
      const pattern = patternOf(frame, operation.operand);
      result = pattern && removePattern(text, operation.operator, pattern);
      break;
    }
    case "Replace": {
      const pattern = patternOf(frame, operation.pattern);
      const replacement = expandString(frame, operation.replacement);
      if (pattern === undefined || isMatchInserted(operation.replacement, outline(replacement))) break;
      const known = knownText(replacement);
      const ignoresCase = option(frame.path, OPTION.nocasematch);
      result = replacePattern(text, operation.operator, pattern, known ?? MARK, ignoresCase);
      if (known === undefined && result !== text)
        return withUnknown(text, result, replacement) ?? [madeFrom([value, replacement])];
      break;
    }
    case "Slice": {
      const from = wordNumber(frame, operation.offset);
      const size = operation.length && wordNumber(frame, operation.length);
      if (from !== undefined && (operation.length === undefined || size !== undefined))
        result = sliceText(text, from, size);
      break;
    }
    case "CaseModification":
      if (operation.operand === undefined || operation.operand.text === "")
        result = changedCase(text, operation.operator);
      break;
    case "Transform": {
      const how = operation.operand.text;
      if (how === "Q") result = transformedQuoted(text);
      else if (how === "U") result = text.toUpperCase();
      else if (how === "L") result = text.toLowerCase();
      break;
    }
    default:
  }
  if (result === undefined) return [madeFrom([value])];
  return result === text ? value : stringOf(result);
}
