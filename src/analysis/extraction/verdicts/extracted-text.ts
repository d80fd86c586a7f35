/** What a text is that a chain has extracted: a value of the document, a part of one, or what remains of its members. */
import type { Leaf } from "../../../aws/json/json.ts";

/**
 * The leaf with that value. Preferably one whose key is looked for or contains such a name, because many values are as common as
 * `true`.
 */
export function leafOf(text: string, leaves: readonly Leaf[], words: readonly string[]): Leaf | undefined {
  if (text === "") return undefined;
  const same = leaves.filter((leaf) => leaf.text === text || leaf.value === text);
  return (
    same.find(({ key }) => words.includes(key)) ??
    same.find(({ key }) => words.some((word) => key.includes(word))) ??
    same[0]
  );
}

/** Whether a key with its colon remains: the chain filters or changes the document, and does not extract a field. */
export function keepsMembers(text: string): boolean {
  return /"[A-Za-z_][\w-]*"\s*:/.test(text);
}

/** Whether the extracted text begins in a value and continues past its end. */
export function startsInValue(text: string, leaves: readonly Leaf[]): boolean {
  return leaves.some((leaf) => leaf.text.length > 1 && text.startsWith(leaf.text));
}

/** Whether the part is between separators of an ARN, an identifier that is a path, or an address of AWS. */
export function isPartOfPath(part: string, value: string): boolean {
  const isArn = value.startsWith("arn:");
  if (part === "" || !(isArn || value.startsWith("/") || value.includes(".amazonaws.com/"))) return false;
  const start = isArn ? /[:/]$/ : /^$|[:/]$/;
  return value
    .split(part)
    .some((before, at, pieces) => at + 1 < pieces.length && start.test(before) && /^(?:[:/]|$)/.test(pieces[at + 1]!));
}

/** Values that a script does not intend to change. */
export function isSecret(key: string): boolean {
  return /SecretAccessKey|Token$|AccessKeyId/.test(key);
}

export function isSubsequence(part: string, whole: string): boolean {
  if (part === "") return false;
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}
