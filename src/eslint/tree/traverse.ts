/** Traverses the whole tree for ESLint, from the file down to the programs that a shell runs. */
import type { VisitTraversalStep } from "@eslint/core";
import type { DocumentNode, SsmNode } from "./nodes.ts";
import { visitorKeys } from "./visitor-keys.ts";

const ENTER = 1;
const EXIT = 2;

/** The children of a node in the order of its visitor keys. */
export function childrenOf(node: SsmNode): SsmNode[] {
  const children: SsmNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, SsmNode | readonly SsmNode[] | undefined>)[key];
    if (Array.isArray(value)) for (const child of value as SsmNode[]) children.push(child);
    else if (value !== undefined) children.push(value as SsmNode);
  }
  return children;
}

export interface Traversal {
  /** Two entries for each node, for entering and leaving it. */
  readonly steps: readonly VisitTraversalStep[];
  readonly parents: ReadonlyMap<SsmNode, SsmNode>;
}

/** The traversal steps for entering and leaving a node. */
export function visitOf(
  target: SsmNode,
  parent: SsmNode | undefined,
): readonly [enter: VisitTraversalStep, exit: VisitTraversalStep] {
  const args = [target, parent];
  return [
    { kind: ENTER, target, phase: ENTER, args },
    { kind: ENTER, target, phase: EXIT, args },
  ];
}

/** Traverses without recursion, because documents and scripts may be nested deeper than the stack permits. */
export function traverse(root: DocumentNode): Traversal {
  const steps: VisitTraversalStep[] = [];
  const parents = new Map<SsmNode, SsmNode>();
  const open: (SsmNode | VisitTraversalStep)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ("phase" in next) {
      steps.push(next);
      continue;
    }
    const [enter, exit] = visitOf(next, parents.get(next));
    steps.push(enter);
    open.push(exit);
    openChildren(next, open, parents);
  }
  return { steps, parents };
}

/** Pushes the children onto the stack of nodes to visit, the first child on top. */
function openChildren(node: SsmNode, open: unknown[], parents: Map<SsmNode, SsmNode>): void {
  for (const child of childrenOf(node).toReversed()) {
    parents.set(child, node);
    open.push(child);
  }
}

/** The parents of a node and all nodes below it: questions about single nodes do not require the whole traversal. */
export function parentsIn(root: SsmNode, parent?: SsmNode): ReadonlyMap<SsmNode, SsmNode> {
  const parents = new Map<SsmNode, SsmNode>();
  if (parent !== undefined) parents.set(root, parent);
  const open: SsmNode[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    openChildren(next, open, parents);
  }
  return parents;
}
