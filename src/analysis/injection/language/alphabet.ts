/** The characters that a search over a language tries: enough of them to follow every transition of the language's automaton. */
import { readsOf, type Automaton, type State } from "./automaton.ts";
import { hasCode, type CharacterSet } from "./character-set.ts";

/** The class of a character for assertions: bits of a mask. */
export const END = 1;
export const NEWLINE = 2;
export const WORD = 4;
export const OTHER = 8;

export type Class = typeof END | typeof NEWLINE | typeof WORD | typeof OTHER;

/** Separates the texts of a sequence. No value contains it. */
export const BETWEEN = "\0";

export function classOf(character: string): Class {
  if (character === "\n") return NEWLINE;
  return /[A-Za-z0-9_]/.test(character) ? WORD : OTHER;
}

/** A character that some text of the language may contain. */
export interface Letter {
  readonly character: string;
  readonly class: Class;
  /** Equal for letters that the language does not distinguish. */
  readonly group: number;
  /** For each set of the alphabet, by its index, whether it contains the character. */
  readonly members: readonly boolean[];
}

export interface Alphabet {
  /** In order of preference. */
  readonly letters: readonly Letter[];
  /** For each state of the automaton, the transitions on a path to the accepting state. */
  readonly reads: readonly (readonly { readonly set: number; readonly to: number }[])[];
}

/**
 * Characters in order of preference: the shortest text is found first, and among equally short ones the text with the earlier
 * characters.
 */
const PREFERRED = `id;$()"'\`| &x*o f r n e c s a w ]] [[ = . / : - _ , @ % + 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ > < \n \t # ~ { } [ ] ! ? ^ \\`;
const BEYOND_ASCII = "éßЖ中あ한\u{1F600}\u{10FFFF}";

const CANDIDATES: ReadonlySet<string> = new Set([
  ...PREFERRED,
  ...Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).filter((_, code) => code === 9 || code > 31),
  "\r",
  ...BEYOND_ASCII,
]);

/** The maximum number of sets, and of ranges in each, that contribute characters of their own. */
const MOST_SETS = 500;
const MOST_RANGES = 20;

const known = new WeakMap<Automaton, Alphabet>();

export function alphabetOf(automaton: Automaton): Alphabet {
  let alphabet = known.get(automaton);
  if (alphabet === undefined) known.set(automaton, (alphabet = read(automaton)));
  return alphabet;
}

function read(automaton: Automaton): Alphabet {
  const sets: CharacterSet[] = [];
  const indexOf = indexesOf(sets);
  const reads = readsOf(automaton).map((all) => all.map(({ set, to }) => ({ set: indexOf(set), to })));
  return { reads, letters: lettersOf(sets) };
}

/** Returns a function that maps a set to its index among the distinct sets, and adds new sets. */
function indexesOf(sets: CharacterSet[]): (set: CharacterSet) => number {
  const indexes = new Map<string, number>();
  const seen = new Map<CharacterSet, number>();
  return (set) => {
    let index = seen.get(set);
    if (index !== undefined) return index;
    const key = set.ranges.join(" ");
    index = indexes.get(key);
    if (index === undefined) indexes.set(key, (index = sets.push(set) - 1));
    seen.set(set, index);
    return index;
  };
}

/**
 * Returns the automaton of one text from each language, with `BETWEEN` after each except the last. For assertions, `BETWEEN` is
 * the end of one text and the start of the next.
 */
export function inSequence(languages: readonly Automaton[]): Automaton {
  const states: State[] = [];
  const parts: { readonly language: Automaton; readonly first: number }[] = [];
  for (const language of languages) {
    const first = states.length;
    parts.push({ language, first });
    for (const { empty, reads } of language.states)
      states.push({
        reads: reads.map(({ set, to }) => ({ set, to: to + first })),
        empty: empty.map(({ assert, to }) => ({ assert, to: to + first })),
      });
  }
  const sets: CharacterSet[] = [];
  const indexOf = indexesOf(sets);
  const reads = parts.flatMap(({ language, first }) =>
    readsOf(language).map((all) => all.map(({ set, to }) => ({ set: indexOf(set), to: to + first }))),
  );
  const letters = lettersOf(sets);
  const separator = sets.length;
  for (const [index, { language, first }] of parts.entries()) {
    const next = parts[index + 1];
    if (next !== undefined)
      reads[language.accepting + first]!.push({ set: separator, to: next.language.start + next.first });
  }
  const members = sets.map(() => false);
  members[separator] = true;
  const between: Letter = { character: BETWEEN, class: END, group: letters.length, members };
  const last = parts.at(-1)!;
  const sequence = { states, start: parts[0]!.language.start, accepting: last.language.accepting + last.first };
  known.set(sequence, { reads, letters: [between, ...letters] });
  return sequence;
}

function lettersOf(sets: readonly CharacterSet[]): readonly Letter[] {
  const candidates = new Set(CANDIDATES);
  for (const { ranges } of sets.slice(0, MOST_SETS))
    for (const [first] of ranges.slice(0, MOST_RANGES)) if (first > 127) candidates.add(String.fromCodePoint(first));
  const groups = new Map<string, number>();
  const letters: Letter[] = [];
  for (const character of candidates) {
    const code = character.codePointAt(0)!;
    const members = sets.map((set) => hasCode(set, code));
    if (!members.includes(true)) continue;
    const kind = classOf(character);
    let key = `${kind} `;
    for (const member of members) key += member ? "1" : "0";
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = groups.size));
    letters.push({ character, class: kind, group, members });
  }
  return letters;
}
