/** Tests whether an automaton accepts a given text, by following all paths at once. */
import { classOf, END, type Class } from "./alphabet.ts";
import type { Automaton } from "./automaton.ts";
import { hasCode } from "./character-set.ts";
import { classesAfter } from "./search.ts";

export function isMatchedBy(automaton: Automaton, text: string): boolean {
  let before: Class = END;
  let states = new Set([automaton.start]);
  for (const character of text) {
    const kind = classOf(character);
    const code = character.codePointAt(0)!;
    const next = new Set<number>();
    for (const state of reachedFrom(states, automaton, before, kind))
      for (const { set, to } of automaton.states[state]!.reads) if (hasCode(set, code)) next.add(to);
    if (next.size === 0) return false;
    states = next;
    before = kind;
  }
  return reachedFrom(states, automaton, before, END).has(automaton.accepting);
}

/** The states, and those reachable without reading if a character of this class is next. */
function reachedFrom(
  states: ReadonlySet<number>,
  automaton: Automaton,
  before: Class,
  next: Class,
): ReadonlySet<number> {
  const reached = new Set(states);
  for (const state of reached)
    for (const { assert, to } of automaton.states[state]!.empty)
      if (assert === undefined || (classesAfter(assert, before) & next) !== 0) reached.add(to);
  return reached;
}
