/** Operations on `Tells`: what statuses reveal about calls. */
import type { Status, Tells } from "../state/path/path.ts";

const NONE: readonly number[] = [];

export function union(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])];
}

/** The elements that all of the lists contain; `undefined` if there are none. */
export function common(all: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const [first, ...others] = all;
  const found = first?.filter((one) => others.every((other) => includes(other, one)));
  return found === undefined || found.length === 0 ? undefined : found;
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** Whether the list contains the call. There may be thousands: all calls that `set -e` lets end the script. */
export function includes(slots: readonly number[] | undefined, slot: number): boolean {
  if (slots === undefined) return false;
  if (slots.length < 8) return slots.includes(slot);
  let set = sets.get(slots);
  if (set === undefined) sets.set(slots, (set = new Set(slots)));
  return set.has(slot);
}

/** What a status reveals that depends on both statuses. */
export function bothTell(a: Tells, b: Tells): Tells {
  const of = union(a.of ?? NONE, b.of ?? NONE);
  const about = union(a.about ?? NONE, b.about ?? NONE);
  const there = union(a.there ?? NONE, b.there ?? NONE);
  return of.length + about.length + there.length === 0 ? {} : { of, about, there };
}

/** What `PIPESTATUS` reveals if either status may be the last one; `undefined` if neither is that of a pipeline. */
export function partsOfBoth({ parts: a }: Tells, { parts: b }: Tells): readonly Tells[] | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  return long.map((one, index) => bothTell(one, short[index] ?? {}));
}

/** All calls that the status reveals something about. */
export function toldOf({ of = NONE, about = NONE, there = NONE }: Tells): readonly number[] {
  return union(union(of, about), there);
}

/** Whether the status tells of what the call has printed or written. */
export function tellsOfOutput({ about, there }: Tells, slot: number): boolean {
  return includes(about, slot) || includes(there, slot);
}

/** The same information as a part of a status. */
export function tellsOf({ of, about, there }: Tells): Tells {
  return isSilent({ of, about, there }) ? {} : { of, about, there };
}

/** Whether the status reveals nothing about calls. */
export function isSilent({ of, about, there }: Tells): boolean {
  return of === undefined && about === undefined && there === undefined;
}

/** The status, which also reveals what `tells` does. */
export function telling(status: Status, tells: Tells): Status {
  return isSilent(tells) ? status : { ...status, ...bothTell(status, tells) };
}
