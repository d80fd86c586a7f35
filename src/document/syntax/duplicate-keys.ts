/** Finds keys that a mapping contains more than once. Only the last one takes effect. */
import type { DataNode, Range } from "../model/document.ts";
import { keyName, nodesBelow, type Tree } from "./tree.ts";

/** The ranges, in the tree's text, of the keys that repeat an earlier key, in order. Aliases are not followed. */
export function duplicateKeys(tree: Tree, root: DataNode): Range[] {
  const found: Range[] = [];
  for (const node of nodesBelow(root)) {
    if (node.type !== "Mapping") continue;
    const names = new Set<string>();
    for (const pair of node.pairs) {
      const name = keyName(tree, pair);
      if (name === undefined || name === "<<") continue;
      if (names.has(name)) found.push(pair.key.range);
      names.add(name);
    }
  }
  return found;
}
