/** Parses JSON with `jsonc-parser` into the nodes that YAML has for the same text. Accepts exactly what `JSON.parse` accepts. */
import { visit } from "jsonc-parser";
import type { DataNode, Mapping, Pair, Scalar, Sequence, SyntaxProblem } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import { jsonProblem, type Expected } from "./json-problem.ts";
import type { Tree } from "./tree.ts";

/** `${Name}` of `Fn::Sub` outside of a string. Strings are matched in order to skip them. */
const STRING_OR_SUBSTITUTION = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|\$\{[^{}"\n$]*\}/gs;

/** Thrown at the first error; the rest of the text is not read. */
class Stop extends Error {
  readonly problem: SyntaxProblem;
  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Parses JSON. With `substitutions`, a `${Name}` of `Fn::Sub` is accepted in the position of a value. Never throws. */
export function readJson(text: string, substitutions = false): Tree {
  const tree = {
    text,
    language: "json" as const,
    comments: [],
    targets: new Map(),
    indents: new Map(),
    inFlow: new Set<Scalar>(),
  };
  try {
    return { ...tree, roots: [read(text, substitutions)], errors: [] };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ...tree, roots: [], errors: [error.problem] };
  }
}

/** A text of the same length that is JSON, apart from its own errors: without BOM, and with strings in place of substitutions. */
function plainJson(text: string, substitutions: boolean): string {
  const plain = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  if (!substitutions || !plain.includes("${")) return plain;
  return plain.replaceAll(STRING_OR_SUBSTITUTION, (match) =>
    match.startsWith("$") ? `"${"x".repeat(match.length - 2)}"` : match,
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Open = Mutable<Mapping> | Mutable<Sequence>;

function scalar(value: unknown, start: number, length: number): Scalar {
  return { type: "Scalar", range: [start, start + length], tag: undefined, anchor: undefined, style: "json", value };
}

function read(text: string, substitutions: boolean): DataNode {
  const open: Open[] = [];
  let root: DataNode | undefined;
  let key: Scalar | undefined;
  let expected: Expected = "value";

  const stop = (offset: number): never => {
    throw new Stop(jsonProblem(text, offset, expected, open.at(-1)?.type));
  };
  const add = (node: DataNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else if (parent.type === "Sequence") (parent.items as DataNode[]).push(node);
    else if (key !== undefined) {
      const pair: Pair = { type: "Pair", range: [key.range[0], node.range[1]], key, value: node };
      (parent.pairs as Pair[]).push(pair);
    }
    expected = parent === undefined ? "end" : "separator";
  };
  /** A collection is added to its parent when it is complete. Its key is stored here until then. */
  const keys: (Scalar | undefined)[] = [];
  const begin = (node: Open): void => {
    if (open.length >= MAX_DEPTH) {
      throw new Stop({
        offset: node.range[0],
        message: `The file is nested deeper than ${MAX_DEPTH} levels: it is not checked.`,
      });
    }
    keys.push(key);
    open.push(node);
    expected = node.type === "Mapping" ? "first name" : "first value";
  };
  const end = (offset: number, length: number): void => {
    // At the end of the text the parser closes the open collections before it reports the missing bracket.
    if (length === 0) stop(offset);
    const node = open.pop()!;
    key = keys.pop();
    node.range = [node.range[0], offset + length];
    add(node);
  };

  visit(
    plainJson(text, substitutions),
    {
      onObjectBegin: (at) => begin({ type: "Mapping", range: [at, at], tag: undefined, anchor: undefined, pairs: [] }),
      onArrayBegin: (at) => begin({ type: "Sequence", range: [at, at], tag: undefined, anchor: undefined, items: [] }),
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty(name, offset, length) {
        key = scalar(name, offset, length);
        expected = "colon";
      },
      onLiteralValue(value, offset, length) {
        const isSubstituted = substitutions && text[offset] === "$";
        add(scalar(isSubstituted ? text.slice(offset, offset + length) : value, offset, length));
      },
      onSeparator(character) {
        if (character === ":") expected = "value";
        else expected = open.at(-1)?.type === "Mapping" ? "name" : "value";
      },
      onError: (_code, offset) => stop(offset),
    },
    { disallowComments: true },
  );
  return root!;
}
