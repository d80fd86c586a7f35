/** Joining paths: those that do not differ in anything that will be looked at again become one. */
import { readByTraps, type Trap } from "./set-traps.ts";
import { SLOT } from "./symbols.ts";
import type { Binding } from "./environment.ts";
import { bindingKey, sameString, stringKey } from "./identity.ts";
import type { Region } from "./liveness.ts";
import { commonFacts } from "./facts.ts";
import { LIMITS } from "./limits.ts";
import type { Context, Machine } from "./machine.ts";
import type { Memory } from "./memory.ts";
import { COMPUTED } from "./pieces.ts";
import { joinedElements, keyedKey, type KeyedElements } from "./keyed-elements.ts";
import { isAwsVariable } from "./relevance/interest.ts";
import { EITHER, INHERITED, type Locals, type Path, type Status } from "./state.ts";
import type { AbstractString } from "./value.ts";
import { bounded, writeSlot } from "./variables.ts";

/** `pos`: the offset in the step's script that the paths have reached. */
export function merge(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  if (paths.length < 2) return paths;
  const slots = differingSlots(machine, paths, context.region, pos);
  const merged = grouped(machine, paths, (path) => pathKey(machine, path, slots));
  if (merged.length <= machine.similar()) return merged;
  machine.record.cut("paths", context.source.span(pos, pos));
  return coarser(machine, merged, slots, pos);
}

/** One path that stands for all. */
export function mergeAll(machine: Machine, paths: readonly Path[]): Path {
  return paths.reduce((a, b) => joined(machine, a, b));
}

/**
 * At most so many paths as are kept apart: they are told apart by credentials first, then by what is read soonest.
 */
function coarser(machine: Machine, paths: readonly Path[], slots: readonly number[], pos: number): readonly Path[] {
  const { symbols, liveness } = machine;
  const distance = (slot: number): number => {
    const name = symbols.variable(slot);
    // Of two traps only one would be left.
    if (symbols.entry(slot).kind === "trap") return 0;
    if (name === undefined) return Number.POSITIVE_INFINITY;
    return isAwsVariable(name) ? -1 : liveness.distance(name, pos);
  };
  const order = slots.map((slot) => ({ slot, distance: distance(slot) })).toSorted((a, b) => a.distance - b.distance);
  let keys = paths.map((path) => flowKey(path));
  for (const one of order) {
    const finer = paths.map((path, index) => `${keys[index]!}|${slotKey(machine, path, one.slot)}`);
    const count = new Set(finer).size;
    if (count > (one.distance === -1 ? LIMITS.paths : machine.similar())) continue;
    keys = finer;
  }
  let next = 0;
  return grouped(machine, paths, () => keys[next++]!);
}

/** Those of `paths` that differ from all of `seen` in something that will be looked at again. */
export function unseen(
  machine: Machine,
  seen: readonly Path[],
  paths: readonly Path[],
  context: Context,
  pos: number,
): readonly Path[] {
  const slots = differingSlots(machine, [...seen, ...paths], context.region, pos);
  const keys = new Set(seen.map((path) => pathKey(machine, path, slots)));
  return paths.filter((path) => !keys.has(pathKey(machine, path, slots)));
}

/** What the paths differ in that will be looked at again. */
export function differingSlots(
  machine: Machine,
  paths: readonly Path[],
  region: Region,
  pos: number,
): readonly number[] {
  const slots = new Set<number>();
  const first = paths[0]!.memory;
  for (const path of paths) first.differences(path.memory, (slot) => slots.add(slot));
  if (slots.size === 0) return [];
  const { symbols, liveness, relevance } = machine;
  const byTraps = readByTraps(machine, paths);
  const isRead = (name: string): boolean =>
    liveness.isLive(name, region, pos) || (byTraps.has(name) && relevance.has(name));
  return [...slots].filter((slot) => {
    const { kind, name } = symbols.entry(slot);
    if (kind === "file") return machine.decisiveFiles.has(name) && liveness.isFileLive(name, region, pos);
    return (kind !== "variable" && kind !== "keyed" && kind !== "element" && kind !== "integer") || isRead(name);
  });
}

function grouped(machine: Machine, paths: readonly Path[], keyOf: (path: Path) => string): readonly Path[] {
  const groups = new Map<string, Path>();
  for (const path of paths) {
    const key = keyOf(path);
    const same = groups.get(key);
    groups.set(key, same === undefined ? path : joined(machine, same, path));
  }
  return groups.size === paths.length ? paths : [...groups.values()];
}

function flowKey({ flow, status }: Path): string {
  if (flow === undefined) return status.kind;
  const detail =
    flow.kind === "exit" ? `${flow.failed === true}${flow.unwinds === true}` : "levels" in flow ? flow.levels : "";
  return `${flow.kind}${detail} ${status.kind}`;
}

function pathKey(machine: Machine, path: Path, slots: readonly number[]): string {
  let key = flowKey(path);
  if (path.output !== undefined) key += `|${stringKey(path.output.pieces)}`;
  if (path.input !== undefined) key += `|<${stringKey(path.input)}`;
  for (const slot of slots) key += `|${slotKey(machine, path, slot)}`;
  return key;
}

const objects = new WeakMap<object, number>();
let lastObject = 0;

function objectKey(value: object): string {
  let key = objects.get(value);
  if (key === undefined) objects.set(value, (key = ++lastObject));
  return `#${key}`;
}

const slotKeys = new WeakMap<object, string>();

/** What a slot holds on the path: equal where it is the same to all who look at it. */
export function slotKey(machine: Machine, path: Path, slot: number): string {
  let value = path.memory.get(slot);
  const variable = machine.symbols.variable(slot);
  if (value === undefined && variable !== undefined) value = path.memory.get(SLOT.others) ?? INHERITED;
  return valueKey(machine, slot, value);
}

function valueKey(machine: Machine, slot: number, value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "object" || value === null) return String(value as number);
  let key = slotKeys.get(value);
  if (key !== undefined) return key;
  const { kind } = machine.symbols.entry(slot);
  if (kind === "variable" || slot === SLOT.others) {
    key = (value as readonly Binding[])
      .map((one) => bindingKey(one))
      .toSorted()
      .join("/");
  } else if (kind === "file") key = stringKey(value as AbstractString);
  else if (kind === "covered") key = localsKey(machine, value as Locals);
  else if (kind === "element") key = keyedKey(value as KeyedElements);
  else if (slot === SLOT.positional) {
    const { words, open } = value as { words: readonly AbstractString[]; open: boolean };
    key = `${open ? "+" : ""}${words.map((one) => `${stringKey(one)},`).join("")}`;
  } else if (slot === SLOT.locals) key = localsKey(machine, value as Locals);
  else if (kind === "trap") {
    const { code, command } = value as Trap;
    key = `${objectKey(command)}${stringKey(code)}`;
  } else if (kind === "aliases of function") key = aliasesKey(machine, value as Memory);
  else key = objectKey(value);
  slotKeys.set(value, key);
  return key;
}

function aliasesKey({ symbols }: Machine, memory: Memory): string {
  let key = "";
  memory.forEach((slot, value) => {
    if (symbols.entry(slot).kind === "alias") key += `${slot}${objectKey(value as object)};`;
  });
  return key;
}

/** By names and what they are to be again. */
function localsKey(machine: Machine, locals: Locals): string {
  let key = "";
  for (let one: Locals | undefined = locals; one !== undefined; one = one.before) {
    key += `${one.name}:${one.slots.map(([slot, value]) => valueKey(machine, slot, value)).join()};`;
  }
  return key;
}

function joinedStatus(a: Status, b: Status): Status {
  return a.kind === b.kind && a.kind !== "unknown" ? a : a === b ? a : EITHER;
}

/** What the variable may be set to is one binding; what it was given by others stays. */
function fewBindings(all: readonly Binding[]): readonly Binding[] {
  const own = all.filter(({ state }) => state !== "inherited");
  const given = all.find(({ state }) => state === "inherited");
  const exported = own.every((one) => one.exported);
  const set: Binding = { state: "set", exported, value: [COMPUTED], span: undefined };
  return given === undefined ? [set] : [given, set];
}

/** One path that stands for two. */
export function joined(machine: Machine, a: Path, b: Path): Path {
  const path = a.clone();
  path.facts = commonFacts(a.facts, b.facts);
  path.status = joinedStatus(a.status, b.status);
  a.memory.differences(b.memory, (slot) => {
    writeSlot(machine, path, slot, joinedSlot(machine, a, b, slot));
  });
  if (a.output !== undefined && b.output !== undefined && !sameString(a.output.pieces, b.output.pieces)) {
    path.output = { pieces: [COMPUTED] };
  }
  if (a.input !== undefined && (b.input === undefined || !sameString(a.input, b.input))) path.input = undefined;
  return path;
}

function joinedSlot(machine: Machine, a: Path, b: Path, slot: number): unknown {
  const { symbols } = machine;
  const mine = a.memory.get(slot);
  const theirs = b.memory.get(slot);
  const { kind } = symbols.entry(slot);
  if (kind === "variable" || slot === SLOT.others) {
    const other = SLOT.others;
    const left = (mine ?? a.memory.get(other) ?? INHERITED) as readonly Binding[];
    const right = (theirs ?? b.memory.get(other) ?? INHERITED) as readonly Binding[];
    const all = bounded([...left, ...right]);
    const name = symbols.variable(slot);
    // Nothing depends on it: to follow its alternatives would be work for nothing.
    return all.length > 2 && name !== undefined && !machine.relevance.hasValues(name) ? fewBindings(all) : all;
  }
  if (slot === SLOT.options) return ((mine as number | undefined) ?? 0) & ((theirs as number | undefined) ?? 0);
  if (slot === SLOT.positional)
    return slotKey(machine, a, slot) === slotKey(machine, b, slot) ? mine : { words: [], open: true };
  if (kind === "element") return joinedElements(mine as KeyedElements | undefined, theirs as KeyedElements | undefined);
  if (kind === "file") {
    return slotKey(machine, a, slot) === slotKey(machine, b, slot) ? mine : [COMPUTED];
  }
  // A function, an alias, a trap: one that is there on some paths counts.
  return mine ?? theirs;
}
