/** How many commands of one script may be evaluated. */
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";

/**
 * Counts one command, or one round of a loop; `false` if no more may be evaluated. A command on which nothing of interest depends has
 * a budget of its own: it takes nothing from those that do.
 */
export function spend(machine: Machine, { aside }: Context): boolean {
  if (aside === true) return machine.spentAside++ < machine.allowed;
  return machine.spent++ < machine.allowed;
}
