/** Joining paths: those that do not differ in anything that will be looked at again become one. */
import { streamsNumber } from "../state/streams.ts";
import { isProvenanceKept, madeFrom } from "../values/provenance.ts";
import { Partition } from "./partition.ts";
import { readByTraps } from "../state/traps.ts";
import { SLOT } from "../state/symbols.ts";
import type { Binding } from "../model/environment.ts";
import { sameString, stringKey } from "../values/equality.ts";
import type { Region } from "../state/region.ts";
import { commonFacts } from "../state/facts.ts";
import { LIMITS } from "../values/limits.ts";
import type { Machine } from "../state/evaluator.ts";
import type { Context } from "../state/context.ts";
import { joinedElements, type KeyedElements } from "../state/associative-arrays.ts";
import { EITHER, INHERITED, type Path, type Status } from "../state/path.ts";
import { common, telling } from "../state/tells.ts";
import { ownFacts, worldsApart, type SeenWorld } from "../state/correlation.ts";
import { bindingValue, bounded, writeSlot } from "../state/variables.ts";
import type { AbstractString } from "../model/value.ts";
import { stageByWorld } from "../values/call-stages.ts";
import { withWorlds, worldsOf } from "../values/worlds.ts";

/** `pos`: the offset in the step's script that the paths have reached. */
export function merge(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  if (paths.length < 2) return paths;
  const { live: slots, dead } = differing(machine, paths, context.region, pos);
  let merged = grouped(machine, paths, alike(machine, paths, slots));
  if (merged.length > machine.similar()) {
    machine.record.cut("paths", context.source.span(pos, pos));
    const partition = coarser(machine, merged, slots, pos);
    merged = grouped(machine, merged, partition, (group) => withChoice(machine, group, context.region, pos));
  }
  if (merged.length > 1 && dead.length > MOST_DEAD) forget(machine, merged, dead);
  return merged;
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
 * Joins all paths into one, by halves: the cost of a join grows with what its paths have gathered.
 * @param without slots that the caller writes.
 */
export function mergeAll(machine: Machine, paths: readonly Path[], without: ReadonlySet<number> = NO_SLOTS): Path {
  if (paths.length === 1) return paths[0]!;
  const half = Math.ceil(paths.length / 2);
  const [first, second] = [paths.slice(0, half), paths.slice(half)].map((some) => mergeAll(machine, some, without));
  return joined(machine, first!, second!, without);
}

const NO_SLOTS: ReadonlySet<number> = new Set();

/** The same, of which it is known which alternatives of the variables that are read in the region go together. */
export function correlated(machine: Machine, paths: readonly Path[], region: Region, pos: number): Path {
  return paths.length === 1 ? paths[0]! : withChoice(machine, paths, region, pos);
}

/**
 * At most so many classes as paths are kept apart, and twice as many if more than variables differ. What a joined path could not tell apart any more comes first: functions, options
 * and arguments of the shell, files. Then watched variables, then others, those first that are read soonest.
 */
function coarser(machine: Machine, paths: readonly Path[], slots: readonly number[], pos: number): Partition {
  const order = slots
    .map((slot) => ({ slot, ...urgency(machine, slot, pos) }))
    .toSorted((a, b) => a.rank - b.rank || a.distance - b.distance);
  let found = Partition.by(paths.map((path) => flowKey(path)));
  for (const { slot, rank } of order) {
    const most = rank === Rank.variable ? machine.similar() : 2 * machine.similar();
    if (found.count >= most) continue;
    const finer = refined(machine, found, paths, slot);
    if (finer.count <= most) found = finer;
  }
  return found;
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

/** Those of `paths` that differ from all of `seen` in something that will be looked at again. */
export function unseen(
  machine: Machine,
  seen: readonly Path[],
  paths: readonly Path[],
  context: Context,
  pos: number,
): readonly Path[] {
  const all = [...seen, ...paths];
  const { classes } = alike(machine, all, differingSlots(machine, all, context.region, pos));
  const known = new Set(classes.slice(0, seen.length));
  return paths.filter((_, index) => !known.has(classes[seen.length + index]!));
}

/** Those go together that hold the same in all of the slots. */
function alike(machine: Machine, paths: readonly Path[], slots: readonly number[]): Partition {
  let found = Partition.by(paths.map((path) => flowKey(path) + streamsKey(path)));
  for (const slot of slots) {
    if (found.count === paths.length) break;
    found = refined(machine, found, paths, slot);
  }
  return found;
}

function refined({ numbers }: Machine, found: Partition, paths: readonly Path[], slot: number): Partition {
  return found.refined(paths.map((path) => numbers.of(path, slot)));
}

/** What the paths differ in that will be looked at again. */
export function differingSlots(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
): readonly number[] {
  return differing(machine, paths, region, pos).live;
}

/** What the paths differ in: what will be looked at again, and variables that could matter and will not. */
function differing(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
): { readonly live: readonly number[]; readonly dead: readonly number[] } {
  const slots = new Set<number>();
  const first = paths[0]!.memory;
  for (const path of paths) first.differences(path.memory, (slot) => slots.add(slot));
  if (slots.size === 0) return NO_DIFFERENCE;
  const { symbols, liveness, relevance } = machine;
  const byTraps = readByTraps(machine, paths);
  const isRead = (name: string): boolean =>
    liveness.isLive(name, region, pos) || (byTraps.has(name) && relevance.has(name));
  const dead: number[] = [];
  const live = [...slots].filter((slot) => {
    const { kind, name } = symbols.entry(slot);
    if (kind === "call" || kind === "jobs") return false;
    if (kind === "file") return machine.decisiveFiles.has(name) && liveness.isFileLive(name, region, pos);
    if (kind === "variable" || kind === "keyed" || kind === "element" || kind === "integer") {
      const is = isRead(name);
      if (!is && kind === "variable" && relevance.has(name)) dead.push(slot);
      return is;
    }
    return !(kind === "readonly" || kind === "covered" || kind === "before call") || relevance.has(name);
  });
  return { live, dead };
}

const NO_DIFFERENCE = { live: [], dead: [] };

/** One path for each class. */
function grouped(
  machine: Machine,
  paths: readonly Path[],
  { classes, count }: Partition,
  join: (group: readonly Path[]) => Path = (group) => mergeAll(machine, group),
): readonly Path[] {
  if (count === paths.length) return paths;
  const groups = Array.from({ length: count }, (): Path[] => []);
  for (const [index, path] of paths.entries()) groups[classes[index]!]!.push(path);
  return groups.map((group) => (group.length === 1 ? group[0]! : join(group)));
}

/**
 * One path for several that differ in what will be looked at again: of the variables it is known which alternatives go together, and
 * which facts with them. Everything else that differs is joined: of a file or a positional parameter nothing is known, an option is
 * on if it is on in all, a function is the first that was defined.
 */
function withChoice(machine: Machine, paths: readonly Path[], region: Region, pos: number): Path {
  const { symbols, numbers, outcomes } = machine;
  if (paths.length > LIMITS.worlds) return mergeAll(machine, paths);
  const slots = differingSlots(machine, paths, region, pos);
  const group = worldsIn(machine, paths, slots);
  const variables = (group === paths ? slots : differingSlots(machine, group, region, pos)).filter(
    (slot) =>
      symbols.variable(slot) !== undefined &&
      group.some((one) => numbers.of(one, slot) !== numbers.of(group[0]!, slot)),
  );
  const path = mergeAll(machine, paths, new Set(variables));
  if (variables.length === 0) return path;
  const calls = differingCalls(machine, group);
  const worlds = ownFacts(
    group.map(({ facts }) => facts),
    path.facts,
    LIMITS.facts,
  ).map((facts, index) => ({ facts, stages: calls.map((slot) => outcomes.stageAtJoin(group[index]!, slot)) }));
  const choice = numbers.choice(pos, group, variables, calls, worlds);
  for (const slot of calls) path.memory = path.memory.set(slot, stageByWorld(choice, slot, -1n), false);
  for (const slot of variables) {
    const all = heldByWorlds(machine, group, slot).flatMap(({ held, mask }) =>
      held.map((each) => withWorlds(each, new Map([...worldsOf(each), [choice, mask]]))),
    );
    writeSlot(machine, path, slot, bounded(all, LIMITS.paths));
  }
  return path;
}

/**
 * The paths, and instead of each that stands for several worlds these, one by one: alternatives that are the same in different choices
 * would become one that goes with anything. If that are too many, the worlds that differ in watched variables only.
 */
function worldsIn(machine: Machine, paths: readonly Path[], slots: readonly number[]): readonly Path[] {
  const { symbols } = machine;
  const variables = slots.filter((slot) => symbols.variable(slot) !== undefined);
  if (!paths.some((path) => hasWorlds(path, variables))) return paths;
  const watched = variables.filter((slot) => symbols.entry(slot).watched);
  return worldsOfThese(machine, paths, variables, slots) ?? worldsOfThese(machine, paths, watched, slots) ?? paths;
}

/** @param slots what the paths differ in. */
function worldsOfThese(
  machine: Machine,
  paths: readonly Path[],
  variables: readonly number[],
  slots: readonly number[],
): readonly Path[] | undefined {
  const all: Path[] = [];
  for (const path of paths) {
    const worlds = worldsApart(path, variables, LIMITS.worlds);
    if (worlds.length === 1 && hasWorlds(path, variables)) return undefined;
    if (worlds.length === 1) all.push(path);
    else for (const world of worlds) all.push(inOneWorld(path, world, variables));
    if (all.length > LIMITS.worlds * LIMITS.similar) return undefined;
  }
  if (all.length === paths.length) return paths;
  const apart = grouped(machine, all, alike(machine, all, slots));
  return apart.length > LIMITS.worlds ? undefined : apart;
}

/** Whether the path stands for several worlds that differ in these variables. */
function hasWorlds(path: Path, variables: readonly number[]): boolean {
  return variables.some((slot) => {
    const held = heldIn(path, slot);
    return held.length > 1 && held.some((one) => worldsOf(one).size > 0);
  });
}

/** A path that stands for one world. Which choice it came from does not matter any more. */
function inOneWorld(path: Path, { memory, facts }: SeenWorld, variables: readonly number[]): Path {
  const own = Object.assign(path.clone(), { facts });
  own.memory = variables.reduce((left, slot) => {
    const held = left.get(slot) as readonly Binding[] | undefined;
    return held?.length === 1 ? left.set(slot, [withWorlds(held[0]!, NO_WORLDS)]) : left;
  }, memory);
  return own;
}

const NO_WORLDS = new Map();

/** The slots of calls of which the paths know different things. */
function differingCalls({ symbols }: Machine, [first, ...others]: readonly Path[]): readonly number[] {
  const slots = new Set<number>();
  for (const { memory } of others)
    first!.memory.differences(memory, (slot) => {
      if (symbols.entry(slot).kind === "call") slots.add(slot);
    });
  return [...slots].toSorted((a, b) => a - b);
}

interface Held {
  readonly held: readonly Binding[];
  /** The paths that hold it, a bit for each. */
  mask: bigint;
}

/** What the paths hold in a variable's slot: once for all that hold the same. */
function heldByWorlds({ numbers }: Machine, group: readonly Path[], slot: number): readonly Held[] {
  const all = new Map<number, Held>();
  for (const [index, path] of group.entries()) {
    const number = numbers.of(path, slot);
    const mask = 1n << BigInt(index);
    const same = all.get(number);
    if (same === undefined) all.set(number, { held: heldIn(path, slot), mask });
    else same.mask |= mask;
  }
  return [...all.values()];
}

function flowKey({ flow, status }: Path): string {
  if (flow === undefined) return status.kind;
  const detail =
    flow.kind === "exit"
      ? `${flow.failed === true}${flow.unwinds === true}${flow.asSuccess === true}`
      : "levels" in flow
        ? flow.levels
        : "";
  return `${flow.kind}${detail} ${status.kind}`;
}

function streamsKey({ output, input, streams, tracing }: Path): string {
  const places =
    streams === undefined ? "" : `${streamsNumber(streams)}${tracing === undefined ? "" : `x${tracing.span?.pos}`}`;
  const written = output === undefined ? places : `${places}|${stringKey(output.pieces)}`;
  return input === undefined ? written : `${written}|<${stringKey(input)}`;
}

function joinedStatus(a: Status, b: Status): Status {
  if (a === b) return a;
  return telling(telling(a.kind === b.kind && a.kind !== "unknown" ? a : EITHER, a), b);
}

/** What the variable may be set to is one binding; what it was given by others stays. */
function fewBindings(all: readonly Binding[]): readonly Binding[] {
  const own = all.filter(({ state }) => state !== "inherited");
  const given = all.find(({ state }) => state === "inherited");
  const exported = own.every((one) => one.exported);
  // Whether a secret is exported counts even if nothing else depends on it.
  const kinds = isProvenanceKept() ? [true, false].map((is) => own.filter((one) => one.exported === is)) : [own];
  const set = kinds.flatMap((some): readonly Binding[] =>
    some.length === 0
      ? []
      : [
          {
            state: "set",
            exported: kinds.length > 1 ? some[0]!.exported : exported,
            value: [madeFrom(some.map((one) => bindingValue(one)))],
            span: undefined,
          },
        ],
  );
  return given === undefined ? set : [given, ...set];
}

/**
 * Joins two paths into one.
 * @param without slots that the caller writes.
 */
export function joined(machine: Machine, a: Path, b: Path, without: ReadonlySet<number> = NO_SLOTS): Path {
  const path = a.clone();
  // Where many are joined that differ in it, one that traces counts.
  path.tracing ??= b.tracing;
  path.facts = commonFacts(a.facts, b.facts);
  path.status = joinedStatus(a.status, b.status);
  path.failing = common([a.failing, b.failing]);
  a.memory.differences(b.memory, (slot) => {
    if (!without.has(slot)) writeSlot(machine, path, slot, joinedSlot(machine, a, b, slot));
  });
  // Where both hold that a call is pending, the status of one may be another's already.
  for (const slot of path.status.of ?? []) writeSlot(machine, path, slot, machine.outcomes.joinedStage(a, b, slot));
  if (a.output !== undefined && b.output !== undefined && !sameString(a.output.pieces, b.output.pieces)) {
    path.output = { pieces: [madeFrom([a.output.pieces, b.output.pieces])] };
  }
  if (a.input !== undefined && (b.input === undefined || !sameString(a.input, b.input))) {
    const left = madeFrom([a.input, b.input ?? []], "input");
    path.input = left.from === undefined ? undefined : [left];
  }
  return path;
}

/** The alternatives that a path holds in a variable's slot. */
function heldIn({ memory }: Path, slot: number): readonly Binding[] {
  return (memory.get(slot) ?? memory.get(SLOT.others) ?? INHERITED) as readonly Binding[];
}

function joinedSlot(machine: Machine, a: Path, b: Path, slot: number): unknown {
  const { symbols } = machine;
  const mine = a.memory.get(slot);
  const theirs = b.memory.get(slot);
  const { kind } = symbols.entry(slot);
  if (kind === "variable" || slot === SLOT.others) {
    const all = bounded([...heldIn(a, slot), ...heldIn(b, slot)]);
    const name = symbols.variable(slot);
    // Nothing depends on it: to follow its alternatives would be work for nothing.
    return all.length > 2 && name !== undefined && !machine.relevance.hasValues(name) ? fewBindings(all) : all;
  }
  if (slot === SLOT.options) return ((mine as number | undefined) ?? 0) & ((theirs as number | undefined) ?? 0);
  if (slot === SLOT.positional)
    return machine.numbers.of(a, slot) === machine.numbers.of(b, slot) ? mine : { words: [], open: true };
  if (kind === "element") return joinedElements(mine as KeyedElements | undefined, theirs as KeyedElements | undefined);
  if (kind === "file") {
    if (machine.numbers.of(a, slot) === machine.numbers.of(b, slot)) return mine;
    return [madeFrom([mine, theirs].flatMap((one) => (one === undefined ? [] : [one as AbstractString])))];
  }
  if (kind === "call") return machine.outcomes.joinedStage(a, b, slot);
  if (kind === "jobs") return machine.outcomes.joinedJobs(a, b);
  if (kind === "readonly") return mine === true && theirs === true ? true : undefined;
  // A function, an alias, a trap: one that is there on some paths counts.
  return mine ?? theirs;
}
