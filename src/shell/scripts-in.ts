/** The scripts in a script: itself, and those of its substitutions. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { forEachChild, mayExpand } from "./parse.ts";

/** In no order. Walks without recursion: substitutions may be nested deeper than the stack. */
export function scriptsIn(tree: ParsedScript): readonly ParsedScript[] {
  const all: ParsedScript[] = [];
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script") all.push(node as ParsedScript);
    forEachChild(node, (child) => {
      if (child.type !== "Word" || mayExpand(child)) open.push(child);
    });
  }
  return all;
}
