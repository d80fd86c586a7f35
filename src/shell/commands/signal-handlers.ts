/**
 * Evaluates the code of traps on signals such as TERM, in the state in which the trap is removed or the shell ends, or in its last loop if
 * that never ends. A signal may come earlier, but a handler cleans up what the script has set up.
 */
import { runEmbedded } from "../embedded/embedded-script.ts";
import { correlatePaths } from "../paths/choice.ts";
import { canSpend } from "../state/budget.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { enterScope } from "../state/path/context.ts";
import { EITHER } from "../state/path/path.ts";
import { ANYWHERE } from "../state/path/region.ts";

/** Evaluates all handlers that `machine.handlers` contains. Those that they set themselves are not evaluated. */
export function runSignalHandlers(machine: Machine): void {
  for (const { trap, signal, paths, context } of Array.from(machine.handlers)) {
    if (!canSpend(machine, context)) return;
    const start = correlatePaths(machine, paths, ANYWHERE, trap.span.end).clone();
    start.flow = undefined;
    start.status = EITHER;
    const inside = { ...enterScope(context, "trap", trap.span, signal), tested: true };
    runEmbedded(machine, trap.code, trap.span, trap.command, start, inside);
  }
}
