/**
 * Converts function calls of HCL into nodes. A function that builds text or lists from known parts becomes `Join`, `Split`
 * or a list. Other calls have no node.
 */
import type { DataNode, Mapping, Pair, Range } from "../../model/document.ts";
import { MAX_DEPTH, MAX_LISTED } from "../../model/limits.ts";
import type { Intrinsic } from "../tree.ts";
import { type Expression, rangeOf } from "./expression.ts";
import { scalarNode, sequenceNode } from "./nodes.ts";
import type { HclNode } from "./syntax-tree.ts";

/** What a tree provides for building nodes. */
export interface NodeBuilder {
  /** Nodes whose value is the result of a function. */
  readonly computed: ReadonlyMap<DataNode, Intrinsic>;
  compute(range: Range, name: string, argument: DataNode): DataNode;
  expression(node: HclNode): Expression;
  /** The content of a file, which is a template if variables are given. */
  file(node: HclNode, path: HclNode, variables: HclNode | undefined): DataNode;
  node(node: HclNode, depth: number): DataNode;
  /** The text of an expression; `undefined` if it is unknown. */
  text(node: HclNode): string | undefined;
}

type Call = Extract<Expression, { kind: "call" }>;

/** Functions that return their first argument, as far as the analysis is concerned. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "chomp",
  "compact",
  "distinct",
  "nonsensitive",
  "sensitive",
  "tolist",
  "tostring",
  "trimspace",
]);

/** @returns `undefined` if the function or its result is unknown */
export function callNode({ args, name, node }: Call, builder: NodeBuilder, depth: number): DataNode | undefined {
  const range = rangeOf(node);
  const [first, second] = args;
  if (first === undefined) return undefined;
  switch (name) {
    case "jsonencode":
    case "yamlencode":
    case "jsondecode":
    case "yamldecode":
      return builder.compute(range, name, builder.node(first, depth));
    case "file":
      return builder.file(node, first, undefined);
    case "templatefile":
      return builder.file(node, first, second ?? first);
    case "join":
    case "split": {
      if (second === undefined) return undefined;
      const both = sequenceNode(range, [builder.node(first, depth), builder.node(second, depth)]);
      return builder.compute(range, name === "join" ? "Join" : "Split", both);
    }
    case "concat":
      return listOf(range, args, builder, depth);
    case "flatten":
      return listOf(range, itemsOf(first, builder), builder, depth);
    case "merge":
      return merged(range, args, builder, depth);
    case "replace":
      return isLineEnding(args, builder) ? builder.node(first, depth) : undefined;
    default:
      return TRANSPARENT.has(name) ? builder.node(first, depth) : undefined;
  }
}

/** Merges objects: the last entry of each name wins. */
function merged(range: Range, args: readonly HclNode[], builder: NodeBuilder, depth: number): Mapping | undefined {
  const last = new Map<unknown, Pair>();
  for (const arg of args) {
    const part = builder.node(arg, depth);
    if (part.type !== "Mapping" || builder.computed.has(part)) return undefined;
    for (const pair of part.pairs) last.set(pair.key.type === "Scalar" ? pair.key.value : pair.key, pair);
    // Limits objects that double again and again.
    if (last.size > MAX_LISTED) return undefined;
  }
  return { type: "Mapping", range, tag: undefined, anchor: "merge", pairs: [...last.values()] };
}

/** Whether the call is `replace(x, "\r\n", "\n")`. */
function isLineEnding([, from, to]: readonly HclNode[], builder: NodeBuilder): boolean {
  const [before, after] = [from, to].map((arg) => arg && builder.text(arg));
  return before?.includes("\r") === true && (after === "\n" || after === "");
}

function itemsOf(node: HclNode, builder: NodeBuilder): readonly HclNode[] {
  const expression = builder.expression(node);
  return expression.kind === "tuple" ? expression.items : [node];
}

/**
 * Concatenates lists. A list that is chosen or computed becomes a single item with all its lines.
 * @returns `undefined` for a list that doubles again and again
 */
function listOf(range: Range, lists: readonly HclNode[], builder: NodeBuilder, depth: number): DataNode | undefined {
  const items = lists.flatMap((list) => {
    const node = builder.node(list, depth);
    if (node.type === "Sequence" && !builder.computed.has(node)) return node.items;
    return [linesOf(node, builder)];
  });
  return items.length > MAX_LISTED ? undefined : sequenceNode(range, items);
}

function linesOf(node: DataNode, builder: NodeBuilder, depth = 0): DataNode {
  const computed = builder.computed.get(node);
  if (computed?.name === "If" && computed.argument.type === "Sequence" && depth < MAX_DEPTH) {
    const [condition, ...arms] = computed.argument.items;
    const lines = arms.map((arm) => linesOf(arm, builder, depth + 1));
    return builder.compute(node.range, "If", sequenceNode(node.range, [condition!, ...lines]));
  }
  if (node.type !== "Sequence" || computed) return node;
  if (node.items.length === 0) return builder.compute(node.range, "Ref", scalarNode(node.range, "AWS::NoValue"));
  const separator = scalarNode(node.range, "\n");
  return builder.compute(node.range, "Join", sequenceNode(node.range, [separator, node]));
}
