/** jq's `del` with literal paths: `.a.b`, `.a[].b`, `.a, .b`. */
import { isObject, type Json } from "../../aws/json/json.ts";
import { spend } from "../text/tool/effort.ts";
import { NotSimulated, type Filter } from "./syntax.ts";

/** A key, an index, or every element. */
type Step = string | number | undefined;

export function withoutPaths(input: Json, filter: Filter): Json {
  return pathsOf(filter).reduce<Json>((value, path) => {
    if (path.length === 0) throw new NotSimulated();
    return without(value, path);
  }, input);
}

function pathsOf(filter: Filter): readonly (readonly Step[])[] {
  spend(10);
  switch (filter.kind) {
    case "identity":
      return [[]];
    case "comma":
      return filter.parts.flatMap(pathsOf);
    case "pipe":
      return filter.parts.map(pathsOf).reduce(follow);
    case "iterate":
      return follow(pathsOf(filter.of), [[undefined]]);
    case "index": {
      const key = filter.key.kind === "literal" ? filter.key.value : undefined;
      if (typeof key !== "string" && typeof key !== "number") throw new NotSimulated();
      return follow(pathsOf(filter.of), [[key]]);
    }
    default:
      throw new NotSimulated();
  }
}

function follow(all: readonly (readonly Step[])[], next: readonly (readonly Step[])[]): readonly (readonly Step[])[] {
  return all.flatMap((path) =>
    next.map((more) => {
      spend(path.length + more.length);
      return [...path, ...more];
    }),
  );
}

function without(value: Json, [step, ...rest]: readonly Step[]): Json {
  spend(10);
  if (typeof value !== "object" || value === null) throw new NotSimulated();
  if (rest.length === 0 && step === undefined) return Array.isArray(value) ? [] : {};
  // Deleting one element of a list would change the indexes in the paths that follow.
  if (rest.length === 0 && typeof step === "number") throw new NotSimulated();
  const isMeant = (key: string | number): boolean => step === undefined || step === key;
  const changed = (one: Json): Json => without(one, rest);
  if (Array.isArray(value)) {
    if (typeof step === "string") throw new NotSimulated();
    spend(value.length * 10);
    return (value as readonly Json[]).map((one, index) => (isMeant(index) ? changed(one) : one));
  }
  if (!isObject(value) || typeof step === "number") throw new NotSimulated();
  spend(Object.keys(value).length * 10);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, Json][] => {
      if (!isMeant(key)) return [[key, one]];
      return rest.length === 0 ? [] : [[key, changed(one)]];
    }),
  );
}
