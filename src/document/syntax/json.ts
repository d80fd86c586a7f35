/** A JSON reader that keeps positions and gives the nodes of the YAML that it is. It accepts exactly what `JSON.parse` accepts. */
import type { DataNode, Pair, Range, Scalar } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import type { Tree } from "./tree.ts";

class JsonError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** What stands in a string for itself. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BARE = /\$\{[^{}"\n]*\}/y;
const WORDS = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;

/** Reads JSON. With `substitutions` a `${Name}` of `Fn::Sub` may stand where a value is expected. Never throws. */
export function readJson(text: string, substitutions = false): Tree {
  const reader = new JsonReader(text, substitutions);
  const tree = {
    text,
    language: "json" as const,
    comments: [],
    targets: new Map(),
    indents: new Map(),
    inFlow: new Set<Scalar>(),
    duplicates: reader.duplicates,
    bare: reader.bare,
  };
  try {
    return { ...tree, roots: [reader.document()], errors: [] };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { ...tree, roots: [], errors: [{ offset: error.offset, message: error.message }] };
  }
}

class JsonReader {
  readonly duplicates: Range[] = [];
  readonly bare = new Set<Scalar>();
  readonly #text: string;
  readonly #substitutions: boolean;
  #at: number;
  #depth = 0;

  constructor(text: string, substitutions: boolean) {
    this.#text = text;
    this.#substitutions = substitutions;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  document(): DataNode {
    this.#space();
    const root = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail("Unexpected text after the end of the JSON value.");
    return root;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #value(): DataNode {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  #nested(read: () => DataNode): DataNode {
    if (++this.#depth > MAX_DEPTH) this.#fail(`Nested deeper than ${MAX_DEPTH} levels: not analysed.`);
    const node = read();
    this.#depth--;
    return node;
  }

  #object(): DataNode {
    const start = this.#at++;
    const pairs: Pair[] = [];
    const names = new Set<unknown>();
    this.#space();
    if (this.#text[this.#at] !== "}") {
      for (;;) {
        const pair = this.#pair(names);
        pairs.push(pair);
        if (!this.#more("}")) break;
      }
    }
    return { type: "Mapping", range: [start, ++this.#at], tag: undefined, anchor: undefined, pairs };
  }

  #pair(names: Set<unknown>): Pair {
    if (this.#text[this.#at] !== '"') this.#fail("Expected a property name in double quotes.");
    const key = this.#string();
    if (names.has(key.value)) this.duplicates.push(key.range);
    names.add(key.value);
    this.#space();
    if (this.#text[this.#at] !== ":") this.#fail('Expected ":" after the property name.');
    this.#at++;
    this.#space();
    const value = this.#value();
    return { type: "Pair", range: [key.range[0], value.range[1]], key, value };
  }

  #array(): DataNode {
    const start = this.#at++;
    const items: DataNode[] = [];
    this.#space();
    if (this.#text[this.#at] !== "]") {
      do items.push(this.#value());
      while (this.#more("]"));
    }
    return { type: "Sequence", range: [start, ++this.#at], tag: undefined, anchor: undefined, items };
  }

  /** After an item: whether another one follows. Stands before it, or before the closing bracket. */
  #more(close: string): boolean {
    this.#space();
    const char = this.#text[this.#at];
    if (char === close) return false;
    if (char !== ",")
      this.#fail(char === undefined ? `The file ends before the closing "${close}".` : `Expected "," or "${close}".`);
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) this.#fail(`No comma may stand before "${close}" in JSON.`);
    return true;
  }

  #string(): Scalar {
    const start = this.#at;
    const text = this.#text;
    let at = start + 1;
    let escaped = false;
    for (;;) {
      PLAIN.lastIndex = at;
      PLAIN.test(text);
      at = PLAIN.lastIndex;
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code !== BACKSLASH || !ESCAPE.test(text.slice(at, at + 6))) this.#badString(start);
      escaped = true;
      at += 2;
    }
    this.#at = at + 1;
    const value: unknown = escaped ? JSON.parse(text.slice(start, at + 1)) : text.slice(start + 1, at);
    return this.#scalar(start, value);
  }

  #badString(start: number): never {
    for (let at = start + 1; at < this.#text.length; at++) {
      const char = this.#text[at]!;
      if (char === "\\") {
        if (!ESCAPE.test(this.#text.slice(at, at + 6))) {
          this.#fail(`JSON has no escape \`${this.#text.slice(at, at + 2)}\`.`, at);
        }
        at++;
      } else if (char < " ") {
        this.#fail(
          char === "\n" || char === "\r"
            ? "A string must end on its line in JSON: write the line break as \\n."
            : "Control characters must be escaped in JSON strings (a tab is \\t).",
          at,
        );
      }
    }
    return this.#fail("The file ends inside a string.", start);
  }

  #word(): Scalar {
    const start = this.#at;
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, start)) {
        this.#at += word.length;
        return this.#scalar(start, value);
      }
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return this.#scalar(start, Number(number));
    }
    BARE.lastIndex = start;
    if (this.#substitutions && BARE.test(this.#text)) {
      this.#at = BARE.lastIndex;
      const scalar = this.#scalar(start, this.#text.slice(start, this.#at));
      this.bare.add(scalar);
      return scalar;
    }
    return this.#noValue(start);
  }

  #noValue(start: number): never {
    if (start >= this.#text.length) this.#fail("The file ends where a JSON value is expected.");
    const two = this.#text.slice(start, start + 2);
    if (two === "//" || two === "/*") this.#fail(`JSON has no comments: remove the \`${two}\`.`);
    return this.#fail("Expected a JSON value.");
  }

  #scalar(start: number, value: unknown): Scalar {
    const range: Range = [start, this.#at];
    return { type: "Scalar", range, tag: undefined, anchor: undefined, style: "json", value };
  }

  #fail(message: string, offset = this.#at): never {
    if (this.#text.startsWith("//", offset) || this.#text.startsWith("/*", offset)) {
      throw new JsonError(`JSON has no comments: remove the \`${this.#text.slice(offset, offset + 2)}\`.`, offset);
    }
    throw new JsonError(message, offset);
  }
}
