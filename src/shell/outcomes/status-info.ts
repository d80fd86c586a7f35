/** Operations on `StatusInfo`: what statuses reveal about calls. */
import type { CallsOfStatus } from "../model/value.ts";
import { weigh } from "../limits/effort.ts";
import type { Status, StatusInfo } from "../state/path/path.ts";

const NONE: readonly number[] = [];

/** Returns `a` itself if it contains `b`. */
export function unionOfSlots(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0 || b.length === 0) return b.length === 0 ? a : b;
  weigh("told", a.length + b.length);
  const all = new Set(a);
  const { size } = all;
  for (const slot of b) all.add(slot);
  return all.size === size ? a : [...all];
}

/** The elements that all of the lists contain; `undefined` if there are none. */
export function common(all: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const [first, ...others] = all;
  const found = first && others.reduce<readonly number[]>((some, one = NONE) => intersectionOfSlots(some, one), first);
  return found === undefined || found.length === 0 ? undefined : found;
}

/** Returns `a` itself if `b` contains it. */
export function intersectionOfSlots(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.every((slot) => includesSlot(b, slot)) ? a : a.filter((slot) => includesSlot(b, slot));
}

/** The elements of `a` that `b` does not contain; returns `a` itself if there are no others. */
export function differenceOfSlots(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.some((slot) => includesSlot(b, slot)) ? a.filter((slot) => !includesSlot(b, slot)) : a;
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** Whether the list contains the call. There may be thousands: all calls that `set -e` lets end the script. */
export function includesSlot(slots: readonly number[] | undefined, slot: number): boolean {
  if (slots === undefined) return false;
  if (slots.length < 8) return slots.includes(slot);
  let set = sets.get(slots);
  if (set === undefined) sets.set(slots, (set = new Set(slots)));
  return set.has(slot);
}

/** What a status reveals that depends on both statuses. */
export function joinStatusInfo(a: StatusInfo, b: StatusInfo): StatusInfo {
  const of = unionOfSlots(a.of ?? NONE, b.of ?? NONE);
  const about = unionOfSlots(a.about ?? NONE, b.about ?? NONE);
  const there = unionOfSlots(a.there ?? NONE, b.there ?? NONE);
  const tested = unionOfSlots(a.tested ?? NONE, b.tested ?? NONE);
  const inverted = unionOfSlots(a.inverted ?? NONE, b.inverted ?? NONE);
  const all = { of, about, there, tested, inverted };
  if (Object.values(all).every(({ length }) => length === 0)) return {};
  return about.length > 0 && isOfDifference(a) && isOfDifference(b) ? { ...all, ofDifference: true } : all;
}

function isOfDifference({ about = NONE, ofDifference }: StatusInfo): boolean {
  return about.length === 0 || ofDifference === true;
}

/** What `PIPESTATUS` reveals if either status may be the last one; `undefined` if neither is that of a pipeline. */
export function joinPipelineStatuses(
  { parts: a }: StatusInfo,
  { parts: b }: StatusInfo,
): readonly StatusInfo[] | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  return long.map((one, index) => joinStatusInfo(one, short[index] ?? {}));
}

/** All calls that the status reveals something about. */
export function callsOfStatus({ tested = NONE, ...others }: CallsOfStatus): readonly number[] {
  return unionOfSlots(failingCalls(others), tested);
}

/** The calls that have failed if the status is that of a failure. */
export function failingCalls({ of = NONE, about = NONE, there = NONE }: CallsOfStatus): readonly number[] {
  return unionOfSlots(unionOfSlots(of, about), there);
}

/** Whether the status reveals something about what the call printed or wrote. */
export function tellsOfOutput({ about, there, tested }: StatusInfo, slot: number): boolean {
  return includesSlot(about, slot) || includesSlot(there, slot) || includesSlot(tested, slot);
}

/** The same information as a part of a status. */
export function statusInfoOf({ of, about, there, tested }: StatusInfo): StatusInfo {
  return isSilent({ of, about, there, tested }) ? {} : { of, about, there, tested };
}

/** Whether the status reveals nothing about calls. */
export function isSilent({ of, about, there, tested }: StatusInfo): boolean {
  return of === undefined && about === undefined && there === undefined && tested === undefined;
}

/** The status, which also reveals what `tells` does. */
export function withStatusInfo(status: Status, tells: StatusInfo): Status {
  return isSilent(tells) ? status : { ...status, ...joinStatusInfo(status, tells) };
}

/** The status of a function, subshell or substitution: `PIPESTATUS` then contains only this status, not those of a pipeline in it. */
export function asOneStatus(status: Status): Status {
  return status.parts === undefined ? status : { ...status, parts: undefined };
}
