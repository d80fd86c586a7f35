/** What was looked at of the path that a piece of code was evaluated on, as it was before, and what was started. */
import type { Fact, Run } from "../model/invocation.ts";
import type { Memory } from "./store.ts";
import type { StartedRun } from "../results/recorded-run.ts";

export class Reads {
  readonly start: Memory;
  /** Slots of the memory that it started with. */
  readonly slots = new Set<number>();
  /** Slots of variables that were given another value, whatever they held. */
  readonly assigned = new Set<number>();
  /** Whether a path has found something out. */
  readonly facts = new Map<Run, Set<Fact["is"]>>();
  /** Runs of watched programs. */
  readonly runs: StartedRun[] = [];
  /** All slots that hold something. */
  everything = false;

  constructor(start: Memory) {
    this.start = start;
  }

  /** The slot was looked at, and held this. */
  slot(slot: number, value: unknown): void {
    if (this.start.at(slot) === value) this.slots.add(slot);
  }

  /** The slot's variable was assigned to, and held this. */
  replaced(slot: number, value: unknown): void {
    if (this.start.at(slot) === value) this.assigned.add(slot);
  }

  fact(run: Run, is: Fact["is"]): void {
    const asked = this.facts.get(run);
    if (asked === undefined) this.facts.set(run, new Set([is]));
    else asked.add(is);
  }

  /** Takes over what another has noted; its runs where they have not been started again. */
  add(other: Reads, withRuns = false): void {
    for (const slot of other.slots) this.slot(slot, other.start.at(slot));
    for (const slot of other.assigned) this.replaced(slot, other.start.at(slot));
    for (const [run, asked] of other.facts) for (const is of asked) this.fact(run, is);
    if (withRuns) this.runs.push(...other.runs);
    this.everything ||= other.everything;
  }
}
