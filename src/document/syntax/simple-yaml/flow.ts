/** Collections in brackets and braces. */
import type { DataNode, Pair, Scalar } from "../../model/document.ts";
import { MAX_DEPTH } from "../../model/limits.ts";
import { notSimple, type Collected, type ScalarText } from "./collected.ts";
import { behindSpaces, endOfLine, HASH, matchAt, NEWLINE, SPACE } from "./lines.ts";
import { plainValue } from "./plain-value.ts";
import { quotedScalar } from "./scalars.ts";
import { tagAt } from "./tag.ts";

const PLAIN = /[\w$./\u00a1-\ufefe](?:[\w$./*+=@\u00a1-\ufefe-]|:(?=[\w$./*+=@:-])| (?=[\w$./*+=@-]))*/y;

/** Reads the collection that starts here, in what is indented by `indent`. */
export function readFlow(text: string, start: number, indent: number, collected: Collected, tag?: string): DataNode {
  return new FlowReader(text, start, indent, collected).collection(tag);
}

class FlowReader {
  readonly #text: string;
  readonly #indent: number;
  readonly #collected: Collected;
  #at: number;
  #depth = 0;

  constructor(text: string, start: number, indent: number, collected: Collected) {
    this.#text = text;
    this.#at = start;
    this.#indent = indent;
    this.#collected = collected;
  }

  collection(tag: string | undefined): DataNode {
    if (++this.#depth > MAX_DEPTH) throw notSimple;
    const node = this.#text[this.#at] === "[" ? this.#sequence(tag) : this.#mapping(tag);
    this.#depth--;
    return node;
  }

  #sequence(tag: string | undefined): DataNode {
    const start = this.#at;
    const items: DataNode[] = [];
    while (this.#more("]")) items.push(this.#value());
    return { type: "Sequence", range: [start, this.#at], tag, anchor: undefined, items };
  }

  #mapping(tag: string | undefined): DataNode {
    const start = this.#at;
    const pairs: Pair[] = [];
    const names = new Set<unknown>();
    while (this.#more("}")) pairs.push(this.#pair(names));
    return { type: "Mapping", range: [start, this.#at], tag, anchor: undefined, pairs };
  }

  /** Stands at the opening bracket, or behind an item: whether another one follows. Goes to it, or behind the closing bracket. */
  #more(close: string): boolean {
    const isFirst = "[{".includes(this.#text[this.#at]!);
    if (isFirst) this.#at++;
    this.#space();
    if (!isFirst && this.#text[this.#at] !== close) {
      if (this.#text[this.#at] !== ",") throw notSimple;
      this.#at++;
      this.#space();
    }
    if (this.#text[this.#at] !== close) return true;
    this.#at++;
    return false;
  }

  #pair(names: Set<unknown>): Pair {
    const found = this.#scalarText(undefined);
    const key = this.#collected.key(found, names);
    this.#collected.inFlow.add(key);
    this.#at = behindSpaces(this.#text, this.#at);
    if (this.#text[this.#at] !== ":") throw notSimple;
    const next = this.#text.charCodeAt(++this.#at);
    if (found.style === "plain" && next !== SPACE && next !== NEWLINE) throw notSimple;
    this.#space();
    const value = this.#value();
    return { type: "Pair", range: [key.range[0], value.range[1]], key, value };
  }

  #value(): DataNode {
    const tag = tagAt(this.#text, this.#at);
    if (tag !== undefined) this.#at = behindSpaces(this.#text, this.#at + tag.length);
    const char = this.#text[this.#at];
    if (char === "[" || char === "{") return this.collection(tag);
    const scalar: Scalar = this.#collected.scalar(this.#scalarText(tag), tag);
    this.#collected.inFlow.add(scalar);
    return scalar;
  }

  #scalarText(tag: string | undefined): ScalarText {
    const start = this.#at;
    const quoted = quotedScalar(this.#text, start, undefined);
    if (quoted) {
      this.#at = quoted.range[1];
      return quoted;
    }
    const plain = matchAt(PLAIN, this.#text, start);
    if (plain === undefined) throw notSimple;
    this.#at += plain.length;
    return { range: [start, this.#at], style: "plain", value: tag === undefined ? plainValue(plain) : plain };
  }

  /** Lines are indented, but for the last bracket, which may stand below the start of what it belongs to. */
  #mayStand(column: number): boolean {
    if (column > this.#indent) return true;
    return column === this.#indent && this.#depth === 1 && "]}".includes(this.#text[this.#at]!);
  }

  /** Goes over spaces, line breaks and comments. */
  #space(): void {
    const text = this.#text;
    for (;;) {
      const from = this.#at;
      this.#at = behindSpaces(text, from);
      const code = text.charCodeAt(this.#at);
      if (code === HASH && (this.#at > from || text.charCodeAt(from - 1) === NEWLINE))
        this.#at = endOfLine(text, this.#at);
      else if (code === NEWLINE) this.#at++;
      else {
        if (text.charCodeAt(from - 1) === NEWLINE && !this.#mayStand(this.#at - from)) throw notSimple;
        return;
      }
    }
  }
}
