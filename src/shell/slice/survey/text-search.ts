/** A cache of the words and expansions in texts that are searched repeatedly. */
import { expansions, nameLikeWords } from "../../syntax/names.ts";

/** Up to this number, searching the text for each name is faster than looking up its words. */
const FEW = 6;

type Names = ReadonlySet<string> | ReadonlyMap<string, unknown>;

const NO_NAMES: Names = new Set();

function holdsOne(text: string, names: Names): boolean {
  for (const name of names.keys()) if (text.includes(name)) return true;
  return false;
}

/** Remembers the answer for each text: a command that assigns many variables has one text for all of its definitions. */
export function oncePerText(examine: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) answers.set(text, (answer = examine(text)));
    return answer;
  };
}

export class Texts {
  readonly #known = new Map<string, readonly string[]>();
  readonly #uses = new Map<string, readonly string[]>();
  /** The last question, and its answer. Names are only added to a set. */
  #last = { text: "", names: NO_NAMES, size: 0, answer: false };

  /** Whether a word of the text is one of the names. */
  mentions(text: string, names: Names): boolean {
    if (names.size === 0 || (names.size <= FEW && !holdsOne(text, names))) return false;
    const last = this.#last;
    if (last.text === text && last.names === names && last.size === names.size) return last.answer;
    const answer = this.words(text).some((word) => names.has(word));
    this.#last = { text, names, size: names.size, answer };
    return answer;
  }

  /** All words that may be names of functions or files. */
  words(text: string): readonly string[] {
    let all = this.#known.get(text);
    if (all === undefined) this.#known.set(text, (all = nameLikeWords(text)));
    return all;
  }

  /** The variables that the text expands, tests or uses in arithmetic. */
  expansions(text: string): readonly string[] {
    let all = this.#uses.get(text);
    if (all === undefined) this.#uses.set(text, (all = expansions(text)));
    return all;
  }
}
