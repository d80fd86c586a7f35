/** Runs `trap` code at the end of the shell or after a failure. */
import { runEmbedded } from "./embedded-script.ts";
import { isOnSignal } from "../model/invocation.ts";
import { joinPaths } from "../paths/join.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { enterScope, type Context } from "../state/path/context.ts";
import { CALLERS, setTrap, trapFor, trapsOn, type Trap } from "../state/path/traps.ts";
import type { Path } from "../state/path/path.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";

/**
 * Runs a trap's code on the path. Afterwards, the status is the same as before. Meanwhile, the trap is not set, except for `RETURN`: the
 * functions that it calls do not inherit that, and it may remove itself.
 */
export function runTrap(
  machine: Machine,
  path: Path,
  trap: Trap,
  context: Context,
  signal: "ERR" | "EXIT" | "RETURN" = "ERR",
): readonly Path[] {
  const { status, flow } = path;
  if (signal === "EXIT") machine.outcomes.leave(path);
  path.flow = undefined;
  if (signal !== "RETURN") setTrap(machine, path, signal, undefined);
  const inside: Context = {
    ...enterScope(context, "trap", trap.span, signal),
    exitStatus: signal === "EXIT" ? status : undefined,
  };
  const ends = runEmbedded(machine, trap.code, trap.span, trap.command, path, inside);
  for (const end of ends) {
    if (end.flow === undefined) {
      end.status = status;
      end.flow = flow;
    } else if (signal === "EXIT" && end.status.kind === "failure" && endsAsFailure(end)) {
      // The trap fails itself, for example because of `set -e`: the shell fails, as it would have without the trap.
      end.status = withStatusInfo(end.status, status);
    }
    if (signal === "ERR") setTrap(machine, end, signal, trap);
  }
  return ends;
}

function endsAsFailure({ flow }: Path): boolean {
  return flow?.kind === "exit" && flow.asSuccess !== true;
}

/** Runs the `RETURN` trap that a function has set on the paths on which it returns. */
export function atReturn(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  if (machine.symbols.existing("trap", "RETURN") === undefined) return paths;
  return paths.flatMap((path) => {
    const isReturning = path.flow === undefined || path.flow.kind === "return";
    const trap = isReturning ? trapFor(machine, path, "RETURN") : undefined;
    return trap === undefined ? [path] : runTrap(machine, path, trap, context, "RETURN");
  });
}

/** Runs the traps that are due on the paths on which a shell has ended, and records the handlers of signals that it has set. */
export function atExit(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  const ends = afterTraps(machine, paths, context);
  keepHandlers(machine, ends, context);
  return ends;
}

/** Records that a signal may run the handlers that are set on the paths. */
export function keepHandlers(machine: Machine, paths: readonly Path[], context: Context): void {
  for (const path of paths)
    for (const [signal, trap] of trapsOn(machine, path))
      if (signal !== CALLERS && isOnSignal(signal)) machine.handlers.add(trap, signal, path, context);
}

function afterTraps(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  const failed = machine.symbols.existing("trap", "ERR") === undefined ? paths : afterFailure(machine, paths, context);
  if (machine.symbols.existing("trap", "EXIT") === undefined) return failed;
  return joinPaths(machine, failed, context, Number.POSITIVE_INFINITY).flatMap((path) => {
    const trap = trapFor(machine, path, "EXIT");
    if (trap === undefined) return [path];
    const own = path.flow;
    // `set -e` applies in the trap even if the status of the ending shell is tested.
    const ends = runTrap(machine, path, trap, { ...context, tested: false }, "EXIT");
    // If a command of the `EXIT` trap fails, the `ERR` trap runs for that too.
    return ends.flatMap((end) => (end.flow === own ? [end] : afterFailure(machine, [end], context)));
  });
}

function afterFailure(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  return joinPaths(machine, paths, context, Number.POSITIVE_INFINITY).flatMap((path) => {
    const trap = path.flow?.kind === "exit" && path.flow.failed === true ? trapFor(machine, path, "ERR") : undefined;
    return trap === undefined ? [path] : runTrap(machine, path, trap, context, "ERR");
  });
}
