/** What reading a text as YAML or JSON gives, before anybody looks for documents in it. */
import type {
  Alias,
  DataComment,
  DataNode,
  FileReference,
  Mapping,
  Pair,
  Scalar,
  SyntaxProblem,
} from "../model/document.ts";
import type { OpaqueText } from "../model/document.ts";
import type { Runs } from "../scalars/runs.ts";
import { MAX_MERGES } from "../model/limits.ts";

/** A function that computes a node's value: one of CloudFormation's, or an expression of HCL that is read as one. */
export interface Intrinsic {
  /** `Sub`, `Join`, `If`, `Ref`, `GetAtt` … without `Fn::`. */
  readonly name: string;
  readonly argument: DataNode;
}

/** The strings and here-documents of HCL. */
export interface Templates {
  /** Which source each character comes from; `undefined` for a scalar that is written in another file. */
  runsOf(scalar: Scalar): Runs | undefined;
  /** What a scalar would be if it were written so; `undefined` if it would be no scalar. */
  reread(scalar: Scalar, source: string): { readonly text: string; readonly opaque: readonly OpaqueText[] } | undefined;
  /** Characters at the start of each line of a here-document that are not content. */
  indentOf(scalar: Scalar): number;
}

export interface Tree {
  readonly text: string;
  readonly language: "yaml" | "json" | "hcl";
  readonly roots: readonly DataNode[];
  readonly comments: readonly DataComment[];
  /** Where it is not empty the roots are not to be used. */
  readonly errors: readonly SyntaxProblem[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, DataNode>;
  /** Indentation of the node around each block scalar, to which an indentation indicator is added. */
  readonly indents: ReadonlyMap<Scalar, number>;
  /** Plain scalars in `[…]` or `{…}`, where commas and brackets end them. */
  readonly inFlow: ReadonlySet<Scalar>;
  /** The nodes of HCL whose value is computed. */
  readonly computed?: ReadonlyMap<DataNode, Intrinsic>;
  readonly templates?: Templates;
  /** The nodes that are the text of another file. */
  readonly fileCalls?: ReadonlyMap<DataNode, FileReference>;
}

/** The node itself, or what the alias stands for; `undefined` for an alias without anchor. */
export function target(tree: Tree, node: DataNode | undefined): DataNode | undefined {
  return node?.type === "Alias" ? tree.targets.get(node) : node;
}

/** A key as text; `undefined` where it is a mapping or sequence. */
export function keyName(tree: Tree, pair: Pair): string | undefined {
  const key = target(tree, pair.key);
  return key?.type === "Scalar" ? String(key.value) : undefined;
}

/**
 * The pair with this key: the last one where it stands twice, else one of a merge (`<<`), nearest first.
 * A mapping is merged once, however often it is named.
 */
export function findPair(tree: Tree, mapping: Mapping, name: string): Pair | undefined {
  const first = ownPair(tree, mapping, name);
  if (first !== undefined || ownPair(tree, mapping, "<<") === undefined) return first;
  const seen = new Set<Mapping>();
  const open = [mapping];
  for (let at = open.pop(); at; at = open.pop()) {
    if (seen.has(at) || seen.size > MAX_MERGES) continue;
    seen.add(at);
    const own = ownPair(tree, at, name);
    if (own) return own;
    const merges = at.pairs.filter((pair) => keyName(tree, pair) === "<<");
    for (const merged of merges.flatMap((pair) => mergedMappings(tree, pair)).toReversed()) open.push(merged);
  }
  return undefined;
}

function ownPair(tree: Tree, { pairs }: Mapping, name: string): Pair | undefined {
  return pairs.findLast((pair) => keyName(tree, pair) === name);
}

/** The mappings that the value of a merge (`<<`) names. */
export function mergedMappings(tree: Tree, pair: Pair): Mapping[] {
  const value = target(tree, pair.value);
  const nodes = value?.type === "Sequence" ? value.items.map((item) => target(tree, item)) : [value];
  return nodes.filter((node) => node?.type === "Mapping");
}

/** The value of a key, with aliases followed; `undefined` where the key or its value is missing. */
export function lookUp(tree: Tree, node: DataNode | undefined, name: string): DataNode | undefined {
  const mapping = target(tree, node);
  return mapping?.type === "Mapping" ? target(tree, findPair(tree, mapping, name)?.value) : undefined;
}

/**
 * As {@link lookUp}, but a key in other letter case will do where the exact one is missing: the agent reads command
 * documents with Go's `encoding/json`, and AWS's own documents write `RunCommand`.
 */
export function lookUpAnyCase(tree: Tree, node: DataNode | undefined, name: string): DataNode | undefined {
  const exact = lookUp(tree, node, name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  const other = keyNames(tree, node).find((key) => key.toLowerCase() === lower);
  return other === undefined ? undefined : lookUp(tree, node, other);
}

/** All keys of a mapping with its merges, in order, each once. */
export function keyNames(tree: Tree, node: DataNode | undefined): string[] {
  const names = new Set<string>();
  const seen = new Set<DataNode>();
  const open = [target(tree, node)];
  while (open.length > 0) {
    const at = open.pop();
    if (at?.type !== "Mapping" || seen.has(at) || seen.size > MAX_MERGES) continue;
    seen.add(at);
    for (const pair of at.pairs) {
      const name = keyName(tree, pair);
      if (name === "<<") for (const merged of mergedMappings(tree, pair).toReversed()) open.push(merged);
      else if (name !== undefined) names.add(name);
    }
  }
  return [...names];
}

/** The string, or the number or boolean as text; `undefined` for anything else. */
export function textOf(node: DataNode | undefined): string | undefined {
  if (node?.type !== "Scalar" || node.value === null || node.value === undefined) return undefined;
  return String(node.value);
}

/** A node and the values and items below it, in order; keys are not among them, and aliases are not followed. */
export function* nodesBelow(root: DataNode): Iterable<DataNode> {
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    const children = node.type === "Sequence" ? node.items : node.type === "Mapping" ? node.pairs : [];
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]!;
      const value = child.type === "Pair" ? child.value : child;
      if (value) open.push(value);
    }
  }
}
