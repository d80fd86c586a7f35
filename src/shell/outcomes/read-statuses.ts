/** The calls about which a path has learnt something by reading a status, which the code around may ignore or pass on. */
import { isAttempt, type Calls } from "./calls.ts";
import { callsOfStatus, includesSlot, withStatusInfo } from "./status-info.ts";
import type { StatusVariables } from "./status-variables.ts";
import { stageOf } from "../values/call-stages.ts";
import type { ReadStatusTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path } from "../state/path/path.ts";
import type { Memory } from "../state/path/store.ts";

export class ReadStatuses implements ReadStatusTracker {
  readonly #calls: Calls;

  readonly #variables: Pick<StatusVariables, "putBack">;

  constructor(calls: Calls, variables: Pick<StatusVariables, "putBack">) {
    this.#calls = calls;
    this.#variables = variables;
  }

  readSince(before: Memory, path: Path): readonly number[] {
    const read: number[] = [];
    if (this.#calls.size === 0) return read;
    path.memory.differences(before, (slot) => {
      if (this.#calls.runOf(slot) === undefined || this.#calls.stage(path, slot) !== undefined) return;
      const stage = stageOf(before.get(slot));
      if (stage === "pending" || stage === "dropped" || isAttempt(stage)) read.push(slot);
    });
    return read;
  }

  keepUnused(before: Memory, path: Path): void {
    const { status } = path;
    // If the result is certain, the path knows how the other calls have ended.
    const told = status.kind === "unknown" ? undefined : callsOfStatus(status);
    const slots = this.readSince(before, path).filter((slot) => told === undefined || includesSlot(told, slot));
    if (slots.length === 0) return;
    for (const slot of slots) path.memory = path.memory.set(slot, before.get(slot), false);
    this.#variables.putBack(before, path, slots);
    path.status = withStatusInfo(status, { tested: slots });
  }
}
