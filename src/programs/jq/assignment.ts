/** jq's changes in place: `walk(f)`, and assignments to literal paths: `.a.b = "x"`, `.[] |= f`, `(.. | strings) = "x"`. */
import { isObject, type Json } from "../../aws/json/json.ts";
import { spend } from "../text/tool/effort.ts";
import { sumOf } from "./addition.ts";
import { isTypeTest, functionOf } from "./functions.ts";
import { NotSimulated, type Filter } from "./syntax.ts";

type Change = (value: Json) => Json;

/** `paths |= right` evaluates the right side for each old value, the other assignments for the whole input. */
export function assigned(
  { left, name, right }: Extract<Filter, { kind: "operator" }>,
  input: Json,
  of: (one: Filter, value: Json) => readonly Json[],
): readonly Json[] {
  if (name === "|=")
    return [
      withChanged(input, left, (old) => {
        const [changed] = of(right, old);
        if (changed === undefined) throw new NotSimulated();
        return changed;
      }),
    ];
  return of(right, input).map((value) => withChanged(input, left, (old) => (name === "=" ? value : sumOf(old, value))));
}

/** Applies the filter to every part of the value, the innermost first. A part without a result disappears. */
export function walked(value: Json, of: (one: Json) => readonly Json[]): readonly Json[] {
  spend(10);
  if (Array.isArray(value)) return of((value as readonly Json[]).flatMap((one) => walked(one, of)));
  if (!isObject(value)) return of(value);
  return of(
    Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) =>
        walked(one, of)
          .slice(0, 1)
          .map((changed) => [key, changed] as const),
      ),
    ),
  );
}

/** Returns the value with `change` applied at the paths. */
function withChanged(value: Json, paths: Filter, change: Change): Json {
  spend(10);
  switch (paths.kind) {
    case "identity":
      return change(value);
    case "recurse":
      return changedBelow(value, change);
    case "iterate":
      return withChanged(value, paths.of, (one) => changedElements(one, change));
    case "comma":
      return paths.parts.reduce<Json>((all, part) => withChanged(all, part, change), value);
    case "pipe": {
      const apply = paths.parts.reduceRight<Change>((next, part) => (one) => withChanged(one, part, next), change);
      return apply(value);
    }
    case "index": {
      const { key } = paths;
      if (key.kind !== "literal") throw new NotSimulated();
      return withChanged(value, paths.of, (one) => changedAt(one, key.value, change));
    }
    case "call":
      if (!isTypeTest(paths.name)) throw new NotSimulated();
      return functionOf(paths.name)!(value).length > 0 ? change(value) : value;
    default:
      throw new NotSimulated();
  }
}

function changedBelow(value: Json, change: Change): Json {
  const changed = change(value);
  if (typeof value !== "object" || value === null) return changed;
  if (changed !== value) throw new NotSimulated();
  return changedElements(value, (one) => changedBelow(one, change));
}

function changedElements(value: Json, change: Change): Json {
  spend(10);
  if (Array.isArray(value)) return value.map((one: Json) => change(one));
  if (!isObject(value)) throw new NotSimulated();
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}

function changedAt(value: Json, key: Json, change: Change): Json {
  if (typeof key !== "string" || (value !== null && !isObject(value))) throw new NotSimulated();
  spend(Object.keys(value ?? {}).length * 10);
  const old = value !== null && Object.hasOwn(value, key) ? value[key]! : null;
  return Object.fromEntries([...Object.entries(value ?? {}), [key, change(old)]]);
}
