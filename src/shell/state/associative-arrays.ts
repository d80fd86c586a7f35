/** Array elements that are identified by a key, or that follow an unknown number of other elements. */
import { madeFrom } from "../values/provenance.ts";
import { stringKey } from "../values/equality.ts";
import { COMPUTED } from "../values/pieces.ts";
import { LIMITS } from "../values/limits.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import type { Path } from "./path/path.ts";
import type { AbstractString } from "../model/value.ts";

/** By key; nothing is known about an element that is not in the map, apart from `OTHERS`. */
export type KeyedElements = ReadonlyMap<string, AbstractString>;

/** The key of what the elements with other keys may contain. */
const OTHERS = "\0";

const NONE: KeyedElements = new Map();

export function keyedElements(machine: Machine, path: Path, name: string): KeyedElements {
  return (path.memory.get(machine.symbols.slotOf("element", name)) as KeyedElements | undefined) ?? NONE;
}

export function setElement(machine: Machine, path: Path, name: string, key: string, value: AbstractString): void {
  const before = keyedElements(machine, path, name);
  if (before.size >= LIMITS.elements && !before.has(key)) return;
  path.memory = path.memory.set(machine.symbols.slotOf("element", name), new Map(before).set(key, value), false);
}

/** Assigns the value to an element whose key is unknown: it may have replaced any other. */
export function setUnknownElement(machine: Machine, path: Path, name: string, value: AbstractString): void {
  const all = [...keyedElements(machine, path, name).values(), value];
  forgetElements(machine, path, name);
  setElement(machine, path, name, OTHERS, [madeFrom(all)]);
}

export function elementAt(elements: KeyedElements, key: string): AbstractString {
  return elements.get(key) ?? elements.get(OTHERS) ?? [COMPUTED];
}

/** The known keys. */
export function keysOf(elements: KeyedElements): readonly string[] {
  return [...elements.keys()].filter((key) => key !== OTHERS);
}

export function forgetElements(machine: Machine, path: Path, name: string): void {
  path.memory = path.memory.set(machine.symbols.slotOf("element", name), undefined, false);
}

/** Makes the array non-associative and forgets its elements. */
export function forgetKeys(machine: Machine, path: Path, name: string): void {
  path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), undefined, false);
  forgetElements(machine, path, name);
}

/** Equal for equal elements. */
export function keyedKey(elements: KeyedElements): string {
  return [...elements]
    .map(([key, value]) => `${key.length}:${key}=${stringKey(value)},`)
    .toSorted()
    .join("");
}

/** What is known of the elements after two paths are joined. */
export function joinedElements(a: KeyedElements = NONE, b: KeyedElements = NONE): KeyedElements {
  return new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((key) => {
      const [mine, theirs] = [a.get(key), b.get(key)];
      const same = mine !== undefined && theirs !== undefined && stringKey(mine) === stringKey(theirs);
      return [key, same ? mine : [madeFrom([mine ?? [], theirs ?? []])]];
    }),
  );
}
