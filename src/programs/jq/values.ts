/** Parses and prints JSON values as jq does. */
import type { Json } from "../../aws/json/json.ts";
import { checkLength, spend } from "../text/tool/effort.ts";
import { NotSimulated } from "./syntax.ts";

/** Maximum nesting depth of the input. */
const MAX_DEPTH = 200;

/**
 * The values of a text that contains several JSON values in sequence.
 * @throws {NotSimulated} if the text is not JSON
 */
export function readValues(text: string): readonly Json[] {
  const values: Json[] = [];
  for (let at = nextValue(text, 0); at < text.length; at = nextValue(text, at)) {
    const end = endOfValue(text, at);
    spend(end - at + 10);
    const written = text.slice(at, end);
    // jq versions differ in whether they print such numbers as written.
    if (/\d[eE]|\.\d*0(?!\d)|-0(?![\d.])|\d{17}/.test(written.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "")))
      throw new NotSimulated();
    try {
      values.push(JSON.parse(written) as Json);
    } catch {
      throw new NotSimulated();
    }
    at = end;
  }
  return values;
}

function nextValue(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (character === "[" || character === "{") {
      if (++depth > MAX_DEPTH) throw new NotSimulated();
    } else if (character === "]" || character === "}") depth--;
    else if (depth > 0 || !/[\s[{"]/.test(text[at + 1] ?? " ")) continue;
    if (depth <= 0) return at + 1;
  }
  return text.length;
}

export interface Layout {
  /** The indentation of each level; empty to print on one line. */
  readonly indent: string;
  readonly isSorted: boolean;
}

export const COMPACT: Layout = { indent: "", isSorted: false };

/** Prints a value as jq does. */
export function printValue(value: Json, layout: Layout = COMPACT): string {
  const text = render(value, layout, "\n");
  checkLength(text.length);
  return text;
}

function render(value: Json, layout: Layout, start: string): string {
  spend(10);
  if (typeof value !== "object" || value === null) {
    const text = JSON.stringify(value);
    spend(text.length);
    return text;
  }
  const inner = start + layout.indent;
  const colon = layout.indent === "" ? ":" : ": ";
  const members = Array.isArray(value)
    ? value.map((one: Json) => render(one, layout, inner))
    : membersOf(value as { readonly [key: string]: Json }, layout.isSorted).map(
        ([key, one]) => JSON.stringify(key) + colon + render(one, layout, inner),
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  spend(members.reduce((sum, one) => sum + one.length + inner.length, 0));
  if (members.length === 0) return `${open}${close}`;
  if (layout.indent === "") return `${open}${members.join(",")}${close}`;
  return `${open}${members.map((member) => inner + member).join(",")}${start}${close}`;
}

function membersOf(value: { readonly [key: string]: Json }, isSorted: boolean): readonly (readonly [string, Json])[] {
  const members = Object.entries(value);
  return isSorted ? members.toSorted(([a], [b]) => (a < b ? -1 : 1)) : members;
}
