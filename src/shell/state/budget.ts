/** The budget of commands that may be evaluated in one script. */
import { effort } from "../limits/effort.ts";
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";

/**
 * Counts one command, or one iteration of a loop; returns `false` if no more may be evaluated. Commands on which nothing of
 * interest depends have a budget of their own, so that they use nothing of the main one.
 */
export function spend(machine: Machine, context: Context): boolean {
  const isLeft = canSpend(machine, context);
  if (context.aside === true) machine.spentAside++;
  else machine.spent++;
  return isLeft;
}

/** Whether one more command may be evaluated. */
export function canSpend(
  { allowed, affordable, spent, spentAside }: Machine,
  { aside }: Pick<Context, "aside">,
): boolean {
  return (aside === true ? spentAside : spent) < Math.min(allowed, affordable - effort());
}

/**
 * Whether no command of interest may be evaluated any more. If every command is of interest (`isAll`), those on which nothing of
 * interest depends count too.
 */
export function isExhausted(machine: Machine, isAll: boolean): boolean {
  return !canSpend(machine, { aside: false }) || (isAll && !canSpend(machine, { aside: true }));
}
