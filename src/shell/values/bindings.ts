/** Operations on bindings: their values, and one binding for several. */
import { joinAppended, shortestOf } from "./appended-text.ts";
import { elementOf, madeFrom } from "./provenance.ts";
import type { Binding } from "../model/environment.ts";
import { LIMITS } from "./limits.ts";
import { distinctBindings, stringKey } from "./equality.ts";
import { COMPUTED, EMPTY_STRING, GAP, unknownPiece, type RefinedText } from "./pieces.ts";
import { anyOfWorlds, withWorlds, worldsOf } from "./worlds.ts";
import { emptiness, type AbstractString, type UnknownText } from "../model/value.ts";

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

/** A variable that the script has not set, with known facts about its value. */
type OpenBut = Open & Learnt;

/** The known facts about an unknown text: strings that it is not equal to, and answers to questions about it. */
type Learnt = Pick<RefinedText, "answers" | "not">;

export type Inherited = Extract<Binding, { readonly state: "inherited" }>;

/** A binding whose value the script does not determine: the environment does, or unknown code. */
export type Open = Extract<Binding, { readonly state: "inherited" | "unknown" }>;

type SetBinding = Extract<Binding, { readonly state: "set" }>;

export function openBut(binding: Open, learnt: Learnt): Binding {
  const but: OpenBut = { ...binding, ...learnt };
  return but;
}

/** The binding after a test has shown that the environment does not have the variable. */
export function notGiven({ marked, removal }: Inherited): Binding {
  return { state: "unset", exported: marked === true, removal };
}

function withLearnt(piece: UnknownText, { answers, not }: OpenBut): RefinedText {
  return answers === undefined && not === undefined ? piece : { ...piece, answers, not };
}

/** The value of an expansion of the variable. */
export function bindingValue(binding: Binding, name?: string): AbstractString {
  switch (binding.state) {
    case "set":
      if (binding.array === undefined) return binding.value;
      if (binding.front === 0 && binding.array.length === 1) return [elementOf(binding.array[0]!, 0)];
      return binding.front === 0 ? [madeFrom(binding.array)] : (binding.array[0] ?? EMPTY_STRING);
    case "inherited":
      return [withLearnt(unknownPiece("inherited", false, name), binding)];
    case "unset":
      return EMPTY_STRING;
    case "unknown":
      return [withLearnt(COMPUTED, binding)];
  }
}

/** Whether the script has set it to an array with indexed elements. */
export function isArray(binding: Binding): boolean {
  return binding.state === "set" && binding.array !== undefined;
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
    group.length === 1 ? group[0]! : withWorlds(joinedBinding(group), anyOfWorlds(group.map(worldsOf))),
  );
}
