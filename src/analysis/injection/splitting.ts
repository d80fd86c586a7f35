/** Values that run nothing, but become several words or match files where nothing quotes them. */
import type { DeclaredValues } from "./language/declared-values.ts";
import { LazyAcceptor } from "./language/lazy-acceptor.ts";
import { mayHaveCommon, shortestWithin } from "./language/search.ts";
import type { PasteContext } from "./scanner/paste-context.ts";

/** What divides words, and what is a pattern of file names. */
const DIVIDES = /[ \t\n*?[]/;

const ACCEPTOR = new LazyAcceptor({
  start: 0,
  kindOf: (character) => (DIVIDES.test(character) ? character : "x"),
  step: (state, character) => (state === 1 || DIVIDES.test(character) ? 1 : 0),
  accepts: (state) => state === 1,
});

/** The shortest such value that is permitted; `undefined` if there is none, or the shell divides nothing in this place. */
export function splittingValue(values: DeclaredValues, { quoting, role }: PasteContext): string | undefined {
  if (quoting !== "word" || (role !== "command" && role !== "array" && role !== "list")) return undefined;
  return mayHaveCommon(values.automaton, ACCEPTOR) ? shortestWithin(values.automaton, ACCEPTOR) : undefined;
}
