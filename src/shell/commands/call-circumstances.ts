/** The circumstances of function calls: two calls in the same circumstances do the same. */
import type { Argument } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { FunctionDefinition, Path } from "../state/path/path.ts";
import { LIMITS } from "../limits/limits.ts";
import { argumentsKey, mayCheck, MOST_ARGUMENTS, readNames } from "./skipped-calls.ts";

/** How many calls of one function are distinguished, and how many characters may distinguish them. */
const MOST_SEEN = 1000;
const LONGEST = 4000;

/**
 * Whether no call of the function that was evaluated had these arguments, and these values of the watched variables and of those that
 * the function reads; `false` if nothing of interest depends on them, or if this command has called it often: paths differ in more
 * than what matters.
 * @param at the position of the command
 */
export function isNewCall(
  machine: Machine,
  definition: FunctionDefinition,
  args: readonly Argument[],
  at: number,
  path: Path,
): boolean {
  if (!mayMatter(machine, definition, args)) return false;
  const { seen, sites } = definition.calls;
  const count = (sites.get(at) ?? 0) + 1;
  sites.set(at, count);
  if (count > LIMITS.siteCalls) return false;
  if (args.length > MOST_ARGUMENTS) return true;
  const key = keyOf(machine, definition, args, path);
  if (seen.has(key)) return false;
  if (key.length <= LONGEST && seen.size < MOST_SEEN) seen.add(key);
  return true;
}

/** Whether something of interest may depend on the circumstances of the function's calls. */
function mayMatter(machine: Machine, definition: FunctionDefinition, args: readonly Argument[]): boolean {
  if (mayCheck(machine, definition)) return true;
  const { relevance } = machine;
  const name = definition.node.name.text;
  if (relevance.isDecisive(name) || relevance.holdsCalls(name) || relevance.readsText(name)) return true;
  return relevance.readsNamed(name) && args.some(({ value }) => relevance.has(knownText(value) ?? ""));
}

function keyOf(
  { numbers, symbols }: Machine,
  { body }: FunctionDefinition,
  args: readonly Argument[],
  path: Path,
): string {
  const read = readNames(body).map((name) => symbols.slot(name));
  return [argumentsKey(args), ...[...symbols.watched, ...read].map((slot) => numbers.of(path, slot))].join("\n");
}
