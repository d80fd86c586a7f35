/** Parses basic and extended regular expressions as GNU's `grep` and `sed` and awk do. */
import { awkBracketEscape, readBracket, sedBracketEscape } from "./bracket.ts";
import {
  anyCharacter,
  hasAssertion,
  letterClass,
  oneCharacter,
  hasRepetition,
  Untranslatable,
  type Assertion,
  type Expression,
} from "./syntax.ts";

export type PosixDialect = "basic" | "extended";
export type PosixReader = "grep" | "sed" | "awk";

const assertions: Readonly<Record<string, Assertion>> = {
  b: "boundary",
  B: "inside",
  "<": "word-start",
  ">": "word-end",
  "`": "start",
  "'": "end",
};

const bracketEscapes = { awk: awkBracketEscape, sed: sedBracketEscape, grep: undefined };

/**
 * Parses `pattern`.
 * @throws {Untranslatable} for back-references, and for syntax that implementations of the dialect read differently
 */
export function parsePosix(pattern: string, dialect: PosixDialect, reader: PosixReader): Expression {
  return new PosixParser(pattern, dialect === "extended", reader).parse();
}

class PosixParser {
  #at = 0;
  #groups = 0;
  readonly #pattern: string;
  readonly #extended: boolean;
  readonly #reader: PosixReader;

  constructor(pattern: string, extended: boolean, reader: PosixReader) {
    this.#pattern = pattern;
    this.#extended = extended;
    this.#reader = reader;
  }

  parse(): Expression {
    const expression = this.#choice(0);
    if (this.#at < this.#pattern.length) throw new Untranslatable("an unmatched parenthesis");
    return expression;
  }

  #choice(depth: number): Expression {
    const options = [this.#sequence(depth)];
    while (this.#operator("|")) options.push(this.#sequence(depth));
    if (
      options.length > 1 &&
      options.some(({ kind, ...rest }) => kind === "sequence" && "items" in rest && rest.items.length === 0)
    )
      throw new Untranslatable("an empty alternative");
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  /** Consumes an operator, which is written with a backslash in basic expressions and without one in extended expressions. */
  #operator(character: string): boolean {
    const spelling = this.#extended ? character : `\\${character}`;
    if (!this.#pattern.startsWith(spelling, this.#at)) return false;
    this.#at += spelling.length;
    return true;
  }

  #sees(character: string): boolean {
    return this.#pattern.startsWith(this.#extended ? character : `\\${character}`, this.#at);
  }

  #sequence(depth: number): Expression {
    const items: Expression[] = [];
    while (this.#at < this.#pattern.length && !this.#sees("|")) {
      if (this.#sees(")") && (depth > 0 || !this.#extended || this.#reader !== "grep")) break;
      const item = this.#atom(items.length === 0, depth);
      items.push(this.#repeated(item));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  #atom(first: boolean, depth: number): Expression {
    const character = this.#pattern[this.#at]!;
    if (this.#operator("(")) {
      const index = ++this.#groups;
      const body = this.#choice(depth + 1);
      if (!this.#operator(")")) throw new Untranslatable("an unmatched parenthesis");
      return { kind: "group", index, body };
    }
    if (character === "\\") return this.#escape();
    this.#at++;
    switch (character) {
      case ".":
        return { kind: "set", set: anyCharacter };
      case "[": {
        const { node, end } = readBracket(this.#pattern, this.#at - 1, bracketEscapes[this.#reader]);
        this.#at = end;
        return node;
      }
      case "^":
        if (this.#extended || first) return { kind: "assert", what: "start" };
        break;
      case "$":
        if (this.#extended || this.#at === this.#pattern.length || this.#sees("|") || this.#sees(")"))
          return { kind: "assert", what: "end" };
        break;
      case "*":
        if (this.#extended) throw new Untranslatable("a repetition of nothing");
        break;
      case "+":
      case "?":
      case "{":
        if (this.#extended && (first || character !== "{" || this.#reader !== "grep"))
          throw new Untranslatable("a repetition of nothing");
        break;
    }
    return oneCharacter(character);
  }

  #escape(): Expression {
    const letter = this.#pattern[this.#at + 1];
    if (letter === undefined) throw new Untranslatable("a backslash at the end");
    this.#at += 2;
    if (/[0-9]/.test(letter)) throw new Untranslatable("a back-reference");
    if (this.#reader === "awk") return this.#awkEscape(letter);
    const assertion = assertions[letter];
    if (assertion !== undefined) return { kind: "assert", what: assertion };
    const set = letterClass(letter);
    if (set !== undefined) return { kind: "set", set };
    if (letter === "\n") throw new Untranslatable("an escaped newline");
    if (this.#reader === "sed" && letter === "n") return oneCharacter("\n");
    if (this.#reader === "sed" && letter === "t") return oneCharacter("\t");
    if (/[A-Za-z]/.test(letter) && this.#reader === "sed") throw new Untranslatable(`\\${letter}`);
    if (!this.#extended && "{}+?".includes(letter)) throw new Untranslatable("a repetition of nothing");
    return oneCharacter(letter);
  }

  #awkEscape(letter: string): Expression {
    const control = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" }[letter];
    if (control !== undefined) return oneCharacter(control);
    if (/[A-Za-z<>`'&]/.test(letter)) throw new Untranslatable(`\\${letter}, which awks read differently`);
    return oneCharacter(letter);
  }

  #repeated(item: Expression): Expression {
    let result = item;
    for (;;) {
      const start = this.#at;
      const bounds = this.#quantifier();
      if (bounds === undefined) return result;
      if (result.kind === "assert") {
        // In a basic expression, a star after `^` is a literal character. For repetitions of other assertions,
        // implementations differ.
        if (!this.#extended && result.what === "start" && this.#pattern[start] === "*") {
          this.#at = start;
          return result;
        }
        throw new Untranslatable("a repetition of an assertion");
      }
      // glibc loses assertions in some of the copies.
      if (Math.max(bounds.min, bounds.max ?? bounds.min + 1) > 1 && hasAssertion(result))
        throw new Untranslatable("copies of an assertion");
      if (result.kind === "repeat" && this.#reader === "sed" && !this.#extended && this.#pattern[start + 1] !== "+")
        throw new Untranslatable("a repetition of a repetition, which sed rejects");
      // mawk does not terminate for some nested repetitions.
      if (this.#reader === "awk" && hasRepetition(result)) throw new Untranslatable("a repetition of repetitions");
      result = { kind: "repeat", body: result, ...bounds, lazy: false };
    }
  }

  #quantifier(): { min: number; max: number | undefined } | undefined {
    if (this.#pattern[this.#at] === "*") {
      this.#at++;
      return { min: 0, max: undefined };
    }
    if (this.#operator("+")) return { min: 1, max: undefined };
    if (this.#operator("?")) return { min: 0, max: 1 };
    if (!this.#sees("{")) return undefined;
    if (this.#reader === "awk") throw new Untranslatable("an interval, which not every awk reads");
    const interval = this.#extended ? /\{(\d{0,400})(,?)(\d{0,400})\}/y : /\\\{(\d{0,400})(,?)(\d{0,400})\\\}/y;
    interval.lastIndex = this.#at;
    const match = interval.exec(this.#pattern);
    if (match === null || (match[1] === "" && match[2] === "")) {
      if (this.#extended && this.#reader === "grep") return undefined;
      throw new Untranslatable("an interval that is none");
    }
    this.#at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === "" ? min : match[3] === "" ? undefined : Number(match[3]);
    if (max !== undefined && max < min) throw new Untranslatable("an interval without an order");
    return { min, max };
  }
}
