/** Joining paths: those that do not differ in anything that will be looked at again become one. */
import type { Binding } from "./environment.ts";
import { bindingKey, stringKey } from "./identity.ts";
import type { Region } from "./liveness.ts";
import { LIMITS } from "./limits.ts";
import type { Context, Machine } from "./machine.ts";
import { COMPUTED } from "./pieces.ts";
import { EITHER, INHERITED, type Facts, type Path, type Status } from "./state.ts";
import type { AbstractString } from "./value.ts";
import { bounded } from "./variables.ts";

/** How much of a difference keeps paths apart. */
type Grain = "everything" | "credentials" | "nothing";

/** `pos`: the offset in the step's script that the paths have reached. */
export function merge(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  if (paths.length < 2) return paths;
  const slots = differingSlots(machine, paths, context.region, pos);
  let merged = grouped(machine, paths, slots, "everything");
  if (merged.length > machine.similar()) {
    machine.record.cut("paths", context.source.span(pos, pos));
    merged = grouped(machine, merged, slots, "credentials");
    if (merged.length > LIMITS.paths) merged = grouped(machine, merged, slots, "nothing");
  }
  return merged;
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
  const keys = new Set(seen.map((path) => pathKey(machine, path, slots, "everything")));
  return paths.filter((path) => !keys.has(pathKey(machine, path, slots, "everything")));
}

function differingSlots(machine: Machine, paths: readonly Path[], region: Region, pos: number): readonly number[] {
  const slots = new Set<number>();
  const first = paths[0]!.memory;
  for (const path of paths) first.differences(path.memory, (slot) => slots.add(slot));
  const { symbols, liveness } = machine;
  return [...slots].filter((slot) => {
    const name = symbols.variable(slot);
    if (name !== undefined) return liveness.isLive(name, region, pos);
    const other = symbols.name(slot);
    if (other.startsWith("file ")) return liveness.isFileLive(other.slice(5), region, pos);
    return !other.startsWith("keyed ") || liveness.isLive(other.slice(6), region, pos);
  });
}

function grouped(machine: Machine, paths: readonly Path[], slots: readonly number[], grain: Grain): readonly Path[] {
  const groups = new Map<string, Path>();
  for (const path of paths) {
    const key = pathKey(machine, path, slots, grain);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, path);
    else groups.set(key, joined(machine, same, path));
  }
  return groups.size === paths.length ? paths : [...groups.values()];
}

function pathKey(machine: Machine, path: Path, slots: readonly number[], grain: Grain): string {
  const { flow } = path;
  let key = `${flow === undefined ? "" : flow.kind}${flow !== undefined && "levels" in flow ? flow.levels : ""}|${path.status.kind}`;
  if (grain === "nothing") return key;
  if (grain === "everything") {
    key += `|${path.output === undefined ? "" : stringKey(path.output.pieces)}|${path.input === undefined ? "?" : stringKey(path.input)}`;
  }
  for (const slot of slots) {
    if (grain === "credentials" && machine.symbols.variable(slot)?.startsWith("AWS_") !== true) continue;
    key += `|${slotKey(machine, path, slot)}`;
  }
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

function slotKey(machine: Machine, path: Path, slot: number): string {
  let value = path.memory.get(slot);
  const variable = machine.symbols.variable(slot);
  if (value === undefined && variable !== undefined)
    value = path.memory.get(machine.symbols.slot("default ")) ?? INHERITED;
  if (value === undefined) return "";
  if (typeof value !== "object" || value === null) return String(value as number);
  let key = slotKeys.get(value);
  if (key !== undefined) return key;
  const name = machine.symbols.name(slot);
  if (variable !== undefined || name === "default ") {
    key = (value as readonly Binding[])
      .map((one) => bindingKey(one))
      .toSorted()
      .join("/");
  } else if (name.startsWith("file ") || name.startsWith("element ")) key = stringKey(value as AbstractString);
  else if (name === "positional ") {
    const { words, open } = value as { words: readonly AbstractString[]; open: boolean };
    key = `${open ? "+" : ""}${words.map((one) => `${stringKey(one)},`).join("")}`;
  } else key = objectKey(value);
  slotKeys.set(value, key);
  return key;
}

function commonFacts(a: Facts | undefined, b: Facts | undefined): Facts | undefined {
  const onlyA: Facts[] = [];
  const onlyB: Facts[] = [];
  while (a !== b) {
    if ((a?.count ?? 0) >= (b?.count ?? 0)) {
      onlyA.push(a!);
      a = a!.before;
    } else {
      onlyB.push(b!);
      b = b!.before;
    }
  }
  let common = a;
  for (let index = onlyA.length - 1; index >= 0; index--) {
    const { fact } = onlyA[index]!;
    if (onlyB.some((one) => one.fact.run === fact.run && one.fact.is === fact.is)) {
      common = { fact, before: common, count: (common?.count ?? 0) + 1 };
    }
  }
  return common;
}

function joinedStatus(a: Status, b: Status): Status {
  return a.kind === b.kind && a.kind !== "unknown" ? a : a === b ? a : EITHER;
}

/** One path that stands for two. */
export function joined(machine: Machine, a: Path, b: Path): Path {
  const path = a.clone();
  path.facts = commonFacts(a.facts, b.facts);
  path.status = joinedStatus(a.status, b.status);
  a.memory.differences(b.memory, (slot) => {
    path.memory = path.memory.set(slot, joinedSlot(machine, a, b, slot));
  });
  if (a.output !== undefined && b.output !== undefined && stringKey(a.output.pieces) !== stringKey(b.output.pieces)) {
    path.output = { pieces: [COMPUTED] };
  }
  if (a.input !== undefined && (b.input === undefined || stringKey(a.input) !== stringKey(b.input)))
    path.input = undefined;
  return path;
}

function joinedSlot(machine: Machine, a: Path, b: Path, slot: number): unknown {
  const { symbols } = machine;
  const mine = a.memory.get(slot);
  const theirs = b.memory.get(slot);
  const name = symbols.name(slot);
  if (symbols.variable(slot) !== undefined || name === "default ") {
    const other = symbols.slot("default ");
    const left = (mine ?? a.memory.get(other) ?? INHERITED) as readonly Binding[];
    const right = (theirs ?? b.memory.get(other) ?? INHERITED) as readonly Binding[];
    return bounded([...left, ...right]);
  }
  if (name === "options ") return ((mine as number | undefined) ?? 0) & ((theirs as number | undefined) ?? 0);
  if (name === "positional ")
    return slotKey(machine, a, slot) === slotKey(machine, b, slot) ? mine : { words: [], open: true };
  if (name.startsWith("file ") || name.startsWith("element ")) {
    return slotKey(machine, a, slot) === slotKey(machine, b, slot) ? mine : [COMPUTED];
  }
  // A function, an alias, a trap: one that is there on some paths counts.
  return mine ?? theirs;
}
