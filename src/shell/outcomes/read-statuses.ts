/** The calls about which a path has learnt something by reading a status, which the code around may ignore or pass on. */
import { isAttempt, type Calls } from "./calls.ts";
import { stageOf } from "../values/call-stages.ts";
import type { ReadStatusTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path } from "../state/path/path.ts";
import type { Memory } from "../state/path/store.ts";

export class ReadStatuses implements ReadStatusTracker {
  readonly #calls: Calls;


  constructor(calls: Calls) {
    this.#calls = calls;
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
}
