/** `trap`: code that runs at the end of the shell or after a failure. */
import { runEmbedded } from "./embedded-script.ts";
import { merge } from "../paths/join.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { within, type Context } from "../state/path/context.ts";
import { setTrap, trapped, type Trap } from "../state/path/traps.ts";
import type { Path } from "../state/path/path.ts";

/** Runs a trap's code on the path; the trap is not active meanwhile, and `$?` is what it was afterwards. */
export function runTrap(
  machine: Machine,
  path: Path,
  trap: Trap,
  context: Context,
  signal: "ERR" | "EXIT" = "ERR",
): readonly Path[] {
  const { status, flow } = path;
  path.flow = undefined;
  setTrap(machine, path, signal, undefined);
  const ends = runEmbedded(
    machine,
    trap.code,
    trap.span,
    trap.command,
    path,
    within(context, "trap", trap.span, signal),
  );
  for (const end of ends) {
    if (end.flow === undefined) {
      end.status = status;
      end.flow = flow;
    }
    if (signal === "ERR") setTrap(machine, end, signal, trap);
  }
  return ends;
}

/** Runs the traps that are due on the paths that a shell ended on. */
export function atExit(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  const failed = machine.symbols.existing("trap", "ERR") === undefined ? paths : afterFailure(machine, paths, context);
  if (machine.symbols.existing("trap", "EXIT") === undefined) return failed;
  return merge(machine, failed, context, Number.POSITIVE_INFINITY).flatMap((path) => {
    const trap = trapped(machine, path, "EXIT");
    if (trap === undefined) return [path];
    const own = path.flow;
    // `set -e` counts in it even where somebody looks at the status of the shell that ends.
    const ends = runTrap(machine, path, trap, { ...context, tested: false }, "EXIT");
    // Where its own command failed, that has a trap as well.
    return ends.flatMap((end) => (end.flow === own ? [end] : afterFailure(machine, [end], context)));
  });
}

function afterFailure(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  return merge(machine, paths, context, Number.POSITIVE_INFINITY).flatMap((path) => {
    const trap = path.flow?.kind === "exit" && path.flow.failed === true ? trapped(machine, path, "ERR") : undefined;
    return trap === undefined ? [path] : runTrap(machine, path, trap, context, "ERR");
  });
}
