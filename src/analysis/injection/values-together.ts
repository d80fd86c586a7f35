/** Finds values of different parameters that run a command together, although none of them does alone. */
import { lineEnd } from "../../lines/line-end.ts";
import { parseShell } from "../../shell/index.ts";
import { charactersLost } from "./rereading/characters-lost.ts";
import { pastedTexts, permittedValues, type DeclaredValues } from "./language/declared-values.ts";
import type { Finding } from "./finding.ts";
import { BETWEEN, inSequence } from "./language/alphabet.ts";
import { LazyAcceptor } from "./language/lazy-acceptor.ts";
import { mayHaveCommon, shortestWithin } from "./language/search.ts";
import type { Pasted } from "./places/pasted-values.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import { sequenceAcceptor, type PlaceInSequence } from "./scanner/sequence-scanner.ts";
import type { SecondParse } from "./rereading/second-parses.ts";
import { linkOf, topLevelStatement, type ValuePlace } from "./places/together.ts";
import { inLine, pastedText, pastingOf } from "./verdict.ts";

interface Place extends ValuePlace {
  readonly context: PasteContext;
  readonly pasted: Pasted;
  readonly values: DeclaredValues;
  readonly again: SecondParse | undefined;
}

/** The maximum number of consecutive values. */
const LONGEST = 3;
/** The maximum number of sequences searched in a script, and of states in each search. */
const MOST_SEQUENCES = 40;
const MOST_STATES = 3000;

/** @param silent placeholders whose values do no harm alone */
export function harmTogether(
  silent: readonly Pasted[],
  rereads: (one: Pasted) => readonly SecondParse[],
): ReadonlyMap<Pasted, Finding> {
  const found = new Map<Pasted, Finding>();
  const done = new Set<string>();
  let searched = 0;
  for (const places of placesByText(silent, rereads).values())
    for (const sequence of sequencesOf(places)) {
      if (sequence.places.some(({ name }) => done.has(name))) continue;
      searched += 1;
      if (searched > MOST_SEQUENCES) return found;
      const finding = findingIn(sequence);
      if (finding === undefined) continue;
      found.set(finding.pasted, finding);
      for (const { name } of sequence.places) done.add(name);
    }
  return found;
}

/** The places in each text that a shell reads, in order. */
function placesByText(
  silent: readonly Pasted[],
  rereads: (one: Pasted) => readonly SecondParse[],
): ReadonlyMap<string, readonly Place[]> {
  const texts = new Map<string, Map<number, Place>>();
  const add = (place: Place): void => {
    const { pos, text } = place.placed;
    const places = texts.get(text);
    if (places === undefined) texts.set(text, new Map([[pos, place]]));
    else places.set(pos, place);
  };
  for (const pasted of silent) {
    const values = pasted.isCommandByIntent ? undefined : pastedTexts(pasted.declaration);
    if (values === undefined) continue;
    const { name } = pasted.placeholder;
    const { context, placed } = pasted;
    if (context !== undefined) add({ placed, context, name, pasted, values, again: undefined });
    for (const again of rereads(pasted))
      if (again.placed !== undefined && again.context.byXargs === undefined)
        add({ placed: again.placed, context: again.context, name, pasted, values, again });
  }
  return new Map(
    Array.from(texts, ([text, places]) => [text, [...places.values()].toSorted((a, b) => a.placed.pos - b.placed.pos)]),
  );
}

interface Sequence {
  readonly places: readonly Place[];
  readonly between: readonly string[];
}

/** Places of different parameters that are consecutive in commands of one list, the short sequences first. */
function sequencesOf(places: readonly Place[]): readonly Sequence[] {
  const links = places.slice(1).map((next, at) => linkOf(places[at]!, next)?.between);
  const found: Sequence[] = [];
  for (let length = 2; length <= LONGEST; length += 1)
    for (let from = 0; from + length <= places.length && found.length <= MOST_SEQUENCES; from += 1) {
      const part = places.slice(from, from + length);
      const between = links.slice(from, from + length - 1).filter((link) => link !== undefined);
      if (permittedValues(part[0]!.pasted.declaration) === undefined) continue;
      if (between.length < length - 1 || new Set(part.map(({ name }) => name)).size < length) continue;
      found.push({ places: part, between });
    }
  return found;
}

function findingIn({ between, places }: Sequence): Finding | undefined {
  const scanned = places.map(({ again, context, pasted, values }, at): PlaceInSequence => {
    const { around, written } = pastingOf(values.pasting, context.isSplit);
    const lost = again && charactersLost(pasted.context, again.by);
    const without = context.table === undefined ? lost : inLine(lost);
    return { context: { ...context, together: undefined }, between: between[at] ?? "", around, written, without };
  });
  const language = inSequence(places.map(({ values }) => values.automaton));
  // The finding is about the first place, which opens or closes what it should not: otherwise none of the later values would do
  // harm.
  const { again, context, pasted } = places[0]!;
  const behind = statementBehind(places);
  const isRead = (text: string): boolean => behind === undefined || isParsed(behind, places, text.split(BETWEEN));
  for (const index of places.keys()) {
    const acceptor = new LazyAcceptor(sequenceAcceptor(scanned, index, "command", behind !== undefined));
    if (!mayHaveCommon(language, acceptor)) continue;
    const any = shortestWithin(language, acceptor, MOST_STATES, isRead);
    if (any === undefined) continue;
    const exact = new LazyAcceptor(sequenceAcceptor(scanned, index, "id", behind !== undefined));
    const [witness, ...values] = (shortestWithin(language, exact, MOST_STATES, isRead) ?? any).split(BETWEEN);
    const others = new Map(values.map((value, at) => [places[at + 1]!.name, value]));
    const reread = again && { by: again.by, span: again.span };
    return { kind: "together", pasted, witness, others, context, again: reread };
  }
  return undefined;
}

/** The maximum length of a statement that is parsed with the values in it, in UTF-16 units. */
const LONG_STATEMENT = 4000;

/** The statement around the places, if one of the values is pasted again after them, where it may close what it left open. */
function statementBehind(places: readonly Place[]): string | undefined {
  const [first, last] = [places[0]!.placed, places.at(-1)!.placed];
  const [start, end] = [topLevelStatement(first.at)?.pos, topLevelStatement(last.at)?.end];
  if (start === undefined || end === undefined || end - start > LONG_STATEMENT) return undefined;
  const until = lineEnd(first.text, end);
  const names = new Set(places.map(({ name }) => name));
  const isAgain = Array.from(first.text.slice(last.end, until).matchAll(PASTED)).some(([, name]) => names.has(name!));
  return isAgain ? first.text.slice(start, until) : undefined;
}

/** Whether a shell can parse the statement with these values. */
function isParsed(statement: string, places: readonly Place[], values: readonly string[]): boolean {
  const pasted = new Map(
    places.map(({ context, name, values: { pasting } }, at) => [
      name,
      pastedText(values[at]!, pasting, context.isSplit),
    ]),
  );
  return parseShell(statement.replaceAll(PASTED, (_, name: string) => pasted.get(name) ?? "x")).errors.length === 0;
}

const PASTED = /\{\{\s*([^{}\s]+)\s*\}\}/g;
