/** The functions of JMESPath, over-approximated like the rest of `--query`. */
import { either, keysOf, listElements, mapAlternatives, values } from "./either.ts";
import type { Json } from "./json.ts";

/** A part of a query, as the function that it is. */
export type Expression = (value: Json) => Json;

/** Functions whose result does not depend on the text of their arguments. */
const COUNTING: ReadonlySet<string> = new Set(
  "length sum avg type contains starts_with ends_with not_null_count".split(" "),
);

/**
 * A call of the function with this name.
 * @param spend counts values that a projection has, and throws when there are too many.
 */
export function callOf(name: string, given: readonly Expression[], spend: (count: number) => void): Expression {
  if (COUNTING.has(name)) return () => 1;
  const [first = () => null, second] = given;
  switch (name) {
    case "keys":
      return (value) => mapAlternatives(first(value), keysOf);
    case "values":
      return (value) => mapAlternatives(first(value), (one) => values(one));
    case "sort_by":
      return first;
    case "max":
    case "min":
    case "max_by":
    case "min_by":
      return (value) =>
        mapAlternatives(first(value), (one) => (Array.isArray(one) ? either(...(one as readonly Json[])) : null));
    case "map":
      return mapping(first, second, spend);
    case "to_array":
      return (value) => mapAlternatives(first(value), (one) => (Array.isArray(one) ? one : [one]));
    case "not_null":
      return (value) => either(...given.map((one) => one(value)));
    case "merge":
      return (value) => Object.assign({}, ...given.map((one) => one(value))) as Json;
    default:
      return (value) => (second === undefined ? first(value) : given.map((one) => one(value)));
  }
}

function mapping(by: Expression, of: Expression | undefined, spend: (count: number) => void): Expression {
  return (value) =>
    mapAlternatives(of?.(value) ?? null, (list) => {
      const all = listElements(list, false);
      spend(all.length);
      return all.map(by);
    });
}
