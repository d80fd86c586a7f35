/** What stands in texts that are looked at again and again. */
import { expansions, words } from "./names.ts";

export class Texts {
  private readonly words = new Map<string, readonly string[]>();
  private readonly uses = new Map<string, readonly string[]>();

  /** Whether a word of the text is one of the names. */
  mentions(text: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
    if (names.size === 0) return false;
    let all = this.words.get(text);
    if (all === undefined) this.words.set(text, (all = words(text)));
    for (const word of all) if (names.has(word)) return true;
    return false;
  }

  /** The variables that the text expands, tests or computes with. */
  expansions(text: string): readonly string[] {
    let all = this.uses.get(text);
    if (all === undefined) this.uses.set(text, (all = expansions(text)));
    return all;
  }
}
