/**
 * Finds members of a sample that a real answer of AWS may lack. The service models do not say which keys an operation always
 * prints, so of the keys that a pattern can match, only the wanted one is assumed to be present.
 */
import { membersOf, type Json, type Leaf, type Member } from "../../../aws/json/json.ts";

export interface SimilarMembers {
  /** The wanted member. */
  readonly wanted: Member;
  /** Members whose names contain the wanted name, and that do not lead to the wanted one; never empty. */
  readonly similar: readonly Member[];
}

/**
 * Returns the members that a chain can confuse with the wanted one; `undefined` if there are none, or if the wanted one is not
 * clear.
 * @param words names in the chain's patterns
 * @param taken the leaves whose values the chain extracts
 */
export function similarMembers(
  value: Json,
  words: readonly string[],
  taken: readonly Leaf[],
): SimilarMembers | undefined {
  const members = membersOf(value);
  const leaves = members.filter(({ isLeaf }) => isLeaf).toSorted((one, other) => nesting(one) - nesting(other));
  const isName = (word: string): boolean => leaves.some(({ key }) => key === word);
  const candidates = taken.length > 0 ? taken : leaves.filter(({ key }) => words.some((word) => key.includes(word)));
  const name =
    words.findLast(isName) ?? candidates.find(({ key }) => candidates.every((other) => other.key.includes(key)))?.key;
  const wanted = leaves.find(({ key }) => key === name);
  if (wanted === undefined) return undefined;
  const names = [...words, wanted.key];
  const similar = members.filter((member) => {
    const { key, path, isLeaf } = member;
    if (member === wanted || !names.some((word) => key.includes(word))) return false;
    // For a name in the patterns, only a leaf with the wanted key elsewhere is similar.
    return names.includes(key) ? isLeaf && key === wanted.key : path.some((part, index) => part !== wanted.path[index]);
  });
  return similar.length === 0 ? undefined : { wanted, similar };
}

/** Sort key: the depth of a member, then the total length of the names that lead to it. */
function nesting({ path }: Member): number {
  return path.length * 1000 + path.join("").length;
}

/**
 * Returns whether a request for `leaf` more likely means `leaf` than the similar member, because the member has the same name or
 * is in the same object.
 */
export function isFarther(member: Pick<Member, "path" | "key">, leaf: Pick<Leaf, "path" | "key">): boolean {
  return member.key === leaf.key || isWithinParent(member, leaf);
}

/** Returns whether a member belongs to the object that contains `leaf`, at any depth. */
export function isWithinParent({ path }: Pick<Member, "path">, leaf: Pick<Leaf, "path">): boolean {
  return leaf.path.slice(0, -1).every((part, index) => part === path[index]);
}
