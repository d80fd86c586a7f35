/** Parses YAML with the package `yaml`, into plain nodes with positions. */
import type { CST, Document, Lexer, Pair as YamlPair, Scalar as YamlScalar, YAMLMap as YamlMap } from "yaml";
import { yamlComments } from "./comments.ts";
import type {
  Alias,
  DataNode,
  Mapping,
  Pair,
  Range,
  Scalar,
  ScalarStyle,
  Sequence,
  SyntaxProblem,
} from "../model/document.ts";
import { lenientLexer } from "./lenient-lexer.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import type { Tree } from "./tree.ts";
import { yaml } from "./yaml-package.ts";

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single-quoted",
  QUOTE_DOUBLE: "double-quoted",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Parses a stream of YAML documents. Never throws. */
export function readYaml(text: string): Tree {
  const strict = readWith(new (yaml().Lexer)(), text);
  if (strict.errors.length === 0) return strict;
  const lenient = readWith(lenientLexer(), text);
  return lenient.errors.length === 0 ? lenient : strict;
}

/** The tokens of a text. Stops where the nesting is too deep, because composing the nodes would overflow the stack. */
function* tokens(lexer: Lexer, text: string, tooDeep: (offset: number) => void): Generator<CST.Token> {
  const parser = new (yaml().Parser)();
  for (const lexeme of lexer.lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length <= MAX_OPEN) continue;
    tooDeep(parser.offset - lexeme.length);
    return;
  }
  yield* parser.end();
}

function readWith(lexer: Lexer, text: string): Tree {
  const conversion = new Conversion();
  const roots: DataNode[] = [];
  const errors: SyntaxProblem[] = [];
  // `yaml` creates an Error for each unknown tag. The stack traces are not needed.
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const composer = new (yaml().Composer)({
      keepSourceTokens: true,
      uniqueKeys: false,
      logLevel: "silent",
      strict: true,
    });
    const read = tokens(lexer, text, (offset) => errors.push({ offset, message: TOO_DEEP }));
    for (const document of composer.compose(read, true, text.length)) {
      for (const error of document.errors) {
        const message = error.code === "RESOURCE_EXHAUSTION" ? TOO_DEEP : error.message;
        errors.push({ offset: error.pos[0], message });
      }
      if (errors.length > 0) continue;
      roots.push(conversion.root(document as Document));
    }
  } catch (error) {
    const tooDeep = error instanceof RangeError;
    errors.push({ offset: 0, message: tooDeep ? TOO_DEEP : `The file cannot be parsed as YAML: ${String(error)}` });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  for (const error of conversion.errors) errors.push(error);
  const first = errors.toSorted((a, b) => a.offset - b.offset)[0];
  return {
    text,
    language: "yaml",
    roots: first ? [] : roots,
    comments: first ? [] : yamlComments(text, conversion.scalars),
    errors: first ? [explain(text, first)] : [],
    targets: conversion.targets,
    indents: conversion.indents,
    inFlow: conversion.inFlow,
  };
}

/** Maximum depth of the parser's stack at `MAX_DEPTH`: the document, the collections, and the content of the innermost one. */
const MAX_OPEN = MAX_DEPTH + 2;

const TOO_DEEP = `The file is nested deeper than ${MAX_DEPTH} levels: it is not checked.`;

/** Adds advice if the message alone is not sufficient. */
function explain(text: string, problem: SyntaxProblem): SyntaxProblem {
  const offset = Math.min(Math.max(problem.offset, 0), text.length);
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const message = problem.message.replace(/\.?$/, ".");
  if (/^[ \t]*(?:- +)*(?:[\w.-]+: +)?\{\{/.test(line)) {
    return { offset, message: `${message} Quote a value that starts with "{{": YAML reads it as a mapping.` };
  }
  const item = /^ *- +(?:(["'[{*&!%@`|>])|[^"'#\s].*?(: ))/.exec(line);
  if (item && (SYNTAX_OF_ITEMS.test(message) || (item[2] && message.startsWith("Missing closing")))) {
    return { offset, message: `${message} Quote the whole item: its \`${item[1] ?? item[2]}\` is YAML syntax.` };
  }
  return { offset, message };
}

/** Errors that are typical of an unquoted shell command. */
const SYNTAX_OF_ITEMS =
  /^(?:Unexpected \S+ at node end|Nested mappings|Plain value cannot start|Not a YAML token|Anchor cannot|Alias|The anchor &)/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Converts the nodes of `yaml` into `DataNode`s, in text order. */
class Conversion {
  readonly targets = new Map<Alias, DataNode>();
  readonly indents = new Map<Scalar, number>();
  readonly inFlow = new Set<Scalar>();
  readonly scalars: Scalar[] = [];
  readonly errors: SyntaxProblem[] = [];
  #anchors = new Map<string, DataNode>();
  #depth = 0;

  root(document: Document): DataNode {
    this.#anchors = new Map();
    return this.#node(document.contents, false);
  }

  #node(node: unknown, inFlow: boolean): DataNode {
    if (yaml().isAlias(node)) {
      const alias: Alias = { type: "Alias", range: rangeOf(node), name: node.source };
      const anchored = this.#anchors.get(node.source);
      if (anchored) this.targets.set(alias, anchored);
      else
        this.errors.push({
          offset: alias.range[0],
          message: `The anchor &${node.source} is not defined before this alias.`,
        });
      return alias;
    }
    if (yaml().isScalar(node)) return this.#scalar(node, inFlow);
    if (yaml().isMap(node)) return this.#mapping(node, inFlow || node.flow === true);
    if (yaml().isSeq(node)) {
      const items: DataNode[] = [];
      const flow = inFlow || node.flow === true;
      const sequence: Mutable<Sequence> = {
        type: "Sequence",
        range: rangeOf(node),
        tag: node.tag,
        anchor: node.anchor,
        items,
      };
      this.#inside(sequence, () => {
        for (const item of node.items) items.push(yaml().isPair(item) ? this.#single(item) : this.#node(item, flow));
      });
      if (node.flow !== true) sequence.range = upTo(sequence.range, items.at(-1));
      return sequence;
    }
    return { type: "Scalar", range: [0, 0], tag: undefined, anchor: undefined, style: "plain", value: null };
  }

  /** `[a: b]`: a mapping with a single pair and no braces. */
  #single(item: YamlPair): DataNode {
    const pair = this.#pair(item, true);
    return { type: "Mapping", range: pair.range, tag: undefined, anchor: undefined, pairs: [pair] };
  }

  #mapping(node: YamlMap, inFlow: boolean): DataNode {
    const pairs: Pair[] = [];
    const mapping: Mutable<Mapping> = {
      type: "Mapping",
      range: rangeOf(node),
      tag: node.tag,
      anchor: node.anchor,
      pairs,
    };
    this.#inside(mapping, () => {
      for (const item of node.items) pairs.push(this.#pair(item as YamlPair, inFlow));
    });
    if (node.flow !== true) mapping.range = upTo(mapping.range, pairs.at(-1));
    return mapping;
  }

  #pair(item: YamlPair, inFlow: boolean): Pair {
    const key = this.#node(item.key, inFlow);
    const value = isNothing(item.value) ? undefined : this.#node(item.value, inFlow);
    const start = key.range[0];
    return { type: "Pair", range: [start, Math.max(key.range[1], value?.range[1] ?? start)], key, value };
  }

  #scalar(node: YamlScalar, inFlow: boolean): Scalar {
    const scalar: Mutable<Scalar> = {
      type: "Scalar",
      range: rangeOf(node),
      tag: node.tag,
      anchor: node.anchor,
      style: STYLES[node.type ?? "PLAIN"] ?? "plain",
      value: typeof node.value === "symbol" ? node.value.description : node.value,
    };
    this.scalars.push(scalar);
    if (scalar.anchor !== undefined) this.#anchors.set(scalar.anchor, scalar);
    if (node.srcToken?.type === "block-scalar") this.indents.set(scalar, node.srcToken.indent);
    else if (inFlow) this.inFlow.add(scalar);
    return scalar;
  }

  #inside(node: Mapping | Sequence, fill: () => void): void {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (this.#depth >= MAX_DEPTH) {
      if (!this.errors.some(({ message }) => message === TOO_DEEP)) {
        this.errors.push({ offset: node.range[0], message: TOO_DEEP });
      }
      return;
    }
    this.#depth++;
    fill();
    this.#depth--;
  }
}

function rangeOf(node: {
  range?: readonly number[] | null | undefined;
  tag?: string | undefined;
  anchor?: string | undefined;
}): Range {
  return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
}

/** Ends a block with its last child. `yaml` includes the blank lines and comments after it. */
function upTo([start, end]: Range, last: DataNode | undefined): Range {
  return [start, last?.range[1] ?? end];
}

/** Whether nothing is written. `yaml` represents that as an empty plain scalar. */
function isNothing(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  return yaml().isScalar(node) && node.source === "" && node.type === "PLAIN" && !node.tag && !node.anchor;
}
