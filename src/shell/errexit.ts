/** What a shell does after a command has failed: `set -e`, `trap … ERR`. */
import type { Context, Machine } from "./machine.ts";
import { OPTION, type Path } from "./state.ts";
import { split } from "./statuses.ts";
import { runTrap, trapped } from "./traps.ts";
import { option } from "./variables.ts";

/** The paths on which the script goes on, and those that `set -e` ends, after one command. */
export function afterCommand(machine: Machine, path: Path, context: Context): readonly Path[] {
  if (context.tested || path.flow !== undefined || path.status.kind === "success") return [path];
  const ends = option(path, OPTION.errexit);
  const trap = trapped(machine, path, "ERR");
  if (!ends && trap === undefined) return [path];
  const { success, failure } = split(machine, path);
  const all: Path[] = success === undefined ? [] : [success];
  if (failure === undefined) return all;
  const after = trap === undefined ? [failure] : runTrap(machine, failure, trap, context);
  for (const one of after) {
    if (ends && one.flow === undefined) one.flow = { kind: "exit" };
    all.push(one);
  }
  return all;
}
