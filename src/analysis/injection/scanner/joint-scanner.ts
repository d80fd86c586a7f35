/**
 * Simulates how a shell reads one value in several places: the automata of the places advance in step, as each gets the same
 * characters. The state in which a place begins depends on how the value left the previous place. So a state is guessed, followed
 * from the start, and compared with the actual state at the end (a product construction with a guess).
 */
import { CHAINS } from "./chains.ts";
import { contextKey } from "./context-key.ts";
import { mayEnd } from "./ending.ts";
import type { PasteContext, PlaceTogether } from "./paste-context.ts";
import { WITNESS, type Wanted } from "./scan.ts";
import { START, stateKey, withoutStale, type ScanState } from "./scan-state.ts";
import { modeInside, SYNTAX_ERROR, ValueScanner } from "./value-scanner.ts";

/** The maximum number of states in which a value may leave a place that are tried as guesses. */
const MOST_STATES = 400;

/** A place's automaton, started in one of its possible states. */
interface Run {
  readonly place: number;
  /** `undefined`: as the author intended. */
  readonly guess: ScanState | undefined;
  readonly key: string | undefined;
  readonly start: number;
}

export class JointScanner {
  readonly start: number;
  readonly #hasGuess: boolean;
  readonly #places: readonly PlaceTogether[];
  readonly #index: number;
  readonly #wanted: Wanted;
  readonly #scanners: readonly ValueScanner[];
  readonly #runs: readonly Run[];
  /** For each place, the state in which the next place begins as the author intended. */
  readonly #usual: readonly (string | undefined)[];
  readonly #vectors: (readonly number[])[] = [];
  readonly #ids = new Map<string, number>();

  /**
   * @param index the place that must do harm
   * @param guess how the value leaves a place, other than the author intended
   */
  constructor(places: readonly PlaceTogether[], index: number, wanted: Wanted, guess?: ScanState) {
    this.#places = places;
    this.#index = index;
    this.#wanted = wanted;
    this.#scanners = scannersOf(places, wanted);
    this.#hasGuess = guess !== undefined;
    this.#usual = places.map(({ between }, place) =>
      between === undefined ? undefined : this.#usually(place, between),
    );
    const runs: Run[] = [];
    for (const [place, scanner] of this.#scanners.entries()) {
      runs.push({ place, guess: undefined, key: undefined, start: scanner.start });
      if (guess !== undefined && place > 0)
        runs.push({ place, guess, key: stateKey(guess), start: scanner.enter(guess) });
    }
    this.#runs = runs;
    this.start = this.#intern(runs.map(({ start }) => start));
  }

  /** Returns the kind of a character: characters of one kind lead to the same states. */
  kindOf(character: string): string {
    return this.#scanners.map((scanner) => scanner.kindOf(character)).join(" ");
  }

  step(state: number, character: string): number {
    if (state === -1) return -1;
    const vector = this.#vectors[state]!;
    const next = this.#runs.map(({ place }, run) => this.#scanners[place]!.stepByKind(vector[run]!, character));
    return this.#runs.some((run, at) => next[at]! >= 0 && isGuessed(run) === this.#hasGuess) ? this.#intern(next) : -1;
  }

  /** Returns whether the value does harm in the place, and the shell can parse the text with the value in all places. */
  harmAt(state: number): "command" | undefined {
    if (state === -1) return undefined;
    const vector = this.#vectors[state]!;
    const follows = this.#follows((place, entered) => {
      const run = this.#runOf(place, entered);
      return run === undefined ? -1 : vector[run]!;
    });
    return follows ? "command" : undefined;
  }

  /** Returns whether this text does harm, as the agent pastes it. */
  isHarmedBy(text: string): boolean {
    return this.#follows((place, entered) => {
      const scanner = this.#scanners[place]!;
      return walk(scanner, entered === undefined ? scanner.start : scanner.enter(entered), text);
    });
  }

  /**
   * Returns the states in which values can leave a place, other than the author intended, so that the next place begins in a
   * different state. Empty if no value does harm in the required place. This follows each place independently, regardless of what
   * the others get.
   */
  guesses(characters: readonly string[], before: string, after: string): readonly ScanState[] {
    const found = new Map<string, ScanState>();
    const open = this.#scanners.map((scanner) => [walk(scanner, scanner.start, before)]);
    let isHarmed = false;
    for (const [place, { between }] of this.#places.entries()) {
      const scanner = this.#scanners[place]!;
      const usual = this.#usual[place];
      for (const state of reachedIn(scanner, open[place]!, characters)) {
        if (place === this.#index && scanner.isHarmed(state)) isHarmed = true;
        if (between === undefined) continue;
        const end = walk(scanner, state, after);
        const next = end < 0 ? undefined : this.#behind(place, end, between);
        if (next === undefined || next.mode === "done") continue;
        const guess = begun(next);
        const key = stateKey(guess);
        if (key === usual) continue;
        found.set(key, guess);
        open[place + 1]!.push(this.#scanners[place + 1]!.enter(guess));
      }
    }
    return isHarmed ? [...found.values()] : [];
  }

  /** Follows the text with the value in all places, place by place. */
  #follows(leaves: (place: number, entered: ScanState | undefined) => number): boolean {
    let entered: ScanState | undefined;
    let isHarmed = false;
    for (const [place, { between, context, endsLine }] of this.#places.entries()) {
      const id = leaves(place, entered);
      const isWanted = place === this.#index;
      if (id === SYNTAX_ERROR) return false;
      if (id === -1) {
        // The effect of the value there, if the place begins as the author intended, is unknown and assumed to be none.
        if (entered !== undefined || isWanted || CHAINS.has(context.role)) return false;
        continue;
      }
      const left = this.#scanners[place]!.stateOf(id);
      if (left.mode === "done") {
        if (isWanted && this.#isHarm(left.harm)) return true;
        entered = undefined;
        continue;
      }
      const next = between === undefined ? undefined : this.#behind(place, id, between);
      if (next === undefined) {
        if (!mayEnd(context, left)) return false;
        if (isWanted && this.#isHarm(this.#ended(context, left))) isHarmed = true;
        entered = undefined;
        continue;
      }
      if (isWanted && this.#isHarm(next.harm)) isHarmed = true;
      if (next.mode === "done") {
        if (isHarmed) return true;
        entered = undefined;
        continue;
      }
      const begins = begun(next);
      entered = stateKey(begins) === this.#usual[place] ? undefined : begins;
      if (isHarmed && endsLine && entered === undefined) return true;
    }
    return isHarmed;
  }

  #behind(place: number, id: number, between: string): ScanState | undefined {
    const scanner = this.#scanners[place]!;
    return scanner.behind(scanner.stateOf(id), between);
  }

  #isHarm(harm: ScanState["harm"]): boolean {
    return harm !== undefined && (harm === "write") === (this.#wanted === "write");
  }

  /** The harm that is done if nothing of the value follows. */
  #ended({ attached }: PasteContext, { harm, mode, step }: ScanState): ScanState["harm"] {
    if (harm !== undefined) return harm;
    const isRun = this.#wanted === "id" ? step === WITNESS.length : step === 1;
    return (mode === "name" || mode === "subshell") && !attached && isRun ? "command" : undefined;
  }

  #runOf(place: number, entered: ScanState | undefined): number | undefined {
    const key = entered && stateKey(entered);
    const found = this.#runs.findIndex((run) => run.place === place && run.key === key);
    return found === -1 ? undefined : found;
  }

  /** The state in which the next place begins if the value is a part of a word, as the author intended. */
  #usually(place: number, between: string): string | undefined {
    const { context } = this.#places[place]!;
    const next = this.#scanners[place]!.behind({ ...START, mode: modeInside(context) }, between);
    return next && stateKey(begun(next));
  }

  #intern(vector: readonly number[]): number {
    const key = vector.join(" ");
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#vectors.push(vector) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }
}

function isGuessed({ guess }: Run): boolean {
  return guess !== undefined;
}

/** The state in which a place begins, regardless of earlier harm. */
function begun(state: ScanState): ScanState {
  return withoutStale({ ...state, harm: undefined, own: false });
}

const scanners = new Map<string, ValueScanner>();

/** The maximum number of cached scanners, and of their states. */
const MOST_SCANNERS = 300;
const MOST_KEPT_STATES = 1000;

/** Returns one scanner for each context. */
function scannersOf(places: readonly PlaceTogether[], wanted: Wanted): readonly ValueScanner[] {
  let states = 0;
  for (const { size } of scanners.values()) states += size;
  if (scanners.size > MOST_SCANNERS || states > MOST_KEPT_STATES) scanners.clear();
  return places.map(({ context }) => {
    const key = `${wanted} ${contextKey(context)}`;
    let scanner = scanners.get(key);
    if (scanner === undefined) scanners.set(key, (scanner = new ValueScanner(context, wanted)));
    return scanner;
  });
}

function walk(scanner: ValueScanner, state: number, text: string): number {
  let at = state;
  for (const character of text) at = scanner.stepByKind(at, character);
  return at;
}

function reachedIn(scanner: ValueScanner, from: readonly number[], characters: readonly string[]): Iterable<number> {
  const seen = new Set(from);
  for (const state of seen) if (state < 0) seen.delete(state);
  // Characters of one kind lead to the same states.
  const kinds = [...new Map(characters.map((character) => [scanner.kindOf(character), character])).values()];
  for (const state of seen) {
    for (const character of kinds) {
      const next = scanner.stepByKind(state, character);
      if (next >= 0) seen.add(next);
    }
    if (seen.size > MOST_STATES) break;
  }
  return seen;
}
