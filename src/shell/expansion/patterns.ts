/** Expands a word to the pattern that it is in `case`, `[[ == ]]` and `${X#…}`. */
import type { BracketGlobPart, Word, WordPart } from "unbash";
import type { PatternText } from "../values/pattern.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { knownText } from "../model/value.ts";
import { expandPart, expandString } from "./words.ts";

/** The parts of the pattern; `undefined` if it is unknown. */
export function patternOf(frame: Frame, word: Word): readonly PatternText[] | undefined {
  if (word.parts === undefined) {
    if (!word.text.includes("\\")) {
      const text = knownText(expandString(frame, word));
      return text === undefined ? undefined : [{ text, quoted: false }];
    }
    return literalPattern(word.text);
  }
  const all: PatternText[] = [];
  for (const part of word.parts) {
    const texts = partPattern(frame, part);
    if (texts === undefined) return undefined;
    all.push(...texts);
  }
  return all;
}

function literalPattern(text: string): readonly PatternText[] {
  const all: PatternText[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "\\" && index + 1 < text.length) all.push({ text: text[++index]!, quoted: true });
    else all.push({ text: text[index]!, quoted: false });
  }
  return all.some((one) => one.quoted) ? all : [{ text, quoted: false }];
}

function partPattern(frame: Frame, part: WordPart): readonly PatternText[] | undefined {
  const text = knownText(expandPart(frame, part));
  if (text === undefined) return undefined;
  switch (part.type) {
    case "SingleQuoted":
    case "DoubleQuoted":
    case "AnsiCQuoted":
    case "LocaleString":
      return [{ text, quoted: true }];
    case "Glob":
      return [{ text: part.kind === "bracket" ? bracketText(part) : text, quoted: false }];
    case "Literal":
      return part.text.includes("\\") ? literalPattern(part.text) : [{ text, quoted: false }];
    default:
      return [{ text, quoted: false }];
  }
}

/** A bracket expression with a backslash before each quoted character. */
function bracketText({ text, parts }: BracketGlobPart): string {
  const inside = parts.map((part) => {
    switch (part.type) {
      case "Literal":
        return part.text;
      case "SingleQuoted":
      case "AnsiCQuoted":
        return escaped(part.value);
      case "DoubleQuoted":
        return part.parts.every((child) => child.type === "Literal")
          ? escaped(part.parts.map(({ value }) => value).join(""))
          : undefined;
      default:
        return undefined;
    }
  });
  return inside.includes(undefined) ? text : `[${inside.join("")}]`;
}

function escaped(text: string): string {
  return text.replace(/[^]/g, String.raw`\$&`);
}
