/** Whether a chain of text tools takes exactly one key's value out of a document, in every form that the document has. */
import { withoutTrailingNewlines } from "./evaluate.ts";
import { keysOf, leavesOf, withValue, type Leaf, type Member } from "../../aws/json/json.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { layouts, renderJson } from "../../aws/json/layout.ts";
import { otherRenderings, type Rendering } from "./renderings.ts";

export type Verdict =
  | { readonly kind: "sound"; readonly leaf: Leaf }
  /** The document has no key of that name. */
  | { readonly kind: "noSuchKey"; readonly key: string; readonly instead: Leaf | undefined }
  /** Nothing is found in today's spacing. */
  | { readonly kind: "spacing"; readonly leaf: Leaf | undefined }
  /** The values of several keys, one on each line. */
  | { readonly kind: "severalKeys"; readonly leaves: readonly Leaf[] }
  /** The value of one key, unless the document has one of the `others`; `result`: what is printed if it has. */
  | { readonly kind: "optionalKey"; readonly leaf: Leaf; readonly others: readonly Member[]; readonly result: string }
  /** A part of a value that is JSON itself; another text is taken as it is. */
  | { readonly kind: "innerJson"; readonly leaf: Leaf; readonly result: string }
  /** The value of another key than the one that is looked for. */
  | { readonly kind: "wrongKey"; readonly leaf: Leaf; readonly wanted: Leaf }
  /** A part of one value. */
  | { readonly kind: "partialValue"; readonly leaf: Leaf; readonly result: string }
  /** The value, and something else with it. */
  | { readonly kind: "leftover"; readonly leaf: Leaf; readonly result: string }
  /** Anything else. */
  | { readonly kind: "wrongText"; readonly result: string; readonly leaf: Leaf | undefined }
  /** Right today, and something else in another form. */
  | { readonly kind: "layout"; readonly leaf: Leaf; readonly result: string; readonly on: Rendering };

/** What is printed for a text, stage by stage, the last stage last; `undefined` where it is not known. */
export type Stages = (text: string) => readonly string[] | undefined;

/**
 * The verdict on a chain for a document that holds these keys; `undefined` where nothing is taken out of it, or what is taken out
 * is not known. `words`: names that the chain's patterns look for.
 */
export function judgeDocument(document: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const today = stages(renderJson(document.value, document.layout));
  if (today === undefined) return undefined;
  const result = trimmed(today.at(-1)!);
  const leaves = leavesOf(document.value);
  if (result === "") return nothing(document, stages, words, leaves);
  if (keepsMembers(result) && !startsInValue(result, leaves)) {
    const leaf = takenElsewhere(document, stages, words, leaves);
    return leaf === undefined ? undefined : { kind: "leftover", leaf, result };
  }
  if (Array.isArray(document.value) && isWholeList(result, leaves)) return undefined;

  const reached = today.findIndex((text) => leafOf(trimmed(text), leaves, words) !== undefined);
  const leaf = reached < 0 ? undefined : leafOf(trimmed(today[reached]!), leaves, words);
  const wanted = leaves.find(({ key }) => words.includes(key));
  if (leaf !== undefined && wanted !== undefined && !words.includes(leaf.key))
    return { kind: "wrongKey", leaf, wanted };
  if (leaf !== undefined && (result === trimmed(today[reached]!) || !isSecret(leaf.key))) {
    for (const on of otherRenderings(document, leaf)) {
      const other = stages(on.text);
      if (other === undefined) return undefined;
      if (trimmed(other.at(-1)!) !== result) return { kind: "layout", leaf, result: trimmed(other.at(-1)!), on };
    }
    return { kind: "sound", leaf };
  }
  return wrong(result, leaves, words);
}

function wrong(result: string, leaves: readonly Leaf[], words: readonly string[]): Verdict | undefined {
  const lines = result.split("\n").map((line) => line.trim());
  const found = lines.map((line) => leafOf(line, leaves, words));
  const several = [...new Set(found.flatMap((leaf) => leaf ?? []))];
  const wanted = leaves.filter(({ key }) => words.includes(key));
  const named = leaves.filter(({ key }) => words.some((word) => key.includes(word)));
  // All values of a document are no field of it, where none is asked for.
  const full = lines.filter((line) => line !== "").length;
  if (named.length === 0 && full > 2 && full * 2 > leaves.length) return undefined;
  if (several.length > 1) return { kind: "severalKeys", leaves: several };
  const candidates = [wanted, named, leaves].find((some) => some.length > 0) ?? [];
  const contains = candidates.filter(({ text }) => text.length > 2 && result.includes(text));
  if (contains.length === 1 && lines.length === 1) return { kind: "leftover", leaf: contains[0]!, result };
  if (contains.length > 1) return { kind: "severalKeys", leaves: contains };
  // Where the CLI has taken the value out already, its parts are no keys' values.
  if (leaves.every(({ path }) => path.length === 0)) return undefined;
  const part = (wanted.length > 0 ? wanted : leaves).find(
    ({ text }) => result.length > 1 && lines.length === 1 && isSubsequence(result.trim().replaceAll('"', ""), text),
  );
  // What is taken out of an ARN by its separators is meant: a revision, an account.
  if (candidates.some(({ text }) => isPartOfArn(result.trim(), text))) return undefined;
  if (part !== undefined) return { kind: "partialValue", leaf: part, result };
  return { kind: "wrongText", result, leaf: wanted[0] };
}

function nothing(
  document: KnownDocument,
  stages: Stages,
  words: readonly string[],
  leaves: readonly Leaf[],
): Verdict | undefined {
  const keys = keysOf(document.value);
  const named = words.find((word) => keys.includes(word));
  const missing = words.find(
    (word) => (document.exact || credentialKey.test(word)) && !keys.some((key) => key.includes(word)),
  );
  if (named === undefined && missing !== undefined) {
    const name = missing.toLowerCase();
    const instead =
      leaves.find(({ key }) => key.toLowerCase() === name) ??
      leaves.find(({ key }) => key.length > 3 && name.endsWith(key.toLowerCase()));
    return { kind: "noSuchKey", key: missing, instead };
  }
  const leaf = leaves.find(({ key }) =>
    named === undefined ? words.some((word) => key.includes(word)) : key === named,
  );
  const others = Object.values(layouts).map((layout) => stages(renderJson(document.value, layout))?.at(-1) ?? "");
  const isMissed =
    document.exact ||
    // An ARN may have parts that the sample lacks: only what finds all of it in another layout looks for that layout.
    ((named !== undefined || leaf !== undefined) &&
      others.some((text) => (leaf?.text.startsWith("arn:") ? text.includes(leaf.text) : trimmed(text) !== ""))) ||
    (leaf !== undefined && isAlwaysMissed(leaf, document, stages, words));
  return isMissed ? { kind: "spacing", leaf } : undefined;
}

/** The key that is looked for where the chain takes its value, and only that, out of another layout. */
function takenElsewhere(
  document: KnownDocument,
  stages: Stages,
  words: readonly string[],
  leaves: readonly Leaf[],
): Leaf | undefined {
  for (const layout of Object.values(layouts)) {
    const text = stages(renderJson(document.value, layout))?.at(-1);
    const leaf = text === undefined ? undefined : leafOf(trimmed(text), leaves, words);
    if (leaf !== undefined && words.some((word) => leaf.key.includes(word))) return leaf;
  }
  return undefined;
}

/** Values that are made of parts in different ways. */
const PARTED = ["/", ":", ".", "-", "_", "=", ",", " ", "@", "|", "+", "1"].map((by) =>
  ["", "aA0", "bB1", "cC2", "dD3", "eE4", "fF5", "gG6", ""].join(by),
);

/**
 * Whether what takes nothing out of a sample takes nothing out of any document of its kind: the key is alone in it, the patterns
 * name keys and no value, and whatever the value is made of, nothing is taken.
 */
function isAlwaysMissed(leaf: Leaf, document: KnownDocument, stages: Stages, words: readonly string[]): boolean {
  const keys = keysOf(document.value);
  if (leaf.path.includes(undefined) || !words.every((word) => keys.some((key) => key.includes(word)))) return false;
  // What these are made of is known.
  if (credentialKey.test(leaf.key)) return true;
  return PARTED.every((value) => {
    const other = withValue(document.value, leaf.path, value);
    return Object.values(layouts).every((layout) => trimmed(stages(renderJson(other, layout))?.at(-1) ?? "?") === "");
  });
}

/** Names that stand for nothing but a key. */
const credentialKey = /^(AccessKeyId|SecretAccessKey|SessionToken|Token|Expiration)$/i;

/** What a substitution makes of it. */
function trimmed(text: string): string {
  return withoutTrailingNewlines(text);
}

/** The leaf with that value: by preference one whose key is looked for, or contains such a name (many have the value `true`). */
function leafOf(text: string, leaves: readonly Leaf[], words: readonly string[]): Leaf | undefined {
  if (text === "") return undefined;
  const same = leaves.filter((leaf) => leaf.text === text || leaf.value === text);
  return (
    same.find(({ key }) => words.includes(key)) ??
    same.find(({ key }) => words.some((word) => key.includes(word))) ??
    same[0]
  );
}

/** Whether a key with its colon is still there: a filter, or a change of the document, and no field. */
function keepsMembers(text: string): boolean {
  return /"[A-Za-z_][\w-]*"\s*:/.test(text);
}

/** Whether the elements of a list are left, each a word, and nothing else of it: its punctuation is gone, and no field is taken. */
function isWholeList(text: string, elements: readonly Leaf[]): boolean {
  const words = text.trim().split(/\s+/);
  return words.length === elements.length && words.every((word, index) => word === elements[index]!.text);
}

/** Whether what was taken begins in a value and runs over its end. */
function startsInValue(text: string, leaves: readonly Leaf[]): boolean {
  return leaves.some((leaf) => leaf.text.length > 1 && text.startsWith(leaf.text));
}

function isPartOfArn(part: string, value: string): boolean {
  if (part === "" || !value.startsWith("arn:")) return false;
  return value
    .split(part)
    .some(
      (before, at, pieces) => at + 1 < pieces.length && /[:/]$/.test(before) && /^(?:[:/]|$)/.test(pieces[at + 1]!),
    );
}

/** Values that nobody means to change. */
function isSecret(key: string): boolean {
  return /SecretAccessKey|Token$|AccessKeyId/.test(key);
}

function isSubsequence(part: string, whole: string): boolean {
  if (part === "") return false;
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}
