/**
 * Reads YAML as most people write it, ten times faster than `yaml` does, and leaves everything else to that package.
 *
 * Simple is: one document; blocks of `key: value` and `- item`, indented with spaces; what stands in brackets and quotes
 * without surprises; literal and folded blocks without an indentation indicator; CloudFormation's tags. No anchors, no
 * directives, no carriage returns. What is read, is read as `yaml` reads it: test/document/simple-yaml.test.ts holds the two
 * against each other.
 */
import { yamlComments } from "../comments.ts";
import type { DataNode, Pair } from "../../model/document.ts";
import { MAX_DEPTH } from "../../model/limits.ts";
import type { Tree } from "../tree.ts";
import { Collected, notSimple, type ScalarText } from "./collected.ts";
import { readFlow } from "./flow.ts";
import { behindSpaces, endOfLine, HASH, isNothing, matchAt, NEWLINE, SPACE } from "./lines.ts";
import { plainValue } from "./plain-value.ts";
import { blockScalar, plainScalar, quotedScalar } from "./scalars.ts";
import { tagAt } from "./tag.ts";

/** The tree; `undefined` where the text is not simple, or not YAML. */
export function readSimpleYaml(text: string): Tree | undefined {
  const reader = new Reader(text);
  try {
    const root = reader.document();
    const { scalars, indents, inFlow, duplicates } = reader.collected;
    const comments = yamlComments(text, scalars);
    const found = { comments, indents, inFlow, duplicates };
    return { text, language: "yaml", roots: [root], errors: [], targets: new Map(), bare: new Set(), ...found };
  } catch (error) {
    // A RangeError is a text so long that an expression has no room for it.
    if (error === notSimple || error instanceof RangeError) return undefined;
    throw error;
  }
}

const DASH = 0x2d;
const CARRIAGE_RETURN_OR_MARK = /[\r\uFEFF]/;
const START = /(?: *(?:#[^\n]*)?\n)*--- *\n/y;
const MARKER = /(?:---|\.\.\.)(?:\s|$)/y;
const PLAIN_KEY =
  /[\w$./(][\w$./()@+{}\\-]{0,200}(?:::?[\w$./()@+{}\\-]{1,100}){0,4}(?: [\w$./()@+{}\\-]{1,100}){0,4}(?= *:(?: |\n|$))/y;

/** Stands on a line that says something, at its first character behind the indentation. */
class Reader {
  readonly collected = new Collected();
  readonly #text: string;
  #at = 0;
  /** Column of the first character; -1 at the end of the text. */
  #indent = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): DataNode {
    if (CARRIAGE_RETURN_OR_MARK.test(this.#text)) throw notSimple;
    this.#line(matchAt(START, this.#text, 0)?.length ?? 0);
    if (!this.#isItem(this.#at) && !this.#keyAt(this.#at)) throw notSimple;
    const root = this.#block(undefined);
    if (this.#indent !== -1) throw notSimple;
    return root;
  }

  /** Goes to the first line from here that is neither blank nor a comment. */
  #line(from: number): void {
    const text = this.#text;
    for (let start = from; start < text.length;) {
      const at = behindSpaces(text, start);
      const code = text.charCodeAt(at);
      if (code === NEWLINE) start = at + 1;
      else if (code === HASH) start = endOfLine(text, at) + 1;
      else if (at === text.length) break;
      else {
        this.#at = at;
        this.#indent = at - start;
        if (this.#indent === 0 && matchAt(MARKER, text, at) !== undefined) throw notSimple;
        return;
      }
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  /** Nothing but a comment may follow on the line: goes to the next. */
  #rest(from: number): void {
    const at = behindSpaces(this.#text, from);
    if (!isNothing(this.#text, at) || (at === from && this.#text.charCodeAt(at) === HASH)) throw notSimple;
    this.#line(endOfLine(this.#text, at) + 1);
  }

  #isItem(at: number): boolean {
    if (this.#text.charCodeAt(at) !== DASH) return false;
    const next = this.#text.charCodeAt(at + 1);
    return next === SPACE || next === NEWLINE || at + 1 >= this.#text.length;
  }

  /** The key that starts here, where one does. */
  #keyAt(at: number): ScalarText | undefined {
    const plain = matchAt(PLAIN_KEY, this.#text, at);
    if (plain !== undefined) return { range: [at, at + plain.length], style: "plain", value: plainValue(plain) };
    const char = this.#text[at];
    if (char !== '"' && char !== "'") return undefined;
    const quoted = quotedScalar(this.#text, at, this.#indent);
    if (!quoted) return undefined;
    const colon = behindSpaces(this.#text, quoted.range[1]);
    if (this.#text[colon] !== ":") return undefined;
    const next = this.#text.charCodeAt(colon + 1);
    return next === SPACE || next === NEWLINE || colon + 1 >= this.#text.length ? quoted : undefined;
  }

  #block(tag: string | undefined): DataNode {
    if (++this.#depth > MAX_DEPTH) throw notSimple;
    const node = this.#isItem(this.#at) ? this.#sequence(tag) : this.#mapping(tag);
    this.#depth--;
    return node;
  }

  #sequence(tag: string | undefined): DataNode {
    const indent = this.#indent;
    const start = this.#at;
    const items: DataNode[] = [];
    while (this.#indent === indent && this.#isItem(this.#at)) {
      const item = this.#item(indent);
      if (item === undefined || this.#indent > indent) throw notSimple;
      items.push(item);
    }
    return { type: "Sequence", range: [start, items.at(-1)!.range[1]], tag, anchor: undefined, items };
  }

  #item(indent: number): DataNode | undefined {
    const at = behindSpaces(this.#text, this.#at + 1);
    if (isNothing(this.#text, at) || !(this.#isItem(at) || this.#keyAt(at))) return this.#value(at, indent, false);
    this.#indent = indent + at - this.#at;
    this.#at = at;
    return this.#block(undefined);
  }

  #mapping(tag: string | undefined): DataNode {
    const indent = this.#indent;
    const start = this.#at;
    const pairs: Pair[] = [];
    const names = new Set<unknown>();
    do {
      const found = this.#keyAt(this.#at);
      if (!found || this.#text.slice(...found.range).includes("\n")) throw notSimple;
      const key = this.collected.key(found, names);
      const colon = behindSpaces(this.#text, key.range[1]);
      const value = this.#value(behindSpaces(this.#text, colon + 1), indent, true);
      if (this.#indent > indent) throw notSimple;
      pairs.push({ type: "Pair", range: [key.range[0], value?.range[1] ?? key.range[1]], key, value });
    } while (this.#indent === indent);
    return { type: "Mapping", range: [start, pairs.at(-1)!.range[1]], tag, anchor: undefined, pairs };
  }

  /**
   * What stands from here, or on the lines below, and belongs to the pair or item that is indented by `indent`.
   * `undefined` where nothing does.
   */
  #value(from: number, indent: number, ofPair: boolean): DataNode | undefined {
    const tag = tagAt(this.#text, from);
    const at = tag === undefined ? from : behindSpaces(this.#text, from + tag.length);
    if (!isNothing(this.#text, at)) return this.#onLine(at, indent, tag);
    this.#line(endOfLine(this.#text, at) + 1);
    if (this.#indent > indent) {
      if (this.#isItem(this.#at) || this.#keyAt(this.#at)) return this.#block(tag);
      return this.#below(this.#text.slice(at, this.#at), indent, tag);
    }
    if (ofPair && this.#indent === indent && this.#isItem(this.#at)) return this.#block(tag);
    return tag === undefined ? undefined : this.collected.scalar({ range: [at, at], style: "plain", value: "" }, tag);
  }

  /** A scalar or flow collection on a line of its own. */
  #below(between: string, indent: number, tag: string | undefined): DataNode {
    // To `yaml` it depends on how comments are indented whether they end the pair.
    if (between.includes("#")) throw notSimple;
    const own = tag === undefined ? tagAt(this.#text, this.#at) : undefined;
    const at = own === undefined ? this.#at : behindSpaces(this.#text, this.#at + own.length);
    return this.#onLine(at, indent, tag ?? own);
  }

  #onLine(at: number, indent: number, tag: string | undefined): DataNode {
    const char = this.#text[at];
    if (char === "[" || char === "{") {
      const node = readFlow(this.#text, at, indent, this.collected, tag);
      this.#rest(node.range[1]);
      return node;
    }
    if (char === "|" || char === ">") {
      const scalar = this.collected.scalar(blockScalar(this.#text, at, indent), tag);
      this.collected.indents.set(scalar, indent);
      this.#line(scalar.range[1]);
      return scalar;
    }
    const found = quotedScalar(this.#text, at, indent) ?? plainScalar(this.#text, at, indent, tag !== undefined);
    this.#rest(found.range[1]);
    return this.collected.scalar(found, tag);
  }
}
