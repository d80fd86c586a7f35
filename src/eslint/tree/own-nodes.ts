/** Collects the nodes that ssmlint's own rules visit, without a traversal of all other nodes. */
import type { VisitTraversalStep } from "@eslint/core";
import { scriptsIn } from "../../shell/index.ts";
import type { DocumentNode, SsmNode, StepNode } from "./nodes.ts";
import { reported } from "../scripts/file-progress.ts";
import { visitOf } from "./traverse.ts";

export interface OwnNodes {
  /** Two entries for each node, for entering and leaving it. A script is evaluated only when the visit reaches its step. */
  readonly steps: Iterable<VisitTraversalStep>;
  /** The step that contains each node that was visited. */
  readonly stepOf: ReadonlyMap<SsmNode, StepNode>;
}

/** The document, its steps, and for each step its invocations and the scripts with syntax errors. */
export function ownNodes(root: DocumentNode): OwnNodes {
  const stepOf = new Map<SsmNode, StepNode>();
  return { steps: { [Symbol.iterator]: () => visits(root, stepOf) }, stepOf };
}

function* visits(root: DocumentNode, stepOf: Map<SsmNode, StepNode>): Generator<VisitTraversalStep, void> {
  const [enter, exit] = visitOf(root, undefined);
  yield enter;
  for (const step of root.steps) {
    const nodes = step.isRepeated ? [] : within(step);
    stepOf.set(step, step);
    for (const node of nodes) stepOf.set(node, step);
    const [enterStep, exitStep] = visitOf(step, root);
    yield enterStep;
    for (const node of reported(nodes)) yield* visitOf(node, step);
    yield exitStep;
  }
  yield exit;
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
