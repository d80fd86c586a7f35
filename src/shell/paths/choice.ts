/** Joins several paths into one that records which alternatives go together. */
import type { Binding } from "../model/environment.ts";
import type { Region } from "../state/path/region.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Path } from "../state/path/path.ts";
import { ownFacts, splitWorlds, type SeenWorld } from "../state/path/correlation.ts";
import { writeSlot } from "../state/slot-writes.ts";
import { boundBindings } from "../values/joined-bindings.ts";
import { stagesByWorld } from "../values/call-stages.ts";
import { weigh } from "../limits/effort.ts";
import { withWorlds, worldsOf, type Choice } from "../values/worlds.ts";
import { partitionBySlots, groupPaths, differingSlots } from "./path-partitions.ts";
import { joinAllPaths, bindingsInSlot } from "./joined-path.ts";

/** Joins the paths into one that records which alternatives of the variables read in the region go together. */
export function correlatePaths(machine: Machine, paths: readonly Path[], region: Region, pos: number): Path {
  return paths.length === 1 ? paths[0]! : withChoice(machine, paths, region, pos);
}

/**
 * Joins paths that differ in something that is read later. The joined path records which alternatives of the variables, and
 * which facts, go together. All other differences are joined: a file or a positional parameter is unknown, an option is on if
 * it is on in all paths, a function is the first that was defined.
 * @param others further slots of variables whose alternatives are recorded
 */
export function withChoice(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
  others: readonly number[] = [],
): Path {
  const { symbols, numbers, outcomes } = machine;
  if (paths.length > LIMITS.worlds) return joinAllPaths(machine, paths);
  const slotsOf = (some: readonly Path[]): readonly number[] => [
    ...differingSlots(machine, some, region, pos),
    ...others,
  ];
  const slots = slotsOf(paths);
  const group = worldsIn(machine, paths, slots);
  const variables = (group === paths ? slots : slotsOf(group)).filter(
    (slot) =>
      symbols.variable(slot) !== undefined &&
      group.some((one) => numbers.of(one, slot) !== numbers.of(group[0]!, slot)),
  );
  const path = joinAllPaths(machine, paths, new Set(variables));
  if (variables.length === 0) return path;
  const calls = differingCalls(machine, group);
  const worlds = ownFacts(
    group.map(({ facts }) => facts),
    path.facts,
    Math.min(LIMITS.facts, Math.ceil(LIMITS.worldFacts / group.length)),
  ).map((facts, index) => ({ facts, stages: calls.map((slot) => outcomes.joins.stageOf(group[index]!, slot)) }));
  const choice = numbers.choice(pos, group, variables, calls, worlds);
  const stages = stagesByWorld(choice, -1n);
  for (const [index, slot] of calls.entries()) path.memory = path.memory.set(slot, stages[index], false);
  for (const slot of variables) {
    const most = machine.similar() <= 1 ? LIMITS.choicesLater : LIMITS.choices;
    const all = heldByWorlds(machine, group, slot).flatMap(({ held, mask }) =>
      held.map((each) => withWorlds(each, new Map([...latestChoices(each, most - 1), [choice, mask] as const]))),
    );
    weigh("alternative", all.length);
    writeSlot(machine, path, slot, boundBindings(all, machine.similar() <= 1 ? LIMITS.alternatives : LIMITS.paths));
  }
  return path;
}

/** The choices of an alternative that are kept when another is added: the latest. */
function latestChoices(binding: Binding, most: number): readonly (readonly [Choice, bigint])[] {
  return [...worldsOf(binding)].slice(-most);
}

/**
 * The paths, each split into the worlds that it represents: otherwise, equal alternatives of different choices would become one
 * that is compatible with anything. If there are too many, only the worlds that differ in watched variables are separated.
 */
function worldsIn(machine: Machine, paths: readonly Path[], slots: readonly number[]): readonly Path[] {
  const { symbols } = machine;
  const variables = slots.filter((slot) => symbols.variable(slot) !== undefined);
  if (!paths.some((path) => hasWorlds(path, variables))) return paths;
  const watched = variables.filter((slot) => symbols.entry(slot).watched);
  return worldsOfThese(machine, paths, variables, slots) ?? worldsOfThese(machine, paths, watched, slots) ?? paths;
}

/** @param slots the slots in which the paths differ. */
function worldsOfThese(
  machine: Machine,
  paths: readonly Path[],
  variables: readonly number[],
  slots: readonly number[],
): readonly Path[] | undefined {
  const all: Path[] = [];
  for (const path of paths) {
    if (machine.worldsLeft <= 0) return undefined;
    const worlds = splitWorlds(path, variables, LIMITS.worlds, true);
    machine.worldsLeft -= worlds.length * variables.length;
    if (worlds.length === 1 && hasWorlds(path, variables)) return undefined;
    if (worlds.length === 1) all.push(path);
    else for (const world of worlds) all.push(inOneWorld(path, world, variables));
    if (all.length > LIMITS.worlds * LIMITS.similar) return undefined;
  }
  if (all.length === paths.length) return paths;
  const apart = groupPaths(machine, all, partitionBySlots(machine, all, slots));
  return apart.length > LIMITS.worlds ? undefined : apart;
}

/** Whether the path represents several worlds with different values of these variables. */
function hasWorlds(path: Path, variables: readonly number[]): boolean {
  return variables.some((slot) => {
    const held = bindingsInSlot(path, slot);
    return held.length > 1 && held.some((one) => worldsOf(one).size > 0);
  });
}

/** A path that represents one world. The choice that it came from is dropped. */
function inOneWorld(path: Path, { memory, facts }: SeenWorld, variables: readonly number[]): Path {
  const own = Object.assign(path.clone(), { facts });
  own.memory = variables.reduce((left, slot) => {
    const held = left.get(slot) as readonly Binding[] | undefined;
    return held?.length === 1 ? left.set(slot, [withWorlds(held[0]!, NO_WORLDS)]) : left;
  }, memory);
  return own;
}

const NO_WORLDS = new Map();

/** With more calls, each join would cost more than the previous one: older calls are known only as far as all paths agree. */
const MOST_CALLS = 64;

/** The slots of the calls in whose stages the paths differ: the latest calls. */
function differingCalls({ symbols }: Machine, [first, ...others]: readonly Path[]): readonly number[] {
  const slots = new Set<number>();
  for (const { memory } of others)
    first!.memory.differences(memory, (slot) => {
      if (symbols.entry(slot).kind === "call") slots.add(slot);
    });
  return [...slots].toSorted((a, b) => a - b).slice(-MOST_CALLS);
}

interface Held {
  readonly held: readonly Binding[];
  /** The paths that have these bindings, a bit for each. */
  mask: bigint;
}

/** The bindings of a variable on the paths, each distinct list once. */
function heldByWorlds({ numbers }: Machine, group: readonly Path[], slot: number): readonly Held[] {
  const all = new Map<number, Held>();
  for (const [index, path] of group.entries()) {
    const number = numbers.of(path, slot);
    const mask = 1n << BigInt(index);
    const same = all.get(number);
    if (same === undefined) all.set(number, { held: bindingsInSlot(path, slot), mask });
    else same.mask |= mask;
  }
  return [...all.values()];
}
