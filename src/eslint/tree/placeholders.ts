/** Adds placeholders to the shell's syntax tree: each is attached to the innermost node around it, as `placeholders`. */
import type { SyntaxNode } from "unbash";
import type { Placeholder, Span } from "../../shell/index.ts";
import { childrenOf } from "./traverse.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

interface PlaceholderHolder {
  placeholders?: Placeholder[];
}

/** The index of the first placeholder at or after `pos`. */
const firstFrom = (placeholders: readonly Placeholder[], pos: number): number =>
  lowerBound(placeholders.length, (index) => (placeholders[index] as Placeholder).pos < pos);

function hasOne(placeholders: readonly Placeholder[], { pos, end }: Span): boolean {
  const next = placeholders[firstFrom(placeholders, pos)];
  return next !== undefined && next.end <= end;
}

/** Attaches the placeholders, which are in text order, to the tree of the same text. */
export function assignPlaceholders(tree: SyntaxNode, placeholders: readonly Placeholder[]): void {
  if (placeholders.length === 0) return;
  const innermost: SyntaxNode[] = [];
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let index = firstFrom(placeholders, node.pos); index < placeholders.length; index += 1) {
      if ((placeholders[index] as Placeholder).end > node.end) break;
      const best = innermost[index];
      if (best === undefined || node.end - node.pos <= best.end - best.pos) innermost[index] = node;
    }
    for (const child of childrenOf(node) as SyntaxNode[]) {
      // A script that was parsed from its own text has different positions.
      if (child.type === "Script" && child.source !== undefined) continue;
      if (child.type !== "Word" || hasOne(placeholders, child)) open.push(child);
    }
  }
  for (const [index, placeholder] of placeholders.entries()) {
    const holder = (innermost[index] ?? tree) as PlaceholderHolder;
    (holder.placeholders ??= []).push(placeholder);
  }
}
