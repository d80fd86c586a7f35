/** What the status of a pipeline, and `PIPESTATUS`, reveal about the calls before its last command. */
import { unionOfSlots } from "./status-info.ts";
import type { Calls } from "./calls.ts";
import type { PipelineStatusTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, StatusInfo } from "../state/path/path.ts";

const NONE: readonly number[] = [];

export class PipelineStatuses implements PipelineStatusTracker {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  fail(path: Path, parts: readonly StatusInfo[]): void {
    const calls = this.#calls;
    const failed = parts.flatMap(({ of = NONE }) => of).filter((slot) => calls.isUnchecked(path, slot));
    if (failed.length === 0) return;
    for (const slot of failed) {
      calls.piped.add(slot);
      calls.setStage(path, slot, undefined);
    }
    path.failing = unionOfSlots(path.failing ?? NONE, failed);
  }

  read({ of = NONE }: StatusInfo): void {
    for (const slot of of) this.#calls.read.add(slot);
  }
}

/**
 * Whether the script responds to a failure of the call only if the last command of its pipeline fails too: the finding is that the
 * pipeline loses the status.
 */
export function isOnlyPiped({ piped, read }: Calls, slot: number): boolean {
  return piped.has(slot) && !read.has(slot);
}
