/** Extracts the words of a made-up text that the shell takes by `read` or by field splitting. */
import { readFields, textWithoutTrailingNewlines, type WordPlace } from "../../../shell/index.ts";
import { dividedIn } from "./blind-selection.ts";
import { secretText, type SecretText } from "../secrets/source.ts";

/**
 * Returns what one of the words contains. If there is no such word in the made-up text, it may be a part of a secret of several
 * words.
 */
export function selectedWord(
  { keys, secrets, text }: SecretText & { readonly text: string },
  place: WordPlace,
): SecretText {
  const word = wordAt(text, place);
  if (word.trim() !== "" || place.separators === undefined) return secretText(word, secrets, keys);
  const divided = Array.from(place.separators.replace("\n", "")).map((one) =>
    wordAt(dividedIn(text, secrets, one), place),
  );
  return { ...secretText(divided.join("\n"), secrets, keys), text: undefined };
}

/** The word itself. `read` may have read any of several lines, so the result has the word of each. */
function wordAt(text: string, { index, separators, toEnd }: WordPlace): string {
  if (separators === undefined)
    return text
      .trim()
      .split(/\s+/)
      .slice(index, toEnd ? undefined : index + 1)
      .join(" ");
  const lines = textWithoutTrailingNewlines(text).split("\n");
  return lines.map((line) => readFields(line, index + (toEnd ? 1 : 2), separators)[index] ?? "").join("\n");
}
