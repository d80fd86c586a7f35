/** Functions of jq whose results do not depend on how values compare. */
import { isObject, type Json } from "../../aws/json/json.ts";
import { spend } from "../text/tool/effort.ts";
import { asText } from "./formats.ts";
import { NotSimulated } from "./syntax.ts";
import { printValue, readValues } from "./values.ts";

type Make = (input: Json) => readonly Json[];

function listOf(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new NotSimulated();
  spend(value.length * 10);
  return value as readonly Json[];
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  if (!isObject(value)) throw new NotSimulated();
  const entries = Object.entries(value);
  spend(entries.length * 10);
  return entries;
}

function keysOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return listOf(value).map((_, index) => index);
  return entriesOf(value).map(([key]) => key);
}

function lengthOf(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === "string") return [...value].length;
  return Array.isArray(value) ? value.length : entriesOf(value).length;
}

/** Converts one entry for `from_entries`. */
function memberOf(entry: Json): readonly [string, Json] {
  if (!isObject(entry)) throw new NotSimulated();
  const named = ["key", "name", "Name", "Key"].find((name) => (entry[name] ?? null) !== null);
  const valued = ["value", "Value", "v", "V"].find((name) => Object.hasOwn(entry, name));
  const key = named === undefined ? null : entry[named]!;
  // jq versions differ in their treatment of other keys and names.
  if (typeof key !== "string" || valued === "v" || valued === "V") throw new NotSimulated();
  return [key, valued === undefined ? null : entry[valued]!];
}

/** The elements of a non-empty list. jq versions differ in what `first` of an empty list is. */
export function someOf(value: Json): readonly Json[] {
  const all = listOf(value);
  if (all.length === 0) throw new NotSimulated();
  return all;
}

/** The value of a filter where jq versions differ in what several values are, or none. */
export function onlyOf(values: readonly Json[]): Json {
  const [only, ...others] = values;
  if (only === undefined || others.length > 0) throw new NotSimulated();
  return only;
}

/** The order of several elements depends on their values, so sorting them is not simulated. */
function sorted(value: Json): readonly Json[] {
  if (listOf(value).length > 1) throw new NotSimulated();
  return [value];
}

function stringOf(value: Json): string {
  if (typeof value !== "string") throw new NotSimulated();
  spend(value.length);
  return value;
}

const isOfType: Readonly<Record<string, (value: Json) => boolean>> = {
  arrays: (value) => Array.isArray(value),
  objects: isObject,
  strings: (value) => typeof value === "string",
  numbers: (value) => typeof value === "number",
  booleans: (value) => typeof value === "boolean",
  nulls: (value) => value === null,
  iterables: (value) => typeof value === "object" && value !== null,
  scalars: (value) => typeof value !== "object" || value === null,
  values: (value) => value !== null,
};

function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const functions = new Map<string, Make>([
  ...Object.entries(isOfType).map(([name, isOf]): [string, Make] => [name, (input) => (isOf(input) ? [input] : [])]),
  ["empty", () => []],
  ["first", (input) => someOf(input).slice(0, 1)],
  ["last", (input) => someOf(input).slice(-1)],
  ["sort", sorted],
  ["unique", sorted],
  ["reverse", (input) => [listOf(input).toReversed()]],
  ["keys_unsorted", (input) => [keysOf(input)]],
  ["keys", (input) => [Array.isArray(input) ? keysOf(input) : (keysOf(input) as readonly string[]).toSorted()]],
  ["length", (input) => [lengthOf(input)]],
  ["type", (input) => [typeOf(input)]],
  ["tostring", (input) => [asText(input)]],
  ["tojson", (input) => [printValue(input)]],
  ["fromjson", (input) => [onlyOf(readValues(stringOf(input)))]],
  ["ascii_downcase", (input) => [stringOf(input).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())]],
  ["ascii_upcase", (input) => [stringOf(input).replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())]],
  ["to_entries", (input) => [entriesOf(input).map(([key, value]) => ({ key, value }))]],
  ["from_entries", (input) => [Object.fromEntries(listOf(input).map(memberOf))]],
]);

/** `split`, `ltrimstr` and `rtrimstr`. */
export function withoutText(name: string, text: Json, sought: Json): Json {
  if (typeof text !== "string" || typeof sought !== "string") {
    if (name === "split") throw new NotSimulated();
    return text;
  }
  spend(text.length * 10);
  if (name === "split") return text === "" ? [] : sought === "" ? [...text] : text.split(sought);
  const isStart = name === "ltrimstr";
  if (sought === "" || !(isStart ? text.startsWith(sought) : text.endsWith(sought))) return text;
  return isStart ? text.slice(sought.length) : text.slice(0, -sought.length);
}

/** Whether the function only lets values of one type pass. */
export function isTypeTest(name: string): boolean {
  return Object.hasOwn(isOfType, name);
}

export function functionOf(name: string): Make | undefined {
  return functions.get(name);
}
