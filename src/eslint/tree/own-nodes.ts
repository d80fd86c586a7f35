/** Collects the nodes that ssmlint's own rules visit, without a traversal of all other nodes. */
import type { VisitTraversalStep } from "@eslint/core";
import { scriptsIn } from "../../shell/index.ts";
import type { DocumentNode, SsmNode, StepNode } from "./nodes.ts";
import { visitOf } from "./traverse.ts";

export interface OwnNodes {
  /** Two entries for each node, for entering and leaving it. */
  readonly steps: readonly VisitTraversalStep[];
  /** The step that contains each node. */
  readonly stepOf: ReadonlyMap<SsmNode, StepNode>;
}

/** The document, its steps, and for each step its invocations and the scripts with syntax errors. */
export function ownNodes(root: DocumentNode): OwnNodes {
  const steps: VisitTraversalStep[] = [];
  const stepOf = new Map<SsmNode, StepNode>();
  const visit = (target: SsmNode, parent: SsmNode | undefined, inside: () => void): void => {
    const [enter, exit] = visitOf(target, parent);
    steps.push(enter);
    inside();
    steps.push(exit);
  };
  visit(root, undefined, () => {
    for (const step of root.steps) {
      stepOf.set(step, step);
      visit(step, root, () => {
        for (const node of step.isRepeated ? [] : within(step)) {
          stepOf.set(node, step);
          visit(node, step, () => {});
        }
      });
    }
  });
  return { steps, stepOf };
}

function within(step: StepNode): readonly SsmNode[] {
  const { text, tree } = step.shell;
  if (tree === undefined) return [];
  const { invocations, embedded } = step.evaluation;
  const scripts = [...scriptsIn(tree, text)];
  for (const one of embedded)
    if (one.command !== undefined && one.tree !== undefined)
      for (const script of scriptsIn(one.tree, one.text)) scripts.push(script);
  const broken = scripts.filter(({ errors = [] }) => errors.length > 0);
  return [...broken, ...invocations];
}
