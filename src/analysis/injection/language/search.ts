/**
 * Finds the shortest text of a language that another automaton accepts, by breadth-first search over the product of a
 * nondeterministic automaton (what a declaration permits) and a deterministic one (what does harm where it is pasted). No text is
 * enumerated.
 */
import { alphabetOf, END, NEWLINE, OTHER, WORD, type Class, type Letter } from "./alphabet.ts";
import type { Automaton } from "./automaton.ts";
import type { LazyAcceptor } from "./lazy-acceptor.ts";
import type { Assertion } from "./pattern-syntax.ts";

/** The number of product states after which a search gives up. */
const MAX_STATES = 100_000;
/** The number of unwanted texts after which a search gives up too. */
const MOST_PASSED_OVER = 20;

/** The budget for all searches of one file, in product states. */
const MOST_IN_FILE = 500_000;

/** What is left of the budget. */
let statesLeft = MOST_IN_FILE;

/** Resets the budget for another file. */
export function startSearching(): void {
  statesLeft = MOST_IN_FILE;
}

/** Deducts the states of an automaton that was built for the file: they are stored, and each is visited several times. */
export function countBuilt(states: number): void {
  statesLeft -= PER_BUILT * states;
}

const PER_BUILT = 2;

/** Returns whether the budget is used up: further searches give up, and their results are unknown. */
export function isSearchedOut(): boolean {
  return statesLeft <= 0;
}

const ANYTHING = END | NEWLINE | WORD | OTHER;

/** Returns the classes that may follow if the assertion holds after a character of this class; END represents the start of the text. */
export function classesAfter(assertion: Assertion, before: Class): number {
  switch (assertion) {
    case "text-start":
      return before === END ? ANYTHING : 0;
    case "line-start":
      return before === END || before === NEWLINE ? ANYTHING : 0;
    case "text-end":
      return END;
    case "line-end":
      return END | NEWLINE;
    case "boundary":
      return before === WORD ? ANYTHING & ~WORD : WORD;
    case "no-boundary":
      return before === WORD ? WORD : ANYTHING & ~WORD;
  }
}

/**
 * Returns whether a text that the acceptor accepts can be written with the language's characters. Most patterns permit no
 * character that does harm: nothing else about them then matters.
 */
export function mayHaveCommon(language: Automaton, acceptor: LazyAcceptor): boolean {
  const { letters } = alphabetOf(language);
  return acceptor.acceptsOver(new Set(letters.map(({ character }) => acceptor.kindOf(character))));
}

interface Tried extends Letter {
  readonly kind: number;
}

/** One letter for each group that neither automaton distinguishes. */
function distinct(letters: readonly Letter[], acceptor: LazyAcceptor): readonly Tried[] {
  const seen = new Set<number>();
  const all: Tried[] = [];
  for (const letter of letters) {
    const kind = acceptor.kindOf(letter.character);
    const key = kind * letters.length + letter.group;
    if (seen.has(key)) continue;
    seen.add(key);
    all.push({ ...letter, kind });
  }
  return all;
}

/** The same as `shortestCommon`, but also `undefined` if the search would take too many states. */
export function shortestWithin(
  language: Automaton,
  acceptor: LazyAcceptor,
  mostStates?: number,
  isWanted?: (text: string) => boolean,
): string | undefined {
  try {
    return shortestCommon(language, acceptor, mostStates, isWanted);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Returns the shortest text in both languages; `undefined` if there is none. `mayHaveCommon` is a faster test for whether there
 * can be one.
 * @param mostStates the number of product states after which the search gives up
 * @param isWanted a further condition on the text
 * @throws RangeError if the search would take too many states, or reject too many texts
 */
export function shortestCommon(
  language: Automaton,
  acceptor: LazyAcceptor,
  mostStates = MAX_STATES,
  isWanted: (text: string) => boolean = () => true,
): string | undefined {
  if (statesLeft <= 0) throw new RangeError("The searches take too many states.");
  const { letters, reads } = alphabetOf(language);
  const tried = distinct(letters, acceptor);
  const seen = new Set<number>();
  const states: number[] = [];
  const scans: number[] = [];
  const parents: number[] = [];
  const written: string[] = [];
  const count = language.states.length;

  const textOf = (last: number): string => {
    let text = "";
    for (let at = last; at !== -1; at = parents[at]!) text = written[at]! + text;
    return text;
  };
  let passedOver = 0;
  let found: string | undefined;
  /** Whether the text that leads to this state is a wanted one. */
  const isFound = (index: number): boolean => {
    const text = textOf(index);
    if (isWanted(text)) found = text;
    else if (++passedOver > MOST_PASSED_OVER) throw new RangeError("The search passes over too many texts.");
    return found !== undefined;
  };

  /** Adds a product state and all states that follow it without reading; returns whether one of them ends a wanted text. */
  const add = (
    state: number,
    before: Class,
    mask: number,
    scan: number,
    parent: number,
    character: string,
  ): boolean => {
    const open: [number, number][] = [[state, mask]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [at, allowed] = next;
      const key = ((scan * count + at) * 16 + before) * 16 + allowed;
      if (seen.has(key)) continue;
      seen.add(key);
      statesLeft--;
      if (seen.size > mostStates) throw new RangeError("The search takes too many states.");
      const index = states.push(at * 256 + before * 16 + allowed) - 1;
      scans.push(scan);
      parents.push(parent);
      written.push(character);
      if (at === language.accepting && (allowed & END) !== 0 && acceptor.accepts(scan) && isFound(index)) return true;
      for (const { assert, to } of language.states[at]!.empty) {
        const left = assert === undefined ? allowed : allowed & classesAfter(assert, before);
        if (left !== 0) open.push([to, left]);
      }
    }
    return false;
  };

  if (add(language.start, END, ANYTHING, acceptor.start, -1, "")) return found;
  for (let index = 0; index < states.length; index += 1) {
    const packed = states[index]!;
    const at = packed >> 8;
    const allowed = packed & 15;
    if (reads[at]!.length === 0) continue;
    for (const { character, class: group, kind, members } of tried) {
      if ((allowed & group) === 0) continue;
      if (!reads[at]!.some(({ set }) => members[set] === true)) continue;
      const scan = acceptor.step(scans[index]!, kind);
      if (scan === -1) continue;
      for (const { set, to } of reads[at]!)
        if (members[set] === true && add(to, group, ANYTHING, scan, index, character)) return found;
    }
  }
  return found;
}
