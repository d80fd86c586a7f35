/** Where a script defines functions. */
import type { Statement, SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";
import type { Span } from "./span.ts";

/** The ranges of function definitions outside one another, in order; those inside words are left out. */
export function functionsIn(statements: readonly Statement[]): readonly Span[] {
  const all: Span[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Function") all.push(node);
    else if (node.type !== "Word" && node.type !== "Assignment" && node.type !== "Command") forEachChild(node, visit);
  };
  for (const statement of statements) visit(statement);
  return all;
}
