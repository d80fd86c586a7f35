/** What a script does because of a failed call: it passes the failure on to its caller. */
import { isUnequal } from "../values/call-stages.ts";
import { hasFound } from "../state/path/facts.ts";
import type { Path } from "../state/path/path.ts";
import type { Scope } from "../model/invocation.ts";
import { isAttempt, type Calls } from "./calls.ts";
import { isOnlyPiped } from "./pipeline-statuses.ts";
import { withStatusInfo } from "./status-info.ts";

/** `|| return 1`: the caller must check the failure instead. */
export function handOnFailure(
  calls: Calls,
  path: Path,
  scope: Scope | undefined,
  number: string | undefined,
  isBare: boolean,
): void {
  const { facts, failing, status } = path;
  // The status 0 of an `if` that ran no branch is not the status of its condition.
  if (failing === undefined || (status.kind === "success" && status.untaken === true)) return;
  const asSuccess = status.kind === "success";
  for (const slot of failing) {
    const stage = calls.stage(path, slot);
    const isAnswered = stage === undefined || isUnequal(stage);
    if (!isAnswered && (!isAttempt(stage) || asSuccess)) continue;
    if (isOnlyPiped(calls, slot)) {
      if (!asSuccess) calls.setStage(path, slot, "pending");
      continue;
    }
    const run = calls.runOf(slot)!;
    const { retried, handedOn: before, turned: all = [], message } = calls.circumstances.get(run)!;
    // `[ -n "$X" ] || { echo nothing to do; exit; }`
    if (isBare && !asSuccess && hasFound(facts, run, "empty")) continue;
    // `[ $N -lt 3 ] || exit 1; exit $?`: which outcome of the test is that of a failed retry loop is not known.
    if (asSuccess && (isBare || retried === true) && !hasFound(facts, run, "failed")) continue;
    // `if ! aws; then exit $?`: the status is that of `!`.
    calls.setStage(path, slot, asSuccess ? "dropped" : "pending");
    const kept = number === undefined || before?.scope?.pos === scope?.pos ? all : [];
    calls.note(slot, { turned: new Set(number === undefined ? kept : [...kept, number]) });
    // If the script itself ends with this failure, no caller is left to ignore it. On other paths, it is lost in another way.
    if (scope === undefined && (retried === true || !asSuccess)) continue;
    calls.note(slot, { handedOn: { scope, asSuccess } });
    if (asSuccess && hasFound(facts, run, "empty")) calls.note(slot, { message: message ?? "[" });
  }
  if (!asSuccess) path.status = withStatusInfo(status, { of: failing });
}
