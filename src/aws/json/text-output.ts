/** How `aws … --output text` prints a document: awscli/text.py. */
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

/** The text with its newlines. */
export function renderText(value: Json): string {
  return isScalar(value)
    ? `${scalar(value)}\n`
    : lines(value, undefined)
        .map((line) => `${line.join("\t")}\n`)
        .join("");
}

function lines(value: Json, name: string | undefined): readonly (readonly string[])[] {
  const start = name === undefined ? [] : [name.toUpperCase()];
  if (Array.isArray(value)) {
    const all = value as readonly Json[];
    if (all.some(isObject)) return all.flatMap((one) => lines(one, name));
    if (all.some((one) => Array.isArray(one))) {
      const own = all.filter(isScalar);
      return [
        ...(own.length > 0 ? [own.map(scalar)] : []),
        ...all.filter((one) => !isScalar(one)).flatMap((one) => lines(one, name)),
      ];
    }
    if (all.length === 0) return [];
    return name === undefined ? [all.map(scalar)] : all.map((one) => [...start, scalar(one)]);
  }
  if (!isObject(value)) return [[...start, scalar(value)]];
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const own = members.filter(([, member]) => isScalar(member));
  return [
    ...(own.length > 0 ? [[...start, ...own.map(([, member]) => scalar(member))]] : []),
    ...members.filter(([, member]) => !isScalar(member)).flatMap(([key, member]) => lines(member, key)),
  ];
}
