/** What the condition of a loop decides. */
import { waits } from "../state/functions.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Condition } from "../state/path/decisions.ts";
import type { Span } from "../spans/span.ts";
import type { Path } from "../state/path/path.ts";
import { bindings, setBindings } from "../state/variables.ts";
import type { Loop } from "../syntax/loops.ts";
import { assignedNames } from "../syntax/variable-uses.ts";
import { notGiven } from "../values/bindings.ts";

/** Whether the condition is `true`, `:` or empty, and the body contains no `break`. */
export function isEndless(context: Context, condition: Span | undefined, body: Span): boolean {
  const { text } = context.source;
  const test = condition === undefined ? "" : text.slice(condition.pos, condition.end).trim();
  return (
    /^(?:true|:|false|1|\(\( *1 *\)\)|\[ 1 \])?;?$/.test(test) && !/\bbreak\b/.test(text.slice(body.pos, body.end))
  );
}

interface LoopIn {
  readonly node: Loop;
  readonly context: Context;
}

type Beginning = readonly [body: readonly Path[], done: readonly Path[]];

/**
 * The paths that enter the loop and those that skip it, restricted to one of them if it is decided whether the loop runs. A loop that waits
 * for jobs is assumed to run if there are any. What only the loop sets has no value on the paths that skip it.
 * @param loop `undefined` if the loop may not know of the jobs
 */
export function decideBeginning(
  machine: Machine,
  isOpen: boolean,
  [body, done]: Beginning,
  condition: () => Condition,
  loop: LoopIn | undefined,
): Beginning {
  const outcome = isOpen ? machine.decisions?.outcomeOf(condition()) : undefined;
  if (outcome !== undefined) return [outcome ? body : [], outcome ? [] : done];
  if (!isOpen || loop === undefined) return [body, done];
  const { jobs } = machine.outcomes;
  if (iterates(loop)) for (const path of done) leaveUnset(machine, path, loop.node);
  return [body, done.filter((path) => !jobs.areOpen(path, loop.context.loops) || !waits(machine, path, loop.node))];
}

/** Whether it is a loop over words or the lines of its input. */
function iterates({ node, context: { source } }: LoopIn): boolean {
  return node.type !== "While" || /\bread\b/.test(source.text.slice(node.clause.pos, node.clause.end));
}

/**
 * If a call has failed, the loop may have nothing to iterate over. The script would not test a variable that the loop sets for whether
 * it has a value if the environment might have it.
 */
function leaveUnset(machine: Machine, path: Path, { body }: Loop): void {
  if (!machine.outcomes.hasOpenCall(path)) return;
  for (const name of assignedNames(body)) {
    const [only, ...others] = bindings(machine, path, name);
    const isOpen = others.length === 0 && only?.state === "inherited" && !machine.environment.has(name);
    if (isOpen && !machine.relevance.isWatched(name)) setBindings(machine, path, name, [notGiven(only)]);
  }
}
