/** Maps the positions of a syntax node, which refer to the text that was parsed, to a span of the step's script. */
import { embeddedOf, type Span } from "../../shell/index.ts";
import type { ShellNode, SsmNode, StepNode } from "./nodes.ts";

type Parents = ReadonlyMap<SsmNode, SsmNode>;

/**
 * The span in the step's script for a node, or for a part of the text that the node's positions refer to. The span is exact
 * if the script contains that text as it is. Otherwise it covers the source of the text (a string with escapes that `eval`
 * runs).
 */
export function spanInStep(node: ShellNode, part: Span, step: StepNode, parents: Parents): Span {
  let span: Span = { pos: part.pos, end: part.end };
  if (node.type === "Invocation") return span;
  for (let at: SsmNode | undefined = node; at !== undefined && at !== step; at = parents.get(at)) {
    if (at.type !== "Script") continue;
    const holder: SsmNode | undefined = parents.get(at);
    if (holder?.type === "CommandExpansion" || holder?.type === "ArithmeticCommandExpansion") {
      if (at.source === undefined) continue;
      const inside = spanInBackticks(holder.text, at.source, span);
      span = { pos: holder.pos + inside.pos, end: holder.pos + inside.end };
    } else if (holder !== step) {
      const embedded = embeddedOf(step.evaluation.embedded, at);
      if (embedded !== undefined) return embedded.span(span.pos, span.end);
    }
  }
  return span;
}

/**
 * In backticks, backslashes protect characters. The shell removes them before it parses the command.
 *
 * @param written the substitution as written in the script, including the backticks.
 * @param decoded the text that is parsed.
 * @returns the span of `written` for a span of `decoded`, including the backslash of its first character.
 */
function spanInBackticks(written: string, decoded: string, { pos, end }: Span): Span {
  let at = 1;
  let start = 1;
  for (let index = 0; index < end && index < decoded.length; index += 1) {
    if (index === pos) start = at;
    const escaped = written[at] === "\\" && (written[at + 1] === "\\" || decoded[index] !== "\\");
    at += escaped ? 2 : 1;
  }
  return { pos: pos < end ? start : at, end: at };
}
