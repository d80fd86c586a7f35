/**
 * The shortest text of a language that another automaton accepts: breadth-first search over the product of a nondeterministic
 * automaton (what a declaration permits) and a deterministic one (what harms where it is pasted). No text is enumerated.
 */
import { alphabetOf, END, NEWLINE, OTHER, WORD, type Class, type Letter } from "./alphabet.ts";
import type { Automaton } from "./automaton.ts";
import type { LazyAcceptor } from "./lazy-acceptor.ts";
import type { Assertion } from "./pattern-syntax.ts";

/** Product states after which a search gives up. */
const MAX_STATES = 100_000;
/** Texts that are not wanted, after which it gives up as well. */
const MOST_PASSED_OVER = 20;

/** Product states of all searches for one file. */
const MOST_IN_FILE = 500_000;

/** How many of them are left. */
let statesLeft = MOST_IN_FILE;

/** Starts to count again: another file is looked at. */
export function startSearching(): void {
  statesLeft = MOST_IN_FILE;
}

/** Counts the states of an automaton that was built for the file: they are kept, and each is looked at several times. */
export function countBuilt(states: number): void {
  statesLeft -= PER_BUILT * states;
}

const PER_BUILT = 2;

/** Whether searches give up that could be made if others had not been: nothing is known of what they look for. */
export function isSearchedOut(): boolean {
  return statesLeft <= 0;
}

const ANYTHING = END | NEWLINE | WORD | OTHER;

/** What may follow if the assertion holds behind a character of this class; END stands for the start of the text. */
export function following(assertion: Assertion, before: Class): number {
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
 * Whether a text that the acceptor accepts can be written with the language's characters. Most patterns permit no character that
 * does harm: then nothing else of them matters.
 */
export function mayHaveCommon(language: Automaton, acceptor: LazyAcceptor): boolean {
  const { letters } = alphabetOf(language);
  return acceptor.acceptsOver(new Set(letters.map(({ character }) => acceptor.kindOf(character))));
}

interface Tried extends Letter {
  readonly kind: number;
}

/** One letter for all that neither automaton can tell apart. */
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

/** The same as `shortestCommon`; `undefined` too if the search would take too many states. */
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
 * The shortest text in both languages; `undefined` if there is none. Whether there can be one, `mayHaveCommon` says faster.
 * @param mostStates product states after which the search gives up
 * @param isWanted what else must hold of the text
 * @throws RangeError if the search would take too many states, or pass over too many texts.
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
  /** Whether the text that leads to this state is the one that is looked for. */
  const isFound = (index: number): boolean => {
    const text = textOf(index);
    if (isWanted(text)) found = text;
    else if (++passedOver > MOST_PASSED_OVER) throw new RangeError("The search passes over too many texts.");
    return found !== undefined;
  };

  /** Adds a product state and all that follow it without reading; whether one of them is the end of the text that is looked for. */
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
        const left = assert === undefined ? allowed : allowed & following(assert, before);
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
