/** The files that the script writes and then runs or reads. */
import type { Statement } from "unbash";
import { ASSIGNED, RUNS_TEXT } from "./builtins.ts";
import { expansions, words } from "./names.ts";
import type { Call, Definition, Place } from "./parts.ts";
import type { Survey } from "./survey.ts";

/** The commands that write it. */
export function writersOf({ calls, written }: Survey): readonly Call[] {
  if (written.size === 0) return [];
  const writers = new Set<Statement>();
  for (const { callee, text } of calls) {
    if (!RUNS_TEXT.has(callee)) continue;
    for (const word of words(text))
      written.get(word)?.forEach(({ place }) => place !== undefined && writers.add(place.statement));
  }
  if (writers.size === 0) return [];
  return calls.filter(({ place }) => standsIn(place, writers));
}

/** The variables that such code gives values. */
export function definedBy({ text, bodies, guard, inside, place }: Call): readonly (readonly [string, Definition])[] {
  const code = text + bodies;
  const by = { text: code, uses: expansions(code), guard, inside, place, reads: false };
  return [...code.matchAll(ASSIGNED)].map(([, name]) => [name!, by] as const);
}

/** Words that read from a file what counts: `-K file`, `-H @file`, `$(cat file)`, `< file`. */
const READS_FROM = /\bcat\s|<|@|\s-\w*[Ki]\b|--config|--input-file/;

/** The statements that write a file which the text reads from. */
export function writtenFor(text: string, { written }: Survey): readonly Statement[] {
  if (written.size === 0 || !READS_FROM.test(text)) return [];
  return words(text).flatMap((word) => (written.get(word) ?? []).flatMap(({ place }) => place?.statement ?? []));
}

/** Whether the place is in one of the statements. */
export function standsIn(place: Place | undefined, statements: ReadonlySet<Statement>): boolean {
  for (let one = place; one !== undefined; one = one.outer) if (statements.has(one.statement)) return true;
  return false;
}
