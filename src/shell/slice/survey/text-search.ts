/** A cache of the words and expansions in texts that are searched repeatedly. */
import { expansions, nameLikeWords } from "../../syntax/names.ts";

/** Up to this number, searching the text for each name is faster than looking up its words. */
const FEW = 6;

function holdsOne(text: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
  for (const name of names.keys()) if (text.includes(name)) return true;
  return false;
}

export class Texts {
  readonly #known = new Map<string, readonly string[]>();
  readonly #uses = new Map<string, readonly string[]>();

  /** Whether a word of the text is one of the names. */
  mentions(text: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
    if (names.size === 0 || (names.size <= FEW && !holdsOne(text, names))) return false;
    for (const word of this.words(text)) if (names.has(word)) return true;
    return false;
  }

  /** All words that may be names of functions or files. */
  words(text: string): readonly string[] {
    let all = this.#known.get(text);
    if (all === undefined) this.#known.set(text, (all = [...new Set(nameLikeWords(text))]));
    return all;
  }

  /** The variables that the text expands, tests or uses in arithmetic. */
  expansions(text: string): readonly string[] {
    let all = this.#uses.get(text);
    if (all === undefined) this.#uses.set(text, (all = expansions(text)));
    return all;
  }
}
