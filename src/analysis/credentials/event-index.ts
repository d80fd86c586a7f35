/** An index of an evaluation's variable events by name, because each finding asks for them. */
import { groupBy } from "../../grouping/group-by.ts";
import type { Evaluation, VariableEvent } from "../../shell/index.ts";

const NO_EVENTS: readonly VariableEvent[] = [];

/** The maximum number of events of one variable that are examined for one finding. */
const MOST_EVENTS = 200;

/** The first events of a variable, and those among them that unset it. */
export interface FirstEvents {
  readonly all: readonly VariableEvent[];
  readonly unsets: readonly VariableEvent[];
}

const firsts = new WeakMap<readonly VariableEvent[], FirstEvents>();

export function firstEventsOf(evaluation: Evaluation, name: string): FirstEvents {
  const events = eventsOf(evaluation, name);
  let first = firsts.get(events);
  if (first === undefined) {
    const all = events.slice(0, MOST_EVENTS);
    firsts.set(events, (first = { all, unsets: all.filter(({ kind }) => kind === "unset") }));
  }
  return first;
}

/** Of a variable's events: where it is exported by a command of its own, and the last event that unsets it. */
interface ExportsAndUnset {
  readonly exported: ReadonlySet<number>;
  readonly lastUnset: VariableEvent | undefined;
}

const summaries = new WeakMap<readonly VariableEvent[], ExportsAndUnset>();

/** What unset a variable that is exported at `pos`; `undefined` if it is not exported there, or never unset. */
export function unsetAfterExport(events: readonly VariableEvent[], pos: number): VariableEvent | undefined {
  let summary = summaries.get(events);
  if (summary === undefined) {
    const exported = new Set(events.filter((one) => one.exported && !one.prefix).map((one) => one.pos));
    summaries.set(events, (summary = { exported, lastUnset: events.findLast(({ kind }) => kind === "unset") }));
  }
  return summary.exported.has(pos) ? summary.lastUnset : undefined;
}

const indexes = new WeakMap<Evaluation, ReadonlyMap<string, readonly VariableEvent[]>>();

/** Returns the events of a variable, in the order in which the evaluator met them. */
export function eventsOf(evaluation: Evaluation, name: string): readonly VariableEvent[] {
  let index = indexes.get(evaluation);
  if (index === undefined) indexes.set(evaluation, (index = groupBy(evaluation.events, (event) => event.name)));
  return index.get(name) ?? NO_EVENTS;
}
