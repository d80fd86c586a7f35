/** Determines which elements of a list an extraction selects (all, the first, the last), so that its replacement selects the same. */
import { leavesOf, type Json, type Leaf } from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import { runTextTool } from "../../programs/text/index.ts";
import type { Extraction } from "./extraction.ts";

/** Stages that select or sort lines. The first prints all lines unchanged. */
const SELECTIONS: readonly (readonly string[])[] = [
  ["cat"],
  ["head", "-n", "1"],
  ["tail", "-n", "1"],
  ["sort", "-u"],
  ["sort"],
];

/**
 * The stage that selects the same values as the extraction from the values of all elements, with the pipe before it (` | head -n 1`);
 * empty if the extraction prints all values. `undefined` if the extraction does not print such values, one on each line.
 */
export function selectionOf(extraction: Extraction, leaf: Leaf): string | undefined {
  const takesValue = extraction.verdict.kind === "layout" || extraction.verdict.kind === "optionalKey";
  let selection = "";
  for (const [depth, part] of leaf.path.entries()) {
    if (part !== undefined) continue;
    const found = selectionIn(severalElements(extraction.document.value, leaf.path, depth), extraction, leaf);
    if (found === undefined && takesValue) return undefined;
    // One selection is enough for nested lists: the first element of the outer list contains the first of the inner list.
    selection ||= found ?? "";
  }
  return selection;
}

function selectionIn(value: Json, { document, print }: Extraction, { path }: Leaf): string | undefined {
  const printed = print(renderJson(value, document.layout))?.at(-1);
  const values = leavesOf(value).flatMap((one) => (isSamePath(one.path, path) ? [one.text] : []));
  const taken = printed
    ?.trim()
    .split("\n")
    .map((line) => `${onlyIn(line, values)}\n`)
    .join("");
  const all = values.map((one) => `${one}\n`).join("");
  const stage = SELECTIONS.find((words) => runTextTool(words[0]!, words, all)?.stdout === taken);
  if (stage === undefined) return undefined;
  return stage === SELECTIONS[0] ? "" : ` | ${stage.join(" ")}`;
}

/** The only value that the line contains; the line itself if it contains no value or several. */
function onlyIn(line: string, values: readonly string[]): string {
  const [only, ...others] = new Set(values.filter((one) => line.includes(one)));
  return only === undefined || others.length > 0 ? line : only;
}

function isSamePath(one: Leaf["path"], other: Leaf["path"]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** The document with four elements in the list at this depth of the path. They are not sorted, and the third is equal to the first. */
function severalElements(value: Json, path: Leaf["path"], depth: number): Json {
  const copy = (part: Json, at: number, by: number): Json => {
    if (at === path.length) return altered(part, by);
    if (Array.isArray(part)) {
      const steps = at === depth ? [0, 1, 0, 2] : [by];
      return part.flatMap((element: Json) => steps.map((step) => copy(element, at + 1, step)));
    }
    if (typeof part !== "object" || part === null) return part;
    const members = Object.entries(part as Readonly<Record<string, Json>>);
    return Object.fromEntries(members.map(([key, inner]) => [key, key === path[at] ? copy(inner, at + 1, by) : inner]));
  };
  return copy(value, 0, 0);
}

/** A different value of the same type; `value` itself if `by` is 0. */
function altered(value: Json, by: number): Json {
  if (by === 0) return value;
  if (typeof value === "number") return value + by;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return value;
  return value.replace(/\d(?=\D*$)|[a-z](?=[^a-z]*$)(?!.*\d)/i, (character) => shifted(character, by));
}

function shifted(character: string, by: number): string {
  const [first, count] = /\d/.test(character) ? ["0", 10] : [/[a-z]/.test(character) ? "a" : "A", 26];
  const base = first.charCodeAt(0);
  return String.fromCharCode(base + ((character.charCodeAt(0) - base + by) % count));
}
