/** The budget of commands that may be evaluated in one script. */
import { effort } from "../limits/effort.ts";
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";

/**
 * Counts one command, or one iteration of a loop; returns `false` if no more may be evaluated. Commands on which nothing of
 * interest depends have a budget of their own, so that they use nothing of the main one.
 */
export function spend(machine: Machine, context: Context): boolean {
  if (!canSpend(machine, context)) return false;
  if (context.aside === true) machine.spentAside++;
  else machine.spent++;
  return true;
}

/** Whether one more command may be evaluated. */
export function canSpend(
  { allowed, affordable, reserved, spent, spentAside }: Machine,
  { aside }: Pick<Context, "aside">,
): boolean {
  return (aside === true ? spentAside : spent) < Math.min(allowed, affordable - effort()) - reserved;
}

/**
 * Whether no command of interest may be evaluated any more. If every command is of interest (`isAll`), those on which nothing of
 * interest depends count too.
 */
export function isExhausted(machine: Machine, isAll: boolean): boolean {
  return !canSpend(machine, { aside: false }) || (isAll && !canSpend(machine, { aside: true }));
}

/** How many more commands of interest may be evaluated, without those that are kept for later functions. */
export function commandsLeft({ allowed, affordable, spent }: Machine): number {
  return Math.max(0, Math.min(allowed, affordable - effort()) - spent);
}
