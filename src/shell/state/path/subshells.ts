/** Which processes are copies of the shell. */
import type { Scope } from "../../model/invocation.ts";
import type { Context } from "./context.ts";

const SUBSHELLS: ReadonlySet<Scope["kind"] | undefined> = new Set([
  "subshell",
  "pipeline",
  "substitution",
  "background",
]);

/** Whether the script continues after the process ends. */
export function endsAlone({ scopes }: Context): boolean {
  return scopes.some(({ kind }) => kind === "process" || SUBSHELLS.has(kind));
}

/** Whether the process is a copy of the shell that read the code: such a process ends where a line is discarded. */
export function isSubshell({ scopes }: Context): boolean {
  return SUBSHELLS.has(scopes.findLast(({ kind }) => kind === "process" || SUBSHELLS.has(kind))?.kind);
}
