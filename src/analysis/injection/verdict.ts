/**
 * Determines whether a declaration permits a value that does harm where it is pasted: whether the two languages have a text in
 * common.
 */
import type { DeclaredValues, Pasting } from "./language/declared-values.ts";
import { alphabetOf } from "./language/alphabet.ts";
import { LazyAcceptor, type Acceptor } from "./language/lazy-acceptor.ts";
import { isSearchedOut, mayHaveCommon, shortestWithin } from "./language/search.ts";
import { contextKey } from "./scanner/context-key.ts";
import { JointScanner } from "./scanner/joint-scanner.ts";
import type { PasteContext, PlacesTogether } from "./scanner/paste-context.ts";
import type { Wanted } from "./scanner/scan.ts";
import type { Harm, ScanState } from "./scanner/scan-state.ts";
import { throughCron } from "./rereading/through-cron.ts";
import { throughXargs } from "./rereading/through-xargs.ts";
import { ValueScanner } from "./scanner/value-scanner.ts";

export interface Witness {
  /** The shortest harmful value; one that runs `id` if the declaration permits that. */
  readonly value: string;
  readonly harm: Harm;
}

const known = new Map<string, Witness | undefined>();
const acceptors = new Map<string, LazyAcceptor>();

/** Limits on the cached witnesses and automata, which belong to the declarations and contexts used last. */
const MOST_WITNESSES = 2000;
const MOST_ACCEPTORS = 60;
/** The maximum total length of the keys of cached witnesses, in characters. */
const MOST_KEY_CHARACTERS = 2_000_000;
let keyCharacters = 0;
/** The maximum number of states of the cached automata. */
const MOST_STATES = 3_000;

/**
 * Returns `undefined` if no permitted value does harm, or the search would take too long.
 * @param without characters that the value must not contain
 */
export function witnessOf(values: DeclaredValues, context: PasteContext, without?: RegExp): Witness | undefined {
  if (isSearchedOut()) return undefined;
  const { together } = context;
  if (together === undefined) return kept(values, context, without, () => found(values, context, without));
  return kept(values, context, without, () => {
    const alone = witnessOf(values, together.places[together.index]!.context, without);
    return foundTogether(values, together, alone, without);
  });
}

function kept(
  values: DeclaredValues,
  context: PasteContext,
  without: RegExp | undefined,
  find: () => Witness | undefined,
): Witness | undefined {
  const key = `${contextKey(context)} ${without?.source ?? ""} ${values.key}`;
  if (known.has(key)) return known.get(key);
  const witness = find();
  if (isSearchedOut()) return witness;
  if (known.size >= MOST_WITNESSES || keyCharacters > MOST_KEY_CHARACTERS) {
    known.clear();
    keyCharacters = 0;
  }
  keyCharacters += key.length;
  known.set(key, witness);
  return witness;
}

function found(values: DeclaredValues, context: PasteContext, without: RegExp | undefined): Witness | undefined {
  const acceptor = (one: Wanted, but = without): LazyAcceptor => acceptorFor(context, one, values.pasting, but);
  // Values that run `id` are among those that run a command.
  const wanted: readonly Wanted[] = mayHaveCommon(values.automaton, acceptor("command"))
    ? ["id", "command", "write"]
    : ["write"];
  for (const one of wanted) {
    if (!mayHaveCommon(values.automaton, acceptor(one))) continue;
    const value = shortestWithin(values.automaton, acceptor(one));
    if (value === undefined) continue;
    const harm = one === "write" ? "write" : "command";
    // A single line is easier to read in a message.
    const inOneLine = value.includes("\n") ? shortestWithin(values.automaton, acceptor(one, inLine(without))) : value;
    return { value: inOneLine ?? value, harm };
  }
  return undefined;
}

/** Returns the characters that values must not contain if they are also limited to one line. */
export function inLine(without: RegExp | undefined): RegExp {
  return without === undefined ? /\n/ : new RegExp(`${without.source}|\\n`);
}

/** The maximum number of guesses that are tried, and of states in the search for each. */
const MOST_GUESSES = 16;
const MOST_JOINT_STATES = 2000;

/**
 * A value that does harm in one of several places that all get the same value.
 * @param alone the witness for this place if the other places did not exist
 */
function foundTogether(
  values: DeclaredValues,
  { index, places }: PlacesTogether,
  alone: Witness | undefined,
  lost: RegExp | undefined,
): Witness | undefined {
  const { automaton, pasting } = values;
  if (pasting === "map") return alone;
  const { isSplit, table } = places[index]!.context;
  // Several places together are followed within one cron job.
  const without = table === undefined ? lost : inLine(lost);
  const scannerOf = (wanted: Wanted, guess?: ScanState) => new JointScanner(places, index, wanted, guess);
  if (alone !== undefined && scannerOf(alone.harm).isHarmedBy(pastedText(alone.value, pasting, isSplit))) return alone;
  const characters = alphabetOf(automaton)
    .letters.map(({ character }) => character)
    .filter((character) => without?.test(character) !== true);
  const [before, after] = AROUND[pasting];
  const written = new Set(characters.flatMap((character) => Array.from(encoderOf(pasting)(character))));
  const guesses = scannerOf("command").guesses([...written], before, after);
  const starts = [...(alone === undefined ? [] : [undefined]), ...guesses.slice(0, MOST_GUESSES)];
  const search = (wanted: Wanted, guess: ScanState | undefined): string | undefined => {
    const acceptor = new LazyAcceptor(acceptorOf(scannerOf(wanted, guess), pasting, places[index]!.context, without));
    return shortestWithin(automaton, acceptor, MOST_JOINT_STATES);
  };
  for (const wanted of ["command", "write"] as const) {
    const all = starts.flatMap((guess) => {
      const value = search(wanted, guess);
      return value === undefined ? [] : [{ guess, value }];
    });
    if (all.length === 0) continue;
    const [{ guess, value }] = all.toSorted((a, b) => a.value.length - b.value.length) as [(typeof all)[number]];
    if (wanted === "write") return { value, harm: "write" };
    return { value: search("id", guess) ?? value, harm: "command" };
  }
  return undefined;
}

function acceptorFor(
  context: PasteContext,
  wanted: Wanted,
  pasting: Pasting,
  without: RegExp | undefined,
): LazyAcceptor {
  const key = `${wanted} ${pasting} ${without?.source ?? ""} ${contextKey(context)}`;
  let acceptor = acceptors.get(key);
  if (acceptor === undefined) {
    acceptor = new LazyAcceptor(acceptorOf(new ValueScanner(context, wanted), pasting, context, without));
    if (acceptors.size >= MOST_ACCEPTORS || statesOf([...acceptors.values()]) > MOST_STATES) acceptors.clear();
    acceptors.set(key, acceptor);
  }
  return acceptor;
}

function statesOf(all: readonly LazyAcceptor[]): number {
  return all.reduce((sum, { size }) => sum + size, 0);
}

/** Encodes a character as Go's `json.Marshal` does, which also escapes the special characters of HTML. */
export function encoded(character: string): string {
  if (/[&<>]/.test(character)) return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(character).slice(1, -1);
}

/** What the agent writes around a value that is one element of a list. */
const AROUND: Readonly<Record<Pasting, readonly [string, string]>> = {
  text: ["", ""],
  map: ["", ""],
  list: ['["', '"]'],
};

/** Returns how the agent writes a value's characters, and what it writes around them. */
export function pastingOf(pasting: Pasting, isSplit: boolean) {
  const encode = encoderOf(pasting);
  const written = isSplit ? (character: string) => encode(character).replace(/[\t\n]/, " ") : encode;
  return { written, around: AROUND[pasting] };
}

function encoderOf(pasting: Pasting): (character: string) => string {
  return pasting === "list" ? encoded : (character) => character;
}

/** Returns what the agent pastes for a value. */
export function pastedText(value: string, pasting: Pasting, isSplit: boolean): string {
  const { around, written } = pastingOf(pasting, isSplit);
  return around[0] + Array.from(value, written).join("") + around[1];
}

/** The scanner applied to what the agent pastes for a value. */
function acceptorOf(
  scanner: Pick<ValueScanner, "start" | "kindOf" | "step" | "harmAt">,
  pasting: Pasting,
  { byXargs, isSplit, table }: PasteContext,
  without?: RegExp,
): Acceptor {
  const items: Acceptor = {
    start: scanner.start,
    kindOf: (character) => scanner.kindOf(character),
    step: (state, character) => scanner.step(state, character),
    accepts: (state) => scanner.harmAt(state) !== undefined,
  };
  const inTable = table === undefined ? items : throughCron(items, table);
  const read = byXargs === undefined ? inTable : throughXargs(inTable, byXargs);
  const walk = (state: number, text: string): number => {
    let at = state;
    for (const character of text) at = at === -1 ? -1 : read.step(at, character);
    return at;
  };
  const {
    around: [before, after],
    written: encode,
  } = pastingOf(pasting, isSplit);
  return {
    start: walk(read.start, before),
    kindOf: (character) => {
      if (without?.test(character) === true) return "without";
      return encode(character) === character ? read.kindOf(character) : character;
    },
    step: (state, character) => (without?.test(character) === true ? -1 : walk(state, encode(character))),
    accepts: (state) => {
      const end = walk(state, after);
      return end !== -1 && read.accepts(end);
    },
  };
}
