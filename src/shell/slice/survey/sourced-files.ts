/** Finds code in files that the script writes and then runs. */
import type { Statement } from "unbash";
import { ASSIGNED, RUNS_TEXT } from "./definers.ts";
import { expansions, nameLikeWords } from "../../syntax/names.ts";
import { isInside, type Call, type Definition, type Part } from "./fragments.ts";

/** The parts of a survey that are used here. */
interface Surveyed {
  readonly calls: readonly Call[];
  /** The parts that write a file, by the last component of its name. */
  readonly written: ReadonlyMap<string, readonly Part[]>;
}

/** The commands that write files that the script runs. */
export function writersOf({ calls, written }: Surveyed): readonly Call[] {
  if (written.size === 0) return [];
  const writers = new Set<Statement>();
  for (const { callee, text } of calls) {
    if (!RUNS_TEXT.has(callee)) continue;
    for (const word of nameLikeWords(text))
      written.get(word)?.forEach(({ place }) => place !== undefined && writers.add(place.statement));
  }
  if (writers.size === 0) return [];
  return calls.filter(({ place }) => isInside(place, writers));
}

/** The variables that code written by the command assigns. */
export function definedBy({ text, bodies, guard, inside, place }: Call): readonly Definition[] {
  const code = text + bodies;
  const uses = expansions(code);
  return Array.from(code.matchAll(ASSIGNED), ([, name]) => ({
    name: name!,
    text: code,
    uses,
    guard,
    inside,
    place,
    reads: false,
  }));
}
