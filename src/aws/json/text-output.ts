/** Prints a document as `aws … --output text` does; see awscli/text.py. */
import { isObject, type Json } from "./json.ts";

function scalar(value: Json): string {
  return value === null
    ? "None"
    : typeof value === "boolean"
      ? value
        ? "True"
        : "False"
      : String(value as string | number);
}

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

/** The text, including newlines. */
export function renderText(value: Json): string {
  return lines(value, undefined)
    .map((line) => `${line.join("\t")}\n`)
    .join("");
}

type Lines = readonly (readonly string[])[];

/** `columns`: the keys of all objects in one list. Each of these objects has a field for every key. */
function lines(value: Json, name: string | undefined, columns?: readonly string[]): Lines {
  if (Array.isArray(value)) return linesOfList(value as readonly Json[], name);
  if (!isObject(value)) return [[scalar(value)]];
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const keys = columns ?? members.flatMap(([key, member]) => (isScalar(member) ? [key] : []));
  const own = keys.map((key) => (Object.hasOwn(value, key) ? scalar(value[key]!) : ""));
  return [
    ...(own.length > 0 ? [named(name, own)] : []),
    ...members.filter(([key]) => !keys.includes(key)).flatMap(([key, member]) => lines(member, key)),
  ];
}

function linesOfList(all: readonly Json[], name: string | undefined): Lines {
  if (all.some(isObject)) {
    const scalars = all.filter(isObject).flatMap((one) => Object.entries(one).filter(([, member]) => isScalar(member)));
    const columns = [...new Set(scalars.map(([key]) => key))].toSorted();
    return all.flatMap((one) => lines(one, name, columns));
  }
  const own = all.filter(isScalar).map(scalar);
  const first = name === undefined ? [own] : own.map((one) => named(name, [one]));
  return [...(own.length > 0 ? first : []), ...all.filter((one) => !isScalar(one)).flatMap((one) => lines(one, name))];
}

function named(name: string | undefined, fields: readonly string[]): readonly string[] {
  return name === undefined ? fields : [name.toUpperCase(), ...fields];
}
