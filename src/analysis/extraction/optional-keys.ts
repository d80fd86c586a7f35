/**
 * The verdict on a chain of text tools whose document may lack some keys: what an operation of AWS prints is known only as a
 * sample that holds all of them.
 */
import type { KnownDocument } from "../../aws/json/documents.ts";
import {
  leavesOf,
  membersOf,
  withoutMembers,
  withValue,
  type Json,
  type Leaf,
  type Member,
} from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import { withoutTrailingNewlines } from "./evaluate.ts";
import { isFarther, similarMembers } from "./similar-members.ts";
import { judgeDocument, type Stages, type Verdict } from "./verdict.ts";

/** Verdicts that can be due to keys that the sample has and a real answer lacks. */
const MAY_DEPEND: ReadonlySet<Verdict["kind"]> = new Set([
  "severalKeys",
  "wrongKey",
  "partialValue",
  "leftover",
  "wrongText",
]);

/** Similar members that are tried each. */
const MOST_SIMILAR = 30;

/**
 * The verdict on a chain; `undefined` where nothing is taken out of the document, or what is taken out is not known. A sample is
 * judged as it is and without the keys that resemble the one that is looked for.
 * @param words names that the chain's patterns look for.
 */
export function judge(sample: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const document = withoutAlternatives(sample, words);
  const verdict = judgeDocument(document, stages, words);
  if (document.exact || verdict === undefined || !MAY_DEPEND.has(verdict.kind)) return verdict;
  const ofText = innerJson(document, stages, words);
  if (ofText !== undefined) return ofText;
  const found = similarMembers(document.value, words, verdict.kind === "severalKeys" ? verdict.leaves : []);
  if (found === undefined) return verdict;
  const { similar, wanted } = found;
  const smaller = { ...document, value: withoutMembers(document.value, paths(similar)) };
  const alone = judgeDocument(smaller, stages, words);
  if (alone?.kind === "sound" || alone?.kind === "layout")
    return optionalKey(document, stages, similar, smaller, alone.leaf) ?? verdict;
  // Of two descriptions of what is wrong anyway, the one that assumes fewer keys.
  if (alone === undefined || !(MAY_DEPEND.has(alone.kind) || alone.kind === "spacing")) return verdict;
  return alone.kind === "wrongText" || similar.every((member) => isFarther(member, wanted)) ? alone : verdict;
}

/** Members of which an answer holds one: the key is there only if the value is not. A secret is a text or bytes. */
const ALTERNATIVES: ReadonlyMap<string, string> = new Map([["SecretBinary", "SecretString"]]);

/** The sample without such keys, except for those that are asked for. */
function withoutAlternatives(document: KnownDocument, words: readonly string[]): KnownDocument {
  if (document.exact) return document;
  const members = membersOf(document.value);
  const absent = members.filter(({ key }) => {
    const other = ALTERNATIVES.get(key);
    const isOther = other !== undefined && members.some((member) => member.key === other);
    return isOther && words.every((word) => !key.includes(word) || other.includes(word));
  });
  return absent.length === 0 ? document : { ...document, value: withoutMembers(document.value, paths(absent)) };
}

/** Keys whose values may be JSON, and may as well be any other text. */
const MAYBE_JSON: ReadonlySet<string> = new Set(["SecretString"]);

/** The verdict on a chain that takes such a value if it is another text. */
function innerJson(document: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const leaf = leavesOf(document.value).find(({ key }) => MAYBE_JSON.has(key));
  if (leaf === undefined) return undefined;
  const other = { ...document, value: withValue(document.value, leaf.path, "p4ss+w0rd/x") };
  const plain = judgeDocument(other, stages, words);
  if ((plain?.kind !== "sound" && plain?.kind !== "layout") || plain.leaf.key !== leaf.key) return undefined;
  const printed = stages(renderJson(document.value, document.layout))?.at(-1);
  return printed === undefined ? undefined : { kind: "innerJson", leaf, result: withoutTrailingNewlines(printed) };
}

function paths(members: readonly Member[]): readonly Member["path"][] {
  return members.map(({ path }) => path);
}

/**
 * Which of the `similar` members change what is taken out of the sample without them; `undefined` if none does, or if `leaf` may
 * not be the one that is looked for.
 */
function optionalKey(
  document: KnownDocument,
  stages: Stages,
  similar: readonly Member[],
  smaller: KnownDocument,
  leaf: Leaf,
): Verdict | undefined {
  const printed = (value: Json): string | undefined => {
    const text = stages(renderJson(value, document.layout))?.at(-1);
    return text === undefined ? undefined : withoutTrailingNewlines(text);
  };
  const right = printed(smaller.value);
  const confused = similar.slice(0, MOST_SIMILAR).flatMap((member) => {
    const others = similar.filter(({ path }) => !path.every((part, index) => part === member.path[index]));
    const result = printed(withoutMembers(document.value, paths(others)));
    return result === undefined || result === right ? [] : [{ member, result }];
  });
  const [first] = confused;
  if (first === undefined || !confused.every(({ member }) => isFarther(member, leaf))) return undefined;
  return { kind: "optionalKey", leaf, others: confused.map(({ member }) => member), result: first.result };
}
