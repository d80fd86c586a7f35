/** Finds where the status of a function or process that ends with a failed call is lost. */
import type { Command, ParsedScript, SyntaxNode } from "unbash";
import { forEachChild, type Run, type Scope, type Span } from "../../shell/index.ts";
import { statusPath, type StatusPath } from "./lost-status.ts";

function isFunction({ kind }: Scope): boolean {
  return kind === "function";
}

/** A scope of a run, and how its status is passed up from its call, or from its end, and lost; `undefined` in code in a string. */
export interface LostScope {
  readonly scope: Scope;
  readonly path: StatusPath | undefined;
}

/** How the status of a scope of the run is lost. If it is that of the function that calls it, how the status of that function is lost. */
export function lossAtCall(run: Run, scope: Scope, tree: ParsedScript, pipefail: boolean): LostScope {
  const path = pathAtCall(run, scope, tree, pipefail);
  const caller = isFunction(scope) ? run.scopes[run.scopes.findIndex(isScope(scope)) - 1] : undefined;
  if (path?.isOfFunction === true && path.substitutions === 0 && caller !== undefined && isFunction(caller))
    return lossAtCall(run, caller, tree, pipefail);
  return { scope, path };
}

/** Returns whether another scope is the same. */
export function isScope({ kind, pos }: Scope): (other: Scope) => boolean {
  return (other) => other.kind === kind && other.pos === pos;
}

/** How the status of the scope is passed up from its call, or from its end. */
function pathAtCall(run: Run, scope: Scope, tree: ParsedScript, pipefail: boolean): StatusPath | undefined {
  const { scopes, calls } = run;
  const at = scopes.findIndex(isScope(scope));
  const span = isFunction(scope) ? calls[scopes.slice(0, at).filter(isFunction).length] : scope;
  if (at === -1 || span === undefined) return undefined;
  const around = nodesAround(tree, span);
  if (!around.some(({ pos, end }) => pos === span.pos && end === span.end)) return undefined;
  return statusPath(around, { command: around.at(-1) as Command, via: [] }, pipefail);
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
