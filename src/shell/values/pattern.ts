/** Matches shell patterns against known text, in time linear in the text for each `*`. */

import { isAffordable } from "../limits/work.ts";

type Token =
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "set"; readonly negated: boolean; readonly test: (code: number) => boolean }
  | { readonly kind: "character"; readonly code: number };

/** Characters of a pattern; quoted characters match literally. */
export interface PatternText {
  readonly text: string;
  readonly quoted: boolean;
}

const CLASSES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    alpha: /^[A-Za-z]$/,
    digit: /^\d$/,
    alnum: /^[A-Za-z0-9]$/,
    upper: /^[A-Z]$/,
    lower: /^[a-z]$/,
    space: /^\s$/,
    blank: /^[ \t]$/,
    punct: /^[!-/:-@[-`{-~]$/,
    xdigit: /^[0-9A-Fa-f]$/,
    word: /^\w$/,
  }),
);

/** How many characters the bracket expressions of one pattern may scan, for each character of the pattern. */
const SCANS = 64;
/** Longer than the name of any character class. */
const CLASS_NAME = 12;

/** The index after the character at `index`, including a backslash before it. */
function escapedEnd(text: string, index: number): number {
  return text[index] === "\\" && index + 1 < text.length ? index + 2 : index + 1;
}

function bracket(
  text: string,
  start: number,
  budget: { left: number },
  fold: (code: number) => number,
): { readonly token: Token; readonly end: number } | undefined {
  let index = start + 1;
  const negated = text[index] === "!" || text[index] === "^";
  if (negated) index++;
  const tests: ((code: number) => boolean)[] = [];
  for (let first = true; ; first = false) {
    const character = text[index];
    if (character === undefined || --budget.left < 0) return undefined;
    if (character === "]" && !first) break;
    const isClass = character === "[" && text[index + 1] === ":";
    const length = isClass ? text.slice(index + 2, index + 2 + CLASS_NAME).indexOf(":]") : -1;
    if (length !== -1) {
      const named = index + 2 + length;
      const expression = CLASSES.get(text.slice(index + 2, named));
      if (expression === undefined) return undefined;
      tests.push((code) => expression.test(String.fromCharCode(code)));
      index = named + 2;
    } else {
      const from = escapedEnd(text, index);
      const low = fold(text.charCodeAt(from - 1));
      const isRange = text[from] === "-" && text[from + 1] !== undefined && text[from + 1] !== "]";
      index = isRange ? escapedEnd(text, from + 1) : from;
      const high = fold(text.charCodeAt(index - 1));
      tests.push((code) => fold(code) >= low && fold(code) <= high);
    }
  }
  return { token: { kind: "set", negated, test: (code) => tests.some((one) => one(code)) }, end: index + 1 };
}

export type Pattern = readonly Token[];

const asIs = (code: number): number => code;

/** The code of a letter in lower case. */
function lowered(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/**
 * Compiles a pattern; `undefined` if it has extended operators (`@(a|b)`), which are not modelled, or costs too much to parse.
 * @param ignoresCase whether upper and lower case are the same (`shopt -s nocasematch`), except in classes such as `[:upper:]`
 */
export function compile(parts: readonly PatternText[], ignoresCase = false): Pattern | undefined {
  const fold = ignoresCase ? lowered : asIs;
  const tokens: Token[] = [];
  for (const { text, quoted } of parts) {
    const budget = { left: SCANS * text.length };
    const lastClose = text.lastIndexOf("]");
    for (let index = 0; index < text.length; index++) {
      const character = text[index]!;
      if (!quoted) {
        if ("?*+@!".includes(character) && text[index + 1] === "(") return undefined;
        if (character === "*") {
          if (tokens.at(-1)?.kind !== "any") tokens.push({ kind: "any" });
          continue;
        }
        if (character === "?") {
          tokens.push({ kind: "one" });
          continue;
        }
        const set = character === "[" && index < lastClose ? bracket(text, index, budget, fold) : undefined;
        if (budget.left < 0) return undefined;
        if (set !== undefined) {
          tokens.push(set.token);
          index = set.end - 1;
          continue;
        }
      }
      tokens.push(characterToken(character, ignoresCase));
    }
  }
  return tokens;
}

/** A letter in either case is a set: the text that it matches is not known. */
function characterToken(character: string, ignoresCase: boolean): Token {
  const code = character.charCodeAt(0);
  if (!ignoresCase || !/[A-Za-z]/.test(character)) return { kind: "character", code };
  return { kind: "set", negated: false, test: (other) => lowered(other) === lowered(code) };
}

function accepts(token: Token, code: number): boolean {
  switch (token.kind) {
    case "character":
      return token.code === code;
    case "set":
      return token.test(code) !== token.negated;
    default:
      return true;
  }
}

/** Whether the pattern matches the whole of `text`; `undefined` if that would cost too much. */
export function matched(pattern: Pattern, text: string): boolean | undefined {
  return isAffordable(costOf(pattern, text.length)) ? matches(pattern, text) : undefined;
}

/** The maximum number of characters that matching a text of this length examines. */
export function costOf(pattern: Pattern, length: number): number {
  return (length + 1) * Math.min(pattern.length + 1, pattern.some(({ kind }) => kind === "any") ? Infinity : 2);
}

/** Whether the pattern matches the whole of `text`. The caller has counted the cost. */
export function matches(pattern: Pattern, text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const current = pattern[token];
    if (current?.kind === "any") {
      star = token++;
      retry = at;
    } else if (current !== undefined && accepts(current, text.charCodeAt(at))) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[token]?.kind === "any") token++;
  return token === pattern.length;
}
