/**
 * The verdict on a chain of text tools whose document may lack some keys: the output of an AWS operation is known only as a
 * sample that contains all of them.
 */
import type { KnownDocument } from "../../../aws/json/documents.ts";
import {
  leavesOf,
  membersOf,
  withoutMembers,
  withValue,
  type Json,
  type Leaf,
  type Member,
} from "../../../aws/json/json.ts";
import { renderJson } from "../../../aws/json/layout.ts";
import { textWithoutTrailingNewlines } from "../../../shell/index.ts";
import { isFarther, similarMembers } from "./similar-members.ts";
import type { Stages } from "./stages.ts";
import { judgeDocument } from "./verdict.ts";
import type { Verdict } from "./verdict-kinds.ts";

/** Verdicts that may be due to keys that the sample has and a real answer lacks. */
const MAY_DEPEND: ReadonlySet<Verdict["kind"]> = new Set([
  "severalKeys",
  "wrongKey",
  "partialValue",
  "leftover",
  "wrongText",
]);

/** The maximum number of similar members that are tried individually. */
const MOST_SIMILAR = 30;

/**
 * Returns the verdict on a chain; `undefined` if nothing is extracted, or what is extracted is unknown. A sample is judged as it
 * is, and without the keys that resemble the wanted one.
 * @param words names that the chain's patterns look for
 */
export function judgeOptionalKeys(
  sample: KnownDocument,
  stages: Stages,
  words: readonly string[],
): Verdict | undefined {
  const document = withoutAlternatives(sample, words);
  const verdict = judgeDocument(document, stages, words);
  if (document.exact || verdict === undefined) return verdict;
  if (!MAY_DEPEND.has(verdict.kind)) return ofNearerKey(document, verdict, stages, words) ?? verdict;
  const ofText = innerJson(document, stages, words);
  if (ofText !== undefined) return ofText;
  const found = similarMembers(document.value, words, verdict.kind === "severalKeys" ? verdict.leaves : []);
  if (found === undefined) return verdict;
  const { similar, wanted } = found;
  const smaller = { ...document, value: withoutMembers(document.value, paths(similar)) };
  const alone = judgeDocument(smaller, stages, words);
  if (alone?.kind === "sound" || alone?.kind === "layout")
    return optionalKey(document, stages, similar, smaller, alone.leaf) ?? verdict;
  // Both verdicts describe a fault. The one that assumes fewer keys is preferred.
  if (alone === undefined || !(MAY_DEPEND.has(alone.kind) || alone.kind === "spacing")) return verdict;
  return alone.kind === "wrongText" || similar.every((member) => isFarther(member, wanted)) ? alone : verdict;
}

/**
 * The verdict on a chain that extracts a key of an inner object, which an answer may lack, and the key of the same name in an outer
 * object from any other answer.
 */
function ofNearerKey(
  document: KnownDocument,
  verdict: Verdict,
  stages: Stages,
  words: readonly string[],
): Verdict | undefined {
  if (verdict.kind !== "layout") return undefined;
  const { similar = [], wanted } = similarMembers(document.value, words, [verdict.leaf]) ?? {};
  if (wanted === undefined || wanted.key !== verdict.leaf.key || isSamePath(wanted, verdict.leaf)) return undefined;
  const smaller = { ...document, value: withoutMembers(document.value, paths(similar)) };
  const alone = judgeDocument(smaller, stages, words);
  if (alone?.kind !== "layout" || !isSamePath(alone.leaf, wanted)) return undefined;
  return optionalKey(document, stages, similar, smaller, alone.leaf);
}

function isSamePath({ path }: Pick<Member, "path">, other: Pick<Member, "path">): boolean {
  return path.length === other.path.length && path.every((part, index) => part === other.path[index]);
}

/** Members of which an answer has only one: the key is absent if the value is present. A secret is either text or bytes. */
const ALTERNATIVES: ReadonlyMap<string, string> = new Map([["SecretBinary", "SecretString"]]);

/** The sample without such keys, except for those that the chain asks for. */
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

/** Keys whose values may be JSON or any other text. */
const MAYBE_JSON: ReadonlySet<string> = new Set(["SecretString"]);

/** The verdict on a chain that extracts a part of such a value, although it would extract the whole value if that were not JSON. */
function innerJson(document: KnownDocument, stages: Stages, words: readonly string[]): Verdict | undefined {
  const leaf = leavesOf(document.value).find(({ key }) => MAYBE_JSON.has(key));
  if (leaf === undefined) return undefined;
  const other = { ...document, value: withValue(document.value, leaf.path, "p4ss+w0rd/x") };
  const plain = judgeDocument(other, stages, words);
  if ((plain?.kind !== "sound" && plain?.kind !== "layout") || plain.leaf.key !== leaf.key) return undefined;
  const printed = stages(renderJson(document.value, document.layout))?.at(-1);
  return printed === undefined ? undefined : { kind: "innerJson", leaf, result: textWithoutTrailingNewlines(printed) };
}

/** Whether the chain extracts exactly the value of one key, in the form that answers have today. */
export function takesValue(verdict: Verdict): verdict is Extract<Verdict, { kind: "layout" | "optionalKey" }> {
  return verdict.kind === "layout" || verdict.kind === "optionalKey";
}

/** The document without the keys that are confused with the wanted one: they are not in every answer. */
export function withoutOthers(document: KnownDocument, verdict: Verdict): KnownDocument {
  if (verdict.kind !== "optionalKey") return document;
  return { ...document, value: withoutMembers(document.value, paths(verdict.others)) };
}

function paths(members: readonly Member[]): readonly Member["path"][] {
  return members.map(({ path }) => path);
}

/**
 * The verdict that names the `similar` members which change what is extracted from the sample without them; `undefined` if none
 * does, or if `leaf` may not be the wanted one.
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
    return text === undefined ? undefined : textWithoutTrailingNewlines(text);
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
