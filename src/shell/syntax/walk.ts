/** Walks over a syntax tree. */
import { forEachChild, type SyntaxNode } from "unbash";

/** Calls the callback for each direct child of a syntax node. */
export { forEachChild };

/** Calls `visit` for each node, without recursion; skips nodes for which `isLeft` is true, and their children. */
export function forEachNode(
  root: SyntaxNode,
  visit: (node: SyntaxNode) => void,
  isLeft: (node: SyntaxNode) => boolean = () => false,
): void {
  const open: SyntaxNode[] = [root];
  const add = (child: SyntaxNode): void => {
    if (!isLeft(child)) open.push(child);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    forEachChild(node, add);
  }
}
