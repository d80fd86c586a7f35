/** Changes values of samples, so that the elements of a list differ. */
import { isObject, type Json } from "./json.ts";

/** A value of the same type, which is greater for a greater `by`. */
export function altered(value: Json, by: number): Json {
  if (typeof value === "number") return value + by;
  if (typeof value === "boolean") return by === 0 ? value : !value;
  if (typeof value !== "string") return value;
  return value.replace(/\d(?=\D*$)|[a-z](?=[^a-z]*$)(?!.*\d)/i, (character) => shifted(character, by));
}

function shifted(character: string, by: number): string {
  const first = /\d/.test(character) ? "3" : /[a-z]/.test(character) ? "d" : "D";
  return String.fromCharCode(first.charCodeAt(0) + by);
}

/** The elements, and after each one another that differs from it. */
export function withMoreElements(elements: readonly Json[]): readonly Json[] {
  return elements.flatMap((element) => [element, otherElement(element)]);
}

function otherElement(value: Json): Json {
  if (Array.isArray(value)) return value.map(otherElement);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, otherElement(one)]));
  const other = altered(value, 1);
  return other === value ? altered(value, 2) : other;
}
