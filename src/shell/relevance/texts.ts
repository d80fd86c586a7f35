/** What stands in texts that are looked at again and again. */
import { expansions, words } from "./names.ts";

export class Texts {
  private readonly known = new Map<string, readonly string[]>();
  private readonly uses = new Map<string, readonly string[]>();

  /** Whether a word of the text is one of the names. */
  mentions(text: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
    if (names.size === 0) return false;
    for (const word of this.words(text)) if (names.has(word)) return true;
    return false;
  }

  /** What could be the name of a function or a file. */
  words(text: string): readonly string[] {
    let all = this.known.get(text);
    if (all === undefined) this.known.set(text, (all = words(text)));
    return all;
  }

  /** The variables that the text expands, tests or computes with. */
  expansions(text: string): readonly string[] {
    let all = this.uses.get(text);
    if (all === undefined) this.uses.set(text, (all = expansions(text)));
    return all;
  }
}
