/** jq's `+`. */
import { isObject, type Json } from "../../aws/json/json.ts";
import { countText, spend } from "../text/tool/effort.ts";
import { Refused } from "./access.ts";

export function sumOf(a: Json, b: Json): Json {
  spend(10);
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === "string" && typeof b === "string") return countText(a + b);
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) {
    spend(a.length + b.length);
    return [...(a as readonly Json[]), ...(b as readonly Json[])];
  }
  if (isObject(a) && isObject(b)) {
    spend(Object.keys(a).length + Object.keys(b).length);
    return Object.fromEntries([...Object.entries(a), ...Object.entries(b)]);
  }
  throw new Refused();
}
