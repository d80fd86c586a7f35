/** Worlds: for the alternatives of a variable, on which of the paths that were joined each was held. */
import type { Binding } from "../model/environment.ts";
import type { Fact } from "../model/invocation.ts";

/**
 * What may still notice that a call failed. pending: its status, if something has it, or its output; dropped: its output only;
 * lost: nothing, because it was started again since; noticed: something was done in a loop that tries it.
 */
export type Stage = "pending" | "dropped" | "lost" | "noticed" | Attempt;

/**
 * It failed in a loop that goes round on that: what comes after may still notice the last failure. `alone`: only a failure goes on
 * behind the loop, as a success leaves the function or the script.
 */
export type Attempt = "tried" | "tried alone";

/** One joined path. */
export interface World {
  /** What it had found out and not all others had, the oldest first. */
  readonly facts: readonly Fact[];
  /** What it knew of the choice's calls. */
  readonly stages: readonly (Stage | undefined)[];
}

/** Paths that were joined at one position, and the slots of the variables in which they differed. */
export interface Choice {
  readonly id: number;
  readonly worlds: readonly World[];
  readonly slots: readonly number[];
  /** The slots of calls of which the paths knew different things. */
  readonly calls: readonly number[];
  /** What all worlds of a mask had found out, where that has been asked for. */
  readonly shared: Map<bigint, readonly Fact[]>;
  /** What a memory holds of the calls in the worlds of a mask (`call-stages.ts`), where that has been asked for. */
  readonly stages: Map<bigint, unknown>;
}

/** For each choice that restricts an alternative: the worlds in which it was held, a bit for each. */
export type Worlds = ReadonlyMap<Choice, bigint>;

type Restricted = Binding & { readonly worlds?: Worlds };

const ANY: Worlds = new Map();

/** The worlds of an alternative. A choice that is not among them does not restrict it. */
export function worldsOf(binding: Binding): Worlds {
  return (binding as Restricted).worlds ?? ANY;
}

export function withWorlds(binding: Binding, worlds: Worlds): Binding {
  if (worlds.size === 0 && worldsOf(binding).size === 0) return binding;
  const restricted: Restricted = { ...binding, worlds };
  return restricted;
}

/** The worlds of one alternative that was held with any of these restrictions. */
export function anyOfWorlds(all: readonly Worlds[]): Worlds {
  const [first = ANY, ...others] = all;
  if (others.length === 0 || first.size === 0) return first;
  const common = new Map<Choice, bigint>();
  for (const [choice, mask] of first) {
    let sum = mask;
    for (const one of others) sum |= one.get(choice) ?? -1n;
    if (sum >= 0n) common.set(choice, sum);
  }
  return common;
}

/** The alternatives that go with some world of `mask`; all of them if none does. */
export function compatible(all: readonly Binding[], choice: Choice, mask: bigint): readonly Binding[] {
  if (all.length < 2) return all;
  const left = all.filter((one) => {
    const held = worldsOf(one).get(choice);
    return held === undefined || (held & mask) !== 0n;
  });
  return left.length === 0 || left.length === all.length ? all : left;
}

/** Tells restrictions apart. */
export function worldsKey(binding: Binding): string {
  let key = "";
  for (const [{ id }, mask] of worldsOf(binding)) key += `@${id}:${mask.toString(36)}`;
  return key;
}
