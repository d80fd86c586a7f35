/** Constant words, which expand to the same on every path: they are expanded once. */
import type { Word, WordPart } from "unbash";
import type { Field } from "../values/field-splitting.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Source } from "../values/source.ts";
import { mayHaveTilde } from "./tildes.ts";

const NOT_FIXED: readonly Field[] = [];

const known = new WeakMap<Source, Map<Word, readonly Field[]>>();

/**
 * The fields of a constant word; `undefined` for any other word.
 * @param expand expands the word the first time.
 */
export function fixedFields(
  frame: Frame,
  word: Word,
  expand: (frame: Frame, word: Word) => readonly Field[],
): readonly Field[] | undefined {
  const { source } = frame.context;
  let words = known.get(source);
  if (words === undefined) known.set(source, (words = new Map()));
  let fields = words.get(word);
  if (fields === undefined) words.set(word, (fields = isFixed(word, source) ? expand(frame, word) : NOT_FIXED));
  return fields === NOT_FIXED ? undefined : fields;
}

/** A placeholder is constant too: its value is the same on every path, and as unknown text it does not depend on `IFS`. */
function isFixed(word: Word, { text }: Source): boolean {
  const { parts } = word;
  return !mayHaveTilde(word, text) && (parts === undefined || parts.every(isText));
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
