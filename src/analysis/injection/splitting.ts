/** Values that run nothing, but are split into several words or match files if they are not quoted. */
import type { DeclaredValues } from "./language/declared-values.ts";
import { LazyAcceptor } from "./language/lazy-acceptor.ts";
import { mayHaveCommon, shortestWithin } from "./language/search.ts";
import type { PasteContext } from "./scanner/paste-context.ts";

/** Characters that separate words, and characters of file name patterns. */
const DIVIDES = /[ \t\n*?[]/;

const ACCEPTOR = new LazyAcceptor({
  start: 0,
  kindOf: (character) => (DIVIDES.test(character) ? character : "x"),
  step: (state, character) => (state === 1 || DIVIDES.test(character) ? 1 : 0),
  accepts: (state) => state === 1,
});

/**
 * Returns the shortest permitted value that is split or matches files; `undefined` if there is none, or the shell does not split
 * words here.
 */
export function splittingValue(values: DeclaredValues, { quoting, role }: PasteContext): string | undefined {
  if (quoting !== "word" || (role !== "command" && role !== "array" && role !== "list")) return undefined;
  return mayHaveCommon(values.automaton, ACCEPTOR) ? shortestWithin(values.automaton, ACCEPTOR) : undefined;
}
