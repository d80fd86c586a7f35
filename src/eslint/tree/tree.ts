/** Builds the root of the tree that rules traverse. */
import type { Criterion } from "../../analysis/interest.ts";
import type { DocumentFile } from "../../document/index.ts";
import { commandShares } from "../../shell/index.ts";
import type { LineIndex } from "./line-index.ts";
import type { DocumentNode, StepNode } from "./nodes.ts";
import { RepeatedSteps } from "../scripts/repeated-steps.ts";
import { LazyStepNode } from "./step-node.ts";

/** Steps are in the order of their documents. Their scripts are parsed lazily. */
export function documentNode(file: DocumentFile, lines: LineIndex, criterion: Criterion): DocumentNode {
  const steps: StepNode[] = [];
  const all = file.documents.flatMap((document) => document.steps);
  const shares = commandShares(all.map(({ script }) => script.text.length));
  const shareOf = new Map(all.map((step, index) => [step, shares[index]]));
  for (const document of file.documents) {
    const siblings: StepNode[] = [];
    // A rule may ask for every node of the tree, so repeated steps need their own nodes.
    const repeated = criterion.syntax ? undefined : new RepeatedSteps<LazyStepNode>();
    for (const step of document.steps) {
      const tree = { criterion, root: steps, commandShare: shareOf.get(step) };
      const make = (original?: LazyStepNode): LazyStepNode =>
        new LazyStepNode(step, document, siblings, tree, original);
      const node = repeated === undefined ? make() : repeated.nodeOf(step, make);
      siblings.push(node);
      steps.push(node);
    }
  }
  return {
    type: "Document",
    range: [0, file.text.length],
    loc: { start: { line: 1, column: 1 }, end: lines.position(file.text.length) },
    language: file.language,
    file,
    roots: file.roots,
    steps,
  };
}
