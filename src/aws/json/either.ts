/** Sets of alternative values, for queries that may select one or another. */
import { isObject, type Json } from "./json.ts";

/** Maximum number of alternatives. */
const MAX_ALTERNATIVES = 100;

/** The lists that represent alternatives and not a JSON list. */
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

/** Applies `change` to the value, or to each of its alternatives. */
export function mapAlternatives(value: Json, change: (value: Json) => Json): Json {
  return isEither(value) ? either(...value.map(change)) : change(value);
}

export function readField(value: Json, name: string): Json {
  return mapAlternatives(value, (one) => fieldOf(one, name));
}

function fieldOf(value: Json, name: string): Json {
  return isObject(value) && Object.hasOwn(value, name) ? value[name]! : null;
}

export function listElements(value: Json, flattens: boolean): readonly Json[] {
  if (!Array.isArray(value)) return [];
  const list = value as readonly Json[];
  return flattens ? (list.flat() as readonly Json[]) : list;
}

export function values(value: Json): readonly Json[] {
  return isObject(value) ? Object.values(value) : [];
}

export function keysOf(value: Json): Json {
  return isObject(value) ? Object.keys(value) : [];
}

/** Number of values in the result; more than `most` if there are more, or if the result is nested deeper than `depth`. */
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
