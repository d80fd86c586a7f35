/** Whether a declaration permits a value that does harm where it is pasted: the two languages have a text in common. */
import type { DeclaredValues, Pasting } from "./declared-values.ts";
import { shortestCommon, type Acceptor } from "./language/search.ts";
import type { PasteContext } from "./paste-context.ts";
import { ValueScanner, type Harm } from "./value-scanner.ts";

export interface Witness {
  /** The shortest value that does it; one that runs `id` if the declaration permits such. */
  readonly value: string;
  readonly harm: Harm;
}

const known = new Map<string, Witness | undefined>();

/** Witnesses that are kept: of the declarations and contexts that were asked for last. */
const MOST = 2000;

/** `undefined` if no permitted value does harm, or the search would take too long. */
export function witnessOf(values: DeclaredValues, context: PasteContext): Witness | undefined {
  const key = `${JSON.stringify(context)} ${values.key}`;
  if (known.has(key)) return known.get(key);
  const witness = found(values, context);
  if (known.size >= MOST) known.clear();
  known.set(key, witness);
  return witness;
}

function found(values: DeclaredValues, context: PasteContext): Witness | undefined {
  for (const wanted of ["id", "command", "write"] as const) {
    const acceptor = acceptorOf(new ValueScanner(context, wanted), values.pasting, context.isSplit);
    try {
      const value = shortestCommon(values.automaton, acceptor);
      if (value !== undefined) return { value, harm: wanted === "write" ? "write" : "command" };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

/** Go's `json.Marshal`, which also escapes what HTML means something by. */
export function encoded(character: string): string {
  if (/[&<>]/.test(character)) return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(character).slice(1, -1);
}

/** The scanner over what the agent pastes for a value. */
function acceptorOf(scanner: ValueScanner, pasting: Pasting, isSplit: boolean): Acceptor {
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
    kindOf: (character) => (encode(character) === character ? scanner.kindOf(character) : character),
    step: (state, character) => walk(state, encode(character)),
    accepts: (state) => scanner.harmAt(walk(state, after)) !== undefined,
  };
}
