/** Compares paths in the slots that are read later, and partitions them by equality in these. */
import { streamsNumber } from "../state/path/streams.ts";
import { Partition } from "./partition.ts";
import { readByTraps } from "../state/path/traps.ts";
import { stringKey } from "../values/equality.ts";
import type { Region } from "../state/path/region.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Path } from "../state/path/path.ts";
import { joinAllPaths } from "./joined-path.ts";

/** Those of `paths` that differ from all of `seen` in something that is read later. */
export function unseenPaths(
  machine: Machine,
  seen: readonly Path[],
  paths: readonly Path[],
  context: Context,
  pos: number,
): readonly Path[] {
  const all = [...seen, ...paths];
  const differing = slotsThatDiffer(all);
  const { live } = differingLiveSlots(machine, all, context.region, pos, differing);
  const { classes } = partitionBySlots(machine, all, live, differing);
  const known = new Set(classes.slice(0, seen.length));
  return paths.filter((_, index) => !known.has(classes[seen.length + index]!));
}

/**
 * For each path, the slots in which it differs from the last path: paths that have ended are most similar to those that ended shortly
 * before them, while the first may have been joined long ago.
 */
export function slotsThatDiffer(paths: readonly Path[]): readonly (readonly number[])[] {
  const last = paths.at(-1)!.memory;
  return paths.map(({ memory }) => {
    const slots: number[] = [];
    last.differences(memory, (slot) => slots.push(slot));
    return slots;
  });
}

/**
 * A partition of the paths by equality in all of the slots. It takes linear time if many paths each differ in a variable of their own, as
 * after a long `case`.
 */
export function partitionBySlots(
  { numbers }: Machine,
  paths: readonly Path[],
  slots: readonly number[],
  differing: readonly (readonly number[])[] = slotsThatDiffer(paths),
): Partition {
  const last = paths.at(-1)!;
  const compared = new Set(slots);
  const keys = paths.map((path, index) => {
    let key = flowKey(path) + streamsKey(path);
    for (const slot of differing[index]!) {
      if (!compared.has(slot)) continue;
      const number = numbers.of(path, slot);
      if (number !== numbers.of(last, slot)) key += ` ${slot}:${number}`;
    }
    return key;
  });
  return Partition.by(keys);
}

export function refinePartition(
  { numbers }: Machine,
  found: Partition,
  paths: readonly Path[],
  slot: number,
): Partition {
  return found.refined(paths.map((path) => numbers.of(path, slot)));
}

/** The slots in which the paths differ and that are read later. */
export function differingSlots(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
): readonly number[] {
  return differingLiveSlots(machine, paths, region, pos).live;
}

/** The slots in which the paths differ: those that are read later (live), variables and files that are not (dead), and calls. */
export function differingLiveSlots(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
  differing: readonly (readonly number[])[] = slotsThatDiffer(paths),
): { readonly live: readonly number[]; readonly dead: readonly number[]; readonly calls: readonly number[] } {
  const slots = new Set<number>();
  for (const some of differing) for (const slot of some) slots.add(slot);
  if (slots.size === 0) return NO_DIFFERENCE;
  const { symbols, liveness, relevance } = machine;
  const byTraps = readByTraps(machine, paths);
  const isRead = (name: string): boolean =>
    liveness.isLive(name, region, pos) || (byTraps.has(name) && relevance.has(name));
  const dead: number[] = [];
  const calls: number[] = [];
  const live = [...slots].filter((slot) => {
    const { kind, name } = symbols.entry(slot);
    if (kind === "call") calls.push(slot);
    if (/^(?:call|jobs|statuses|flag|directory)$/.test(kind)) return false;
    if (kind === "file") {
      const is = liveness.isFileLive(name, region, pos);
      if (!is) dead.push(slot);
      return is && machine.decisiveFiles.has(name);
    }
    if (kind === "variable" || kind === "keyed" || kind === "element" || kind === "integer" || kind === "case") {
      const is = isRead(name);
      if (!is && kind === "variable") dead.push(slot);
      return is;
    }
    return !(kind === "readonly" || kind === "covered" || kind === "before call") || relevance.has(name);
  });
  return { live, dead, calls };
}

const NO_DIFFERENCE = { live: [], dead: [], calls: [] };

/** Joins each class of the partition into one path. */
export function groupPaths(
  machine: Machine,
  paths: readonly Path[],
  { classes, count }: Partition,
  join: (group: readonly Path[]) => Path = (group) => joinAllPaths(machine, group),
): readonly Path[] {
  if (count === paths.length) return paths;
  const groups = Array.from({ length: count }, (): Path[] => []);
  for (const [index, path] of paths.entries()) groups[classes[index]!]!.push(path);
  return groups.map((group) => (group.length === 1 ? group[0]! : join(group)));
}

export function flowKey({ flow, status }: Path): string {
  if (flow === undefined) return status.kind;
  const detail =
    flow.kind === "exit"
      ? `${flow.failed === true}${flow.unwinds === true}${flow.asSuccess === true}`
      : "levels" in flow
        ? flow.levels
        : "";
  return `${flow.kind}${detail} ${status.kind}`;
}

/** Equal for paths whose descriptors lead to the same sinks, and whose commands are traced (`set -x`) alike. */
export function sinksKey({ streams, tracing }: Path): string {
  return streams === undefined
    ? ""
    : `${streamsNumber(streams)}${tracing === undefined ? "" : `x${tracing.span?.pos}`}`;
}

export function streamsKey(path: Path): string {
  const { output, input } = path;
  const written = output === undefined ? sinksKey(path) : `${sinksKey(path)}|${stringKey(output.pieces)}`;
  return input === undefined ? written : `${written}|<${stringKey(input)}`;
}
