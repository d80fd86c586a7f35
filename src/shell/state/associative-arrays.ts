/** Array elements that are identified by a key, or that follow an unknown number of other elements. */
import { madeFrom, rootedIn } from "../values/provenance.ts";
import { stringKey } from "../values/equality.ts";
import { COMPUTED, GAP } from "../values/pieces.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import type { Path } from "./path/path.ts";
import type { AbstractString } from "../model/value.ts";

/** By key; an element that does not exist is a `GAP`. Nothing is known about other elements than these, apart from `OTHERS`. */
export type KeyedElements = ReadonlyMap<string, AbstractString>;

/** The key of what the elements with other keys may contain; a `GAP` if there are none. */
const OTHERS = "\0";

const NONE: KeyedElements = new Map();

const isElement = (value: AbstractString): boolean => value !== GAP;

export function keyedElements(machine: Machine, path: Path, name: string): KeyedElements {
  return (path.memory.get(machine.symbols.slotOf("element", name)) as KeyedElements | undefined) ?? NONE;
}

/** Makes the array associative and empty. */
export function startKeyed(machine: Machine, path: Path, name: string): void {
  path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), true, false);
  forgetElements(machine, path, name);
  setElement(machine, path, name, OTHERS, GAP);
}

export function setElement(machine: Machine, path: Path, name: string, key: string, value: AbstractString): void {
  const before = keyedElements(machine, path, name);
  const isTooMuch = before.size >= LIMITS.elements && !before.has(key);
  const after = isTooMuch
    ? new Map(before).set(OTHERS, [madeFrom([before.get(OTHERS) ?? [], value])])
    : new Map(before).set(key, value);
  path.memory = path.memory.set(machine.symbols.slotOf("element", name), after, false);
}

/** Assigns the value to an element whose key is unknown: it may have replaced any other. */
export function setUnknownElement(machine: Machine, path: Path, name: string, value: AbstractString): void {
  const all = [...valuesOf(keyedElements(machine, path, name)), value];
  forgetElements(machine, path, name);
  setElement(machine, path, name, OTHERS, [madeFrom(all)]);
}

/** `GAP` if there is no such element. */
export function elementAt(elements: KeyedElements, key: string): AbstractString {
  return elements.get(key) ?? elements.get(OTHERS) ?? [COMPUTED];
}

export function valuesOf(elements: KeyedElements): readonly AbstractString[] {
  return [...elements.values()].filter(isElement);
}

/** The elements with values that are derived from those. */
export function widenedElements(elements: KeyedElements): KeyedElements {
  return new Map([...elements].map(([key, value]) => [key, isElement(value) ? [rootedIn([value])] : value]));
}

/** The known keys. */
export function keysOf(elements: KeyedElements): readonly string[] {
  return [...elements].flatMap(([key, value]) => (key !== OTHERS && isElement(value) ? [key] : []));
}

/** Whether there are no elements with other keys. */
export function isComplete(elements: KeyedElements): boolean {
  return elements.get(OTHERS) === GAP;
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
    .map(([key, value]) => `${key.length}:${key}${elementKey(value)},`)
    .toSorted()
    .join("");
}

/** What is known of the elements after two paths are joined. */
export function joinedElements(a: KeyedElements = NONE, b: KeyedElements = NONE): KeyedElements {
  const joined = new Map<string, AbstractString>();
  const single: AbstractString[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [mine, theirs] = [a.get(key), b.get(key)];
    if (mine === undefined || theirs === undefined) single.push(mine ?? theirs!);
    const isSame = mine !== undefined && theirs !== undefined && elementKey(mine) === elementKey(theirs);
    joined.set(key, isSame ? mine : [madeFrom([mine ?? [], theirs ?? []])]);
  }
  if (single.length > 0 && joined.get(OTHERS) === GAP) joined.set(OTHERS, [madeFrom(single)]);
  return joined;
}

const elementKey = (value: AbstractString): string => (isElement(value) ? "=" : "-") + stringKey(value);
