/**
 * Calls of HCL's functions as nodes: what builds text and lists from known parts is `Join`, `Split` or a list; a call that is not
 * known here has no node.
 */
import type { DataNode, Mapping, Pair, Range } from "../../model/document.ts";
import { MAX_DEPTH, MAX_LISTED } from "../../model/limits.ts";
import type { Intrinsic } from "../tree.ts";
import { type Expression, rangeOf } from "./expression.ts";
import { scalarNode, sequenceNode } from "./nodes.ts";
import type { HclNode } from "./parser.ts";

/** What a tree gives to those that build nodes for it. */
export interface NodeBuilder {
  /** Nodes that are the result of a function. */
  readonly computed: ReadonlyMap<DataNode, Intrinsic>;
  compute(range: Range, name: string, argument: DataNode): DataNode;
  expression(node: HclNode): Expression;
  /** The content of a file, as a template if it is given variables. */
  file(node: HclNode, path: HclNode, variables: HclNode | undefined): DataNode;
  node(node: HclNode, depth: number): DataNode;
  /** The text of an expression; `undefined` if it is not known. */
  text(node: HclNode): string | undefined;
}

type Call = Extract<Expression, { kind: "call" }>;

/** Functions that give their first argument back, as far as matters here. */
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

/** @returns `undefined` where the function, or what it gives, is not known */
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

/** Objects in one: the last entry of each name counts. */
function merged(range: Range, args: readonly HclNode[], builder: NodeBuilder, depth: number): Mapping | undefined {
  const last = new Map<unknown, Pair>();
  for (const arg of args) {
    const part = builder.node(arg, depth);
    if (part.type !== "Mapping" || builder.computed.has(part)) return undefined;
    for (const pair of part.pairs) last.set(pair.key.type === "Scalar" ? pair.key.value : pair.key, pair);
    // Objects that double again and again.
    if (last.size > MAX_LISTED) return undefined;
  }
  return { type: "Mapping", range, tag: undefined, anchor: "merge", pairs: [...last.values()] };
}

/** `replace(x, "\r\n", "\n")`. */
function isLineEnding([, from, to]: readonly HclNode[], builder: NodeBuilder): boolean {
  const [before, after] = [from, to].map((arg) => arg && builder.text(arg));
  return before?.includes("\r") === true && (after === "\n" || after === "");
}

function itemsOf(node: HclNode, builder: NodeBuilder): readonly HclNode[] {
  const expression = builder.expression(node);
  return expression.kind === "tuple" ? expression.items : [node];
}

/**
 * The items of lists in one; a list that is chosen or computed is one item with all its lines.
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
