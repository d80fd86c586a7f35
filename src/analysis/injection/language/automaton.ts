/**
 * A pattern as a nondeterministic finite automaton (Thompson's construction), whose language is what the agent accepts: all texts
 * in which the pattern matches anywhere (Go's `MatchString` does not anchor).
 */
import { ANY_CHARACTER, oneOf, setOf, type CharacterSet, type CodeRange } from "./character-set.ts";
import type { Assertion, Pattern } from "./pattern-syntax.ts";

/** Above this number of states, counted repetitions become unbounded: the automaton then accepts more than the pattern. */
const MAX_STATES = 4000;

export interface State {
  /** Transitions that read one character of the set. */
  readonly reads: { readonly set: CharacterSet; to: number }[];
  /** Transitions without reading, taken if the assertion holds. */
  readonly empty: { readonly assert: Assertion | undefined; to: number }[];
}

export interface Automaton {
  readonly states: readonly State[];
  readonly start: number;
  readonly accepting: number;
}

/** Returns the automaton of all texts in which the pattern matches. */
export function searchAutomaton(pattern: Pattern): Automaton {
  const builder = new Builder();
  const start = builder.state();
  const body = builder.fragment(pattern);
  const end = builder.state();
  builder.read(start, ANY_CHARACTER, start);
  builder.skip(start, body.from);
  builder.skip(body.to, end);
  builder.read(end, ANY_CHARACTER, end);
  return { states: builder.states, start, accepting: end };
}

/** The automaton of every text. */
export const EVERY_TEXT: Automaton = {
  states: [{ reads: [{ set: ANY_CHARACTER, to: 0 }], empty: [] }],
  start: 0,
  accepting: 0,
};

/** Returns the characters in the automaton's texts, possibly with others. */
export function charactersOf(automaton: Automaton): readonly CodeRange[] {
  return setOf(readsOf(automaton).flatMap((reads) => reads.flatMap(({ set }) => set.ranges))).ranges;
}

/** Returns the automaton of exactly these texts. */
export function exactTexts(texts: readonly string[]): Automaton {
  const builder = new Builder();
  const start = builder.state();
  const end = builder.state();
  for (const text of texts) {
    let at = start;
    for (const character of text) {
      const next = builder.state();
      builder.read(at, oneOf(character), next);
      at = next;
    }
    builder.skip(at, end);
  }
  return { states: builder.states, start, accepting: end };
}

/**
 * Returns for each state those of its reads that are on a path from the start to the accepting state. Assertions are considered
 * only as far as nothing can be read before the start or after the end of the text, so that nothing is read around an anchored
 * pattern.
 */
export function readsOf({ accepting, start, states }: Automaton): readonly State["reads"][] {
  const before: number[][] = states.map(() => []);
  const behind: number[][] = states.map(() => []);
  for (const [from, { empty, reads }] of states.entries()) {
    for (const { to } of reads) {
      before[to]!.push(from);
      behind[from]!.push(to);
    }
    for (const { assert, to } of empty) {
      if (assert !== "text-start") before[to]!.push(from);
      if (assert !== "text-end") behind[from]!.push(to);
    }
  }
  const leadsOn = reachedBy(accepting, before);
  const isReached = reachedBy(start, behind);
  return states.map(({ reads }, from) => (isReached[from] === true ? reads.filter(({ to }) => leadsOn[to]) : []));
}

function reachedBy(first: number, edges: readonly (readonly number[])[]): readonly boolean[] {
  const reached = edges.map(() => false);
  const open = [first];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached[at] === true) continue;
    reached[at] = true;
    open.push(...edges[at]!);
  }
  return reached;
}

interface Fragment {
  readonly from: number;
  readonly to: number;
}

class Builder {
  readonly states: State[] = [];

  state(): number {
    this.states.push({ reads: [], empty: [] });
    return this.states.length - 1;
  }

  read(from: number, set: CharacterSet, to: number): void {
    this.states[from]!.reads.push({ set, to });
  }

  skip(from: number, to: number, assert?: Assertion): void {
    this.states[from]!.empty.push({ assert, to });
  }

  fragment(pattern: Pattern): Fragment {
    const from = this.state();
    let to = from;
    switch (pattern.kind) {
      case "set":
        to = this.state();
        this.read(from, pattern.set, to);
        break;
      case "assert":
        to = this.state();
        this.skip(from, to, pattern.what);
        break;
      case "sequence":
        for (const item of pattern.items) {
          const next = this.fragment(item);
          this.skip(to, next.from);
          ({ to } = next);
        }
        break;
      case "choice":
        to = this.state();
        for (const option of pattern.options) {
          const one = this.fragment(option);
          this.skip(from, one.from);
          this.skip(one.to, to);
        }
        break;
      case "repeat":
        to = this.#repetition(from, pattern.body, pattern.min, pattern.max);
    }
    return { from, to };
  }

  #repetition(from: number, body: Pattern, min: number, max: number | undefined): number {
    let to = from;
    for (let count = 0; count < min && this.states.length < MAX_STATES; count += 1) to = this.#append(to, body);
    if (max === undefined) return this.#loop(to, body);
    const end = this.state();
    for (let count = min; count < max; count += 1) {
      this.skip(to, end);
      if (this.states.length >= MAX_STATES) return this.#loop(end, body);
      to = this.#append(to, body);
    }
    this.skip(to, end);
    return end;
  }

  #loop(to: number, body: Pattern): number {
    const loop = this.state();
    this.skip(to, loop);
    const once = this.fragment(body);
    this.skip(loop, once.from);
    this.skip(once.to, loop);
    return loop;
  }

  #append(to: number, body: Pattern): number {
    const next = this.fragment(body);
    this.skip(to, next.from);
    return next.to;
  }
}
