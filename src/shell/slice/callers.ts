/** Functions and those that call them. */
import type { Call } from "./fragments.ts";

/**
 * The functions, those that call one of them, those that call these, and so on.
 * @param of the functions that a call calls.
 */
export function withCallers(
  functions: Iterable<string>,
  calls: readonly Call[],
  of: (call: Call) => readonly string[],
): ReadonlySet<string> {
  const all = new Set(functions);
  for (let before = 0; before !== all.size;) {
    before = all.size;
    for (const call of calls)
      if (call.inside !== undefined && of(call).some((name) => all.has(name))) all.add(call.inside);
  }
  return all;
}
