/** Finds where the status of a function or process that ends with a failed call is lost. */
import type { Command, ParsedScript, SyntaxNode } from "unbash";
import { forEachChild, type Run, type Scope, type Span } from "../../shell/index.ts";
import { statusPath, type Loss } from "./lost-status.ts";

function isFunction({ kind }: Scope): boolean {
  return kind === "function";
}

/** How the status of a scope of the run is lost at its call, or at its end; `undefined` if that is in code in a string. */
export function lossAtCall(run: Run, scope: Scope, tree: ParsedScript, pipefail: boolean): Loss | undefined {
  const { scopes, calls } = run;
  const at = scopes.findIndex(({ kind, pos }) => kind === scope.kind && pos === scope.pos);
  const span = isFunction(scope) ? calls[scopes.slice(0, at).filter(isFunction).length] : scope;
  if (at === -1 || span === undefined) return undefined;
  const around = nodesAround(tree, span);
  if (!around.some(({ pos, end }) => pos === span.pos && end === span.end)) return undefined;
  return statusPath(around, { command: around.at(-1) as Command, via: [] }, pipefail).loss;
}

/** The nodes that contain the span, from the script down. */
function nodesAround(tree: ParsedScript, { pos, end }: Span): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  let next: SyntaxNode | undefined = tree;
  while (next !== undefined) {
    const node: SyntaxNode = next;
    nodes.push(node);
    next = undefined;
    forEachChild(node, (child) => {
      if (child.pos <= pos && end <= child.end) next = child;
    });
  }
  return nodes;
}
