/**
 * Variables that tell whether calls have failed. After `RC=$?`, a failure is noticed when something reads RC; after `X=$(f)`, where `f`
 * prints nothing if a call in it fails, when something tests X.
 */
import { isAttempt, type Calls } from "./calls.ts";
import { callsOfStatus, includesSlot, joinStatusInfo, tellsOfOutput, unionOfSlots } from "./status-info.ts";
import type { CallsOfStatus } from "../model/value.ts";
import type { FlagTracker } from "../state/interfaces/flag-tracker.ts";
import type { StatusVariableTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, StatusInfo } from "../state/path/path.ts";
import type { Memory } from "../state/path/store.ts";
import type { Symbols } from "../state/path/symbols.ts";

interface Telling extends CallsOfStatus {
  /** Whether the variable is empty because of the failure, so that only a test of it reveals the failure. */
  readonly isEmpty?: boolean | undefined;
}

/** For the name of each variable, what the status that it contains, or that it is empty, reveals about calls. */
type Statuses = ReadonlyMap<string, Telling>;

const NONE: readonly number[] = [];
const NO_STATUSES: Statuses = new Map();

/** How many variables are followed on a path: the latest. */
const MOST = 64;

/** Calls, by their slots, in all variables of a path. */
interface Held {
  /** The calls whose own status is in a variable. */
  readonly of: readonly number[];
  /** The calls about which any of the statuses reveals something. */
  readonly all: readonly number[];
}

const heldIn = new WeakMap<Statuses, Held>();

export class StatusVariables implements StatusVariableTracker {
  readonly #calls: Calls;
  readonly #symbols: Symbols;
  readonly #flags: FlagTracker;
  readonly #look: (path: Path, tells: CallsOfStatus) => void;

  /** @param look is called if the path learns a status that was in a variable. */
  constructor(calls: Calls, symbols: Symbols, flags: FlagTracker, look: (path: Path, tells: CallsOfStatus) => void) {
    this.#calls = calls;
    this.#flags = flags;
    this.#symbols = symbols;
    this.#look = look;
  }

  assign(path: Path, name: string, status: Telling | undefined): void {
    const before = this.#of(path);
    if (status === undefined && !before.has(name)) return;
    const statuses = new Map(before);
    statuses.delete(name);
    if (status !== undefined) statuses.set(name, status);
    if (statuses.size > MOST) {
      const [oldest, held] = statuses.entries().next().value!;
      // What is no longer followed may be read later.
      this.#look(path, held);
      statuses.delete(oldest);
    }
    path.memory = path.memory.set(this.#symbols.slotOf("statuses", ""), statuses, false);
  }

  assignEmpty(path: Path, name: string, { of = NONE }: StatusInfo): void {
    const failed = of.filter((slot) => this.#calls.stage(path, slot) === "pending");
    if (failed.length > 0) this.assign(path, name, { of: failed, isEmpty: true });
  }

  copyEmpty(path: Path, name: string, from: string): void {
    const status = this.#of(path).get(from);
    if (status?.isEmpty === true) this.assign(path, name, status);
  }

  test(path: Path, name: string): void {
    const status = this.#of(path).get(name);
    if (status?.isEmpty !== true) return;
    this.#look(path, status);
    this.assign(path, name, undefined);
  }

  unread(path: Path, name: string): readonly number[] {
    const status = this.#of(path).get(name);
    if (status === undefined) return NONE;
    return callsOfStatus(status).filter((slot) => {
      const stage = this.#calls.stage(path, slot);
      return stage === "pending" || isAttempt(stage) || (stage === "dropped" && tellsOfOutput(status, slot));
    });
  }

  inverted(path: Path, name: string): readonly number[] {
    const { inverted = NONE } = this.#of(path).get(name) ?? {};
    return inverted.filter((slot) => this.#calls.stage(path, slot) === undefined);
  }

  respond(path: Path): void {
    for (const [name, { inverted = NONE, ...others }] of this.#of(path))
      if (inverted.length > 0) this.assign(path, name, others);
  }

  read(path: Path, name: string): void {
    this.#flags.read(path, name);
    const status = this.#of(path).get(name);
    if (status === undefined || status.isEmpty === true) return;
    this.#look(path, status);
    this.assign(path, name, undefined);
  }

  /** Code that is not followed may read the variable, and test it. */
  use(path: Path, name: string): void {
    this.test(path, name);
    this.read(path, name);
  }

  /** Follows the variables again that the path has read since, if they reveal something about these calls. */
  putBack(before: Memory, path: Path, slots: readonly number[]): void {
    for (const [name, status] of this.#of({ memory: before }))
      if (callsOfStatus(status).some((slot) => includesSlot(slots, slot))) this.assign(path, name, status);
  }

  readAll(path: Path): void {
    this.#flags.readAll(path);
    for (const name of this.#of(path).keys()) this.use(path, name);
  }

  held(path: Path): Held {
    const statuses = this.#of(path);
    let held = heldIn.get(statuses);
    if (held === undefined) {
      const each = [...statuses.values()];
      held = {
        of: [...new Set(each.flatMap(({ of = NONE }) => of))],
        all: [...new Set(each.flatMap((status) => callsOfStatus(status)))],
      };
      heldIn.set(statuses, held);
    }
    return held;
  }

  differing(a: Path, b: Path): readonly number[] {
    if (this.#of(a) === this.#of(b)) return NONE;
    const [mine, theirs] = [this.held(a).of, this.held(b).of];
    return unionOfSlots(mine, theirs).filter((slot) => includesSlot(mine, slot) !== includesSlot(theirs, slot));
  }

  joined(a: Path, b: Path): Statuses {
    const [ofA, ofB] = [this.#of(a), this.#of(b)];
    const all = new Map(ofA);
    for (const name of new Set([...ofA.keys(), ...ofB.keys()])) {
      const [mine, theirs] = [ofA.get(name), ofB.get(name)];
      if (mine === theirs) continue;
      const isEmpty = [mine, theirs].every((status) => status === undefined || status.isEmpty === true);
      const tells = joinStatusInfo(mine ?? {}, theirs ?? {});
      const tested = tells.tested?.filter((slot) => this.#isTold(a, mine, slot) && this.#isTold(b, theirs, slot));
      if (theirs === undefined && tested?.length === tells.tested?.length) continue;
      all.set(name, { ...tells, tested, isEmpty: isEmpty || undefined });
    }
    return all;
  }

  /** Whether the status reveals something about the call, or does not have to. */
  #isTold(path: Path, status: Telling | undefined, slot: number): boolean {
    const stage = this.#calls.stage(path, slot);
    const isOpen = stage !== undefined && stage !== "noticed";
    return !isOpen || (status !== undefined && includesSlot(callsOfStatus(status), slot));
  }

  #of(path: Pick<Path, "memory">): Statuses {
    const slot = this.#symbols.existing("statuses", "");
    return slot === undefined ? NO_STATUSES : ((path.memory.get(slot) as Statuses | undefined) ?? NO_STATUSES);
  }
}
