/** Brace expansion: `{a,b}c`, `{a,"$X"}`, `{1..9}`, `{a..e}`, `{01..10..3}`. */
import type { Word, WordPart } from "unbash";
import { OPAQUE } from "../syntax/opaque.ts";
import { LIMITS } from "../limits/limits.ts";
import { isAffordable } from "../limits/work.ts";

/** Characters of a word, including repeated expansions of nested braces: a longer word is not expanded. */
const MAX_LENGTH = 20_000;

/** The first of the characters that stand for the parts of a word that are not literal text. */
const FIRST_PART = OPAQUE.charCodeAt(0) + 1;

const LAST_PART = 0xf8ff;

const PARTS = /[\uE000-\uF8FF]/;
const EACH_PART = /([\uE001-\uF8FF])/;

/** Text, and parts to be expanded. */
export type BraceWord = readonly (string | WordPart)[];

/**
 * The words that a word with braces expands to; `undefined` if it contains placeholders, expands to too many words, too many parts to
 * be expanded or too much text, or costs too much.
 * @param most how many words it may expand to.
 */
export function expandedBraces(word: Word, most: number = LIMITS.fields): readonly BraceWord[] | undefined {
  if (word.text.length > MAX_LENGTH || PARTS.test(word.text)) return undefined;
  const parts: WordPart[] = [];
  const text = flattened(word.parts!, parts);
  const depth = deepest(text);
  if (depth > LIMITS.depth || !isAffordable(text.length * depth)) return undefined;
  const words = expanded(text, 0, most);
  if (words === undefined || !isAffordable(lengthOf(words)) || hasTooManyParts(words)) return undefined;
  return words
    .map((one) => one.split(EACH_PART))
    .map((pieces) => pieces.map((piece) => parts[piece.charCodeAt(0) - FIRST_PART] ?? piece));
}

function hasTooManyParts(words: readonly string[]): boolean {
  let count = 0;
  for (const word of words)
    for (let index = 0; index < word.length; index++) {
      const code = word.charCodeAt(index);
      if (code >= FIRST_PART && code <= LAST_PART && ++count > LIMITS.fields) return true;
    }
  return false;
}

/** How many braces are open at once at most. So often, the rest of the text is searched for the brace that closes one. */
function deepest(text: string): number {
  let [depth, most] = [0, 0];
  for (const character of text) {
    if (character === "{") most = Math.max(most, ++depth);
    else if (character === "}" && depth > 0) depth--;
  }
  return most;
}

/** The text, with a character for each part that is not literal text. */
function flattened(all: readonly WordPart[], parts: WordPart[]): string {
  const replaced = (part: WordPart): string => String.fromCharCode(FIRST_PART + parts.push(part) - 1);
  const literal = (text: string, pos: number): string =>
    text.replaceAll(/\\[\s\S]/g, (two, at: number) =>
      replaced({ type: "Literal", pos: pos + at, end: pos + at + 2, value: two, text: two }),
    );
  return all
    .map((part) => {
      if (part.type === "Literal") return literal(part.text, part.pos);
      if (part.type !== "BraceExpansion") return replaced(part);
      return part.parts === undefined ? literal(part.text, part.pos) : `{${flattened(part.parts, parts)}}`;
    })
    .join("");
}

function expanded(text: string, depth: number, most: number): string[] | undefined {
  if (depth > LIMITS.depth) return undefined;
  const open = text.indexOf("{");
  if (open === -1) return [text];
  const group = matching(text, open);
  if (group === undefined) {
    const rest = expanded(text.slice(open + 1), depth + 1, most);
    return rest?.map((one) => text.slice(0, open + 1) + one);
  }
  const inside = text.slice(open + 1, group.close);
  const alternatives = group.commas.length > 0 ? listed(text, open, group, depth, most) : sequence(inside, most);
  if (alternatives === "too much") return undefined;
  const rest = expanded(text.slice(group.close + 1), depth + 1, most);
  if (rest === undefined) return undefined;
  const middle = alternatives ?? expanded(inside, depth + 1, most)?.map((one) => `{${one}}`);
  if (middle === undefined || middle.length * rest.length > most) return undefined;
  const length = open * middle.length * rest.length + lengthOf(middle) * rest.length + lengthOf(rest) * middle.length;
  if (length > LIMITS.text) return undefined;
  return middle.flatMap((one) => rest.map((end) => text.slice(0, open) + one + end));
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

function listed(text: string, open: number, group: Group, depth: number, most: number): string[] | "too much" {
  const all: string[] = [];
  for (const one of alternativesIn(text, open, group)) {
    const words = expanded(one, depth + 1, most);
    if (words === undefined || all.length + words.length > most) return "too much";
    for (const each of words) all.push(each);
  }
  return all;
}

interface Group {
  readonly close: number;
  readonly commas: readonly number[];
}

function matching(text: string, open: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    const character = text[index];
    if (character === "{") depth++;
    else if (character === "," && depth === 1) commas.push(index);
    else if (character === "}" && --depth === 0) return { close: index, commas };
  }
  return undefined;
}

function alternativesIn(text: string, open: number, group: Group): string[] {
  const bounds = [open, ...group.commas, group.close];
  return bounds.slice(1).map((end, index) => text.slice(bounds[index]! + 1, end));
}

/** The numbers or letters of `{a..b}`; `undefined` if it is not a sequence. */
function sequence(inside: string, most: number): string[] | "too much" | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside);
  if (match === null) return undefined;
  const [, first, last] = match as unknown as [string, string, string];
  const numeric = /\d$/.test(first);
  if (numeric !== /\d$/.test(last)) return undefined;
  const from = numeric ? Number(first) : first.charCodeAt(0);
  const to = numeric ? Number(last) : last.charCodeAt(0);
  const step = Math.abs(Number(match[3] ?? 1)) || 1;
  // Beyond exactly represented integers, shells wrap around, stop or differ.
  if (![from, to, step, from + step, to + step].every(Number.isSafeInteger)) return "too much";
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
  if (count > most || count * width > LIMITS.text) return "too much";
  return Array.from({ length: count }, (_, index) => {
    const value = from + (from <= to ? step : -step) * index;
    if (!numeric) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, "0")}` : String(value).padStart(width, "0");
  });
}
