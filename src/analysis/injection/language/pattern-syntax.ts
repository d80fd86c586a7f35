/**
 * Parses `allowedPattern` as the agent does: the syntax of Go's `regexp` (RE2, https://github.com/google/re2/wiki/Syntax) as a
 * tree.
 *
 * A recursive-descent parser. A pattern that RE2 cannot compile (look-around, back-references) has no tree.
 */
import { ANY_CHARACTER, complementOf, foldCase, NO_NEWLINE, oneOf, type CharacterSet } from "./character-set.ts";
import { readBracket, readEscape } from "./pattern-classes.ts";
import { NotRe2, PatternCursor } from "./pattern-cursor.ts";

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "boundary" | "no-boundary";

export type Pattern =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "assert"; readonly what: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  /** `max` is `undefined` if the repetition is unbounded. */
  | { readonly kind: "repeat"; readonly body: Pattern; readonly min: number; readonly max: number | undefined };

/** Go's own limits. */
const MAX_REPEAT = 1000;
const MAX_NESTING = 1000;

/** The maximum length of a pattern, in UTF-16 units. AWS accepts 4,096 characters at most. */
const MAX_LENGTH = 20_000;

interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

/** Returns the tree of a pattern; `undefined` if RE2 cannot compile it. */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return new PatternParser(text).parse();
  } catch (error) {
    if (error instanceof NotRe2) return undefined;
    throw error;
  }
}

const ASSERTIONS: ReadonlyMap<string, Assertion> = new Map([
  ["A", "text-start"],
  ["z", "text-end"],
  ["b", "boundary"],
  ["B", "no-boundary"],
]);

class PatternParser {
  #depth = 0;
  #flags: Flags = { fold: false, dotAll: false, multiline: false };
  readonly #cursor: PatternCursor;

  constructor(text: string) {
    this.#cursor = new PatternCursor(text);
  }

  parse(): Pattern {
    const pattern = this.#choice();
    if (!this.#cursor.isAtEnd) throw new NotRe2("unmatched )");
    return pattern;
  }

  #choice(): Pattern {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw new NotRe2("nested too deep");
    const flags = this.#flags;
    const options = [this.#sequence()];
    while (this.#cursor.take("|")) options.push(this.#sequence());
    this.#flags = flags;
    this.#depth -= 1;
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    while (!this.#cursor.isAtEnd && !/[|)]/.test(this.#cursor.peek()!)) {
      if (this.#cursor.take("\\Q")) {
        const [, quoted = ""] = this.#cursor.match(/(.*?)(?:\\E|$)/sy)!;
        for (const character of quoted) items.push(this.#literal(character));
        if (items.length > 0) items.push(this.#repeated(items.pop()!));
        continue;
      }
      if (this.#flagGroup()) continue;
      items.push(this.#repeated(this.#atom()));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  /** `(?i)` applies up to the end of the enclosing group. */
  #flagGroup(): boolean {
    const found = this.#cursor.match(/\(\?([imsU]+(?:-[imsU]+)?|-[imsU]+)\)/y);
    if (found === undefined) return false;
    this.#setFlags(found[1]!);
    return true;
  }

  #setFlags(letters: string): void {
    const [on, off = ""] = letters.split("-") as [string, string?];
    const value = (letter: string, before: boolean): boolean =>
      off.includes(letter) ? false : on.includes(letter) || before;
    const { fold, dotAll, multiline } = this.#flags;
    this.#flags = { fold: value("i", fold), dotAll: value("s", dotAll), multiline: value("m", multiline) };
  }

  #repeated(item: Pattern): Pattern {
    const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
    const match = this.#cursor.match(quantifier);
    if (match === undefined) return item;
    const [spelling, low, comma, high] = match;
    const min = low === undefined ? (spelling[0] === "+" ? 1 : 0) : Number(low);
    // `{2}` has the same bound twice, and `{2,}` has no upper one.
    const most = high || (comma === undefined ? (spelling[0] === "?" ? "1" : low) : undefined);
    const max = most === undefined ? undefined : Number(most);
    if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT) throw new NotRe2("too many repetitions");
    if (max !== undefined && max < min) throw new NotRe2("an interval without order");
    if (this.#cursor.match(quantifier) !== undefined) throw new NotRe2("a repetition of a repetition");
    return { kind: "repeat", body: item, min, max };
  }

  #atom(): Pattern {
    const character = this.#cursor.next();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return { kind: "set", set: this.#bracket() };
      case ".":
        return { kind: "set", set: this.#flags.dotAll ? ANY_CHARACTER : NO_NEWLINE };
      case "^":
        return { kind: "assert", what: this.#flags.multiline ? "line-start" : "text-start" };
      case "$":
        return { kind: "assert", what: this.#flags.multiline ? "line-end" : "text-end" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotRe2("a repetition of nothing");
      default:
        if (character === "{" && this.#cursor.match(/\d+(?:,\d*)?\}/y)) throw new NotRe2("a repetition of nothing");
        return this.#literal(character);
    }
  }

  #literal(character: string): Pattern {
    const set = oneOf(character);
    return { kind: "set", set: this.#flags.fold ? foldCase(set) : set };
  }

  #group(): Pattern {
    const flags = this.#flags;
    if (this.#cursor.take("?")) {
      const match = this.#cursor.match(/(?:P?<\w+>|([imsU]*(?:-[imsU]+)?):)/y);
      if (match === undefined) throw new NotRe2("a group that RE2 does not know");
      if (match[1] !== undefined) this.#setFlags(match[1]);
    }
    const body = this.#choice();
    if (!this.#cursor.take(")")) throw new NotRe2("unmatched (");
    this.#flags = flags;
    return body;
  }

  #escape(): Pattern {
    const assertion = ASSERTIONS.get(this.#cursor.peek() ?? "");
    if (assertion !== undefined) {
      this.#cursor.next();
      return { kind: "assert", what: assertion };
    }
    const escaped = readEscape(this.#cursor);
    return typeof escaped === "string" ? this.#literal(escaped) : { kind: "set", set: escaped };
  }

  #bracket(): CharacterSet {
    const { isNegated, set } = readBracket(this.#cursor);
    const folded = this.#flags.fold ? foldCase(set) : set;
    return isNegated ? complementOf(folded) : folded;
  }
}
