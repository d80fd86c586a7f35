/** From the positions of a syntax node, which count in the text that was parsed, to a span of the step's script. */
import type { Script, SyntaxNode } from "unbash";
import type { Invocation } from "../shell/invocation.ts";
import type { Placeholder } from "../shell/script.ts";
import { backtickSource, scriptSource, type Source } from "../shell/source.ts";
import type { Span } from "../shell/span.ts";
import type { SsmNode, StepNode } from "./nodes.ts";

/** The nodes that stand in a script. */
export type ShellNode = SyntaxNode | Invocation | Placeholder;

type Parents = ReadonlyMap<SsmNode, SsmNode>;

/**
 * Exact where the node's text stands in the script, else the text that it was taken from (a string with escapes that
 * `eval` runs).
 */
export function spanInStep(node: ShellNode, step: StepNode, parents: Parents): Span {
  if (node.type === "Invocation") return { pos: node.pos, end: node.end };
  return sourceAround(node, step, parents)?.span(node.pos, node.end) ?? { pos: node.pos, end: node.end };
}

/** The text that the node's positions count in; `undefined` where it is the step's script itself. */
function sourceAround(node: SsmNode, step: StepNode, parents: Parents): Source | undefined {
  for (let at: SsmNode | undefined = node; at !== undefined && at !== step; at = parents.get(at)) {
    if (at.type !== "Script") continue;
    const holder = parents.get(at);
    if (holder === undefined || holder === step) return undefined;
    if (holder.type === "CommandExpansion") {
      if (at.source === undefined) continue;
      const outer = sourceAround(holder, step, parents) ?? scriptSource(step.shell);
      return backtickSource(at.source, outer, holder.pos, holder.end);
    }
    const embedded = embeddedSourceOf(at, step);
    if (embedded !== undefined) return embedded;
  }
  return undefined;
}

/** The source of code that a program is given as text. */
function embeddedSourceOf(tree: Script, step: StepNode): Source | undefined {
  const embedded = step.evaluation.embedded.find((one) => one.tree === tree);
  if (embedded === undefined) return undefined;
  const { text, exact } = embedded;
  const span = (pos: number, end: number): Span => embedded.span(pos, end);
  return { text, opaque: [], exact, span, locate: (pos, end) => (exact ? span(pos, end).pos : undefined) };
}
