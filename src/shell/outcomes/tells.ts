/** What statuses tell of calls, taken together. */
import type { Status, Tells } from "../state/path/path.ts";

const NONE: readonly number[] = [];

export function union(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])];
}

/** Those that all of them hold; `undefined` if there are none. */
export function common(all: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const [first, ...others] = all;
  const found = first?.filter((one) => others.every((other) => includes(other, one)));
  return found === undefined || found.length === 0 ? undefined : found;
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** Whether the call is among these, of which there may be thousands: all that end a script with `set -e`. */
export function includes(slots: readonly number[] | undefined, slot: number): boolean {
  if (slots === undefined) return false;
  if (slots.length < 8) return slots.includes(slot);
  let set = sets.get(slots);
  if (set === undefined) sets.set(slots, (set = new Set(slots)));
  return set.has(slot);
}

/** What is told of by a status that tells of what either tells. */
export function bothTell(a: Tells, b: Tells): Tells {
  const of = union(a.of ?? NONE, b.of ?? NONE);
  const about = union(a.about ?? NONE, b.about ?? NONE);
  const there = union(a.there ?? NONE, b.there ?? NONE);
  return of.length + about.length + there.length === 0 ? {} : { of, about, there };
}

/** What `PIPESTATUS` tells of where either status may be the last one; `undefined` if neither is a pipeline's. */
export function partsOfBoth({ parts: a }: Tells, { parts: b }: Tells): readonly Tells[] | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  return long.map((one, index) => bothTell(one, short[index] ?? {}));
}

/** All calls that the status tells of. */
export function toldOf({ of = NONE, about = NONE, there = NONE }: Tells): readonly number[] {
  return union(union(of, about), there);
}

/** The same as a part of a status. */
export function tellsOf({ of, about, there }: Tells): Tells {
  return isSilent({ of, about, there }) ? {} : { of, about, there };
}

/** Whether the status tells of no calls. */
export function isSilent({ of, about, there }: Tells): boolean {
  return of === undefined && about === undefined && there === undefined;
}

/** The status with what another tells. */
export function telling(status: Status, tells: Tells): Status {
  return isSilent(tells) ? status : { ...status, ...bothTell(status, tells) };
}
