/** Where a script defines functions. */
import type { Function as FunctionNode, Statement, SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";
import type { Span } from "./span.ts";

export interface FunctionSpans {
  /** The ranges of those outside one another, in order. */
  readonly outer: readonly Span[];
  /** Those that stand in the body of one of these, in order. */
  readonly nested: readonly FunctionNode[];
}

/** The function definitions of a script; those inside words are left out. */
export function functionsIn(statements: readonly Statement[]): FunctionSpans {
  const outer: FunctionNode[] = [];
  const nested: FunctionNode[] = [];
  const visit = (node: SyntaxNode, into: FunctionNode[] | undefined): void => {
    if (node.type === "Function") into?.push(node);
    else if (node.type === "Word" || node.type === "Assignment" || node.type === "Command") return;
    const inside = node.type !== "Function" ? into : into === outer ? nested : undefined;
    if (inside !== undefined) forEachChild(node, (child) => visit(child, inside));
  };
  for (const statement of statements) visit(statement, outer);
  return { outer, nested };
}
