/** Values of which a query may select one or another. */
import { isObject, type Json } from "./json.ts";

/** Values that are kept for one. */
const MAX_ALTERNATIVES = 100;

/** Lists of values one of which it is. */
const alternatives = new WeakSet<readonly Json[]>();

export function either(...all: readonly Json[]): Json {
  const list = all.flatMap((one) => (isEither(one) ? one : [one])).slice(0, MAX_ALTERNATIVES);
  if (list.length < 2) return list[0] ?? null;
  alternatives.add(list);
  return list;
}

function isEither(value: Json): value is Json[] {
  return Array.isArray(value) && alternatives.has(value);
}

/** What comes of each of the values that it may be. */
export function each(value: Json, change: (value: Json) => Json): Json {
  return isEither(value) ? either(...value.map(change)) : change(value);
}

export function field(value: Json, name: string): Json {
  return each(value, (one) => fieldOf(one, name));
}

function fieldOf(value: Json, name: string): Json {
  return isObject(value) && Object.hasOwn(value, name) ? value[name]! : null;
}

export function elements(value: Json, flattens: boolean): readonly Json[] {
  if (!Array.isArray(value)) return [];
  const list = value as readonly Json[];
  return flattens ? (list.flat() as readonly Json[]) : list;
}

export function values(value: Json): readonly Json[] {
  return isObject(value) ? Object.values(value) : [];
}

export function keys(value: Json): Json {
  return isObject(value) ? Object.keys(value) : [];
}

/** How many values the result has; more than `most` if it has more, or nests deeper. */
export function countOf(value: Json, most: number, depth: number): number {
  if (typeof value !== "object" || value === null) return 1;
  if (depth === 0) return most + 1;
  let count = 1;
  for (const one of Array.isArray(value) ? (value as readonly Json[]) : values(value)) {
    count += countOf(one, most - count, depth - 1);
    if (count > most) return count;
  }
  return count;
}
