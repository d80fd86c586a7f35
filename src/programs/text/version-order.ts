/** The order of `sort -V`, which compares numbers within texts by value. */

/** Syntax on which older and newer versions of sort disagree: file suffixes, hidden files, `~`, leading zeros. */
const DIFFERS = /~|^\.|\.[A-Za-z][A-Za-z0-9]*$|(?<!\d)0\d/;

/** `undefined` if versions of sort disagree. */
export function versionOrder(one: string, other: string): number | undefined {
  if (one === other) return 0;
  if (DIFFERS.test(one) || DIFFERS.test(other)) return undefined;
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < mine.length || at < theirs.length; at++) {
    const [first = "", second = ""] = [mine[at], theirs[at]];
    const order = at % 2 === 0 ? byCharacters(first, second) : byNumber(first, second);
    if (order !== 0) return order;
  }
  return 0;
}

/** Splits a text into alternating non-numbers, which may be empty, and numbers. */
function partsOf(text: string): readonly string[] {
  return text.split(/(\d+)/);
}

/** The end of a text sorts first, then letters, then all other characters. */
function byCharacters(one: string, other: string): number {
  for (let at = 0; at < one.length || at < other.length; at++) {
    const order = rank(one, at) - rank(other, at);
    if (order !== 0) return order;
  }
  return 0;
}

function rank(text: string, at: number): number {
  const character = text[at];
  if (character === undefined) return 0;
  return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 0x10000);
}

function byNumber(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}
