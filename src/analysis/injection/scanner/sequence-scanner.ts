/**
 * Simulates how a shell reads the values of several parameters, one after the other with the author's text between them: what one
 * value opens, the next may close. The places' automata run one after the other; `BETWEEN` leads from a value to the next.
 */
import { BETWEEN } from "../language/alphabet.ts";
import type { Acceptor } from "../language/lazy-acceptor.ts";
import type { PasteContext } from "./paste-context.ts";
import type { Wanted } from "./scan.ts";
import { START, type ScanState } from "./scan-state.ts";
import { modeInside, ValueScanner } from "./value-scanner.ts";

export interface PlaceInSequence {
  readonly context: PasteContext;
  /** The author's text up to the next place. */
  readonly between: string;
  /** What the agent writes for a character, and around the value. */
  readonly written: (character: string) => string;
  readonly around: readonly [string, string];
  /** Characters that the value must not contain. */
  readonly without: RegExp | undefined;
}

/**
 * @param index the place whose value runs a command
 * @param isOpen whether what the last value leaves open may be closed after it
 */
export function sequenceAcceptor(
  places: readonly PlaceInSequence[],
  index: number,
  wanted: Wanted,
  isOpen: boolean,
): Acceptor {
  const count = places.length;
  const scanners = places.map(({ context }) => new ValueScanner(context, wanted));
  const usual = places.map(({ between, context }, at) => {
    const next = scanners[at]!.behind({ ...START, mode: modeInside(context) }, between);
    return next === undefined ? undefined : scanners[at]!.enter(withoutHarm(next));
  });
  const walk = (place: number, state: number, text: string): number => {
    let at = state;
    for (const character of text) at = scanners[place]!.stepByKind(at, character);
    return at;
  };
  const numbered = (place: number, state: number): number => (state < 0 ? -1 : state * count + place);
  const left = (place: number, state: number): number => walk(place, state, places[place]!.around[1]);
  const entered = (place: number, state: number): number => walk(place, state, places[place]!.around[0]);
  /** Continues after a value that leaves its place in a state that the author did not intend. */
  const next = (place: number, state: number): number => {
    const end = left(place, state);
    if (end < 0 || place + 1 === count) return -1;
    const scanner = scanners[place]!;
    const begins = scanner.behind(scanner.stateOf(end), places[place]!.between);
    if (begins === undefined || scanner.enter(withoutHarm(begins)) === usual[place]) return -1;
    const hasRun = begins.harm !== undefined;
    if (hasRun ? place < index : place === index) return -1;
    return numbered(place + 1, entered(place + 1, scanners[place + 1]!.enter(begins)));
  };
  return {
    start: numbered(0, entered(0, scanners[0]!.start)),
    kindOf: (character) =>
      character === BETWEEN
        ? BETWEEN
        : places
            .map(({ without, written }, place) =>
              without?.test(character) === true
                ? "without"
                : Array.from(written(character), (one) => scanners[place]!.kindOf(one)).join("+"),
            )
            .join(" "),
    step: (state, character) => {
      const place = state % count;
      const at = (state - place) / count;
      if (character === BETWEEN) return next(place, at);
      const { without, written } = places[place]!;
      return without?.test(character) === true ? -1 : numbered(place, walk(place, at, written(character)));
    },
    accepts: (state) => {
      const place = state % count;
      if (place < count - 1) return false;
      const end = left(place, (state - place) / count);
      return scanners[place]!.harmAt(end, isOpen) === "command";
    },
  };
}

function withoutHarm(state: ScanState): ScanState {
  return { ...state, harm: undefined, own: false };
}
