/** The parts of a script that may be passed over, or whose assignments are lost when they end. */
import type { SyntaxNode } from "unbash";
import { forEachChild, mayExpand } from "./parse.ts";
import type { Span } from "./span.ts";

/** In the order in which they begin. */
export function branchesIn(tree: SyntaxNode): readonly Span[] {
  const all: Span[] = [];
  const part = (node: SyntaxNode | undefined): void => {
    if (node === undefined) return;
    all.push(node);
    visit(node);
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case "Word":
        if (!mayExpand(node)) return;
        break;
      case "If":
        visit(node.clause);
        part(node.then);
        for (const one of node.elif) {
          part(one.clause);
          part(one.then);
        }
        part(node.else);
        return;
      case "While":
        visit(node.clause);
        part(node.body);
        return;
      case "CaseItem":
      case "Subshell":
      case "Function":
      case "CommandExpansion":
      case "ProcessSubstitution":
        all.push(node);
        break;
      case "For":
      case "Select":
      case "ArithmeticFor":
        all.push(node);
        break;
      case "AndOr":
        visit(node.commands[0]!);
        node.commands.slice(1).forEach(part);
        return;
      case "Pipeline":
        node.commands.forEach(part);
        return;
      case "Statement":
        if (node.background === true) all.push(node);
        break;
      default:
    }
    // Inside backticks positions are those of another text.
    if (node.type !== "Script" || node.source === undefined) forEachChild(node, visit);
  };
  visit(tree);
  return all;
}
