/** Parses Perl-compatible regular expressions, to the extent that `grep -P` needs them to extract fields. */
import { perlBracketEscape, readBracket } from "./bracket.ts";
import {
  anyButNewline,
  complement,
  letterClass,
  oneCharacter,
  posixClasses,
  hasRepetition,
  Untranslatable,
  type Expression,
} from "./syntax.ts";

/**
 * Parses `pattern`.
 * @throws {Untranslatable}
 */
export function parsePerl(pattern: string): Expression {
  return new PerlParser(pattern).parse();
}

class PerlParser {
  #at = 0;
  #groups = 0;
  readonly #pattern: string;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  parse(): Expression {
    const expression = this.#choice();
    if (this.#at < this.#pattern.length) throw new Untranslatable("an unmatched parenthesis");
    return expression;
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): Expression {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  #sequence(): Expression {
    const items: Expression[] = [];
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== "|" && this.#pattern[this.#at] !== ")")
      items.push(this.#repeated(this.#atom()));
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  #atom(): Expression {
    const character = this.#pattern[this.#at]!;
    if (character === "(") return this.#parenthesis();
    if (character === "[") {
      const { node, end } = readBracket(this.#pattern, this.#at, perlBracketEscape);
      this.#at = end;
      return node;
    }
    this.#at++;
    switch (character) {
      case ".":
        return { kind: "set", set: anyButNewline };
      case "^":
        return { kind: "assert", what: "start" };
      case "$":
        return { kind: "assert", what: "end" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new Untranslatable("a repetition of nothing");
    }
    return oneCharacter(character);
  }

  #parenthesis(): Expression {
    const look = this.#take("(?<=") ? "behind" : this.#take("(?=") ? "ahead" : undefined;
    let index: number | undefined;
    if (look === undefined && !this.#take("(?:")) {
      this.#at++;
      // `(?i)` and other special groups then fail as repetitions of nothing.
      index = ++this.#groups;
    }
    const body = this.#choice();
    if (!this.#take(")")) throw new Untranslatable("an unmatched parenthesis");
    return look === undefined ? { kind: "group", index, body } : { kind: "look", direction: look, body };
  }

  #escape(): Expression {
    const letter = this.#pattern[this.#at++];
    switch (letter) {
      case undefined:
        throw new Untranslatable("a backslash at the end");
      case "K":
        return { kind: "keep" };
      case "b":
        return { kind: "assert", what: "boundary" };
      case "B":
        return { kind: "assert", what: "inside" };
      case "A":
        return { kind: "assert", what: "start" };
      case "z":
      case "Z":
        return { kind: "assert", what: "end" };
      case "d":
        return { kind: "set", set: posixClasses["digit"]! };
      case "D":
        return { kind: "set", set: complement(posixClasses["digit"]!) };
      case "h":
        return { kind: "set", set: posixClasses["blank"]! };
      case "t":
        return oneCharacter("\t");
    }
    const set = letterClass(letter);
    if (set !== undefined) return { kind: "set", set };
    if (/[0-9A-Za-z]/.test(letter)) throw new Untranslatable(`\\${letter}`);
    return oneCharacter(letter);
  }

  #repeated(item: Expression): Expression {
    const quantifier = /[*+?]|\{(\d{1,400})(,?)(\d{0,400})\}/y;
    quantifier.lastIndex = this.#at;
    const match = quantifier.exec(this.#pattern);
    if (match === null) {
      if (this.#pattern.startsWith("{,", this.#at)) throw new Untranslatable("an interval in new versions");
      return item;
    }
    if (item.kind === "assert" || item.kind === "look" || item.kind === "keep")
      throw new Untranslatable("a repetition of an assertion");
    // Perl's engine gives up on nested repetitions, so the output depends on its limits.
    if (hasRepetition(item)) throw new Untranslatable("a repetition of repetitions");
    this.#at += match[0].length;
    const [spelling, low, comma, high] = match;
    const min = spelling === "+" ? 1 : Number(low ?? 0);
    const max =
      spelling === "?"
        ? 1
        : low === undefined || (comma !== "" && high === "")
          ? undefined
          : Number(comma === "" ? low : high);
    if (max !== undefined && max < min) throw new Untranslatable("an interval without an order");
    const lazy = this.#take("?");
    if (this.#pattern[this.#at] === "+" || this.#pattern[this.#at] === "*")
      throw new Untranslatable("a possessive repetition");
    return { kind: "repeat", body: item, min, max, lazy };
  }
}
