/** The budget: how many commands of one script may be evaluated. */
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";

/**
 * Counts one command, or one iteration of a loop; returns `false` if no more may be evaluated. Commands on which nothing of
 * interest depends have a budget of their own, so that they use nothing of the main one.
 */
export function spend(machine: Machine, { aside }: Context): boolean {
  if (aside === true) return machine.spentAside++ < machine.allowed;
  return machine.spent++ < machine.allowed;
}
