/** One binding, or a few, that represent several. */
import { joinAppended, shortestOf } from "./appended-text.ts";
import { bindingValue, isArray } from "./bindings.ts";
import { madeFrom } from "./provenance.ts";
import type { Binding } from "../model/environment.ts";
import { LIMITS } from "../limits/limits.ts";
import { distinctBindings, stringKey } from "./equality.ts";
import { EMPTY_STRING, GAP } from "./pieces.ts";
import { isRefinedBinding, unrefined } from "./refined.ts";
import { anyOfWorlds, withWorlds, worldsOf } from "./worlds.ts";
import { emptiness, printersOf, type AbstractString } from "../model/value.ts";

type SetBinding = Extract<Binding, { readonly state: "set" }>;

/** One alternative that represents several. */
export function joinedBinding(all: readonly Binding[]): Binding {
  const exported = all.every((one) => one.exported);
  const values = all.map((one) => bindingValue(one));
  const span = all.find((one) => one.state === "set")?.span;
  if (all.every(isArray)) return { state: "set", exported, ...joinedArray(all), span };
  const value = joinAppended(values, shortestOf(values), (some) => madeFrom(some, "cut", some.every(isNonEmpty)));
  return { state: "set", exported, value, span };
}

function isNonEmpty(value: AbstractString): boolean {
  return emptiness(value) === "non-empty";
}

/** The elements that all arrays have at their front, followed by any others. */
function joinedArray(all: readonly Binding[]): Pick<SetBinding, "value" | "array" | "front"> {
  const arrays = all.map((one) => (one.state === "set" ? (one.array ?? []) : []));
  const fronts = all.map((one, at) => (one.state === "set" ? one.front : undefined) ?? arrays[at]!.length);
  const gaps = arrays.map((elements) => elements.indexOf(GAP)).filter((at) => at !== -1);
  const known = Math.min(...fronts, ...gaps);
  const array: AbstractString[] = Array.from({ length: known }, (_, index) => {
    const values = arrays.map((elements) => elements[index]!);
    const isSame = new Set(values.map(stringKey)).size === 1;
    return isSame ? values[0]! : [madeFrom(values, "cut", values.every(isNonEmpty))];
  });
  const others = arrays.flatMap((elements) => elements.slice(known));
  if (others.length > 0) array.push([madeFrom(others, "cut")]);
  return { value: array[0] ?? EMPTY_STRING, array, front: others.length > 0 ? known : undefined };
}

/** At most `most` bindings that represent all, and a few more if they differ in kind. */
export function boundBindings(all: readonly Binding[], most: number = LIMITS.alternatives): readonly Binding[] {
  const distinct = distinctBindings(all);
  if (distinct.length <= most) return distinct;
  const groups = new Map<string, Binding[]>();
  for (const one of distinct) {
    const empty = one.state === "set" ? emptiness(one.value) : one.state;
    const key = `${one.state} ${isArray(one)} ${one.exported} ${empty}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) =>
    group.length === 1 ? group[0]! : withWorlds(representative(group, distinct), anyOfWorlds(group.map(worldsOf))),
  );
}

/** One alternative for several that are all empty, all not empty, or of unknown length. */
function representative(group: readonly Binding[], all: readonly Binding[]): Binding {
  const common = all.find((one) => one.state === "set" && group.every((other) => isPossible(other, one)));
  if (common === undefined) return joinedBinding(group);
  return unrefined(
    common,
    group.every((one) => isNonEmpty(bindingValue(one))),
  );
}

/** Whether tests have revealed all that distinguishes the bindings. */
function isPossible(one: Binding, common: Binding): boolean {
  const printers = printersOf(bindingValue(common));
  return (
    isRefinedBinding(one, unrefined(common)) && printersOf(bindingValue(one)).every((run) => printers.includes(run))
  );
}
