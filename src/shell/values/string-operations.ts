/** `${X#p}`, `${X/p/r}` and similar expansions of known text, or of text whose start or end is known. */
import type { AbstractString } from "../model/value.ts";
import { LIMITS } from "../limits/limits.ts";
import { concatStrings, dropCharacters, stringOf } from "./pieces.ts";
import { isAffordable } from "../limits/work.ts";
import { compile, costOf, matches, type Pattern, type PatternText } from "./pattern.ts";

/** The longest text that a pattern is tried against at every position. */
const SEARCHED = 4096;

export function removePattern(
  text: string,
  operator: "#" | "##" | "%" | "%%",
  parts: readonly PatternText[],
): string | undefined {
  const pattern = compile(parts);
  if (pattern === undefined || text.length > SEARCHED) return undefined;
  if (!isAffordable(text.length * costOf(pattern, text.length))) return undefined;
  const shortest = operator.length === 1;
  for (let length = 0; length <= text.length; length++) {
    const size = shortest ? length : text.length - length;
    if (operator[0] === "#") {
      if (matches(pattern, text.slice(0, size))) return text.slice(size);
    } else if (matches(pattern, text.slice(text.length - size))) return text.slice(0, text.length - size);
  }
  return text;
}

function longestMatch(pattern: Pattern, text: string, from: number): number | undefined {
  for (let end = text.length; end >= from; end--) if (matches(pattern, text.slice(from, end))) return end;
  return undefined;
}

/**
 * `${X##*C}` and similar, if the first or last occurrence of the character is in known text at that end; otherwise `undefined`.
 */
export function removeAtCharacter(
  value: AbstractString,
  operator: string,
  pattern: string,
): AbstractString | undefined {
  const found = /^(?:\*([\w@:/.,=+-])|([\w@:/.,=+-])\*)$/.exec(pattern);
  const isPrefix = found?.[1] !== undefined;
  if (found === null || isPrefix !== operator.startsWith("#")) return undefined;
  const character = found[1] ?? found[2]!;
  const isLast = operator === "##" || operator === "%";
  const index = isLast ? value.length - 1 : 0;
  const piece = value[index];
  if (piece?.kind !== "text") return undefined;
  const at = isLast ? piece.text.lastIndexOf(character) : piece.text.indexOf(character);
  if (at < 0) return undefined;
  if (isPrefix) return dropCharacters(value.slice(index), at + 1);
  return concatStrings(value.slice(0, index), stringOf(piece.text.slice(0, at), piece.at));
}

export function replacePattern(
  text: string,
  operator: "/" | "//" | "/#" | "/%",
  parts: readonly PatternText[],
  replacement: string,
  ignoresCase: boolean,
): string | undefined {
  const pattern = compile(parts, ignoresCase);
  if (pattern === undefined) return undefined;
  if (pattern.every((token) => token.kind === "character") && (operator === "/" || operator === "//")) {
    const literal = pattern.map((token) => String.fromCharCode(token.code)).join("");
    if (literal === "") return text;
    if (!isAffordable(text.length + literal.length)) return undefined;
    if (operator === "/") return text.replace(literal, () => replacement);
    const kept = text.split(literal);
    const isTooLong = text.length + (kept.length - 1) * replacement.length > LIMITS.text;
    return isTooLong ? undefined : kept.join(replacement);
  }
  // Only in an empty text does a match of no characters count without `#` and `%`.
  if (text === "") return matches(pattern, "") ? replacement : "";
  const places = operator === "//" ? text.length ** 2 : text.length;
  if (text.length > SEARCHED / 8 || !isAffordable(places * costOf(pattern, text.length))) return undefined;
  if ((text.length + 1) * replacement.length > LIMITS.text) return undefined;
  if (operator === "/%") {
    for (let from = 0; from <= text.length; from++) {
      if (matches(pattern, text.slice(from))) return text.slice(0, from) + replacement;
    }
    return text;
  }
  let result = "";
  let from = 0;
  for (;;) {
    const end = longestMatch(pattern, text, from);
    if (end !== undefined && (end > from || operator === "/#")) {
      result += replacement;
      from = end;
      if (operator !== "//") return result + text.slice(from);
    } else {
      if (operator === "/#" || from >= text.length) break;
      result += text[from]!;
      from++;
    }
  }
  return result + text.slice(from);
}

/** `undefined` if the end is before the start, which is an error. */
export function sliceText(text: string, offset: number, length: number | undefined): string | undefined {
  const start = offset < 0 ? text.length + offset : offset;
  if (start < 0 || start > text.length) return "";
  if (length === undefined) return text.slice(start);
  const end = length < 0 ? text.length + length : start + length;
  return end < start ? undefined : text.slice(start, end);
}

export function changedCase(text: string, operator: "^" | "^^" | "," | ",,"): string {
  const change = (part: string): string => (operator[0] === "^" ? part.toUpperCase() : part.toLowerCase());
  return operator.length === 2 ? change(text) : change(text.slice(0, 1)) + text.slice(1);
}

/** The text in single quotes. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const CONTROL_ESCAPES: Readonly<Record<string, string>> = {
  "\u0007": "a",
  "\b": "b",
  "\u001B": "E",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
  "\v": "v",
};

/** The text with control characters quoted as bash quotes it (`$'a\nb'`); `undefined` if it has none. */
function ansiQuoted(text: string): string | undefined {
  if (!/\p{Cc}/u.test(text)) return undefined;
  const escaped = text.replaceAll(/[\p{Cc}'\\]/gu, (character) => {
    const code = character.codePointAt(0)!;
    const letter = code < 32 ? CONTROL_ESCAPES[character] : code === 127 ? undefined : character;
    return `\\${letter ?? code.toString(8).padStart(3, "0")}`;
  });
  return `$'${escaped}'`;
}

/** The text quoted as by `${X@Q}`. */
export function transformedQuoted(text: string): string {
  return text === "'" ? String.raw`\'` : (ansiQuoted(text) ?? shellQuoted(text));
}

/** The text quoted as by `printf %q`. */
export function printfQuoted(text: string): string {
  if (text === "") return "''";
  return ansiQuoted(text) ?? text.replaceAll(/^[#~]|(?<=[:=])~|[^\w./:=@%+#~-]/g, String.raw`\$&`);
}
