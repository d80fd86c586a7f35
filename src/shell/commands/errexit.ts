/** The effect of a failed command: `set -e`, `trap … ERR`. */
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import { OPTION, type Path } from "../state/path/path.ts";
import { splitByStatus } from "../refinement/exit-status.ts";
import { trapFor } from "../state/path/traps.ts";
import { runTrap } from "../embedded/run-traps.ts";
import { option } from "../state/options.ts";

/** After one command: the paths on which the script continues, and those that `set -e` ends. */
export function afterCommands(machine: Machine, paths: readonly Path[], context: Context): readonly Path[] {
  if (context.tested) return paths;
  if (paths.length === 1) return afterCommand(machine, paths[0]!, context);
  return paths.flatMap((path) => afterCommand(machine, path, context));
}

function afterCommand(machine: Machine, path: Path, context: Context): readonly Path[] {
  if (path.flow !== undefined || path.status.kind === "success") return [path];
  const ends = option(path, OPTION.errexit);
  const trap = trapFor(machine, path, "ERR");
  if (!ends && trap === undefined) return [path];
  const { success, failure } = splitByStatus(machine, path);
  // The process that started this shell may not check the status with which it ends.
  if (failure !== undefined && trap === undefined) {
    const scope = context.scopes.findLast(({ kind }) => kind !== "function");
    machine.outcomes.handOn(path, failure, scope);
    machine.outcomes.fail(failure, scope);
  }
  // The script does not continue because of a failure, even after `! aws …`.
  if (success !== undefined) success.failing = path.failing;
  const all: Path[] = success === undefined ? [] : [success];
  if (failure === undefined) return all;
  if (!ends) return [...all, ...runTrap(machine, failure, trap!, context)];
  failure.flow = { kind: "exit", failed: trap !== undefined, unwinds: machine.interpreter === "bash" };
  return [...all, failure];
}
