/** The root of the tree that rules walk. */
import type { Criterion } from "../analysis/interest.ts";
import type { DocumentFile } from "../document/index.ts";
import type { LineIndex } from "./line-index.ts";
import type { DocumentNode, StepNode } from "./nodes.ts";
import { LazyStepNode } from "./step-node.ts";

/** Steps stand in the order of their documents; the scripts in them are parsed when they are asked for. */
export function documentNode(file: DocumentFile, lines: LineIndex, criterion: Criterion): DocumentNode {
  const steps: StepNode[] = [];
  for (const document of file.documents) {
    const siblings: StepNode[] = [];
    for (const step of document.steps) siblings.push(new LazyStepNode(step, document, siblings, criterion, steps));
    for (const step of siblings) steps.push(step);
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
