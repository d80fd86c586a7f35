/** Parses the input of `xargs` into items. */
import { knownText, type AbstractString } from "../../shell/index.ts";
import { lastValue, type ParsedOptions } from "../argv/getopt.ts";

export interface Item {
  readonly value: AbstractString;
  /** Whether this is the last item of a line, which `-L` counts. */
  readonly endsLine: boolean;
}

/** "words": white space separates items, with quotes and backslashes. Otherwise the only separator is the given character. */
export type Delimiter = "words" | { readonly character: string };

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\\": "\\" };

/** `undefined` if the argument of `-d` is unknown. */
export function delimiterOf(parsed: ParsedOptions): Delimiter | undefined {
  const last = parsed.options.findLast(({ name }) => name === "0" || name === "d");
  if (last === undefined) return "words";
  if (last.name === "0") return { character: "\0" };
  const value = lastValue(parsed, "d");
  const text = value === undefined ? undefined : knownText(value.value);
  if (text?.length === 1) return { character: text };
  const escape = text?.length === 2 && text[0] === "\\" ? escapes[text[1] as string] : undefined;
  return escape === undefined ? undefined : { character: escape };
}

function itemOf(text: string, at: number | undefined, endsLine: boolean): Item {
  return { value: text === "" ? [] : [{ kind: "text", text, at }], endsLine };
}

/**
 * The items of `text`. `undefined` if xargs stops with an error (an unmatched quote).
 * @param at script offset of the first character of `text`
 * @param byLine `-I`: each line without its leading blanks is one item
 */
export function readItems(
  text: string,
  at: number | undefined,
  delimiter: Delimiter,
  byLine: boolean,
): readonly Item[] | undefined {
  if (delimiter === "words") return readWords(text, at, byLine);
  const parts = text.split(delimiter.character);
  if (parts.at(-1) === "") parts.pop();
  let offset = 0;
  return parts.map((part) => {
    const item = itemOf(part, at === undefined ? undefined : at + offset, true);
    offset += part.length + 1;
    return item;
  });
}

function readWords(text: string, at: number | undefined, byLine: boolean): readonly Item[] | undefined {
  const items: Item[] = [];
  let word: string | undefined;
  let start = 0;
  let plain = true;
  const end = (endsLine: boolean): void => {
    if (word !== undefined) items.push(itemOf(word, plain && at !== undefined ? at + start : undefined, endsLine));
    word = undefined;
    plain = true;
  };
  const add = (character: string, index: number): void => {
    if (word === undefined) start = index;
    word = (word ?? "") + character;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === "\n") {
      // For -L, a blank before the newline continues the line, and empty lines after that do not end it.
      end(byLine || !/[ \t]/.test(text[index - 1] ?? ""));
    } else if (word === undefined ? /[ \t\v\f\r]/.test(character) : !byLine && /[ \t]/.test(character)) {
      end(false);
    } else if (character === "'" || character === '"') {
      const close = text.indexOf(character, index + 1);
      const line = text.indexOf("\n", index);
      if (close < 0 || (line >= 0 && line < close)) return undefined;
      word ??= "";
      word += text.slice(index + 1, close);
      plain = false;
      index = close;
    } else if (character === "\\") {
      plain = false;
      if (++index < text.length) add(text[index] as string, index);
    } else {
      add(character, index);
    }
  }
  end(true);
  return items;
}
