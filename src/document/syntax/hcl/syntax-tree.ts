/**
 * The syntax tree of a file in HCL, copied from tree-sitter. Its own trees are in the memory of WebAssembly, where they would
 * stay: no garbage collector frees them while files are read one after the other.
 */

/** A node of the syntax tree. Positions are UTF-16 offsets. */
export interface HclNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  /** Whether the text of this node contains an error. */
  readonly hasError: boolean;
  /** Whether the parser inserted the node, and the text does not contain it. */
  readonly isMissing: boolean;
  readonly children: readonly HclNode[];
}

/** tree-sitter's position in its tree, as far as it is used. */
interface Cursor {
  readonly nodeType: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly nodeIsMissing: boolean;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

/** A tree of tree-sitter, as far as it is used. */
export interface SitterTree {
  readonly rootNode: { readonly hasError: boolean };
  walk(): Cursor;
  delete(): void;
}

/** Type of a node whose text the grammar does not allow. */
export const ERROR = "ERROR";

interface Copy extends HclNode {
  hasError: boolean;
  readonly children: Copy[];
}

function copyOf({ endIndex, nodeIsMissing, nodeType, startIndex }: Cursor): Copy {
  const hasError = nodeType === ERROR || nodeIsMissing;
  return { type: nodeType, startIndex, endIndex, hasError, isMissing: nodeIsMissing, children: [] };
}

/** Copies the tree. Not recursive, because the file determines how deep the tree is. */
export function copyTree(tree: SitterTree): HclNode {
  const cursor = tree.walk();
  const root = copyOf(cursor);
  const open = [root];
  for (let isNew = cursor.gotoFirstChild(); open.length > 0;) {
    if (isNew) {
      const child = copyOf(cursor);
      open.at(-1)!.children.push(child);
      open.push(child);
      isNew = cursor.gotoFirstChild();
      continue;
    }
    const closed = open.pop()!;
    const parent = open.at(-1);
    if (parent === undefined) break;
    parent.hasError ||= closed.hasError;
    isNew = cursor.gotoNextSibling();
    if (!isNew) cursor.gotoParent();
  }
  cursor.delete();
  // Not every error has a node.
  root.hasError ||= tree.rootNode.hasError;
  return root;
}

/** The nodes of this type below a node, in text order. */
export function descendantsOfType(root: HclNode, type: string): readonly HclNode[] {
  const found: HclNode[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === type) found.push(node);
    for (let at = node.children.length - 1; at >= 0; at--) open.push(node.children[at]!);
  }
  return found;
}
