/** The function definitions of a script. */
import type { Function as FunctionNode, Statement, SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";
import type { Span } from "../spans/span.ts";

export interface FunctionSpans {
  /** The ranges of the outermost definitions, in order. */
  readonly outer: readonly Span[];
  /** The definitions inside the body of an outermost one, in order. */
  readonly nested: readonly FunctionNode[];
}

/** The function definitions of a script, without those inside words. */
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
