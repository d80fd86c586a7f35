/** The transitive callers of functions. */
import type { Call } from "../survey/fragments.ts";
import { Edges, reachable } from "../survey/reachable.ts";

/**
 * The functions, their callers, the callers of those, and so on.
 * @param of the functions that a call calls.
 */
export function withCallers(
  functions: Iterable<string>,
  calls: readonly Call[],
  of: (call: Call) => readonly string[],
): ReadonlySet<string> {
  const first = new Set(functions);
  if (first.size === 0) return first;
  const callers = new Edges<string, string>();
  for (const call of calls) if (call.inside !== undefined) for (const name of of(call)) callers.add(name, call.inside);
  return reachable(first, (name) => callers.from(name));
}
