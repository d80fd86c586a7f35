/**
 * Live-variable analysis across functions: whether the value that a variable has at some position may be read later, by the unit that
 * runs, by functions that it calls, or by its callers after it has returned.
 */
import { addToGroup } from "../../grouping/add-to-group.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";
import { firstFrom } from "../spans/sorted-positions.ts";
import type { CallPlace, CallPlaces, Unit } from "./call-places.ts";
import type { Process } from "./processes.ts";
import type { VariableEvent, VariableEvents } from "./variable-events.ts";

/** What happens to a value after a position: it is lost without having been read, it is read, or the unit ends with it. */
const NEXT = { lost: 0, read: 1, end: 2 } as const;
type Next = (typeof NEXT)[keyof typeof NEXT];

/** Steps of the analysis of one script; afterwards every variable is live. */
export class Steps {
  #left = 4_000_000;

  get areSpent(): boolean {
    return this.#left < 0;
  }

  take(count = 1): void {
    this.#left -= count;
  }
}

const NONE: readonly VariableEvent[] = [];

/** In place of the functions that commands may call of which the text does not show what they call. */
const STORED = "(stored)";

/** The analysis of one variable. */
export class LiveVariable {
  readonly #places: CallPlaces;
  readonly #own: VariableEvents["inUnits"];
  readonly #steps: Steps;
  /** By unit: its events and the calls of functions that read the variable. */
  readonly #events = new Map<Unit, readonly VariableEvent[]>();
  /** The functions that may read the variable's value before their call. */
  #exposing: ReadonlySet<string> | undefined;
  /** The functions whose callers may read the value that it has at their ends. */
  #readAfter: ReadonlySet<string> | undefined;

  constructor(places: CallPlaces, { inUnits }: VariableEvents, steps: Steps) {
    this.#places = places;
    this.#own = inUnits;
    this.#steps = steps;
  }

  /**
   * Whether the value at `pos` in the unit may be read later.
   * @param loops the starts of the loops around it in the unit
   */
  isLive(unit: Unit, pos: number, loops: readonly number[]): boolean {
    const { anytime, isUnknown } = this.#places;
    if (isUnknown && [...this.#own.keys()].some((one) => one !== unit && one.name !== undefined)) return true;
    if (isUnknown && unit.name !== undefined && this.#own.size > (this.#own.has(unit) ? 1 : 0)) return true;
    const exposing = (this.#exposing ??= this.#findExposing());
    for (const name of anytime) if (exposing.has(name)) return true;
    const next = this.#after(pos, unit, loops, this.#places.processes.around(pos));
    if (next === NEXT.read) return true;
    if (next === NEXT.lost || unit.name === undefined || this.#isLocal(unit, pos)) return false;
    return (this.#readAfter ??= this.#findReadAfter()).has(unit.name);
  }

  /** The functions that read the variable themselves, and those that call them before they overwrite it. */
  #findExposing(): ReadonlySet<string> {
    const { named, stored, unknown } = this.#places;
    const found = new Set<string>();
    const open: string[] = [];
    const add = (unit: Unit): void => {
      if (unit.name === undefined || found.has(unit.name)) return;
      found.add(unit.name);
      open.push(unit.name);
    };
    for (const [unit, events] of this.#own) {
      if (unit.name !== undefined && this.#next(unit, events, unit.start, false) === NEXT.read) add(unit);
    }
    let isOpen = true;
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const places = [...(isOpen && stored.has(name) ? unknown : []), ...(named.get(name) ?? [])];
      if (stored.has(name)) isOpen = false;
      this.#steps.take(places.length);
      for (const { unit, pos } of places)
        if (unit.name !== undefined && !found.has(unit.name) && this.#reaches(unit, pos)) add(unit);
    }
    return found;
  }

  /** Whether the value that the variable has when the function is called is still there at the position. */
  #reaches(unit: Unit, to: number): boolean {
    const call: VariableEvent = { pos: to, overwrites: undefined };
    const own = this.#own.get(unit) ?? NONE;
    this.#steps.take(own.length);
    const before = own.filter(({ pos, overwrites }) => pos < to && overwrites !== undefined);
    return this.#next(unit, [...before, call], unit.start, false) === NEXT.read;
  }

  #findReadAfter(): ReadonlySet<string> {
    const { named, resuming, stored, unknown, units } = this.#places;
    const found = new Set<string>(resuming);
    /** By function: those whose ends are followed by its end. */
    const callees = new Map<string, string[]>();
    for (const name of [STORED, ...new Set(units.flatMap((unit) => unit.name ?? []))]) {
      for (const place of name === STORED ? unknown : (named.get(name) ?? [])) {
        this.#steps.take();
        const after = this.#afterCall(place);
        if (after === "read") found.add(name);
        else if (after !== undefined) addToGroup(callees, after.name, name);
      }
    }
    const open = [...found];
    for (let name = open.pop(); name !== undefined; name = open.pop())
      for (const one of name === STORED ? stored : (callees.get(name) ?? [])) {
        if (found.has(one)) continue;
        found.add(one);
        open.push(one);
      }
    return found;
  }

  /** Whether the value is read after the call, or which function ends with it. */
  #afterCall({ end, loops, pos, unit, process }: CallPlace): "read" | { readonly name: string } | undefined {
    const next = this.#after(end, unit, loops, process);
    if (next === NEXT.read) return "read";
    if (next === NEXT.lost || unit.name === undefined || this.#isLocal(unit, pos)) return undefined;
    return { name: unit.name };
  }

  #after(pos: number, unit: Unit, loops: readonly number[], process: Process): Next {
    const events = this.#eventsIn(unit);
    let found = this.#next(unit, events, pos, false, process.end);
    for (const start of loops) {
      if (start < process.pos) continue;
      if (found === NEXT.read) break;
      const again = this.#next(unit, events, start, true, process.end);
      if (again !== NEXT.lost) found = again;
    }
    return found;
  }

  #eventsIn(unit: Unit): readonly VariableEvent[] {
    let events = this.#events.get(unit);
    if (events === undefined) {
      const own = this.#own.get(unit) ?? NONE;
      const { named, stored, unknown } = this.#places;
      const exposing = (this.#exposing ??= this.#findExposing());
      const isStored = [...exposing].some((name) => stored.has(name));
      const all = [...(isStored ? unknown : []), ...[...exposing].flatMap((name) => named.get(name) ?? [])];
      this.#steps.take(all.length);
      const here = all.flatMap((one) => (one.unit === unit ? [{ pos: one.pos, overwrites: undefined }] : []));
      events = here.length === 0 ? own : [...own, ...here].toSorted((a, b) => a.pos - b.pos);
      this.#events.set(unit, events);
    }
    return events;
  }

  /** Whether the variable is certainly local to the function at the position. */
  #isLocal(unit: Unit, at: number): boolean {
    return (this.#own.get(unit) ?? NONE).some(
      ({ overwrites, pos }) =>
        overwrites?.isLocal === true && pos <= at && overwrites.branch.pos < at && at < overwrites.branch.end,
    );
  }

  /**
   * What happens to the value that the variable has at `from`.
   * @param until where the process ends: nothing reads its variables after it
   * @param isLoop whether `from` is the start of a loop: a branch that begins there is entered
   */
  #next(
    unit: Unit,
    events: readonly VariableEvent[],
    from: number,
    isLoop: boolean,
    until: number = Number.POSITIVE_INFINITY,
  ): Next {
    /** Up to here, reads see the value of an assignment. */
    let hidden = from;
    for (let index = lowerBound(events.length, (at) => events[at]!.pos < from); index < events.length; index++) {
      const { overwrites, pos } = events[index]!;
      this.#steps.take();
      if (this.#steps.areSpent) return NEXT.read;
      if (pos >= until) return NEXT.lost;
      if (overwrites === undefined) {
        if (pos >= hidden) return NEXT.read;
        continue;
      }
      const { branch, isLocal, since } = overwrites;
      if (since < from) continue;
      const isAround = (branch.pos < from || (isLoop && branch.pos === from)) && from < branch.end;
      if (isAround && !isLocal) {
        const leaves = unit.leaves[firstFrom(unit.leaves, from)] ?? Number.POSITIVE_INFINITY;
        return leaves < pos ? NEXT.end : NEXT.lost;
      }
      hidden = Math.max(hidden, branch.end);
    }
    return until === Number.POSITIVE_INFINITY ? NEXT.end : NEXT.lost;
  }
}
