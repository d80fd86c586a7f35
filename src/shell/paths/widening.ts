/** Widening: what a loop changes in each iteration becomes unknown, so that the iteration ends. */
import { type KeyedElements, valuesOf, widenedElements } from "../state/associative-arrays.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { joinAppended } from "../values/appended-text.ts";
import { isOrigin, rootedIn } from "../values/provenance.ts";
import type { Binding } from "../model/environment.ts";
import { sameString } from "../values/equality.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import { uncovered } from "./uncovered-paths.ts";
import { differingSlots, unseenPaths } from "./path-partitions.ts";
import { joinPaths } from "./join.ts";
import { joinAllPaths } from "./joined-path.ts";
import type { Path } from "../state/path/path.ts";
import { withWorlds } from "../values/worlds.ts";
import { writeSlot } from "../state/slot-writes.ts";
import { emptiness, type AbstractString } from "../model/value.ts";

/** How the paths that reach a loop's head again become fewer: not at all, each on its own, or all as one. */
export type Widening = "none" | "apart" | "together";

/** A loop that tries something has two: done, and not yet. With one path for each option of the script, what they set is unrelated. */
const MOST_APART = 2;

/**
 * The paths of `again`, which reach a loop's head again, that have not been there before. What differs from the paths `seen` is
 * unknown on them unless `widening` is "none": on each path for itself, so that values which belong together stay together
 * (`export AWS_PROFILE=p; done=1` in a loop with a counter) if they are few, or on the one path that they are joined into.
 */
export function widenPaths(
  machine: Machine,
  seen: readonly Path[],
  again: readonly Path[],
  context: Context,
  pos: number,
  widening: Widening,
): readonly Path[] {
  const news = uncovered(machine, seen, unseenPaths(machine, seen, again, context, pos), context, pos);
  if (news.length === 0 || widening === "none") return news;
  const wide =
    widening === "apart" && news.length <= MOST_APART
      ? joinPaths(
          machine,
          news.map((one) => widened(machine, seen, one)),
          context,
          pos,
        )
      : [widened(machine, seen, joinAllPaths(machine, news))];
  return uncovered(machine, seen, unseenPaths(machine, seen, wide, context, pos), context, pos);
}

/** The path, with everything unknown that differs from the paths `seen`. */
function widened(machine: Machine, seen: readonly Path[], one: Path): Path {
  const before = seen[0]!;
  const wide = one.clone();
  wide.facts = before.facts;
  one.memory.differences(before.memory, (slot) => {
    if (machine.symbols.entry(slot).kind === "file") {
      wide.memory = wide.memory.set(slot, [rootedIn([(one.memory.get(slot) ?? []) as AbstractString])]);
      return;
    }
    if (machine.symbols.variable(slot) === undefined) return;
    // Only its first iteration may have changed it.
    const number = machine.numbers.of(one, slot);
    if (seen.slice(1).some((other) => machine.numbers.of(other, slot) === number)) return;
    const all = one.memory.get(slot) as readonly Binding[] | undefined;
    const earlier = (before.memory.get(slot) as readonly Binding[] | undefined) ?? [];
    if (all !== undefined) writeSlot(machine, wide, slot, forgotten(all, earlier));
  });
  if (wide.output !== undefined) wide.output = { pieces: [rootedIn([wide.output.pieces])] };
  return wide;
}

/** Which variables and files count if a loop changes them: those whose values are followed, or any. */
type Which = "followed" | "any";

/**
 * The slots in which a path that reaches a loop's head again has a value that none of the paths `seen` had: variables and files
 * on which, as far as known, nothing depends, so that they do not keep paths apart.
 */
function newAside(
  machine: Machine,
  seen: readonly Path[],
  path: Path,
  context: Context,
  pos: number,
  which: Which,
): readonly number[] {
  const { symbols, relevance, numbers } = machine;
  const start = seen[0]!;
  let live: ReadonlySet<number> | undefined;
  const found: number[] = [];
  path.memory.differences(start.memory, (slot) => {
    const { kind, name: key } = symbols.entry(slot);
    const name = kind === "variable" || (kind === "element" && which === "any") ? key : undefined;
    const isFile = kind === "file";
    if (isFile && which === "followed" && !machine.followedFiles.has(key)) return;
    if (!isFile && (name === undefined || (which === "followed" && !relevance.isFollowed(name)))) return;
    if (!isFile && !machine.liveness.isReadLater(name!, context.region, pos)) return;
    const number = numbers.of(path, slot);
    if (seen.some((one) => numbers.of(one, slot) === number)) return;
    live ??= new Set(differingSlots(machine, [start, path], context.region, pos));
    if (!live.has(slot)) found.push(slot);
  });
  return found;
}

/**
 * Whether the paths of `again` have values that text tools may read or that may be printed, and that no path had at the loop's head
 * before.
 * @param isDerived whether only printed values count that are derived from outputs or parameters
 */
export function bringsValues(
  machine: Machine,
  seen: readonly Path[],
  again: readonly Path[],
  context: Context,
  pos: number,
  isDerived: boolean,
): boolean {
  if (machine.printing === undefined && (isDerived || !machine.relevance.isReading)) return false;
  const which = machine.printing === undefined ? "followed" : "any";
  return again.some((path) => {
    const slots = newAside(machine, seen, path, context, pos, which);
    return isDerived ? slots.some((slot) => isDerivedAt(machine, path, slot)) : slots.length > 0;
  });
}

/** Whether the variable or file contains text that is derived from something. */
function isDerivedAt({ symbols }: Machine, { memory }: Path, slot: number): boolean {
  const held = memory.get(slot);
  if (held === undefined) return false;
  return valuesHeld(symbols.entry(slot).kind, held).some((value) => value.some(isOrigin));
}

function valuesHeld(kind: string, held: unknown): readonly AbstractString[] {
  if (kind === "element") return valuesOf(held as KeyedElements);
  if (kind !== "variable") return [held as AbstractString];
  return (held as readonly Binding[]).flatMap((one) => (one.state === "set" ? [one.value, ...(one.array ?? [])] : []));
}

/**
 * The paths of `again`, with the slots that `newAside` finds widened to unknown: the end of the loop may depend on them
 * nevertheless. Empty if nothing is new.
 */
export function widenAside(
  machine: Machine,
  seen: readonly Path[],
  again: readonly Path[],
  context: Context,
  pos: number,
  which: Which,
): readonly Path[] {
  return again.flatMap((path) => {
    const loose = path.clone();
    let changed = false;
    for (const slot of newAside(machine, seen, path, context, pos, which)) {
      const held = path.memory.get(slot);
      if (held === undefined) continue;
      changed = true;
      const { kind } = machine.symbols.entry(slot);
      if (kind === "element") loose.memory = loose.memory.set(slot, widenedElements(held as KeyedElements), false);
      else if (kind !== "variable") loose.memory = loose.memory.set(slot, [rootedIn([held as AbstractString])]);
      else {
        const earlier = (seen[0]?.memory.get(slot) as readonly Binding[] | undefined) ?? [];
        writeSlot(machine, loose, slot, forgotten(held as readonly Binding[], earlier));
      }
    }
    return changed ? [loose] : [];
  });
}

/** The bindings, with the values that changed since `earlier` replaced by unknown ones: one for all bindings of a kind. */
function forgotten(all: readonly Binding[], earlier: readonly Binding[]): readonly Binding[] {
  const kinds = groupBy(all, (one) => {
    if (one.state !== "set") return one.state;
    return one.array === undefined
      ? `set ${one.exported} ${emptiness(one.value) === "non-empty"}`
      : `array ${one.exported}`;
  });
  return [...kinds.values()].map((some): Binding => {
    const last = some.at(-1)!;
    if (last.state !== "set") return withWorlds(last, new Map());
    const { exported, span, ifGiven } = last;
    const values = some.flatMap((one) => (one.state === "set" ? (one.array ?? [one.value]) : []));
    if (last.array === undefined) {
      const [before] = earlier.length === 1 ? earlier : [];
      const start = before?.state === "set" && before.array === undefined ? before.value : undefined;
      const nonEmpty = emptiness(last.value) === "non-empty";
      const value = joinAppended(values, start, (rest) => rootedIn(rest, rest === values && nonEmpty));
      return { state: "set", exported, value, span, ifGiven };
    }
    const kept = commonFront([...all, ...earlier]);
    const array = [...kept, [rootedIn(values)]];
    return withWorlds({ ...last, value: array[0]!, array, front: kept.length }, new Map());
  });
}

/** The elements with which all of these arrays begin; empty if one of the bindings is not an array. */
function commonFront(all: readonly Binding[]): readonly AbstractString[] {
  const fronts = all.map((one) => (one.state === "set" ? (one.array?.slice(0, one.front) ?? []) : []));
  const [first = [], ...others] = fronts;
  const end = first.findIndex((value, at) => others.some((one) => at >= one.length || !sameString(value, one[at])));
  return end === -1 ? first : first.slice(0, end);
}
