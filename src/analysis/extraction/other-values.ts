/**
 * Texts that patterns look for in values: `grep -o 'user/.*'` finds the ARN of a user, and the sample contains that of a role. That
 * such a chain finds nothing in the sample is no fault.
 */
import { isKeyElsewhere, type KnownDocument } from "../../aws/json/documents.ts";
import { keysOf, leavesOf, withValue, type Json, type Leaf } from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import type { Run } from "../../shell/index.ts";
import { patternArguments, selectsOthers, shownKey } from "./expected-value.ts";
import type { Stages } from "./verdicts/stages.ts";

/** The maximum number of texts that are tried. */
const MOST_TEXTS = 8;

/** The maximum length of an example, in characters. */
const MAX_EXAMPLE = 200;

/** Whether the chain finds something if a value of the document is a text that its patterns match, and nothing for another text. */
export function findsOtherValues(document: KnownDocument, stages: Stages, runs: readonly Run[]): boolean {
  return !otherValues(document, stages, runs, leavesOf(document.value), (_, text) => text).next().done;
}

/** A document in which one value is a text that the patterns look for. */
export interface OtherValue {
  readonly document: KnownDocument;
  readonly key: string;
  readonly text: string;
}

/**
 * The documents in which the chain finds something because one value is a text that its patterns match.
 * @param places the leaves whose values are tried
 * @param valueAt the value of the leaf that contains the text
 */
export function* otherValues(
  document: KnownDocument,
  stages: Stages,
  runs: readonly Run[],
  places: readonly Leaf[],
  valueAt: (leaf: Leaf, text: string) => string,
): Generator<OtherValue> {
  const shown = shownKey(runs);
  const keys = keysOf(document.value);
  const isKey = (word: string): boolean =>
    isKeyElsewhere(word, document) ||
    keys.some((key) => key.includes(word) || word.toLowerCase().endsWith(key.toLowerCase())) ||
    (shown?.key === word && (shown.by === "member" || /[a-z][A-Z]/.test(word)));
  const texts = runs.flatMap(patternArguments).flatMap(exampleTexts);
  const asked = texts.filter((text) => (text.match(/[A-Za-z_]\w+/g) ?? []).some((word) => !isKey(word)));
  const strings = places.filter(({ value }) => typeof value === "string");
  for (const text of asked.slice(0, MOST_TEXTS))
    for (const leaf of strings) {
      const value = valueAt(leaf, text);
      const found = withValue(document.value, leaf.path, value);
      const isFound = (other: Json): boolean =>
        (stages(renderJson(other, document.layout))?.at(-1) ?? "").trim() !== "";
      if (
        isFound(found) &&
        !isFound(withValue(document.value, leaf.path, value.replace(text, text.replace(/[A-Za-z]/g, "q"))))
      )
        yield { document: { ...document, value: found }, key: leaf.key, text };
    }
}

/**
 * Returns the text that patterns require besides a key whose value is extracted: `linux_amd64` in `grep browser_download_url |
 * grep linux_amd64`. It is empty if they require nothing.
 */
export function requiredText(runs: readonly Run[], key: string): string {
  const texts = runs
    .filter((run) => !selectsOthers(run))
    .flatMap(patternArguments)
    .flatMap(exampleTexts);
  return texts.map((text) => text.replace(key, "")).join("");
}

/** Texts without quotes and white space that a pattern matches, approximately: each class is replaced by one of its characters. */
function exampleTexts(pattern: string): readonly string[] {
  const plain = pattern
    .replace(/\(\?<?[=!:]|\\K|\\?[()]|[$^](?!\])/g, "")
    .replace(/\\([/.:@-])/g, "$1")
    .replace(/\[(\^?)(\]?(?:\[:\w+:\]|[^\]]){0,100})\]/g, (_, not: string, members: string) =>
      not ? "a" : memberOf(members),
    )
    .replace(/\\d/g, "1")
    .replace(/\\w/g, "a")
    .replace(/(.)\\?\{(\d{1,2})(?:,\d*)?\\?\}/g, (_, one: string, times: string) => one.repeat(Number(times)))
    .replace(/\\?[*+?]/g, "");
  const runs = plain.slice(0, MAX_EXAMPLE).match(/[\w:/.@-]{3,}/g) ?? [];
  return runs.map((text) => text.replace(/^\/|\/$/g, ""));
}

function memberOf(members: string): string {
  return /digit|0-9/.test(members) && !/[a-zA-Z]-|alpha|alnum/.test(members)
    ? "1"
    : (/[a-z\d]/i.exec(members)?.[0] ?? "a");
}
