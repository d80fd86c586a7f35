/** The scripts in a script: itself, and those of its substitutions. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { forEachChild } from "./parse.ts";

/** Where a script may begin in a word: `$(`, a backtick, `<(`, `${ …;}`. */
const OPENS = /[(`]|\$\{[\s|]/;

/** In no order. Walks without recursion: substitutions may be nested deeper than the stack. */
export function scriptsIn(tree: ParsedScript): readonly ParsedScript[] {
  const all: ParsedScript[] = [];
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script") all.push(node as ParsedScript);
    forEachChild(node, (child) => {
      if (child.type !== "Word" || OPENS.test(child.text)) open.push(child);
    });
  }
  return all;
}
