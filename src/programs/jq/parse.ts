/** A recursive descent parser of jq's filters, according to the manual of jq 1.7. Throws `NotSimulated`. */
import { Cursor } from "./cursor.ts";
import { NotSimulated, type Filter, type Member } from "./syntax.ts";

/** Maximum length of a filter. */
const MAX_FILTER = 4_000;
/** Maximum nesting depth of brackets. */
const MAX_DEPTH = 60;
/** Maximum number of path steps and operators together, because each adds a level to the tree. */
const MAX_LEVELS = 400;

const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const BOUND = /-?\d+(?=\s*[\]:])/y;
/** Keywords of syntax that is not simulated. */
const KEYWORDS = new Set(
  "as def reduce foreach if then elif else end try catch label import include and or __loc__".split(" "),
);
const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
]);
/** Binary operators by increasing precedence. `//` is right-associative, assignments and comparisons are not associative. */
const LEVELS: readonly (readonly string[])[] = [
  ["//"],
  ["=", "|=", "+="],
  ["or"],
  ["and"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

export function parseFilter(text: string): Filter {
  if (text.length > MAX_FILTER) throw new NotSimulated();
  const parser = new Parser(text);
  const filter = parser.pipe();
  if (!parser.isAtEnd()) throw new NotSimulated();
  return filter;
}

class Parser extends Cursor {
  #depth = 0;
  #levels = 0;

  pipe(): Filter {
    if (++this.#depth > MAX_DEPTH) throw new NotSimulated();
    const parts = [this.#commas()];
    while (this.take("|")) parts.push(this.#commas());
    this.#depth--;
    return parts.length === 1 ? parts[0]! : { kind: "pipe", parts };
  }

  #commas(): Filter {
    const parts = [this.#operators(0)];
    while (this.take(",")) parts.push(this.#operators(0));
    return parts.length === 1 ? parts[0]! : { kind: "comma", parts };
  }

  #operators(level: number): Filter {
    const names = LEVELS[level];
    if (names === undefined) return this.#postfix();
    let left = this.#operators(level + 1);
    for (let name = this.#operator(names); name !== undefined; name = this.#operator(names)) {
      this.#climb();
      if (name === "//") {
        if (++this.#depth > MAX_DEPTH) throw new NotSimulated();
        left = { kind: "operator", name, left, right: this.#operators(level) };
        this.#depth--;
      } else left = { kind: "operator", name, left, right: this.#operators(level + 1) };
      if (/[=<>]/.test(name) && this.#operator(names) !== undefined) throw new NotSimulated();
    }
    return left;
  }

  #operator(names: readonly string[]): string | undefined {
    this.skipSpace();
    const found = names.find((name) => this.text.startsWith(name, this.at));
    if (found === undefined) return undefined;
    const next = this.text.slice(this.at + found.length);
    // A `+` must not be the start of `+=`, and a `/` not of `//`. Other assignments (`//=`) are not simulated.
    if (/^\w/.test(found) ? /^\w/.test(next) : next.startsWith("=") || (found === "/" && next.startsWith("/")))
      return undefined;
    this.at += found.length;
    return found;
  }

  #postfix(): Filter {
    const filter = this.#path();
    return this.word("as") ? this.#binding(filter) : filter;
  }

  /** A term and the steps after it. */
  #path(): Filter {
    this.skipSpace();
    let isStep = this.text[this.at] === ".";
    let filter = this.#term();
    for (;;) {
      const next = this.#suffix(filter, isStep);
      if (next === undefined) return filter;
      this.#climb();
      isStep = next.kind !== "try";
      filter = next;
    }
  }

  /** What follows `value as`. */
  #binding(value: Filter): Filter {
    const name = this.#bound();
    this.expect("|");
    return { kind: "bind", value, name, body: this.pipe() };
  }

  /** The name of a variable after `as`. */
  #bound(): string {
    this.expect("$");
    const name = this.match(NAME);
    if (name === undefined) throw new NotSimulated();
    return name;
  }

  /** What follows `reduce`. */
  #reduction(): Filter {
    const of = this.#path();
    if (!this.word("as")) throw new NotSimulated();
    const name = this.#bound();
    this.expect("(");
    const start = this.pipe();
    this.expect(";");
    const update = this.pipe();
    this.expect(")");
    return { kind: "reduce", of, name, start, update };
  }

  #suffix(of: Filter, isStep: boolean): Filter | undefined {
    if (this.take("?")) return { kind: "try", of, isStep };
    if (this.take("[")) return this.#bracket(of);
    this.skipSpace();
    if (this.text[this.at] !== "." || this.text[this.at + 1] === ".") return undefined;
    this.at++;
    if (this.take("[")) return this.#bracket(of);
    return { kind: "index", of, key: this.#key() };
  }

  /** The name after a dot. */
  #key(): Filter {
    if (this.text[this.at] === '"') return this.#string("text");
    const name = this.match(NAME);
    if (name === undefined) throw new NotSimulated();
    return { kind: "literal", value: name };
  }

  #bracket(of: Filter): Filter {
    if (this.take("]")) return { kind: "iterate", of };
    const from = this.#boundary();
    if (this.take(":")) {
      const to = this.#boundary();
      this.expect("]");
      return { kind: "slice", of, from, to };
    }
    const key: Filter = from === undefined ? this.pipe() : { kind: "literal", value: from };
    this.expect("]");
    return { kind: "index", of, key };
  }

  /** A number within brackets. */
  #boundary(): number | undefined {
    this.skipSpace();
    const found = this.match(BOUND);
    return found === undefined ? undefined : Number(found);
  }

  #term(): Filter {
    this.skipSpace();
    const rest = this.text[this.at];
    if (rest === ".") {
      this.at++;
      if (this.text[this.at] === ".") {
        this.at++;
        return { kind: "recurse" };
      }
      if (/[A-Za-z_"]/.test(this.text[this.at] ?? ""))
        return { kind: "index", of: { kind: "identity" }, key: this.#key() };
      return { kind: "identity" };
    }
    if (rest === '"') return this.#string("text");
    if (this.take("@")) {
      const name = this.match(NAME) ?? "";
      this.skipSpace();
      return this.text[this.at] === '"' ? this.#string(name) : { kind: "format", name };
    }
    if (this.take("$")) return { kind: "variable", name: this.match(NAME) ?? "" };
    if (this.take("(")) {
      const inner = this.pipe();
      this.expect(")");
      return inner;
    }
    if (this.take("[")) {
      if (this.take("]")) return { kind: "array", of: undefined };
      const of = this.pipe();
      this.expect("]");
      return { kind: "array", of };
    }
    if (this.take("{")) return this.#object();
    if (this.word("if")) return this.#condition();
    if (this.word("reduce")) return this.#reduction();
    const number = this.match(NUMBER);
    if (number === undefined) return this.#call();
    // jq versions differ in whether they print `1.0` and `007` as written.
    if (String(Number(number)) !== number) throw new NotSimulated();
    return { kind: "literal", value: Number(number) };
  }

  #call(): Filter {
    const name = this.match(NAME);
    if (name === undefined || KEYWORDS.has(name)) throw new NotSimulated();
    if (name === "null" || name === "true" || name === "false")
      return { kind: "literal", value: JSON.parse(name) as null | boolean };
    const args: Filter[] = [];
    if (this.take("(")) {
      do args.push(this.pipe());
      while (this.take(";"));
      this.expect(")");
    }
    return { kind: "call", name, args };
  }

  /** What follows `if` or `elif`. */
  #condition(): Filter {
    if (++this.#depth > MAX_DEPTH) throw new NotSimulated();
    const test = this.pipe();
    if (!this.word("then")) throw new NotSimulated();
    const body = this.pipe();
    let otherwise: Filter = { kind: "identity" };
    if (this.word("elif")) otherwise = this.#condition();
    else {
      if (this.word("else")) otherwise = this.pipe();
      if (!this.word("end")) throw new NotSimulated();
    }
    this.#depth--;
    return { kind: "if", test, body, otherwise };
  }

  #object(): Filter {
    const members: Member[] = [];
    if (this.take("}")) return { kind: "object", members };
    do {
      if (this.take("}")) return { kind: "object", members };
      members.push(this.#member());
    } while (this.take(","));
    this.expect("}");
    return { kind: "object", members };
  }

  #member(): Member {
    this.skipSpace();
    if (this.take("$")) {
      const name = this.match(NAME) ?? "";
      return { key: { kind: "literal", value: name }, value: { kind: "variable", name } };
    }
    const isComputed = this.take("(");
    const key = isComputed ? this.pipe() : this.#key();
    if (isComputed) this.expect(")");
    if (!this.take(":")) {
      if (isComputed) throw new NotSimulated();
      return { key, value: { kind: "index", of: { kind: "identity" }, key } };
    }
    // Without parentheses, a comma ends the value.
    const parts = [this.#operators(0)];
    while (this.take("|")) parts.push(this.#operators(0));
    return { key, value: parts.length === 1 ? parts[0]! : { kind: "pipe", parts } };
  }

  #string(format: string): Filter {
    const parts: (string | Filter)[] = [];
    let text = "";
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      const character = this.text[this.at];
      if (character === undefined) throw new NotSimulated();
      if (character !== "\\") {
        text += character;
        continue;
      }
      const escaped = this.text[++this.at] ?? "";
      if (escaped === "(") {
        this.at++;
        parts.push(text, this.pipe());
        text = "";
        this.skipSpace();
        if (this.text[this.at] !== ")") throw new NotSimulated();
      } else {
        const plain = ESCAPES.get(escaped);
        if (plain === undefined) throw new NotSimulated();
        text += plain;
      }
    }
    this.at++;
    if (parts.length === 0) return { kind: "literal", value: text };
    return { kind: "string", format, parts: [...parts, text] };
  }

  #climb(): void {
    if (++this.#levels > MAX_LEVELS) throw new NotSimulated();
  }
}
