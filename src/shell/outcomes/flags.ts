/**
 * Flags: variables that a script sets because of a failure, as in `aws … || FAILED=1`. The failure is noticed if something reads the
 * flag afterwards. It is not if the flag is reset first, or ends with its process, function or script.
 */
import type { Binding } from "../model/environment.ts";
import type { LostFlag } from "../model/circumstances.ts";
import type { Run, Scope } from "../model/invocation.ts";
import type { FlagTracker, HeldFlags, RaisedFlag } from "../state/interfaces/flag-tracker.ts";
import type { Consequence, Path } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import { isOnlyPiped } from "./pipeline-statuses.ts";
import { hasFound } from "../state/path/facts.ts";
import type { Calls } from "./calls.ts";
import { FlagValues } from "./flag-values.ts";
import { differenceOfSlots, includesSlot, intersectionOfSlots, unionOfSlots, withStatusInfo } from "./status-info.ts";

const NONE: readonly number[] = [];

/** A variable of one process. Its slot in a path's memory contains the calls whose failure it records and that nothing has read. */
interface Flag {
  readonly name: string;
  readonly slot: number;
  /** The process in which it is set; `undefined` for the script's own. */
  readonly process: Scope | undefined;
  readonly values: FlagValues;
  /** The calls whose failure something has read from it on some path. */
  readonly read: Set<number>;
  /** Whether the script reads it anywhere. */
  isRead: boolean;
}

export class Flags implements FlagTracker {
  readonly #calls: Calls;
  readonly #symbols: Symbols;
  readonly #byName = new Map<string, Flag[]>();
  readonly #bySlot = new Map<number, Flag>();
  /** Calls whose failure a flag recorded when the script ended, and that nothing has read on any path. */
  readonly unread = new Map<Run, LostFlag>();
  #isOpen = false;

  constructor(calls: Calls, symbols: Symbols) {
    this.#calls = calls;
    this.#symbols = symbols;
  }

  answered(path: Path): readonly number[] {
    return (path.failing ?? NONE).filter((slot) => {
      const isNoticed = this.#calls.stage(path, slot) === undefined && !isOnlyPiped(this.#calls, slot);
      // `[ -n "$X" ] || X=default` may be an answer to the output.
      return isNoticed && !hasFound(path.facts, this.#calls.runOf(slot)!, "empty");
    });
  }

  names(path: Path): readonly string[] {
    const all: string[] = [];
    for (const { name, slot } of this.#bySlot.values()) if (this.#in(path, slot).length > 0) all.push(name);
    return all;
  }

  suspend(path: Path, names: Iterable<string>): HeldFlags {
    const held = new Map<number, readonly number[]>();
    for (const name of names)
      for (const { slot } of this.#byName.get(name) ?? []) {
        held.set(slot, this.#in(path, slot));
        this.#set(path, slot, NONE);
      }
    return held;
  }

  raise(path: Path, raised: RaisedFlag, held: HeldFlags): void {
    const { name, process, calls, before, after, isExported, isOpen, isRead } = raised;
    for (const { slot } of this.#byName.get(name) ?? []) this.#set(path, slot, held.get(slot) ?? NONE);
    const flag = this.#flag(name, process);
    flag.values.add(before, after);
    this.#isOpen ||= isOpen;
    flag.isRead ||= isRead;
    this.#set(path, flag.slot, unionOfSlots(this.#in(path, flag.slot), calls));
    // `aws … || { FAILED=1; return 1; }`: what reads the status notices the failure too.
    for (const call of calls)
      if (includesSlot(path.status.of, call) && this.#calls.stage(path, call) === "pending")
        this.#calls.setStage(path, call, undefined);
    if (isExported || after.some((one) => one.state === "set" && one.exported)) this.read(path, name);
  }

  passOn(path: Path, held: HeldFlags, scope: Scope | undefined): void {
    // Status 0 reveals no failure: on this path, none of the calls has failed.
    if (path.status.kind === "success") return;
    for (const [slot, calls] of held) {
      path.status = withStatusInfo(path.status, { of: calls });
      if (scope === undefined) for (const call of calls) this.#calls.setStage(path, call, "pending");
      else {
        this.#set(path, slot, calls);
        for (const call of calls) this.#calls.note(call, { handedOn: { scope, asSuccess: false } });
      }
    }
  }

  read(path: Path, name: string): void {
    for (const flag of this.#byName.get(name) ?? []) {
      const calls = this.#in(path, flag.slot);
      for (const call of calls) flag.read.add(call);
      this.notice(path, calls);
    }
  }

  readAll(path: Path): void {
    for (const name of this.#byName.keys()) this.read(path, name);
  }

  notice(path: Path, calls: readonly number[]): void {
    if (calls.length === 0 || this.#bySlot.size === 0) return;
    for (const slot of this.#bySlot.keys()) {
      const held = this.#in(path, slot);
      if (held.some((call) => includesSlot(calls, call))) this.#set(path, slot, differenceOfSlots(held, calls));
    }
  }

  assign(path: Path, name: string, scopes: readonly Scope[], after: readonly Binding[]): void {
    const flag = this.#own(name, scopes);
    if (flag === undefined || this.#in(path, flag.slot).length === 0) return;
    if (flag.values.areReset(after)) this.#lose(path, flag, { scope: undefined, by: "reset" });
  }

  unset(path: Path, name: string, scopes: readonly Scope[]): void {
    const flag = this.#own(name, scopes);
    if (flag !== undefined) this.#lose(path, flag, { scope: undefined, by: "unset" });
  }

  slotsOf(name: string): readonly number[] {
    return this.#byName.get(name)?.map(({ slot }) => slot) ?? NONE;
  }

  leaveLocal(path: Path, name: string): void {
    for (const flag of this.#byName.get(name) ?? []) this.#lose(path, flag, { scope: undefined, by: "return" });
  }

  leave(start: Pick<Path, "memory">, end: Path): readonly Consequence[] {
    const all: Consequence[] = [];
    for (const flag of this.#bySlot.values()) {
      const { slot, process } = flag;
      const before = this.#in(start, slot);
      const after = this.#in(end, slot);
      // What the process reads is also known to the one that started it.
      if (before.some((call) => !includesSlot(after, call)))
        all.push({ kind: "flag", slot, calls: intersectionOfSlots(before, after) });
      const own = differenceOfSlots(after, before);
      if (own.length > 0) this.#lose(end, flag, { scope: process, by: "process" }, own);
    }
    return all;
  }

  joined(a: Path, b: Path, slot: number): readonly number[] | undefined {
    const calls = unionOfSlots(this.#in(a, slot), this.#in(b, slot));
    return calls.length === 0 ? undefined : calls;
  }

  isNew(path: Path, others: readonly Path[]): boolean {
    return [...this.#bySlot.keys()].some((slot) =>
      this.#in(path, slot).some((call) => others.every((other) => !includesSlot(this.#in(other, slot), call))),
    );
  }

  finish(path: Path): void {
    if (this.#isOpen) return;
    for (const flag of this.#bySlot.values())
      for (const call of this.#in(path, flag.slot))
        if (!flag.read.has(call) && !includesSlot(path.status.of, call))
          this.unread.set(this.#calls.runOf(call)!, { name: flag.name, scope: undefined, by: "end" });
  }

  #in({ memory }: Pick<Path, "memory">, slot: number): readonly number[] {
    return (memory.get(slot) as readonly number[] | undefined) ?? NONE;
  }

  #set(path: Path, slot: number, calls: readonly number[]): void {
    path.memory = path.memory.set(slot, calls.length === 0 ? undefined : calls, false);
  }

  #own(name: string, scopes: readonly Scope[]): Flag | undefined {
    if (!this.#byName.has(name)) return undefined;
    const slot = this.#symbols.existing("flag", keyIn(name, processOf(scopes)));
    return slot === undefined ? undefined : this.#bySlot.get(slot);
  }

  #flag(name: string, process: RaisedFlag["process"]): Flag {
    const slot = this.#symbols.slotOf("flag", keyIn(name, process));
    let flag = this.#bySlot.get(slot);
    if (flag === undefined) {
      flag = {
        name,
        slot,
        process: process.scope,
        values: new FlagValues(),
        read: new Set(),
        isRead: false,
      };
      this.#bySlot.set(slot, flag);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), flag]);
    }
    return flag;
  }

  /** The flag no longer records the failure of these calls. */
  #lose(
    path: Path,
    flag: Flag,
    how: Pick<LostFlag, "scope" | "by">,
    calls: readonly number[] = this.#in(path, flag.slot),
  ): void {
    this.#set(path, flag.slot, differenceOfSlots(this.#in(path, flag.slot), calls));
    // Code that is not in the script may have read it.
    if (this.#isOpen && how.by !== "process") return;
    for (const call of calls) {
      const stage = this.#calls.stage(path, call);
      const isElsewhere = [...this.#bySlot.keys()].some((slot) => includesSlot(this.#in(path, slot), call));
      if (isElsewhere || (how.by === "process" && flag.read.has(call))) continue;
      if (stage !== undefined && stage !== "pending") continue;
      if (stage === undefined && includesSlot(path.status.of, call)) {
        this.#calls.setStage(path, call, "pending");
        continue;
      }
      this.#calls.setStage(path, call, stage === undefined ? "dropped" : "lost");
      const by = flag.isRead || how.by === "process" ? how.by : "end";
      this.#calls.note(call, { flag: { name: flag.name, ...how, by } });
    }
  }
}

/** The innermost process around the code, and how deep it is nested. */
export function processOf(scopes: readonly Scope[]): RaisedFlag["process"] {
  const processes = scopes.filter(({ kind }) => kind !== "function" && kind !== "trap");
  return { scope: processes.at(-1), depth: processes.length };
}

function keyIn(name: string, { scope, depth }: RaisedFlag["process"]): string {
  return `${name} ${depth} ${scope?.pos}`;
}
