/** Builds nodes for values that another file of the directory defines. The nodes have the range of the reference. */
import type { DataNode, Pair, Range } from "../../model/document.ts";
import { MAX_DEPTH } from "../../model/limits.ts";
import { expressionOf } from "./expression.ts";
import type { HclFile } from "./file.ts";
import { scalarNode, sequenceNode } from "./nodes.ts";
import type { HclNode } from "./syntax-tree.ts";
import type { Values } from "./values.ts";

/** The reference to a value. */
export interface NamedAt {
  readonly range: Range;
  /** The whole name. The nodes have it as their anchor, because a referenced value cannot be edited here. */
  readonly name: string;
  /** Number of further nodes that may be built for values of other files. A long list may be referenced many times. */
  readonly budget: { left: number };
  /** A node for an unknown part of the value. */
  unknown(): DataNode;
}

export function foreignNode(values: Values, file: HclFile, node: HclNode, at: NamedAt, depth: number): DataNode {
  const { name: anchor, range } = at;
  if (depth > MAX_DEPTH || --at.budget.left < 0) return at.unknown();
  const expression = expressionOf(file.text, node);
  if (expression.kind === "tuple") {
    const items = expression.items.map((item) => foreignNode(values, file, item, at, depth + 1));
    return { ...sequenceNode(range, items), anchor };
  }
  if (expression.kind === "object") {
    const pairs = expression.entries.map((entry): Pair => {
      const value = foreignNode(values, file, entry.value, at, depth + 1);
      return { type: "Pair", range, key: keyNode(values, file, entry.key, at), value };
    });
    return { type: "Mapping", range, tag: undefined, anchor, pairs };
  }
  if (expression.kind === "literal") return { ...scalarNode(range, expression.value), anchor };
  const text = values.text(file, node);
  return text === undefined ? at.unknown() : { ...scalarNode(range, text), style: "hcl-quoted", anchor };
}

function keyNode(values: Values, file: HclFile, node: HclNode, at: NamedAt): DataNode {
  const expression = expressionOf(file.text, node);
  const isName = expression.kind === "reference" && expression.path.length === 1;
  const name = isName ? String(expression.path[0]) : values.text(file, node);
  return name === undefined ? at.unknown() : { ...scalarNode(at.range, name), anchor: at.name };
}
