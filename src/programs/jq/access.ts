/** How jq reaches into a value: `.[key]`, `.[from:to]`, `.[]`, `..`. */
import { isObject, type Json } from "../../aws/json/json.ts";
import { spend } from "../text/tool/effort.ts";
import { NotSimulated } from "./syntax.ts";

/** A runtime error of jq, which `?` catches. */
export class Refused extends NotSimulated {}

export function everything(value: Json, all: Json[] = []): readonly Json[] {
  spend(10);
  all.push(value);
  if (typeof value === "object" && value !== null) for (const one of elements(value)) everything(one, all);
  return all;
}

export function sliced(value: Json, from: number | undefined, to: number | undefined, selected: number): Json {
  if (value === null) return null;
  if (typeof value !== "string" && !Array.isArray(value)) throw new Refused();
  const all = typeof value === "string" ? value : choosable(value, selected);
  const some = all.slice(from, to);
  if (some.length === 0 && all.length > 0) throw new NotSimulated();
  return some;
}

/** The list, if elements may be selected by index. The indexes depend on which values `select` has let pass. */
export function choosable(values: readonly Json[], selected: number): readonly Json[] {
  if (selected > 1 && values.length > 1) throw new NotSimulated();
  return values;
}

export function indexed(value: Json, key: Json, selected: number): Json {
  if (value === null && (typeof key === "string" || typeof key === "number")) return null;
  if (typeof key === "string" && isObject(value)) return Object.hasOwn(value, key) ? value[key]! : null;
  if (typeof key === "number" && Array.isArray(value)) {
    const all = choosable(value, selected);
    const one = all.at(Math.trunc(key));
    if (one === undefined && all.length > 0) throw new NotSimulated();
    return one ?? null;
  }
  throw new Refused();
}

export function elements(value: Json): readonly Json[] {
  if (typeof value !== "object" || value === null) throw new Refused();
  const all: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  spend(all.length * 10);
  return all;
}
