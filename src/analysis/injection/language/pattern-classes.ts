/** Parses escapes and bracket expressions of a pattern into sets of characters. */
import {
  complementOf,
  DIGITS,
  POSIX_CLASSES,
  setOf,
  SPACES,
  unicodeProperty,
  WORD_CHARACTERS,
  type CharacterSet,
  type CodeRange,
} from "./character-set.ts";
import { NotRe2, type PatternCursor } from "./pattern-cursor.ts";

const CONTROLS: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }),
);

const CLASSES: ReadonlyMap<string, CharacterSet> = new Map(
  Object.entries({
    d: DIGITS,
    D: complementOf(DIGITS),
    s: SPACES,
    S: complementOf(SPACES),
    w: WORD_CHARACTERS,
    W: complementOf(WORD_CHARACTERS),
  }),
);

/** Returns the character or class that an escape represents, inside or outside brackets. The backslash has already been read. */
export function readEscape(cursor: PatternCursor): string | CharacterSet {
  const letter = cursor.next();
  const known = CONTROLS.get(letter) ?? CLASSES.get(letter);
  if (known !== undefined) return known;
  if (letter === "p" || letter === "P") return readProperty(cursor, letter === "P");
  if (letter === "x") return readHexadecimal(cursor);
  if (/[0-7]/.test(letter)) return readOctal(cursor, letter);
  if (/[0-9A-Za-z]/.test(letter) || letter.codePointAt(0)! > 127) throw new NotRe2("an unknown escape");
  return letter;
}

function readProperty(cursor: PatternCursor, negated: boolean): CharacterSet {
  const found = cursor.match(/\{(\^?)([^}]*)\}|[A-Z]/y);
  const set = found && unicodeProperty(found[2] ?? found[0]);
  if (set === undefined) throw new NotRe2("an unknown class of Unicode");
  return negated === (found![1] === "^") ? set : complementOf(set);
}

function readHexadecimal(cursor: PatternCursor): string {
  const found = cursor.match(/\{([0-9A-Fa-f]{1,6})\}|[0-9A-Fa-f]{2}/y);
  const code = found === undefined ? Number.NaN : Number.parseInt(found[1] ?? found[0], 16);
  if (!(code <= 0x10_ff_ff)) throw new NotRe2("a bad hexadecimal escape");
  return String.fromCodePoint(code);
}

/** `\123` is octal; `\1` would be a back-reference. */
function readOctal(cursor: PatternCursor, first: string): string {
  const rest = cursor.match(/[0-7]{1,2}/y)?.[0] ?? "";
  if (first !== "0" && rest === "") throw new NotRe2("a back-reference");
  return String.fromCodePoint(Number.parseInt(first + rest, 8));
}

/** Returns the set of a bracket expression whose `[` has already been read, and reads up to its `]`. */
export function readBracket(cursor: PatternCursor): { readonly isNegated: boolean; readonly set: CharacterSet } {
  const isNegated = cursor.take("^");
  const ranges: CodeRange[] = [];
  for (let isFirst = true; isFirst || !cursor.take("]"); isFirst = false) {
    const low = readPosixClass(cursor) ?? readElement(cursor);
    if (typeof low === "string") ranges.push(readRange(cursor, low));
    else ranges.push(...low.ranges);
  }
  return { isNegated, set: setOf(ranges) };
}

function readRange(cursor: PatternCursor, low: string): CodeRange {
  const isRange = cursor.peek() === "-" && cursor.peek(1) !== "]" && cursor.peek(1) !== undefined;
  if (isRange) cursor.take("-");
  const high = isRange ? readElement(cursor) : low;
  const [from, to] = [low.codePointAt(0)!, typeof high === "string" ? high.codePointAt(0)! : -1];
  if (to < from) throw new NotRe2("a range without order");
  return [from, to];
}

function readPosixClass(cursor: PatternCursor): CharacterSet | undefined {
  const found = cursor.match(/\[:(\^?)(\w+):\]/y);
  if (found === undefined) return undefined;
  const set = POSIX_CLASSES.get(found[2]!);
  if (set === undefined) throw new NotRe2("an unknown class");
  return found[1] === "^" ? complementOf(set) : set;
}

function readElement(cursor: PatternCursor): string | CharacterSet {
  const character = cursor.next();
  return character === "\\" ? readEscape(cursor) : character;
}
