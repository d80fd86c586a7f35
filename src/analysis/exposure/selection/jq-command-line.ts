/** Reads the words of a call of jq or yq. */
import type { AbstractString } from "../../../shell/index.ts";
import type { SecretText } from "../secrets/source.ts";

/** Returns the filter in the words of a call of jq or yq; `undefined` if the filter comes from a file, or is unknown. */
export function jqFilter(words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (/^(?:-f|--from-file)$/.test(word)) return undefined;
    if (/^--(?:arg|argjson|slurpfile|rawfile)$/.test(word)) index += 2;
    else if (/^--(?:indent|tab)$/.test(word)) index += word === "--indent" ? 1 : 0;
    else if (!word.startsWith("-") && word !== "eval" && word !== "e") return word;
  }
  return ".";
}

/** Returns whether strings are printed without quotes. */
export function printsRawStrings(words: readonly string[]): boolean {
  return words.some((word) => /^-[A-Za-z]*r|^--raw-output$/.test(word));
}

/** Returns whether jq stops at the first value that it reads because that is not JSON. */
export function isInputRefused(
  words: readonly string[],
  stdin: AbstractString | undefined,
  { secrets, text }: SecretText,
): boolean {
  if (words.some((word) => /^-[A-Za-z]*[nR]|^--(?:raw-|null-)input$/.test(word))) return false;
  if (secrets.some(({ isField, isOpaque, mark }) => !isOpaque && isField !== true && text?.trim() === mark))
    return true;
  const first = stdin?.[0];
  return first?.kind === "text" && /^\s*[^\s[{"\d\-tfnN]/.test(first.text);
}
