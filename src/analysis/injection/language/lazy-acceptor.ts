/** A deterministic automaton over characters, whose transitions are computed lazily and cached. */

/** A deterministic automaton over characters, with -1 as its dead state. */
export interface Acceptor {
  readonly start: number;
  /** Returns the kind of a character: characters of one kind lead from each state to the same state. */
  kindOf(character: string): string;
  step(state: number, character: string): number;
  accepts(state: number): boolean;
}

/** A class of characters that the acceptor does not distinguish. */
interface Kind {
  readonly index: number;
  /** A representative of the class. */
  readonly character: string;
}

/** The transition tables of an acceptor, shared by all searches that use it. Kinds are numbers here. */
export class LazyAcceptor {
  readonly start: number;
  readonly #of: Acceptor;
  readonly #kinds = new Map<string, Kind>();
  readonly #characters: string[] = [];
  readonly #kindsOf = new Map<string, Kind>();
  /** For each state, the next state by kind. */
  readonly #steps: number[][] = [];
  readonly #accepting: boolean[] = [];
  readonly #reached = new Map<string, boolean>();

  constructor(of: Acceptor) {
    this.#of = of;
    this.start = of.start;
  }

  /** The number of cached states. */
  get size(): number {
    return this.#steps.length;
  }

  kindOf(character: string): number {
    let kind = this.#kindsOf.get(character);
    if (kind === undefined) {
      const name = this.#of.kindOf(character);
      kind = this.#kinds.get(name) ?? { index: this.#characters.push(character) - 1, character };
      this.#kinds.set(name, kind);
      this.#kindsOf.set(character, kind);
    }
    return kind.index;
  }

  /** Returns the state after a character of this kind. */
  step(state: number, kind: number): number {
    if (state === -1) return -1;
    const steps = (this.#steps[state] ??= []);
    return (steps[kind] ??= this.#of.step(state, this.#characters[kind]!));
  }

  /** @param state not the dead state */
  accepts(state: number): boolean {
    return (this.#accepting[state] ??= this.#of.accepts(state));
  }

  /** Returns whether the acceptor accepts any text of characters of these kinds. */
  acceptsOver(kinds: ReadonlySet<number>): boolean {
    const all = [...kinds].toSorted((a, b) => a - b);
    const key = all.join(" ");
    let is = this.#reached.get(key);
    if (is === undefined) this.#reached.set(key, (is = this.#search(all)));
    return is;
  }

  #search(kinds: readonly number[]): boolean {
    const seen = new Set([this.start]);
    for (const state of seen) {
      if (this.accepts(state)) return true;
      for (const kind of kinds) {
        const next = this.step(state, kind);
        if (next !== -1) seen.add(next);
      }
    }
    return false;
  }
}
