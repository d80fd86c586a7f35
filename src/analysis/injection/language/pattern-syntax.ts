/**
 * `allowedPattern` as the agent reads it: the syntax of Go's `regexp` (RE2, https://github.com/google/re2/wiki/Syntax) as a tree.
 *
 * A recursive-descent parser. What RE2 cannot compile (look-around, back-references) has no tree.
 */
import {
  ANY_CHARACTER,
  complementOf,
  DIGITS,
  foldCase,
  NO_NEWLINE,
  oneOf,
  POSIX_CLASSES,
  setOf,
  SPACES,
  unicodeProperty,
  WORD_CHARACTERS,
  type CharacterSet,
  type CodeRange,
} from "./character-set.ts";

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "boundary" | "no-boundary";

export type Pattern =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "assert"; readonly what: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  /** `max` is `undefined` if nothing bounds it. */
  | { readonly kind: "repeat"; readonly body: Pattern; readonly min: number; readonly max: number | undefined };

/** Go's own limits. */
const MAX_REPEAT = 1000;
const MAX_NESTING = 1000;

/** UTF-16 units of a pattern. AWS accepts 4,096 characters at most. */
const MAX_LENGTH = 20_000;

interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

class NotRe2 extends Error {}

/** The tree of a pattern; `undefined` if RE2 cannot compile it. */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return new PatternParser(text).parse();
  } catch (error) {
    if (error instanceof NotRe2) return undefined;
    throw error;
  }
}

const CONTROLS: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }),
);

class PatternParser {
  private at = 0;
  private depth = 0;
  private flags: Flags = { fold: false, dotAll: false, multiline: false };
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Pattern {
    const pattern = this.choice();
    if (this.at < this.text.length) throw new NotRe2("unmatched )");
    return pattern;
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** The next character, a whole code point. */
  private next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new NotRe2("the pattern ends too early");
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  private choice(): Pattern {
    this.depth += 1;
    if (this.depth > MAX_NESTING) throw new NotRe2("nested too deep");
    const { flags } = this;
    const options = [this.sequence()];
    while (this.take("|")) options.push(this.sequence());
    this.flags = flags;
    this.depth -= 1;
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  private sequence(): Pattern {
    const items: Pattern[] = [];
    while (this.at < this.text.length && !/[|)]/.test(this.text[this.at]!)) {
      if (this.take("\\Q")) {
        const end = this.text.indexOf("\\E", this.at);
        const quoted = this.text.slice(this.at, end === -1 ? undefined : end);
        this.at = end === -1 ? this.text.length : end + 2;
        for (const character of quoted) items.push(this.literal(character));
        if (items.length > 0) items.push(this.repeated(items.pop()!));
        continue;
      }
      if (this.flagGroup()) continue;
      items.push(this.repeated(this.atom()));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  /** `(?i)`: holds to the end of the group around it. */
  private flagGroup(): boolean {
    const match = /\(\?([imsU]*(?:-[imsU]+)?)\)/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (found === null || found[1] === "") return false;
    this.at += found[0].length;
    this.setFlags(found[1]!);
    return true;
  }

  private setFlags(letters: string): void {
    const [on, off = ""] = letters.split("-") as [string, string?];
    const value = (letter: string, before: boolean): boolean =>
      off.includes(letter) ? false : on.includes(letter) || before;
    const { fold, dotAll, multiline } = this.flags;
    this.flags = { fold: value("i", fold), dotAll: value("s", dotAll), multiline: value("m", multiline) };
  }

  private repeated(item: Pattern): Pattern {
    const quantifier = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;
    quantifier.lastIndex = this.at;
    const match = quantifier.exec(this.text);
    if (match === null) return item;
    this.at += match[0].length;
    const [spelling, low, comma, high] = match;
    const min = low === undefined ? (spelling[0] === "+" ? 1 : 0) : Number(low);
    const max =
      low === undefined ? (spelling[0] === "?" ? 1 : undefined) : high ? Number(high) : comma === "" ? min : undefined;
    if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT) throw new NotRe2("too many repetitions");
    if (max !== undefined && max < min) throw new NotRe2("an interval without order");
    quantifier.lastIndex = this.at;
    if (quantifier.test(this.text)) throw new NotRe2("a repetition of a repetition");
    return { kind: "repeat", body: item, min, max };
  }

  private atom(): Pattern {
    const character = this.next();
    switch (character) {
      case "(":
        return this.group();
      case "[":
        return { kind: "set", set: this.bracket() };
      case ".":
        return { kind: "set", set: this.flags.dotAll ? ANY_CHARACTER : NO_NEWLINE };
      case "^":
        return { kind: "assert", what: this.flags.multiline ? "line-start" : "text-start" };
      case "$":
        return { kind: "assert", what: this.flags.multiline ? "line-end" : "text-end" };
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        throw new NotRe2("a repetition of nothing");
      default:
        return this.literal(character);
    }
  }

  private literal(character: string): Pattern {
    const set = oneOf(character);
    return { kind: "set", set: this.flags.fold ? foldCase(set) : set };
  }

  private group(): Pattern {
    const { flags } = this;
    if (this.take("?")) {
      const head = /(?:P?<[A-Za-z_]\w*>|([imsU]*(?:-[imsU]+)?):)/y;
      head.lastIndex = this.at;
      const match = head.exec(this.text);
      if (match === null) throw new NotRe2("a group that RE2 does not know");
      this.at += match[0].length;
      if (match[1] !== undefined) this.setFlags(match[1]);
    }
    const body = this.choice();
    if (!this.take(")")) throw new NotRe2("unmatched (");
    this.flags = flags;
    return body;
  }

  private escape(): Pattern {
    switch (this.text[this.at]) {
      case "A":
        this.at += 1;
        return { kind: "assert", what: "text-start" };
      case "z":
        this.at += 1;
        return { kind: "assert", what: "text-end" };
      case "b":
        this.at += 1;
        return { kind: "assert", what: "boundary" };
      case "B":
        this.at += 1;
        return { kind: "assert", what: "no-boundary" };
      case "C":
        this.at += 1;
        return { kind: "set", set: ANY_CHARACTER };
      default: {
        const escaped = this.escaped();
        return typeof escaped === "string" ? this.literal(escaped) : { kind: "set", set: escaped };
      }
    }
  }

  /** What a backslash stands for, inside brackets and outside: a character or a class. */
  private escaped(): string | CharacterSet {
    const letter = this.next();
    const control = CONTROLS.get(letter);
    if (control !== undefined) return control;
    switch (letter) {
      case "d":
        return DIGITS;
      case "D":
        return complementOf(DIGITS);
      case "s":
        return SPACES;
      case "S":
        return complementOf(SPACES);
      case "w":
        return WORD_CHARACTERS;
      case "W":
        return complementOf(WORD_CHARACTERS);
      case "p":
      case "P":
        return this.property(letter === "P");
      case "x":
        return this.hexadecimal();
      default:
    }
    if (/[0-7]/.test(letter)) return this.octal(letter);
    if (/[0-9A-Za-z]/.test(letter) || letter.codePointAt(0)! > 127) throw new NotRe2("an unknown escape");
    return letter;
  }

  private property(negated: boolean): CharacterSet {
    const match = /\{(\^?)([^}]*)\}|[A-Z]/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    const set = found === null ? undefined : unicodeProperty(found[2] ?? found[0]);
    if (set === undefined) throw new NotRe2("an unknown class of Unicode");
    this.at += found![0].length;
    return negated === (found![1] === "^") ? set : complementOf(set);
  }

  private hexadecimal(): string {
    const match = /\{([0-9A-Fa-f]{1,6})\}|[0-9A-Fa-f]{2}/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    const code = found === null ? Number.NaN : Number.parseInt(found[1] ?? found[0], 16);
    if (!(code <= 0x10_ff_ff)) throw new NotRe2("a bad hexadecimal escape");
    this.at += found![0].length;
    return String.fromCodePoint(code);
  }

  /** `\123` is octal; `\1` would be a back-reference. */
  private octal(first: string): string {
    const match = /[0-7]{1,2}/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text)?.[0] ?? "";
    if (first !== "0" && found === "") throw new NotRe2("a back-reference");
    this.at += found.length;
    return String.fromCodePoint(Number.parseInt(first + found, 8));
  }

  private bracket(): CharacterSet {
    const negated = this.take("^");
    const ranges: CodeRange[] = [];
    const add = (set: CharacterSet): void => void ranges.push(...set.ranges);
    for (let first = true; first || !this.take("]"); first = false) {
      const named = this.posixClass();
      if (named !== undefined) {
        add(named);
        continue;
      }
      const low = this.element();
      if (typeof low !== "string") {
        add(low);
        continue;
      }
      let high: string | CharacterSet = low;
      if (this.text[this.at] === "-" && this.text[this.at + 1] !== "]" && this.at + 1 < this.text.length) {
        this.at += 1;
        high = this.element();
      }
      const [from, to] = [low.codePointAt(0)!, typeof high === "string" ? high.codePointAt(0)! : -1];
      if (to < from) throw new NotRe2("a range without order");
      ranges.push([from, to]);
    }
    const set = setOf(ranges);
    const folded = this.flags.fold ? foldCase(set) : set;
    return negated ? complementOf(folded) : folded;
  }

  private posixClass(): CharacterSet | undefined {
    const match = /\[:(\^?)(\w+):\]/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (found === null) return undefined;
    const set = POSIX_CLASSES.get(found[2]!);
    if (set === undefined) throw new NotRe2("an unknown class");
    this.at += found[0].length;
    return found[1] === "^" ? complementOf(set) : set;
  }

  private element(): string | CharacterSet {
    const character = this.next();
    return character === "\\" ? this.escaped() : character;
  }
}
