/** The variable events of an evaluation by name: each finding asks for them. */
import type { Evaluation, VariableEvent } from "../../shell/index.ts";

const NO_EVENTS: readonly VariableEvent[] = [];

const indexes = new WeakMap<Evaluation, ReadonlyMap<string, readonly VariableEvent[]>>();

/** The events of a variable, in the order in which the evaluator met them. */
export function eventsOf(evaluation: Evaluation, name: string): readonly VariableEvent[] {
  let index = indexes.get(evaluation);
  if (index === undefined) indexes.set(evaluation, (index = byName(evaluation.events)));
  return index.get(name) ?? NO_EVENTS;
}

function byName(events: readonly VariableEvent[]): ReadonlyMap<string, readonly VariableEvent[]> {
  const index = new Map<string, VariableEvent[]>();
  for (const event of events) {
    const same = index.get(event.name);
    if (same === undefined) index.set(event.name, [event]);
    else same.push(event);
  }
  return index;
}
