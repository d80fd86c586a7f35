/** Expressions of HCL, built from tree-sitter's nodes. */
import type { Range } from "../../model/document.ts";
import type { HclNode } from "./syntax-tree.ts";

export type Expression =
  | { readonly kind: "text"; readonly node: HclNode; readonly template: HclNode }
  | { readonly kind: "literal"; readonly node: HclNode; readonly value: number | boolean | null }
  | { readonly kind: "tuple"; readonly node: HclNode; readonly items: readonly HclNode[] }
  | { readonly kind: "object"; readonly node: HclNode; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "call"; readonly node: HclNode; readonly name: string; readonly args: readonly HclNode[] }
  | {
      readonly kind: "conditional";
      readonly node: HclNode;
      readonly condition: HclNode;
      readonly arms: readonly [HclNode, HclNode];
    }
  /** `local.x`, `var.x.y`, `local.m["k"]`. */
  | { readonly kind: "reference"; readonly node: HclNode; readonly path: readonly (string | number)[] }
  | { readonly kind: "other"; readonly node: HclNode };

export interface ObjectEntry {
  readonly node: HclNode;
  readonly key: HclNode;
  readonly value: HclNode;
}

const isSignificant = ({ type }: HclNode): boolean => type !== "comment";

/** Analyses a node that is or contains an expression. Parentheses are removed. */
export function expressionOf(source: string, wrapped: HclNode): Expression {
  const node = unwrapped(wrapped);
  const kids = node.children.filter(isSignificant);
  switch (node.type) {
    case "numeric_lit":
      return { kind: "literal", node, value: Number(source.slice(node.startIndex, node.endIndex)) };
    case "bool_lit":
      return { kind: "literal", node, value: source.slice(node.startIndex, node.endIndex) === "true" };
    case "null_lit":
      return { kind: "literal", node, value: null };
    case "unary_operation":
      return negativeNumber(source, node, kids);
    case "string_lit":
    case "quoted_template":
    case "heredoc_template":
      return { kind: "text", node, template: node };
    case "tuple":
      return { kind: "tuple", node, items: kids.filter(({ type }) => type === "expression") };
    case "object":
      return { kind: "object", node, entries: kids.flatMap((kid) => entryOf(kid)) };
    case "function_call":
      return callOf(source, node, kids);
    case "conditional": {
      const [condition, first, second] = kids.filter(({ type }) => type === "expression");
      if (!condition || !first || !second) return { kind: "other", node };
      return { kind: "conditional", node, condition, arms: [first, second] };
    }
    case "variable_expr":
    case "expression": {
      const path = pathOf(source, node.type === "expression" ? kids : [node]);
      return path ? { kind: "reference", node, path } : { kind: "other", node };
    }
    default:
      return { kind: "other", node };
  }
}

function unwrapped(wrapped: HclNode): HclNode {
  let node = wrapped;
  while (["expression", "literal_value", "operation", "template_expr", "collection_value"].includes(node.type)) {
    const kids = node.children.filter(isSignificant);
    if (kids.length === 1) node = kids[0]!;
    else if (kids.length === 3 && kids[0]!.type === "(" && kids[1]!.type === "expression") node = kids[1]!;
    else break;
  }
  return node;
}

/** A negative number is known like any other number. Other operations are unknown. */
function negativeNumber(source: string, node: HclNode, [operator, operand]: readonly HclNode[]): Expression {
  const inner = operator?.type === "-" && operand ? expressionOf(source, operand) : undefined;
  if (inner?.kind !== "literal" || typeof inner.value !== "number") return { kind: "other", node };
  return { kind: "literal", node, value: -inner.value };
}

function entryOf(node: HclNode): ObjectEntry[] {
  if (node.type !== "object_elem") return [];
  const [key, value] = node.children.filter(({ type }) => type === "expression");
  return key && value ? [{ node, key, value }] : [];
}

function callOf(source: string, node: HclNode, kids: readonly HclNode[]): Expression {
  const name = kids[0];
  if (name?.type !== "identifier") return { kind: "other", node };
  const given = kids.find(({ type }) => type === "function_arguments");
  const args = given?.children.filter(({ type }) => type === "expression") ?? [];
  if (given?.children.some(({ type }) => type === "ellipsis")) return { kind: "other", node };
  return { kind: "call", node, name: source.slice(name.startIndex, name.endIndex), args };
}

/** The names and indices of a traversal; `undefined` if some of them are not literals. */
function pathOf(source: string, [head, ...rest]: readonly HclNode[]): (string | number)[] | undefined {
  const root = head?.type === "variable_expr" ? head.children.find(({ type }) => type === "identifier") : undefined;
  if (root === undefined) return undefined;
  const textAt = ({ endIndex, startIndex }: HclNode): string => source.slice(startIndex, endIndex);
  const path: (string | number)[] = [textAt(root)];
  for (const step of rest) {
    const at = step.type === "index" ? step.children[0] : step;
    const name = at?.children.find(({ type }) => type === "identifier" || type === "expression");
    if (at?.type === "get_attr" && name) path.push(textAt(name));
    else if (at?.type === "legacy_index") path.push(Number(textAt(at).slice(1)));
    else if (at?.type === "new_index" && name) {
      const index = textAt(name).trim();
      const literal = /^"([^"\\$%]*)"$/.exec(index)?.[1];
      if (literal !== undefined) path.push(literal);
      else if (/^\d+$/.test(index)) path.push(Number(index));
      else return undefined;
    } else return undefined;
  }
  return path;
}

export const rangeOf = ({ endIndex, startIndex }: HclNode): Range => [startIndex, endIndex];

/** The name for an expression of unknown value: a reference as written, a function by its name. */
export function nameOf(source: string, node: HclNode): string {
  const written = source.slice(node.startIndex, node.endIndex);
  if (/^[\w.[\]*-]{1,80}$/.test(written)) return written;
  const expression = expressionOf(source, node);
  if (expression.kind === "call") return `${expression.name}()`;
  if (expression.kind === "reference") return expression.path.join(".").replaceAll(/[^\w.-]/g, "_");
  return expression.kind === "conditional" ? "conditional" : "expression";
}
