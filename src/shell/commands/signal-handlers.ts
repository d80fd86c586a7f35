/**
 * Evaluates the code of traps on signals such as TERM, in the state at the end of the script, or in its last loop if that never ends. A
 * signal may come earlier, but a handler cleans up what the script has set up.
 */
import { isOnSignal } from "../model/invocation.ts";
import { runEmbedded } from "../embedded/embedded-script.ts";
import { correlatePaths } from "../paths/choice.ts";
import { canSpend } from "../state/budget.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { enterScope, type Context } from "../state/path/context.ts";
import { EITHER, type Path } from "../state/path/path.ts";
import { ANYWHERE } from "../state/path/region.ts";
import { CALLERS, trapsOn, type Trap } from "../state/path/traps.ts";

/** How many handlers are evaluated. */
const MOST = 16;

/** @param reached the paths on which the script ends, or those in its last loop */
export function runSignalHandlers(machine: Machine, reached: readonly Path[], context: Context): void {
  const handlers = new Map<Trap, { readonly signal: string; readonly paths: Path[] }>();
  for (const path of reached)
    for (const [signal, trap] of trapsOn(machine, path)) {
      if (signal === CALLERS || !isOnSignal(signal)) continue;
      const known = handlers.get(trap);
      if (known !== undefined) known.paths.push(path);
      else if (handlers.size < MOST) handlers.set(trap, { signal, paths: [path] });
    }
  for (const [trap, { signal, paths }] of handlers) {
    if (!canSpend(machine, context)) return;
    const start = correlatePaths(machine, paths, ANYWHERE, trap.span.end).clone();
    start.flow = undefined;
    start.status = EITHER;
    const inside = { ...enterScope(context, "trap", trap.span, signal), tested: true };
    runEmbedded(machine, trap.code, trap.span, trap.command, start, inside);
  }
}
