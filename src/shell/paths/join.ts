/** Joining paths: those that do not differ in anything that will be looked at again become one. */
import { Partition } from "./partition.ts";
import { trapped } from "../state/path/traps.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Path } from "../state/path/path.ts";
import { bounded, writeSlot } from "../state/variables.ts";
import { alike, grouped, refined, differing, flowKey } from "./alike.ts";
import { heldIn } from "./joined-path.ts";
import { withChoice } from "./choice.ts";

/** `pos`: the offset in the step's script that the paths have reached. */
export function merge(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  if (paths.length < 2) return paths;
  const { live: slots, dead, calls } = differing(machine, paths, context.region, pos);
  let merged = grouped(machine, paths, alike(machine, paths, slots));
  if (merged.length > machine.similar()) {
    machine.record.cut("paths", context.source.span(pos, pos));
    const partition = coarser(machine, merged, slots, pos);
    merged = grouped(machine, merged, partition, (group) => withChoice(machine, group, context.region, pos));
  }
  if (merged.length > 1 && dead.length > MOST_DEAD) forget(machine, merged, dead);
  if (merged.length > 1 && calls.length > MOST_CALLS) settle(machine, merged, calls);
  return merged;
}

/** Of so many calls paths may know different things; each costs something wherever the paths are compared. */
const MOST_CALLS = 200;
/** So many of the last calls they go on to tell apart. */
const LAST_CALLS = 100;

/** Has all paths know of the calls that were made first what any of them does. */
function settle({ outcomes }: Machine, paths: readonly Path[], calls: readonly number[]): void {
  for (const slot of calls.toSorted((a, b) => a - b).slice(0, -LAST_CALLS)) outcomes.settle(paths, slot);
}

/** So many variables may differ between paths that nobody reads any more; each costs something wherever the paths are compared. */
const MOST_DEAD = 16;

/** Has all paths hold the same in the variables: what any of them does. */
function forget(machine: Machine, paths: readonly Path[], variables: readonly number[]): void {
  for (const slot of variables) {
    const all = bounded(paths.flatMap((path) => heldIn(path, slot)));
    for (const path of paths) writeSlot(machine, path, slot, all);
  }
}

/**
 * At most so many classes as paths are kept apart, and twice as many if more than variables differ. What a joined path could not tell apart any more comes first: functions, options
 * and arguments of the shell, files. Then watched variables, then others, those first that are read soonest.
 */
function coarser(machine: Machine, paths: readonly Path[], slots: readonly number[], pos: number): Partition {
  const order = slots
    .map((slot) => ({ slot, ...urgency(machine, slot, pos) }))
    .toSorted((a, b) => a.rank - b.rank || a.distance - b.distance);
  let found = Partition.by(paths.map((path) => `${flowKey(path)} ${isCaughtAtExit(machine, path)}`));
  for (const { slot, rank } of order) {
    const most = rank === Rank.variable ? machine.similar() : 2 * machine.similar();
    if (found.count >= most) continue;
    const finer = refined(machine, found, paths, slot);
    if (finer.count <= most) found = finer;
  }
  return found;
}

/** Whether a trap runs where the path has ended the shell: what it finds there is not what those have left that ended before. */
function isCaughtAtExit(machine: Machine, path: Path): boolean {
  return path.flow?.kind === "exit" && trapped(machine, path, "EXIT") !== undefined;
}

const Rank = { lost: 0, watched: 1, variable: 2 } as const;

/** How much depends on a slot's being told apart, and how far away it is looked at. */
function urgency(
  { symbols, liveness, relevance }: Machine,
  slot: number,
  pos: number,
): { readonly rank: number; readonly distance: number } {
  const { kind, name } = symbols.entry(slot);
  switch (kind) {
    case "variable":
      return { rank: relevance.isWatched(name) ? Rank.watched : Rank.variable, distance: liveness.distance(name, pos) };
    case "function":
    case "aliases of function":
    case "exported function":
      if (!relevance.isDecisive(name)) return { rank: Rank.variable, distance: Number.POSITIVE_INFINITY };
      return { rank: Rank.lost, distance: liveness.distanceInText(name, pos) };
    case "alias":
      return { rank: Rank.lost, distance: liveness.distanceInText(name, pos) };
    case "file":
      return { rank: Rank.lost, distance: liveness.distanceInText(name.slice(name.lastIndexOf("/") + 1), pos) };
    case "trap":
    case "fixed":
      return { rank: Rank.lost, distance: 0 };
    default:
      return { rank: Rank.lost, distance: liveness.distance(name, pos) };
  }
}
