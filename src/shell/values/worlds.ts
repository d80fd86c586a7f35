/** Worlds: for each alternative of a variable, the joined paths on which the variable had it. */
import type { Binding } from "../model/environment.ts";
import type { Fact } from "../model/invocation.ts";

/**
 * What can still notice that a call failed. pending: its status, if that is still available, or its output; dropped: only its
 * output; lost: nothing, because the call was started again since; noticed: something was done in the loop that retries it.
 * equal, unequal: the output was compared with a text. If the call fails and prints nothing, the path is the unequal one, so that
 * the failure is noticed only if the other path continues too. exists: the unequal path of a comparison with the text of a missing
 * value (`None`), so that the script continues as if it had found a value.
 */
export type Stage = "pending" | "dropped" | "lost" | "noticed" | "equal" | "unequal" | "exists" | Attempt | FileStage;

/** The stage of a file that calls write: it is there, or it is there but a later call should have replaced it. */
export type FileStage = "present" | "old";

/**
 * The call failed in a loop that then runs another iteration: code after the loop may still notice the last failure. `tried
 * alone`: only a failure gets past the loop, since a success leaves the function or the script.
 */
export type Attempt = "tried" | "tried alone";

/** One joined path. */
export interface World {
  /** The facts that it had found out and not all others had, the oldest first. */
  readonly facts: readonly Fact[];
  /** The stages of the choice's calls on it. */
  readonly stages: readonly (Stage | undefined)[];
}

/** Paths that were joined at one position, and the slots of the variables in which they differed. */
export interface Choice {
  readonly id: number;
  readonly worlds: readonly World[];
  readonly slots: readonly number[];
  /** The slots of calls about which the paths knew different things. */
  readonly calls: readonly number[];
  /** The facts that all worlds of a mask had found out, if requested before. */
  readonly shared: Map<bigint, readonly Fact[]>;
  /** The memory entries for the calls in the worlds of a mask (`call-stages.ts`), if requested before. */
  readonly stages: Map<bigint, unknown>;
}

/** For each choice that restricts an alternative: the worlds that had the alternative, a bit for each. */
export type Worlds = ReadonlyMap<Choice, bigint>;

type Restricted = Binding & { readonly worlds?: Worlds };

const ANY: Worlds = new Map();

/** The worlds of an alternative. A choice that is not in the map does not restrict it. */
export function worldsOf(binding: Binding): Worlds {
  return (binding as Restricted).worlds ?? ANY;
}

export function withWorlds(binding: Binding, worlds: Worlds): Binding {
  if (worlds.size === 0 && worldsOf(binding).size === 0) return binding;
  const restricted: Restricted = { ...binding, worlds };
  return restricted;
}

/** The worlds of one alternative that had any of these restrictions. A choice of which it had all worlds restricts nothing. */
export function anyOfWorlds(all: readonly Worlds[]): Worlds {
  const [first = ANY, ...others] = all;
  if (others.length === 0 || first.size === 0) return first;
  const common = new Map<Choice, bigint>();
  for (const [choice, mask] of first) {
    let sum = mask;
    for (const one of others) sum |= one.get(choice) ?? -1n;
    if (sum >= 0n && sum !== allWorlds(choice)) common.set(choice, sum);
  }
  return common;
}

/** A bit for each world of the choice. */
function allWorlds({ worlds }: Choice): bigint {
  return (1n << BigInt(worlds.length)) - 1n;
}

/** The alternatives that are compatible with some world of `mask`; all of them if none is. */
export function compatibleBindings(all: readonly Binding[], choice: Choice, mask: bigint): readonly Binding[] {
  if (all.length < 2) return all;
  const left = all.filter((one) => {
    const held = worldsOf(one).get(choice);
    return held === undefined || (held & mask) !== 0n;
  });
  return left.length === 0 || left.length === all.length ? all : left;
}

/** A key that is equal for equal restrictions. */
export function worldsKey(binding: Binding): string {
  let key = "";
  for (const [{ id }, mask] of worldsOf(binding)) key += `@${id}:${mask.toString(36)}`;
  return key;
}
