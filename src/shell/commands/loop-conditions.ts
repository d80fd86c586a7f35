/** What the condition of a loop decides. */
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Condition } from "../state/path/decisions.ts";
import type { Path } from "../state/path/path.ts";

type Body = { readonly pos: number; readonly end: number };

/** Whether the condition is `true`, `:` or empty, and the body contains no `break`. */
export function isEndless(
  context: Context,
  condition: { readonly pos: number; readonly end: number } | undefined,
  body: Body,
): boolean {
  const { text } = context.source;
  const test = condition === undefined ? "" : text.slice(condition.pos, condition.end).trim();
  return (
    /^(?:true|:|false|1|\(\( *1 *\)\)|\[ 1 \])?;?$/.test(test) && !/\bbreak\b/.test(text.slice(body.pos, body.end))
  );
}

type Beginning = readonly [body: readonly Path[], done: readonly Path[]];

/** The paths that enter the loop and those that skip it, restricted to one of them if it is decided whether the loop runs. */
export function decideBeginning(
  machine: Machine,
  isOpen: boolean,
  [body, done]: Beginning,
  condition: () => Condition,
): Beginning {
  const outcome = isOpen ? machine.decisions?.outcomeOf(condition()) : undefined;
  return [outcome === false ? [] : body, outcome === true ? [] : done];
}
