/**
 * Judges chains that look for a value to find the key beside it: `grep -A5 web | grep GroupId`. The sample does not contain the value, so
 * it takes the place of one beside the key.
 */
import { isValueList, leavesOf, type Leaf } from "../../aws/json/json.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import { chainOutputs } from "./evaluate.ts";
import { otherValues } from "./other-values.ts";
import type { Reading } from "./reading.ts";
import { judgeOptionalKeys } from "./verdicts/optional-keys.ts";
import type { Verdict } from "./verdicts/verdict-kinds.ts";

export interface SearchedValue {
  readonly document: KnownDocument;
  readonly verdict: Verdict;
  /** The value that the chain looks for, by its key or by what it is a part of. */
  readonly asked: ReadonlyMap<string, string>;
}

/** What such a chain may be reported for: it finds the key, but only in today's layout, or with something else. */
const REPORTED: ReadonlySet<Verdict["kind"]> = new Set(["layout", "leftover"]);

/** How many places of the value are tried. */
const MOST_PLACES = 6;

/** Whether scripts usually know such values. */
function isLikely({ key }: Leaf): boolean {
  return /(?:Name|Alias|Id|Arn|Key|Status|State|Description|Value)$/.test(key);
}

/** Returns `undefined` if the chain finds nothing in any of these places, or what it finds is right. */
export function judgeSearched(
  document: KnownDocument,
  { chain, stages, words }: Reading,
  { aside }: Effort,
): SearchedValue | undefined {
  if (aside === undefined || aside.isExhausted) return undefined;
  const print = (input: string): readonly string[] | undefined => chainOutputs(chain, input, aside);
  const leaves = leavesOf(document.value);
  const holders = new Set(leaves.filter(({ key }) => words.includes(key)).map(holderOf));
  const [first, ...others] = leaves;
  const isList = isValueList(document.value) || (first?.path.at(-1) === undefined && others.length === 0);
  const beside = isList ? leaves.slice(0, 1) : leaves.filter((leaf) => holders.has(holderOf(leaf)));
  const places = [...beside.filter(isLikely), ...beside.filter((leaf) => !isLikely(leaf))].slice(0, MOST_PLACES);
  // If the text is a part of the value that is extracted: an ARN contains the name.
  const valueAt = ({ key, text: value }: Leaf, text: string): string =>
    words.includes(key) ? `${value}/${text}` : text;
  for (const { document: other, key, text } of otherValues(document, print, stages, places, valueAt)) {
    const verdict = judgeOptionalKeys(other, print, words);
    if (verdict === undefined || !REPORTED.has(verdict.kind)) continue;
    if (!("leaf" in verdict) || verdict.leaf === undefined) continue;
    if (!isList && !words.includes(verdict.leaf.key)) continue;
    const place = isList ? "an element" : words.includes(key) ? `a part of ${key}` : key;
    return { document: other, verdict, asked: new Map([[place, text]]) };
  }
  return undefined;
}

/** The path of the object that has the key. */
function holderOf({ path }: Leaf): string {
  return JSON.stringify(path.slice(0, -1).map((part) => part ?? []));
}
