/** Determines whether a chain of text tools extracts exactly one key's value from a document, in every form of the document. */
import { textWithoutTrailingNewlines } from "../../../shell/index.ts";
import { isContainer, keysOf, leavesOf, withMember, withValue, type Leaf } from "../../../aws/json/json.ts";
import type { KnownDocument } from "../../../aws/json/documents.ts";
import { layouts, renderJson } from "../../../aws/json/layout.ts";
import { assignmentsIn, valueOf } from "./assignments.ts";
import { judgeElements } from "./elements.ts";
import { isPartOfPath, isSecret, isSubsequence, keepsMembers, leafOf, startsInValue } from "./extracted-text.ts";
import { otherRenderings, type Rendering } from "./renderings.ts";
import type { Stages } from "./stages.ts";
import type { Verdict } from "./verdict-kinds.ts";

/**
 * Returns the verdict on a chain for a document that contains these keys; `undefined` if nothing is extracted, or what is
 * extracted is unknown.
 * @param words names that the chain's patterns look for
 */
export function judgeDocument(document: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const today = stages(renderJson(document.value, document.layout));
  if (today === undefined) return undefined;
  const result = trimmed(today.at(-1)!);
  if (words.length === 0 && isWhole(result, document)) return undefined;
  const ofElements = judgeElements(document, stages, (one) => judgeDocument(one, stages, words));
  if (ofElements !== undefined) return ofElements.verdict;
  const leaves = leavesOf(document.value);
  if (result === "") return nothing(document, stages, words, leaves, today);
  if (keepsMembers(result) && !startsInValue(result, leaves)) {
    const leaf =
      printedAlone(result, words, leaves) ??
      takenElsewhere(document, stages, words, leaves) ??
      takenAlone(document, stages, leaves, words);
    return leaf === undefined ? undefined : { kind: "leftover", leaf, result };
  }
  const assigned = assignedLeaves(result, leaves, words);
  if (assigned !== undefined) return judgeAssignments(assigned, document, stages);

  const reached = today.findIndex((text) => leafOf(trimmed(text), leaves, words) !== undefined);
  const leaf = reached < 0 ? undefined : leafOf(trimmed(today[reached]!), leaves, words);
  const wanted = leaves.find(({ key }) => words.includes(key));
  if (leaf !== undefined && wanted !== undefined && !words.includes(leaf.key))
    return { kind: "wrongKey", leaf, wanted };
  if (leaf !== undefined && (result === trimmed(today[reached]!) || !isSecret(leaf.key))) {
    const change = changeOf(result, document, stages, leaf);
    return change === "none" ? { kind: "sound", leaf } : change && { kind: "layout", leaf, ...change };
  }
  return wrong(result, document, stages, words);
}

/** Whether the text is the document, with all its values, in other white space: `tr -d '[:space:]'`. */
function isWhole(text: string, { value, layout }: KnownDocument): boolean {
  return isContainer(value) && text.replaceAll(/\s/g, "") === renderJson(value, layout).replaceAll(/\s/g, "");
}

/** The leaves whose values the text assigns, by variable; `undefined` if it contains anything else. */
function assignedLeaves(
  text: string,
  leaves: readonly Leaf[],
  words: readonly string[],
): ReadonlyMap<string, Leaf> | undefined {
  const assigned = new Map<string, Leaf>();
  for (const [name, value] of assignmentsIn(text) ?? []) {
    const leaf = leafOf(value, leaves, words);
    if (leaf === undefined) return undefined;
    assigned.set(name, leaf);
  }
  return assigned.size === 0 ? undefined : assigned;
}

/** Each variable has to get the same value from every form of the document. The order of the assignments does not matter. */
function judgeAssignments(
  assigned: ReadonlyMap<string, Leaf>,
  document: KnownDocument,
  stages: Stages,
): Verdict | undefined {
  for (const [name, leaf] of assigned) {
    const change = changeOf(leaf.text, document, valueOf(name, stages), leaf);
    if (change !== "none") return change && { kind: "layout", leaf, ...change };
  }
  return { kind: "sound", leaf: [...assigned.values()][0]! };
}

/** The first other form of the document from which something else is extracted; `undefined` if that is unknown. */
function changeOf(
  result: string,
  document: KnownDocument,
  stages: Stages,
  leaf: Leaf,
): { readonly result: string; readonly on: Rendering } | "none" | undefined {
  for (const on of otherRenderings(document, leaf)) {
    const other = stages(on.text);
    if (other === undefined) return undefined;
    if (trimmed(other.at(-1)!) !== result) return { result: trimmed(other.at(-1)!), on };
  }
  return "none";
}

function wrong(result: string, document: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const leaves = leavesOf(document.value);
  const lines = result.split("\n").map((line) => line.trim());
  const found = lines.map((line) => leafOf(line, leaves, words));
  const several = [...new Set(found.flatMap((leaf) => leaf ?? []))];
  const wanted = leaves.filter(({ key }) => words.includes(key));
  const named = leaves.filter(({ key }) => words.some((word) => key.includes(word)));
  // Extracting all values of a document is not extracting a field, if no field is asked for.
  const full = lines.filter((line) => line !== "").length;
  if (named.length === 0 && full > 2 && full * 2 > leaves.length) return undefined;
  if (several.length > 1) return { kind: "severalKeys", leaves: several };
  const candidates = [wanted, named, leaves].find((some) => some.length > 0) ?? [];
  const contains = candidates.filter(({ text }) => text.length > 2 && result.includes(text));
  if (contains.length === 1 && lines.length === 1) return { kind: "leftover", leaf: contains[0]!, result };
  if (contains.length > 1) return { kind: "severalKeys", leaves: contains };
  // If the CLI has already extracted the value, or a list of values, their parts are not values of keys.
  if (leaves.every(({ path }) => path.every((part) => part === undefined))) return undefined;
  const bare = result.trim().replaceAll('"', "");
  // What another value contains as it is comes from there: `arn`.
  const isElsewhere = ({ text }: Leaf): boolean =>
    !text.includes(bare) && leaves.some((other) => other.text.includes(bare));
  const part = (wanted.length > 0 ? wanted : leaves).find(
    (one) => result.length > 1 && lines.length === 1 && isSubsequence(bare, one.text) && !isElsewhere(one),
  );
  // Extracting a part of an ARN or a path by its separators is intended: a revision, an account, a hosted zone.
  const holderOf = (one: string): Leaf | undefined => candidates.find(({ text }) => isPartOfPath(one, text));
  const holder = holderOf(result.trim());
  if (holder !== undefined) {
    const change = changeOf(result, document, stages, holder);
    return change === "none" || change === undefined ? undefined : { kind: "layoutOfPart", leaf: holder, ...change };
  }
  if (holderOf(result.replaceAll(/[\s",]/g, "")) !== undefined) return { kind: "wrongText", result, leaf: wanted[0] };
  if (part !== undefined) return { kind: "partialValue", leaf: part, result };
  return { kind: "wrongText", result, leaf: wanted[0] };
}

function nothing(
  document: KnownDocument,
  stages: Stages,
  words: readonly string[],
  leaves: readonly Leaf[],
  today: readonly string[],
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
  // A text may have parts that the sample lacks: the chain that finds its line looks for another layout only if it finds the text there.
  const isPossiblyPart = typeof leaf?.value === "string" && trimmed(today[0]!) !== "";
  const isMissed =
    document.exact ||
    ((named !== undefined || leaf !== undefined) &&
      others.some((text) => (isPossiblyPart ? isFrom(trimmed(text), leaf!) : trimmed(text) !== ""))) ||
    (leaf !== undefined && isAlwaysMissed(leaf, document, stages, words));
  if (!isMissed) return undefined;
  const asked =
    leaf !== undefined && named === undefined && words.find((word) => isNameOf(word, leaf, document, stages));
  return asked ? { kind: "noSuchKey", key: asked, instead: leaf } : { kind: "spacing", leaf };
}

/** Whether the chain extracts the leaf's value if the key is renamed to this part of its name: `grep '"Token"'` for SessionToken. */
function isNameOf(name: string, { key, path, value, text }: Leaf, document: KnownDocument, stages: Stages): boolean {
  if (!key.includes(name)) return false;
  const renamed = withMember(document.value, path, { key: name, value, side: "after" });
  return Object.values(layouts).some((layout) => trimmed(stages(renderJson(renamed, layout))?.at(-1) ?? "") === text);
}

/** The wanted key, if a line is its value without quotes: `sed` without `-n` also prints the lines that it does not change. */
function printedAlone(result: string, words: readonly string[], leaves: readonly Leaf[]): Leaf | undefined {
  const lines = result.split("\n");
  return leaves.find(({ key, value, text }) => value === text && words.includes(key) && lines.includes(text));
}

/**
 * The wanted key, if the chain extracts its value, perhaps in quotes, from a line with this key alone: `echo $DOC | grep Key |
 * cut -d: -f2-` prints the rest of the document, because all of it is on one line.
 */
function takenAlone(
  { layout }: KnownDocument,
  stages: Stages,
  leaves: readonly Leaf[],
  words: readonly string[],
): Leaf | undefined {
  return leaves.find(({ key, text, value }) => {
    if (!words.includes(key)) return false;
    const alone = stages(JSON.stringify(key) + layout.colon + JSON.stringify(value))?.at(-1);
    return alone !== undefined && alone.trim().replace(/^"|"$/g, "") === text;
  });
}

/** The wanted key, if the chain extracts its value from another layout. */
function takenElsewhere(
  document: KnownDocument,
  stages: Stages,
  words: readonly string[],
  leaves: readonly Leaf[],
): Leaf | undefined {
  for (const layout of Object.values(layouts)) {
    const text = stages(renderJson(document.value, layout))?.at(-1);
    if (text === undefined) continue;
    const leaf = leafOf(trimmed(text), leaves, words) ?? printedAlone(text, words, leaves);
    if (leaf !== undefined && words.some((word) => leaf.key.includes(word))) return leaf;
  }
  return undefined;
}

/** Values that are composed of parts in different ways. */
const PARTED = ["/", ":", ".", "-", "_", "=", ",", " ", "@", "|", "+", "1"].map((by) =>
  ["", "aA0", "bB1", "cC2", "dD3", "eE4", "fF5", "gG6", ""].join(by),
);

/**
 * Whether a chain that extracts nothing from a sample extracts nothing from any document of its kind: the key appears only once
 * in the sample, the patterns name keys and no value, and nothing is extracted whatever the value is composed of.
 */
function isAlwaysMissed(leaf: Leaf, document: KnownDocument, stages: Stages, words: readonly string[]): boolean {
  const keys = keysOf(document.value);
  if (leaf.path.includes(undefined) || !words.every((word) => keys.some((key) => key.includes(word)))) return false;
  // The composition of these values is known.
  if (credentialKey.test(leaf.key)) return true;
  return PARTED.every((value) => {
    const other = withValue(document.value, leaf.path, value);
    return Object.values(layouts).every((layout) => trimmed(stages(renderJson(other, layout))?.at(-1) ?? "?") === "");
  });
}

/** Whether the text is the leaf's value, a part of it, or contains it. */
function isFrom(text: string, { text: value }: Leaf): boolean {
  return text !== "" && (text.includes(value) || (!value.startsWith("arn:") && isSubsequence(text.trim(), value)));
}

/** Names that can only be keys. */
const credentialKey = /^(AccessKeyId|SecretAccessKey|SessionToken|Token|Expiration)$/i;

/** The text as a command substitution returns it. */
function trimmed(text: string): string {
  return textWithoutTrailingNewlines(text);
}
