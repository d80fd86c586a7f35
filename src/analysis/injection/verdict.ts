/** Whether a declaration permits a value that does harm where it is pasted: the two languages have a text in common. */
import type { DeclaredValues, Pasting } from "./declared-values.ts";
import { LazyAcceptor, type Acceptor } from "./language/lazy-acceptor.ts";
import { mayHaveCommon, shortestCommon } from "./language/search.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import type { Wanted } from "./scanner/scan.ts";
import type { Harm } from "./scanner/scan-state.ts";
import { ValueScanner } from "./scanner/value-scanner.ts";

export interface Witness {
  /** The shortest value that does it; one that runs `id` if the declaration permits such. */
  readonly value: string;
  readonly harm: Harm;
}

const known = new Map<string, Witness | undefined>();
const acceptors = new Map<string, LazyAcceptor>();
const keys = new WeakMap<PasteContext, string>();

/** Witnesses and automata that are kept: of the declarations and contexts that were asked for last. */
const MOST_WITNESSES = 2000;
const MOST_ACCEPTORS = 300;
/** Characters of the keys of kept witnesses. */
const MOST_KEY_CHARACTERS = 2_000_000;
let keyCharacters = 0;
/** States of the kept automata. */
const MOST_STATES = 100_000;

/**
 * `undefined` if no permitted value does harm, or the search would take too long.
 * @param without characters that the value must not hold
 */
export function witnessOf(values: DeclaredValues, context: PasteContext, without?: RegExp): Witness | undefined {
  const key = `${keyOf(context)} ${without?.source ?? ""} ${values.key}`;
  if (known.has(key)) return known.get(key);
  const witness = found(values, context, without);
  if (known.size >= MOST_WITNESSES || keyCharacters > MOST_KEY_CHARACTERS) {
    known.clear();
    keyCharacters = 0;
  }
  keyCharacters += key.length;
  known.set(key, witness);
  return witness;
}

/** Equal for contexts that are alike. */
function keyOf(context: PasteContext): string {
  let key = keys.get(context);
  if (key === undefined) keys.set(context, (key = JSON.stringify(context)));
  return key;
}

/** The shortest value that is accepted; `undefined` too if the search would take too long. */
function shortestWithin(automaton: DeclaredValues["automaton"], acceptor: LazyAcceptor): string | undefined {
  try {
    return shortestCommon(automaton, acceptor);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function found(values: DeclaredValues, context: PasteContext, without: RegExp | undefined): Witness | undefined {
  const acceptor = (one: Wanted): LazyAcceptor => acceptorFor(context, one, values.pasting, without);
  // Values that run `id` are among those that run a command.
  const wanted: readonly Wanted[] = mayHaveCommon(values.automaton, acceptor("command"))
    ? ["id", "command", "write"]
    : ["write"];
  for (const one of wanted) {
    const value = shortestWithin(values.automaton, acceptor(one));
    if (value !== undefined) return { value, harm: one === "write" ? "write" : "command" };
  }
  return undefined;
}

function acceptorFor(
  context: PasteContext,
  wanted: Wanted,
  pasting: Pasting,
  without: RegExp | undefined,
): LazyAcceptor {
  const key = `${wanted} ${pasting} ${without?.source ?? ""} ${keyOf(context)}`;
  let acceptor = acceptors.get(key);
  if (acceptor === undefined) {
    acceptor = new LazyAcceptor(acceptorOf(new ValueScanner(context, wanted), pasting, context.isSplit, without));
    if (acceptors.size >= MOST_ACCEPTORS || statesOf([...acceptors.values()]) > MOST_STATES) acceptors.clear();
    acceptors.set(key, acceptor);
  }
  return acceptor;
}

function statesOf(all: readonly LazyAcceptor[]): number {
  return all.reduce((sum, { size }) => sum + size, 0);
}

/** Go's `json.Marshal`, which also escapes what HTML means something by. */
export function encoded(character: string): string {
  if (/[&<>]/.test(character)) return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(character).slice(1, -1);
}

/** The scanner over what the agent pastes for a value. */
function acceptorOf(scanner: ValueScanner, pasting: Pasting, isSplit: boolean, without?: RegExp): Acceptor {
  const walk = (state: number, text: string): number => {
    let at = state;
    for (const character of text) at = scanner.step(at, character);
    return at;
  };
  const [before, after] = pasting === "list" ? ['["', '"]'] : ["", ""];
  const written = pasting === "list" ? encoded : (character: string) => character;
  const encode = isSplit ? (character: string) => written(character).replace(/[\t\n]/, " ") : written;
  return {
    start: walk(scanner.start, before),
    kindOf: (character) => {
      if (without?.test(character) === true) return "without";
      return encode(character) === character ? scanner.kindOf(character) : character;
    },
    step: (state, character) => (without?.test(character) === true ? -1 : walk(state, encode(character))),
    accepts: (state) => scanner.harmAt(walk(state, after)) !== undefined,
  };
}
