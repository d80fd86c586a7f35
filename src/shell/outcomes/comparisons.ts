/**
 * Comparisons of outputs with texts: `[ "$X" = None ] && exit 1`. If the call fails, its empty output takes the unequal path. That
 * is a response to the failure only if the script can also succeed on the equal path.
 */
import type { Calls } from "./calls.ts";
import type { Path } from "../state/path/path.ts";
import type { Stage } from "../values/worlds.ts";
import type { Run } from "../model/invocation.ts";

export class Comparisons {
  private readonly calls: Calls;
  /** The calls that were on such a path when the script ended with success. */
  private readonly equal = new Set<Run>();
  private readonly unequal = new Set<Run>();

  constructor(calls: Calls) {
    this.calls = calls;
  }

  /**
   * The path learns the outcome of a comparison of these calls' output.
   * @param open those of the calls whose failure it can still notice
   */
  learn(path: Path, open: readonly number[], isOutcomeOfEmpty: boolean): void {
    for (const slot of open) this.calls.setStage(path, slot, isOutcomeOfEmpty ? "unequal" : "equal");
  }

  /** The script ends with success. Returns whether the stage is that of a comparison. */
  finish(run: Run, stage: Stage): boolean {
    if (!wasCompared(stage)) return false;
    (stage === "equal" ? this.equal : this.unequal).add(run);
    return true;
  }

  /** The calls whose failure no comparison notices. */
  get unnoticed(): readonly Run[] {
    return [...this.unequal].filter((run) => !this.equal.has(run));
  }
}

export function wasCompared(stage: Stage | undefined): boolean {
  return stage === "equal" || stage === "unequal";
}
