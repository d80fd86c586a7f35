/** The budget of commands that may be evaluated in one script. */
import { effort } from "../values/effort.ts";
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";

/**
 * Counts one command, or one iteration of a loop; returns `false` if no more may be evaluated. Commands on which nothing of
 * interest depends have a budget of their own, so that they use nothing of the main one.
 */
export function spend(machine: Machine, { aside }: Context): boolean {
  const left = Math.min(machine.allowed, machine.affordable - effort());
  if (aside === true) return machine.spentAside++ < left;
  return machine.spent++ < left;
}
