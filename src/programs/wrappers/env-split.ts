/** Splits the string of `env -S STRING` into words. */
import { type Argument, type Piece, cutText } from "../../shell/index.ts";
import { madeArgument } from "../argv/argument.ts";

/**
 * White space separates words; `'…'` and `"…"` group characters. `undefined` if the string contains an escape, a variable
 * or a comment, or is unknown.
 */
export function splitEnvString(string: Argument): readonly Argument[] | undefined {
  const words: Argument[] = [];
  let word: Piece[] | undefined;
  let quote = "";
  for (const piece of string.value) {
    if (piece.kind !== "text") return undefined;
    let from = 0;
    const take = (to: number): void => {
      if (to > from) (word ??= []).push(cutText(piece, from, to));
    };
    for (let index = 0; index < piece.text.length; index++) {
      const character = piece.text[index] as string;
      if (character === "\\" || character === "$") return undefined;
      if (quote !== "") {
        if (character !== quote) continue;
        take(index);
        quote = "";
      } else if (character === "'" || character === '"') {
        take(index);
        word ??= [];
        quote = character;
      } else if (/\s/.test(character)) {
        take(index);
        if (word !== undefined) words.push(madeArgument(string, word));
        word = undefined;
      } else if (character === "#" && word === undefined && index === from) {
        return undefined;
      } else {
        continue;
      }
      from = index + 1;
    }
    take(piece.text.length);
  }
  if (quote !== "") return undefined;
  if (word !== undefined) words.push(madeArgument(string, word));
  return words;
}
