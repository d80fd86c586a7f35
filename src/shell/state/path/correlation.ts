/**
 * Correlated joins: which alternatives of the variables of one path go together.
 *
 * If more paths meet than are kept apart, they become one path whose variables have alternatives. Each alternative records on
 * which of the joined paths (worlds) the variable had it. Code that reads one variable and continues with one alternative takes
 * the worlds of that alternative: the other variables keep only the alternatives of the same worlds, and the path learns the
 * facts that all of these worlds had found out. A cut therefore loses no "set iff": it postpones the distinction until a
 * variable is read. This is trace partitioning on demand (Mauborgne and Rival, ESOP 2005).
 */
import type { Binding } from "../../model/environment.ts";
import type { Fact } from "../../model/invocation.ts";
import { runKey } from "../../values/equality.ts";
import { isOfChoice, stagesByWorld } from "../../values/call-stages.ts";
import { weigh } from "../../limits/effort.ts";
import { compatibleBindings, worldsOf, type Choice } from "../../values/worlds.ts";
import { commonFacts, addFact, type Facts, withFact } from "./facts.ts";
import type { Memory } from "./store.ts";

/** What taking one alternative of a variable implies for the others, and the facts that it adds. */
export interface Narrowed {
  /** For each slot with fewer alternatives, the remaining ones. */
  readonly slots: ReadonlyMap<number, readonly Binding[]>;
  readonly facts: readonly Fact[];
  /** For each slot of a call with fewer possibilities, what the memory contains for it. */
  readonly calls: ReadonlyMap<number, unknown>;
}

/**
 * Returns `undefined` if the alternative restricts nothing in the memory.
 * @param ofCalls whether to include the stages of calls, which programs do not see.
 */
export function narrowWorlds(memory: Memory, taken: Binding, ofCalls: boolean): Narrowed | undefined {
  if (worldsOf(taken).size === 0) return undefined;
  const slots = new Map<number, readonly Binding[]>();
  const facts = new Set<Fact>();
  const calls = new Map<number, unknown>();
  const open = [taken];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const [choice, mask] of worldsOf(one)) {
      weigh("narrowed", choice.slots.length);
      for (const slot of choice.slots) {
        const all = slots.get(slot) ?? (memory.get(slot) as readonly Binding[] | undefined) ?? [];
        const left = compatibleBindings(all, choice, mask);
        if (left === all) continue;
        slots.set(slot, left);
        if (left.length === 1) open.push(left[0]!);
      }
      for (const fact of factsOfWorlds(choice, mask)) facts.add(fact);
      if (!ofCalls) continue;
      for (const [index, slot] of choice.calls.entries()) {
        const held = calls.has(slot) ? calls.get(slot) : memory.get(slot);
        if (!isOfChoice(held, choice)) continue;
        const left = held.mask & mask;
        // The calls of a choice are restricted together.
        if (left === held.mask) break;
        calls.set(slot, stagesByWorld(choice, left)[index]);
      }
    }
  }
  return { slots, facts: [...facts], calls };
}

/** What a program sees in one of the worlds that a path represents. */
export interface SeenWorld {
  readonly memory: Memory;
  readonly facts: Facts | undefined;
}

/**
 * The worlds that differ in these variables, one by one. If there are more than `most`, returns the path as it is, whose
 * variables then have their alternatives in any combination.
 * @param ofCalls whether to include the stages of calls, as in `narrowWorlds`
 */
export function splitWorlds(
  start: SeenWorld,
  variables: readonly number[],
  most: number,
  ofCalls: boolean,
): readonly SeenWorld[] {
  let all = [start];
  for (const slot of variables) {
    all = all.flatMap((world) => {
      const bindings = (world.memory.get(slot) as readonly Binding[] | undefined) ?? [];
      if (bindings.length < 2 || !bindings.some((one) => worldsOf(one).size > 0)) return [world];
      return bindings.map((one) => inWorldOf(world, slot, one, ofCalls));
    });
    if (all.length > most) return [start];
  }
  return all;
}

/** How many of the facts of a world are kept: the latest. */
const MOST_FACTS = 64;

function inWorldOf({ memory, facts }: SeenWorld, slot: number, binding: Binding, ofCalls: boolean): SeenWorld {
  const found = narrowWorlds(memory, binding, ofCalls);
  const left = memory.setAll([...(found?.slots ?? []), [slot, [binding]]]).setAll(found?.calls ?? [], false);
  let known = facts;
  for (const fact of found?.facts.slice(-MOST_FACTS) ?? []) known = addFact(known, fact);
  return { memory: left, facts: known };
}

/** The facts that all worlds of `mask` had found out. */
function factsOfWorlds({ worlds, shared }: Choice, mask: bigint): readonly Fact[] {
  let facts = shared.get(mask);
  if (facts === undefined) {
    const all = worlds.filter((_, index) => (mask & (1n << BigInt(index))) !== 0n);
    facts = all.length === 1 ? all[0]!.facts : listed(all.map((world) => linked(world.facts)).reduce(commonFacts));
    shared.set(mask, facts);
  }
  return facts;
}

function linked(facts: readonly Fact[]): Facts | undefined {
  return facts.reduce<Facts | undefined>(withFact, undefined);
}

function listed(facts: Facts | undefined): readonly Fact[] {
  const all: Fact[] = [];
  for (let one = facts; one !== undefined; one = one.before) all.push(one.fact);
  return all.toReversed();
}

/**
 * For each list, the facts that the joined list does not have, the oldest first.
 * @param joined what all lists have in common.
 * @param most how many facts of each list are examined, the latest first.
 */
export function ownFacts(
  all: readonly (Facts | undefined)[],
  joined: Facts | undefined,
  most: number,
): readonly (readonly Fact[])[] {
  const shared = all.reduce(sharedPart, joined);
  const known = new Set(after(shared, joined, most).map(factKey));
  return all.map((facts) => after(shared, facts, most).filter((fact) => !known.has(factKey(fact))));
}

/** The facts that were added after the shared part, the oldest first. */
function after(shared: Facts | undefined, facts: Facts | undefined, most: number): readonly Fact[] {
  const own: Fact[] = [];
  for (let one = facts; one !== undefined && one !== shared && own.length < most; one = one.before) own.push(one.fact);
  return own.toReversed();
}

function sharedPart(a: Facts | undefined, b: Facts | undefined): Facts | undefined {
  while (a !== b) {
    if ((a?.count ?? 0) >= (b?.count ?? 0)) a = a?.before;
    else b = b?.before;
  }
  return a;
}

/** Equal for facts that state the same about the same run. */
export function factKey({ run, is, by, holds, of = [] }: Fact): string {
  const whole = of.map(factKey).toSorted().join("/");
  return `${runKey(run)}${is}${by === undefined ? "" : runKey(by)}${holds ?? ""}(${whole})`;
}
