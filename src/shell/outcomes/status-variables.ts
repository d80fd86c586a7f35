/** Variables that contain the status of calls: after `RC=$?`, a failure is noticed when something reads RC. */
import { isAttempt, type Calls } from "./calls.ts";
import { includesSlot, unionOfSlots } from "./status-info.ts";
import type { StatusVariableTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";

/** For the name of each variable, the calls whose status it contains. */
type Statuses = ReadonlyMap<string, readonly number[]>;

const NONE: readonly number[] = [];
const NO_STATUSES: Statuses = new Map();

/** How many variables are followed on a path: the latest. */
const MOST = 64;

const slotsIn = new WeakMap<Statuses, readonly number[]>();

export class StatusVariables implements StatusVariableTracker {
  private readonly calls: Calls;
  private readonly symbols: Symbols;

  constructor(calls: Calls, symbols: Symbols) {
    this.calls = calls;
    this.symbols = symbols;
  }

  assign(path: Path, name: string, of: readonly number[] | undefined): void {
    const before = this.of(path);
    if (of === undefined && !before.has(name)) return;
    const statuses = new Map(before);
    statuses.delete(name);
    if (of !== undefined) statuses.set(name, of);
    const [oldest] = statuses.keys();
    if (statuses.size > MOST) {
      // What is no longer followed may be read later.
      this.notice(path, this.unread(path, oldest!));
      statuses.delete(oldest!);
    }
    path.memory = path.memory.set(this.symbols.slotOf("statuses", ""), statuses, false);
  }

  unread(path: Path, name: string): readonly number[] {
    return (this.of(path).get(name) ?? NONE).filter((slot) => {
      const stage = this.calls.stage(path, slot);
      return stage === "pending" || isAttempt(stage);
    });
  }

  read(path: Path, name: string): void {
    this.notice(path, this.unread(path, name));
    this.assign(path, name, undefined);
  }

  /** The calls whose status is in a variable, so that it can still be read. */
  all(path: Path): readonly number[] {
    const statuses = this.of(path);
    let slots = slotsIn.get(statuses);
    if (slots === undefined) slotsIn.set(statuses, (slots = [...new Set([...statuses.values()].flat())]));
    return slots;
  }

  differing(a: Path, b: Path): readonly number[] {
    if (this.of(a) === this.of(b)) return NONE;
    const [mine, theirs] = [this.all(a), this.all(b)];
    return unionOfSlots(mine, theirs).filter((slot) => includesSlot(mine, slot) !== includesSlot(theirs, slot));
  }

  joined(a: Path, b: Path): Statuses {
    const all = new Map(this.of(a));
    for (const [name, of] of this.of(b)) {
      const mine = all.get(name);
      if (mine !== of) all.set(name, unionOfSlots(mine ?? NONE, of));
    }
    return all;
  }

  private notice(path: Path, slots: readonly number[]): void {
    for (const slot of slots) this.calls.setStage(path, slot, undefined);
  }

  private of(path: Path): Statuses {
    const slot = this.symbols.existing("statuses", "");
    return slot === undefined ? NO_STATUSES : ((path.memory.get(slot) as Statuses | undefined) ?? NO_STATUSES);
  }
}
