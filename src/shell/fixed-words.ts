/** Words that come to the same on every path, whatever it knows: they are expanded once. */
import type { Word, WordPart } from "unbash";
import type { Field } from "./fields.ts";
import type { Source } from "./source.ts";

const TILDE = 126;
const NOT_FIXED: readonly Field[] = [];

const known = new WeakMap<Source, Map<Word, readonly Field[]>>();

/**
 * The fields of such a word; `undefined` of any other.
 * @param source what the word's positions count in.
 * @param expand expands it for the first time.
 */
export function fixedFields<T>(
  source: Source,
  word: Word,
  expand: (given: T, word: Word) => readonly Field[],
  given: T,
): readonly Field[] | undefined {
  let words = known.get(source);
  if (words === undefined) known.set(source, (words = new Map()));
  let fields = words.get(word);
  if (fields === undefined) words.set(word, (fields = isFixed(word, source) ? expand(given, word) : NOT_FIXED));
  return fields === NOT_FIXED ? undefined : fields;
}

function isFixed({ pos, parts }: Word, { text, opaque }: Source): boolean {
  return opaque.length === 0 && text.charCodeAt(pos) !== TILDE && (parts === undefined || parts.every(isText));
}

function isText(part: WordPart): boolean {
  switch (part.type) {
    case "Literal":
    case "Glob":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return true;
    case "DoubleQuoted":
      return part.parts.every(({ type }) => type === "Literal");
    default:
      return false;
  }
}
