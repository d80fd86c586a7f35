/** The order of `sort -V`: numbers within texts by their value. */

/** What older and newer versions of sort do not agree on: file suffixes, hidden files, `~`, zeros in front. */
const DIFFERS = /~|^\.|\.[A-Za-z][A-Za-z0-9]*$|(?<!\d)0\d/;

/** `undefined` where versions of sort differ. */
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

/** In turns what is no number, and may be empty, and what is one. */
function partsOf(text: string): readonly string[] {
  return text.split(/(\d+)/);
}

/** The end comes first, then letters, then everything else. */
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
