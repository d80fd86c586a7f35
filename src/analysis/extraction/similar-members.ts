/**
 * Which members of a sample an answer of AWS may well lack. The service models do not say which keys an operation always prints,
 * so of the keys that a pattern can match only the one that it asks for is taken for granted.
 */
import { membersOf, type Json, type Leaf, type Member } from "../../aws/json/json.ts";

export interface SimilarMembers {
  /** The member that is looked for. */
  readonly wanted: Member;
  /** Members whose names contain what is looked for, and that do not lead to the wanted one; never empty. */
  readonly similar: readonly Member[];
}

/**
 * The members that a chain can confuse with the one that it looks for; `undefined` if there is none, or if it is not clear which
 * one is looked for.
 * @param words names in the chain's patterns.
 * @param taken the leaves whose values the chain takes.
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
    // Of a name that is asked for, only the same one elsewhere is similar.
    return names.includes(key) ? isLeaf && key === wanted.key : path.some((part, index) => part !== wanted.path[index]);
  });
  return similar.length === 0 ? undefined : { wanted, similar };
}

/** How deep a member is, and at the same depth how long the names are that lead to it. */
function nesting({ path }: Member): number {
  return path.length * 1000 + path.join("").length;
}

/** Whether somebody who asks for `leaf` means it, and not the similar member: it has the same name or is in the same object. */
export function isFarther(member: Pick<Member, "path" | "key">, leaf: Pick<Leaf, "path" | "key">): boolean {
  return member.key === leaf.key || isWithinParent(member, leaf);
}

/** Whether a member belongs to the object that holds `leaf`, at any depth. */
export function isWithinParent({ path }: Pick<Member, "path">, leaf: Pick<Leaf, "path">): boolean {
  return leaf.path.slice(0, -1).every((part, index) => part === path[index]);
}
