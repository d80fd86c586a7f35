/**
 * Judges chains that look for a value to find the key beside it: `grep -A5 web | grep GroupId`. The sample does not contain the value, so
 * it takes the place of one beside the key.
 */
import { leavesOf, type Leaf } from "../../aws/json/json.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { otherValues } from "./other-values.ts";
import type { Reading } from "./reading.ts";
import { judgeOptionalKeys } from "./verdicts/optional-keys.ts";
import type { Verdict } from "./verdicts/verdict.ts";

export interface SearchedValue {
  readonly document: KnownDocument;
  readonly verdict: Verdict;
  /** The value that the chain looks for, by its key or by what it is a part of. */
  readonly asked: ReadonlyMap<string, string>;
}

/** What such a chain may be reported for: it finds the key, but only in today's layout, or with something else. */
const REPORTED: ReadonlySet<Verdict["kind"]> = new Set(["layout", "leftover"]);

/** Returns `undefined` if the chain finds nothing in any of these places, or what it finds is right. */
export function judgeSearched(document: KnownDocument, { print, stages, words }: Reading): SearchedValue | undefined {
  const wanted = leavesOf(document.value).filter(({ key }) => words.includes(key));
  const holders = new Set(wanted.map(holderOf));
  const valueAt = (leaf: Leaf, text: string): string | undefined => {
    if (!holders.has(holderOf(leaf))) return undefined;
    // The text is a part of the value that is extracted: an ARN contains the name.
    return words.includes(leaf.key) ? `${leaf.text}/${text}` : text;
  };
  for (const { document: other, key, text } of otherValues(document, print, stages, valueAt)) {
    const verdict = judgeOptionalKeys(other, print, words);
    if (verdict === undefined || !REPORTED.has(verdict.kind)) continue;
    if (!("leaf" in verdict) || verdict.leaf === undefined || !words.includes(verdict.leaf.key)) continue;
    const place = words.includes(key) ? `a part of ${key}` : key;
    return { document: other, verdict, asked: new Map([[place, text]]) };
  }
  return undefined;
}

/** The path of the object that has the key. */
function holderOf({ path }: Leaf): string {
  return JSON.stringify(path.slice(0, -1).map((part) => part ?? []));
}
