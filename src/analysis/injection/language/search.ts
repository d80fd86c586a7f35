/**
 * The shortest text of a language that another automaton accepts: breadth-first search over the product of a nondeterministic
 * automaton (what a declaration permits) and a deterministic one (what harms where it is pasted). No text is enumerated.
 */
import { hasCode, type CharacterSet } from "./character-set.ts";
import { leadingOn, overSameCharacters, type Automaton } from "./automaton.ts";
import type { Assertion } from "./pattern-syntax.ts";

/** A deterministic automaton over characters, with -1 as its dead state. */
export interface Acceptor {
  readonly start: number;
  /** Characters of one kind lead from each state to the same state. */
  kindOf(character: string): string;
  step(state: number, character: string): number;
  accepts(state: number): boolean;
}

/** Product states after which a search gives up. */
const MAX_STATES = 300_000;

/** What the text may be followed by, after an assertion: bits of a mask. */
const END = 1;
const NEWLINE = 2;
const WORD = 4;
const OTHER = 8;
const ANYTHING = END | NEWLINE | WORD | OTHER;

type Class = typeof END | typeof NEWLINE | typeof WORD | typeof OTHER;

function classOf(character: string): Class {
  if (character === "\n") return NEWLINE;
  return /[A-Za-z0-9_]/.test(character) ? WORD : OTHER;
}

/** What may follow if the assertion holds behind a character of this class; END stands for the start of the text. */
function following(assertion: Assertion, before: Class): number {
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

/** Characters in order of preference: the shortest text is found first, of equally short ones that with the earlier characters. */
const PREFERRED = `id;$()"'\`| &x*o f r n e c s a w ]] [[ = . / : - _ , @ % + 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ > < \n \t # ~ { } [ ] ! ? ^ \\`;
const BEYOND_ASCII = "éßЖ中あ한\u{1F600}\u{10FFFF}";

/** Characters that neither automaton can tell apart. */
interface Kind {
  readonly character: string;
  readonly class: Class;
  /** For each set of the automaton, by its index, whether it has the character. */
  readonly members: readonly boolean[];
}

/** One character for each kind that either automaton can tell apart. */
function kinds(sets: readonly CharacterSet[], kindOf: Acceptor["kindOf"]): Kind[] {
  const candidates = new Set<string>();
  for (const character of PREFERRED) candidates.add(character);
  for (let code = 9; code < 127; code += code === 10 ? 22 : 1) candidates.add(String.fromCharCode(code));
  candidates.add("\r");
  for (const character of BEYOND_ASCII) candidates.add(character);
  for (const { ranges } of sets.slice(0, 500))
    for (const [first] of ranges.slice(0, 20)) if (first > 127) candidates.add(String.fromCodePoint(first));
  const seen = new Set<string>();
  const all: Kind[] = [];
  for (const character of candidates) {
    const code = character.codePointAt(0)!;
    const members = sets.map((set) => hasCode(set, code));
    const kind = classOf(character);
    let key = `${kindOf(character)} ${kind} `;
    for (const member of members) key += member ? "1" : "0";
    if (seen.has(key)) continue;
    seen.add(key);
    all.push({ character, class: kind, members });
  }
  return all;
}

/**
 * The shortest text in both languages; `undefined` if there is none.
 * @throws RangeError if the search would take too many states.
 */
export function shortestCommon(language: Automaton, acceptor: Acceptor): string | undefined {
  const alive = leadingOn(language);
  // Most patterns permit no character that does harm: then the order of the others does not matter.
  const loose = overSameCharacters(language);
  if (language.states.length > 1 && search(loose, acceptor, [true]) === undefined) return undefined;
  return search(language, acceptor, alive);
}

function search(language: Automaton, acceptor: Acceptor, alive: readonly boolean[]): string | undefined {
  const sets: CharacterSet[] = [];
  const indexOf = new Map<string, number>();
  const reads = language.states.map((state) =>
    state.reads.map(({ set, to }) => {
      const key = set.ranges.join(" ");
      let index = indexOf.get(key);
      if (index === undefined) {
        index = sets.push(set) - 1;
        indexOf.set(key, index);
      }
      return { index, to };
    }),
  );
  const characters = kinds(sets, acceptor.kindOf);
  const seen = new Set<number>();
  const states: number[] = [];
  const scans: number[] = [];
  const parents: number[] = [];
  const written: string[] = [];
  const count = language.states.length;

  /** Adds a product state and all that follow it without reading; -1, or the index of one that accepts. */
  const add = (state: number, before: Class, mask: number, scan: number, parent: number, character: string): number => {
    const open: [number, number][] = [[state, mask]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [at, allowed] = next;
      const key = ((scan * count + at) * 16 + before) * 16 + allowed;
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > MAX_STATES) throw new RangeError("The search takes too many states.");
      const index = states.push(at * 256 + before * 16 + allowed) - 1;
      scans.push(scan);
      parents.push(parent);
      written.push(character);
      if (at === language.accepting && (allowed & END) !== 0 && acceptor.accepts(scan)) return index;
      for (const { assert, to } of language.states[at]!.empty) {
        const left = assert === undefined ? allowed : allowed & following(assert, before);
        if (left !== 0) open.push([to, left]);
      }
    }
    return -1;
  };

  let found = add(language.start, END, ANYTHING, acceptor.start, -1, "");
  for (let index = 0; found === -1 && index < states.length; index += 1) {
    const packed = states[index]!;
    const at = packed >> 8;
    const allowed = packed & 15;
    if (reads[at]!.length === 0) continue;
    for (const { character, class: kind, members } of characters) {
      if ((allowed & kind) === 0) continue;
      if (!reads[at]!.some((read) => members[read.index] === true && alive[read.to] === true)) continue;
      const scan = acceptor.step(scans[index]!, character);
      if (scan === -1) continue;
      for (const read of reads[at]!) {
        if (members[read.index] !== true || alive[read.to] !== true) continue;
        found = add(read.to, kind, ANYTHING, scan, index, character);
        if (found !== -1) break;
      }
      if (found !== -1) break;
    }
  }
  if (found === -1) return undefined;
  let text = "";
  for (let at = found; at !== -1; at = parents[at]!) text = written[at]! + text;
  return text;
}
