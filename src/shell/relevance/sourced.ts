/** What files set that the script writes and then reads as code of its own. */
import type { Statement } from "unbash";
import { ASSIGNED, RUNS_TEXT } from "./builtins.ts";
import { expansions, words } from "./names.ts";
import type { Definition, Place } from "./parts.ts";
import type { Survey } from "./survey.ts";

/** The variables that such code gives values, with the commands that write it. */
export function definedInFiles({ calls, written }: Survey): readonly (readonly [name: string, by: Definition])[] {
  if (written.size === 0) return [];
  const writers = new Set<Statement>();
  for (const { callee, text } of calls) {
    if (!RUNS_TEXT.has(callee)) continue;
    for (const word of words(text))
      written.get(word)?.forEach(({ place }) => place !== undefined && writers.add(place.statement));
  }
  if (writers.size === 0) return [];
  return calls
    .filter(({ place }) => standsIn(place, writers))
    .flatMap(({ text, bodies, guard, inside, place }) => {
      const code = text + bodies;
      const by = { text: code, uses: expansions(code), guard, inside, place, reads: false };
      return [...code.matchAll(ASSIGNED)].map(([, name]) => [name!, by] as const);
    });
}

function standsIn(place: Place | undefined, statements: ReadonlySet<Statement>): boolean {
  for (let one = place; one !== undefined; one = one.outer) if (statements.has(one.statement)) return true;
  return false;
}
