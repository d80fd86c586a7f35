/** The result of parsing a text as YAML, JSON or HCL, and functions to look things up in it. */
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

/** A function that computes a node's value: a CloudFormation function, or an expression of HCL that is represented as such a function. */
export interface Intrinsic {
  /** `Sub`, `Join`, `If`, `Ref`, `GetAtt` … without `Fn::`. */
  readonly name: string;
  readonly argument: DataNode;
}

/** The strings and here-documents of HCL. */
export interface Templates {
  /** Maps each character to its source; `undefined` for a scalar that is written in another file. */
  runsOf(scalar: Scalar): Runs | undefined;
  /** The interpolations in the scalar's text; `undefined` as for `runsOf`. */
  opaqueOf(scalar: Scalar): readonly OpaqueText[] | undefined;
  /** The value of the scalar if its source were `source`; `undefined` if that would not be a scalar. */
  reread(scalar: Scalar, source: string): { readonly text: string; readonly opaque: readonly OpaqueText[] } | undefined;
  /** Number of characters at the start of each line of a here-document that are not content. */
  indentOf(scalar: Scalar): number;
}

export interface Tree {
  readonly text: string;
  readonly language: "yaml" | "json" | "hcl";
  readonly roots: readonly DataNode[];
  readonly comments: readonly DataComment[];
  /** If not empty, the roots must not be used. */
  readonly errors: readonly SyntaxProblem[];
  /** The node that each alias refers to. */
  readonly targets: ReadonlyMap<Alias, DataNode>;
  /** Indentation of the parent node of each block scalar, to which an indentation indicator is added. */
  readonly indents: ReadonlyMap<Scalar, number>;
  /** Plain scalars in `[…]` or `{…}`, where commas and brackets end them. */
  readonly inFlow: ReadonlySet<Scalar>;
  /** The HCL nodes whose value is computed. */
  readonly computed?: ReadonlyMap<DataNode, Intrinsic>;
  readonly templates?: Templates;
  /** The nodes whose text comes from another file. */
  readonly fileCalls?: ReadonlyMap<DataNode, FileReference>;
}

/** The node itself, or the node that an alias refers to; `undefined` for an alias without an anchor. */
export function resolveAlias(tree: Tree, node: DataNode | undefined): DataNode | undefined {
  return node?.type === "Alias" ? tree.targets.get(node) : node;
}

/** A key as text; `undefined` if the key is a mapping or sequence. */
export function keyName(tree: Tree, pair: Pair): string | undefined {
  const key = resolveAlias(tree, pair.key);
  return key?.type === "Scalar" ? String(key.value) : undefined;
}

/**
 * The pair with this key: the last one if the key is duplicated, else that of a merge (`<<`), nearest first. A mapping is
 * merged once, even if it is referenced several times.
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

/** The mappings that the value of a merge (`<<`) refers to. */
export function mergedMappings(tree: Tree, pair: Pair): Mapping[] {
  const value = resolveAlias(tree, pair.value);
  const nodes = value?.type === "Sequence" ? value.items.map((item) => resolveAlias(tree, item)) : [value];
  return nodes.filter((node) => node?.type === "Mapping");
}

/** The value of a key, with aliases resolved; `undefined` if the key or its value is missing. */
export function lookUp(tree: Tree, node: DataNode | undefined, name: string): DataNode | undefined {
  const mapping = resolveAlias(tree, node);
  return mapping?.type === "Mapping" ? resolveAlias(tree, findPair(tree, mapping, name)?.value) : undefined;
}

/**
 * As {@link lookUp}, but a key in other letter case matches if there is no exact match. The agent reads command documents
 * with Go's `encoding/json`, which ignores case, and AWS's own documents write `RunCommand`.
 */
export function lookUpAnyCase(tree: Tree, node: DataNode | undefined, name: string): DataNode | undefined {
  const exact = lookUp(tree, node, name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  const other = keyNames(tree, node).find((key) => key.toLowerCase() === lower);
  return other === undefined ? undefined : lookUp(tree, node, other);
}

/** All keys of a mapping including merges, in order, each once. */
export function keyNames(tree: Tree, node: DataNode | undefined): string[] {
  const names = new Set<string>();
  const seen = new Set<DataNode>();
  const open = [resolveAlias(tree, node)];
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

/** A string, or a number or boolean as text; `undefined` for anything else. */
export function textOf(node: DataNode | undefined): string | undefined {
  if (node?.type !== "Scalar" || node.value === null || node.value === undefined) return undefined;
  return String(node.value);
}

/**
 * A node and the values and items below it, in order, without keys. Aliases are not followed. A list or mapping that functions of Terraform
 * put into several places counts once, because the places double with each local value.
 */
export function* nodesBelow(root: DataNode): Iterable<DataNode> {
  const open: DataNode[] = [root];
  const seen = new Set<DataNode>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Sequence" || node.type === "Mapping") {
      if (seen.has(node)) continue;
      seen.add(node);
    }
    yield node;
    const children = node.type === "Sequence" ? node.items : node.type === "Mapping" ? node.pairs : [];
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]!;
      const value = child.type === "Pair" ? child.value : child;
      if (value) open.push(value);
    }
  }
}
