/** The keys of a map: a sample of `aws sqs get-queue-attributes` cannot know which attributes the command asks for. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { isObject, leavesOf, type Json } from "../../aws/json/json.ts";
import { sampleText } from "../../aws/json/sample.ts";

/** Attributes with such names are numbers, printed as strings. */
const NUMERIC = /Number|Count|Size|Seconds|Timestamp|Period|Timeout|Confirmed|Pending|Deleted/;

/** The sample with the names that the patterns look for as the keys of its map, if it contains nothing else. */
export function withMapKeys(document: KnownDocument, words: readonly string[]): KnownDocument {
  if (document.exact || words.length === 0 || leavesOf(document.value).length > 0) return document;
  const members = words.map((word, index) => [
    word,
    NUMERIC.test(word) ? `${index + 1}7` : sampleText(word, index + 1),
  ]);
  return { ...document, value: filled(document.value, Object.fromEntries(members) as Json) };
}

function filled(value: Json, map: Json): Json {
  if (!isObject(value)) return value;
  const members = Object.entries(value);
  return members.length === 0 ? map : Object.fromEntries(members.map(([key, inner]) => [key, filled(inner, map)]));
}
