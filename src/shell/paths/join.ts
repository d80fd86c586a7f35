/** Joins paths: those that do not differ in anything that is read later become one. */
import { baseName } from "../syntax/base-name.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { Partition } from "./partition.ts";
import { trapsOn } from "../state/path/traps.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Path } from "../state/path/path.ts";
import type { Run } from "../model/invocation.ts";
import { printersOf, type AbstractString } from "../model/value.ts";
import { madeFrom } from "../values/provenance.ts";
import { writeSlots } from "../state/slot-writes.ts";
import { bindingValue } from "../values/bindings.ts";
import { boundBindings } from "../values/joined-bindings.ts";
import {
  partitionBySlots,
  groupPaths,
  refinePartition,
  differingLiveSlots,
  slotsThatDiffer,
  flowKey,
  sinksKey,
} from "./path-partitions.ts";
import { bindingsInSlot, joinAllPaths } from "./joined-path.ts";
import { withChoice } from "./choice.ts";

/** Joins the paths that have reached `pos`, an offset in the step's script. */
export function joinPaths(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  if (paths.length < 2) return paths;
  const differing = slotsThatDiffer(paths);
  const { live: slots, dead, calls } = differingLiveSlots(machine, paths, context.region, pos, differing);
  const join = (group: readonly Path[], isSame: boolean): Path => {
    const printed = printedSlots(machine, group, dead);
    return isSame && printed.length === 0
      ? joinAllPaths(machine, group)
      : withChoice(machine, group, context.region, pos, printed);
  };
  const partition = partitionBySlots(machine, paths, slots, differing);
  let merged = groupPaths(machine, paths, partition, (group) => join(group, true));
  if (merged.length > Math.max(1, machine.similar())) {
    machine.record.cut("paths", context.source.span(pos, pos));
    merged = groupPaths(machine, merged, coarser(machine, merged, slots, pos), (group) => join(group, false));
  }
  if (merged.length > 1 && dead.length > MOST_DEAD) forget(machine, merged, dead);
  if (merged.length > 1 && calls.length > MOST_CALLS) settle(machine, merged, calls);
  return merged;
}

const NOBODY = ["nobody"] as const;
const JOBS = ["jobs"] as const;

/** The programs whose outputs the value contains, or whether it contains the numbers of background jobs. */
function sourcesOf(value: AbstractString): readonly (Run | "jobs" | "nobody")[] {
  const runs = printersOf(value);
  if (runs.length > 0) return runs;
  return value.some((piece) => piece.kind === "unknown" && piece.calls !== undefined) ? JOBS : NOBODY;
}

/**
 * The variables that contain outputs of different programs on the paths, or an output only on some of them, and whose single values
 * are needed: a test of such a variable is a check of that program only, and on those paths only. The same for numbers of background
 * jobs: a loop that waits for them has no words on the paths that have started none.
 */
function printedSlots(machine: Machine, paths: readonly Path[], slots: readonly number[]): readonly number[] {
  if (!machine.outcomes.isOn) return [];
  return slots.filter((slot) => {
    const name = machine.symbols.variable(slot);
    if (name === undefined || !machine.relevance.hasValues(name)) return false;
    const sources = new Set<Run | "jobs" | "nobody">();
    for (const path of paths) {
      for (const one of bindingsInSlot(path, slot)) {
        for (const source of sourcesOf(bindingValue(one))) sources.add(source);
        if (sources.size > 1) return true;
      }
    }
    return false;
  });
}

/** How many calls may have different stages on the paths; each slows down every comparison of the paths. */
const MOST_CALLS = 200;
/** How many of the latest calls keep different stages. */
const LAST_CALLS = 100;

/**
 * Gives all paths that go on in the same way the same stages of the oldest calls: what any of them knows. A call after whose failure
 * the shell ended is not pending on the other paths.
 */
function settle({ outcomes }: Machine, paths: readonly Path[], calls: readonly number[]): void {
  const oldest = calls.toSorted((a, b) => a - b).slice(0, -LAST_CALLS);
  for (const alike of groupBy(paths, flowKey).values()) for (const slot of oldest) outcomes.joins.settle(alike, slot);
}

/** How many variables and files that are never read again may differ between paths; each slows down every comparison of the paths. */
const MOST_DEAD = 16;

/** Gives all paths the same abstract values of these variables and files: the join of their values on the paths. */
function forget(machine: Machine, paths: readonly Path[], slots: readonly number[]): void {
  const joined = new Map<number, unknown>();
  for (const slot of slots) {
    const isFile = machine.symbols.entry(slot).kind === "file";
    joined.set(
      slot,
      isFile ? anyFile(paths, slot) : boundBindings(paths.flatMap((path) => bindingsInSlot(path, slot))),
    );
  }
  for (const path of paths) writeSlots(machine, path, joined);
}

/** An abstract value for the content of the file on any of the paths. */
function anyFile(paths: readonly Path[], slot: number): AbstractString {
  return [madeFrom(paths.map(({ memory }) => (memory.get(slot) ?? []) as AbstractString))];
}

/**
 * A partition into at most as many classes as paths are kept apart, or twice as many if not only variables differ. Slots that a
 * joined path cannot represent by alternatives are distinguished first: sinks, functions, options and arguments of the shell, files.
 * Then watched variables, then other variables, in order of their next read.
 */
function coarser(machine: Machine, paths: readonly Path[], slots: readonly number[], pos: number): Partition {
  const order = slots
    .map((slot) => ({ slot, ...urgency(machine, slot, pos) }))
    .toSorted((a, b) => a.rank - b.rank || a.distance - b.distance);
  const most = machine.similar();
  const keys = paths.map((path) => `${flowKey(path)} ${trapsAtExit(machine, path)}`);
  const bySinks = Partition.by(paths.map((path, index) => `${keys[index]} ${sinksKey(path)}`));
  let found = bySinks.count <= 2 * most ? bySinks : Partition.by(keys);
  for (const { slot, rank } of order) {
    const limit = rank === Rank.variable ? most : 2 * most;
    if (found.count >= limit) continue;
    const finer = refinePartition(machine, found, paths, slot);
    if (finer.count <= limit) found = finer;
  }
  return found;
}

/** How many traps distinguish paths that have ended the shell. */
const MOST_TRAPS = 16;

/**
 * The traps that are set where the path has ended the shell: their code sees another state than on paths that ended before the traps
 * were set.
 */
function trapsAtExit(machine: Machine, path: Path): string {
  if (path.flow?.kind !== "exit") return "";
  const signals = trapsOn(machine, path).map(([signal]) => signal);
  return signals.slice(0, MOST_TRAPS).join(" ");
}

const Rank = { lost: 0, watched: 1, variable: 2 } as const;

/** How important it is to distinguish paths by the slot, and the distance to its next read. */
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
      return { rank: Rank.lost, distance: liveness.distanceInText(baseName(name), pos) };
    case "trap":
    case "fixed":
      return { rank: Rank.lost, distance: 0 };
    default:
      return { rank: Rank.lost, distance: liveness.distance(name, pos) };
  }
}
