/** Which processes are copies of the shell. */
import type { Scope } from "../../model/invocation.ts";
import type { Context } from "./context.ts";

const SUBSHELLS: ReadonlySet<Scope["kind"] | undefined> = new Set([
  "subshell",
  "pipeline",
  "substitution",
  "background",
]);

/** Whether the script goes on where the process ends. */
export function endsAlone({ scopes }: Context): boolean {
  return scopes.some(({ kind }) => kind === "process" || SUBSHELLS.has(kind));
}

/** Whether the process is a copy of the shell that read the code: such a one ends where a line is given up. */
export function isSubshell({ scopes }: Context): boolean {
  return SUBSHELLS.has(scopes.findLast(({ kind }) => kind === "process" || SUBSHELLS.has(kind))?.kind);
}
