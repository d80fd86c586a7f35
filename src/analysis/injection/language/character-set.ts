/** Sets of Unicode code points, as sorted ranges. */
import { lowerBound } from "../../../sorted/lower-bound.ts";

export type CodeRange = readonly [first: number, last: number];

export interface CharacterSet {
  /** Sorted, disjoint, both ends included. */
  readonly ranges: readonly CodeRange[];
}

export const MAX_CODE = 0x10_ff_ff;

/** Returns the union of the ranges, which may overlap and have any order. */
export function setOf(ranges: readonly CodeRange[]): CharacterSet {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return { ranges: merged };
}

export function oneOf(characters: string): CharacterSet {
  return setOf(Array.from(characters, (character) => [character.codePointAt(0)!, character.codePointAt(0)!] as const));
}

export function complementOf({ ranges }: CharacterSet): CharacterSet {
  const rest: CodeRange[] = [];
  let from = 0;
  for (const [first, last] of ranges) {
    if (first > from) rest.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= MAX_CODE) rest.push([from, MAX_CODE]);
  return { ranges: rest };
}

export function hasCode({ ranges }: CharacterSet, code: number): boolean {
  const found = ranges[lowerBound(ranges.length, (index) => ranges[index]![1] < code)];
  return found !== undefined && found[0] <= code;
}

export const ANY_CHARACTER: CharacterSet = { ranges: [[0, MAX_CODE]] };
export const NO_NEWLINE: CharacterSet = complementOf(oneOf("\n"));
export const DIGITS: CharacterSet = setOf([[48, 57]]);
export const WORD_CHARACTERS: CharacterSet = setOf([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
/** RE2's `\s`: without the vertical tab. */
export const SPACES: CharacterSet = oneOf("\t\n\f\r ");

/** POSIX classes as RE2 reads them: ASCII only. */
export const POSIX_CLASSES: ReadonlyMap<string, CharacterSet> = new Map(
  Object.entries({
    alnum: setOf([
      [48, 57],
      [65, 90],
      [97, 122],
    ]),
    alpha: setOf([
      [65, 90],
      [97, 122],
    ]),
    ascii: setOf([[0, 127]]),
    blank: oneOf("\t "),
    cntrl: setOf([
      [0, 31],
      [127, 127],
    ]),
    digit: DIGITS,
    graph: setOf([[33, 126]]),
    lower: setOf([[97, 122]]),
    print: setOf([[32, 126]]),
    punct: setOf([
      [33, 47],
      [58, 64],
      [91, 96],
      [123, 126],
    ]),
    space: oneOf("\t\n\v\f\r "),
    upper: setOf([[65, 90]]),
    word: WORD_CHARACTERS,
    xdigit: setOf([
      [48, 57],
      [65, 70],
      [97, 102],
    ]),
  }),
);

/** Returns the set with the other case of each letter added: exact for ASCII, and for single characters beyond it. */
export function foldCase(set: CharacterSet): CharacterSet {
  const more: CodeRange[] = [...set.ranges];
  const add = (code: number): void => {
    const text = String.fromCodePoint(code);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      const folded = other.codePointAt(0)!;
      if (folded !== code && String.fromCodePoint(folded) === other) more.push([folded, folded]);
    }
  };
  for (const [first, last] of set.ranges) {
    for (let code = first; code <= Math.min(last, 0x24f); code += 1) add(code);
    if (first === last && first > 0x24f) add(first);
  }
  return setOf(more);
}

/** The last code point of the Basic Multilingual Plane. */
const LAST_OF_PLANE = 0xff_ff;

const properties = new Map<string, CharacterSet | undefined>();

/**
 * Returns the set of `\p{name}`: a general category or script, exact in the Basic Multilingual Plane; `undefined` if Unicode has
 * none with this name.
 */
export function unicodeProperty(name: string): CharacterSet | undefined {
  if (properties.has(name)) return properties.get(name);
  const set = readProperty(name);
  properties.set(name, set);
  return set;
}

function readProperty(name: string): CharacterSet | undefined {
  if (name === "Any") return ANY_CHARACTER;
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined;
  for (const spelling of [name, `Script=${name}`]) {
    let pattern: RegExp;
    try {
      pattern = new RegExp(`\\p{${spelling}}`, "u");
    } catch {
      continue;
    }
    const ranges: CodeRange[] = [];
    for (let code = 0; code <= LAST_OF_PLANE; code += 1) {
      if (!pattern.test(String.fromCodePoint(code))) continue;
      const first = code;
      while (code < LAST_OF_PLANE && pattern.test(String.fromCodePoint(code + 1))) code += 1;
      ranges.push([first, code]);
    }
    return { ranges };
  }
  return undefined;
}
