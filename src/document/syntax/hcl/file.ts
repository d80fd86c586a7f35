/** A file in Terraform's language: its blocks and its syntax error. */
import type { DataComment, SyntaxProblem } from "../../model/document.ts";
import { MAX_HCL_LENGTH } from "../../model/limits.ts";
import { parseHcl } from "./parser.ts";
import { descendantsOfType, type HclNode } from "./syntax-tree.ts";
import { hclProblem } from "./problem.ts";

export interface HclBlock {
  /** `resource`, `locals`, `targets` … */
  readonly type: string;
  readonly labels: readonly string[];
  readonly node: HclNode;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly node: HclNode;
  readonly key: HclNode;
  readonly value: HclNode;
}

export interface HclFile {
  readonly text: string;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  readonly comments: readonly DataComment[];
  readonly problem: SyntaxProblem | undefined;
  /** The calls of a function, in order. */
  calls(name: string): readonly HclNode[];
}

/** Maximum number of parsed files in the cache, which keeps the most recent ones. The files of a module are read again for each other. */
const MOST_KEPT = 16;

const kept = new Map<string, HclFile>();

/** Parses a text, or returns the cached result. Never throws. */
export function readHcl(text: string): HclFile {
  const file = kept.get(text) ?? parseHclFile(text);
  kept.delete(text);
  kept.set(text, file);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return file;
}

/** A number such as `1e3`. The grammar does not support exponents, so it is replaced by a plain number. */
const EXPONENT = /(?<![\w.])\d+[eE][+-]?\d+\b/g;

/** Parses a text. Never throws. */
export function parseHclFile(text: string): HclFile {
  if (text.length > MAX_HCL_LENGTH) return unread(text);
  let root = parseHcl(text);
  if (root.hasError && EXPONENT.test(text)) {
    root = parseHcl(text.replaceAll(EXPONENT, (number) => "1".repeat(number.length)));
  }
  const problem = root.hasError ? hclProblem(text, root) : undefined;
  const body = problem ? undefined : root.children.find(({ type }) => type === "body");
  return {
    text,
    attributes: (body?.children ?? []).flatMap((node) => attributeOf(text, node)),
    blocks: body ? blocksIn(text, body) : [],
    comments: problem || !/lint/.test(text) ? [] : commentsIn(text, root),
    problem,
    calls: (name) =>
      descendantsOfType(root, "function_call").filter(
        (call) => text.startsWith(name, call.startIndex) && !/\w/.test(text[call.startIndex + name.length]!),
      ),
  };
}

function unread(text: string): HclFile {
  const message = `The file is longer than ${MAX_HCL_LENGTH} characters: it is not checked.`;
  return { text, attributes: [], blocks: [], comments: [], problem: { offset: 0, message }, calls: () => [] };
}

function blocksIn(text: string, body: HclNode): HclBlock[] {
  return body.children.filter(({ type }) => type === "block").map((node) => new Block(text, node));
}

/** Reads its syntax node lazily, because most blocks of a file are irrelevant. */
class Block implements HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly node: HclNode;
  readonly #text: string;
  #attributes: readonly HclAttribute[] | undefined;
  #blocks: readonly HclBlock[] | undefined;

  constructor(text: string, node: HclNode) {
    this.node = node;
    this.#text = text;
    const [type, ...labels] = node.children
      .filter((child) => child.type === "identifier" || child.type === "string_lit")
      .map(({ endIndex, startIndex }) => text.slice(startIndex, endIndex).replaceAll('"', ""));
    this.type = type ?? "";
    this.labels = labels;
  }

  get #body(): HclNode | undefined {
    return this.node.children.find(({ type }) => type === "body");
  }

  get attributes(): readonly HclAttribute[] {
    return (this.#attributes ??= (this.#body?.children ?? []).flatMap((node) => attributeOf(this.#text, node)));
  }

  get blocks(): readonly HclBlock[] {
    return (this.#blocks ??= this.#body ? blocksIn(this.#text, this.#body) : []);
  }
}

function attributeOf(text: string, node: HclNode): HclAttribute[] {
  if (node.type !== "attribute") return [];
  const key = node.children.find(({ type }) => type === "identifier");
  const value = node.children.find(({ type }) => type === "expression");
  return key && value ? [{ name: text.slice(key.startIndex, key.endIndex), node, key, value }] : [];
}

function commentsIn(text: string, root: HclNode): DataComment[] {
  return descendantsOfType(root, "comment").map(({ endIndex, startIndex }): DataComment => {
    const isBlock = text.startsWith("/*", startIndex);
    const marker = text[startIndex] === "#" ? 1 : 2;
    const end = text[endIndex - 1] === "\r" ? endIndex - 1 : endIndex;
    const value = text.slice(startIndex + marker, isBlock ? end - 2 : end);
    return { type: "Comment", range: [startIndex, end], value, marker };
  });
}
