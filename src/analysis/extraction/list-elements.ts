/** Determines which elements of a list an extraction selects (all, the first, the last), so that its replacement selects the same. */
import { altered } from "../../aws/json/alteration.ts";
import { leavesOf, type Json, type Leaf } from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import { runTextTool } from "../../programs/text/index.ts";
import { patternArguments } from "./expected-value.ts";
import type { Extraction } from "./extraction.ts";
import { takesValue, withoutOthers } from "./verdicts/optional-keys.ts";

/** Stages that select or sort lines; the first one prints all lines unchanged. */
const SELECTIONS = ["", "head -n 1", "tail -n 1", "sort -u", "sort", "sort | head -n 1", "sort | tail -n 1"];

/**
 * The stages that select the same values as the extraction from the values of all elements, with the pipe before them (` | head -n 1`);
 * empty if the extraction prints all values. `undefined` if the extraction does not print such values, one on each line.
 */
export function selectionOf(extraction: Extraction, leaf: Leaf): string | undefined {
  const { document, verdict } = extraction;
  const { value } = withoutOthers(document, verdict);
  let selection = "";
  for (const [depth, part] of leaf.path.entries()) {
    if (part !== undefined) continue;
    const found = selectionIn(severalElements(value, leaf.path, depth), extraction, leaf);
    if (found === undefined && takesValue(verdict)) return undefined;
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
  const stages = SELECTIONS.find((one) => selected(one, all) === taken);
  return stages === undefined || stages === "" ? stages : ` | ${stages}`;
}

function selected(stages: string, lines: string): string | undefined {
  if (stages === "") return lines;
  let text: string | undefined = lines;
  for (const stage of stages.split(" | ")) {
    const words = stage.split(" ");
    text = text === undefined ? undefined : runTextTool(words[0]!, words, text)?.stdout;
  }
  return text;
}

/** The only value that the line contains; the line itself if it contains no value or several. */
function onlyIn(line: string, values: readonly string[]): string {
  const [only, ...others] = new Set(values.filter((one) => line.includes(one)));
  return only === undefined || others.length > 0 ? line : only;
}

function isSamePath(one: Leaf["path"], other: Leaf["path"]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** The document with five elements in the list at this depth of the path. The first and the last are not extremes, and one is repeated. */
function severalElements(value: Json, path: Leaf["path"], depth: number): Json {
  const copy = (part: Json, at: number, by: number): Json => {
    if (at === path.length) return altered(part, by);
    if (Array.isArray(part)) {
      const steps = at === depth ? [1, 0, 3, 1, 2] : [by];
      return part.flatMap((element: Json) => steps.map((step) => copy(element, at + 1, step)));
    }
    if (typeof part !== "object" || part === null) return part;
    const members = Object.entries(part as Readonly<Record<string, Json>>);
    return Object.fromEntries(members.map(([key, inner]) => [key, key === path[at] ? copy(inner, at + 1, by) : inner]));
  };
  return copy(value, 0, 0);
}

/**
 * Whether patterns select elements by their text, which a replacement would not. The prefix of an identifier is a part of every
 * element: `grep vol-`.
 */
export function selectsElements({ words, stages, document }: Extraction): boolean {
  const leaves = leavesOf(document.value);
  const isPrefix = (word: string): boolean =>
    /^[a-z]{1,8}$/.test(word) && leaves.every(({ text }) => text.startsWith(`${word}-0`));
  const patterns = stages.filter(({ invocation }) => invocation.program.endsWith("grep")).flatMap(patternArguments);
  const texts = patterns.flatMap((pattern): readonly string[] => pattern.match(/\w+/g) ?? []);
  return ![...words, ...texts].every(isPrefix);
}
