/** Exit statuses, and what a path learns by testing them. */
import { applyConsequences } from "./emptiness.ts";
import type { Condition } from "../state/path/decisions.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import {
  failingCalls,
  isSilent,
  joinStatusInfo,
  withStatusInfo,
  callsOfStatus,
  unionOfSlots,
} from "../outcomes/status-info.ts";
import type { CallsOfStatus } from "../model/value.ts";
import { FAILURE, SUCCESS, type Path, type Status } from "../state/path/path.ts";

export function negateStatus(status: Status): Status {
  const inverse = status.inverse !== true;
  if (status.kind === "unknown") return { ...status, inverse, success: status.failure, failure: status.success };
  return { ...withStatusInfo(status.kind === "success" ? FAILURE : SUCCESS, status), inverse, parts: status.parts };
}

/** The status of a program that starts another: a test of it reveals what a test of either status would. */
export function bothStatuses(a: Status, b: Status): Status {
  if (a.kind !== "unknown" || b.kind !== "unknown")
    return withStatusInfo(a.kind === "unknown" ? b : a, joinStatusInfo(a, b));
  return {
    ...joinStatusInfo(a, b),
    kind: "unknown",
    success: [...a.success, ...b.success],
    failure: [...a.failure, ...b.failure],
  };
}

/** The result of a test of the status of a failure: what follows on this path is a response to the failure of these calls. */
export function becauseOf(failed: CallsOfStatus | undefined, status: Status): Status {
  if (failed === undefined || status.kind === "unknown") return status;
  return { ...withStatusInfo(status, { of: failingCalls(failed) }), inverse: status.kind === "success" };
}

/** The path continues because the calls that the status reveals have failed, as far as it learns that. */
function blame({ outcomes }: Machine, path: Path, status: Status): void {
  const all = failingCalls(status);
  if (all.length > 0) path.failing = unionOfSlots(path.failing ?? [], all);
  // The status is that of the last command, but what follows responds to a failure of the others too.
  if (status.parts !== undefined) outcomes.pipelines.fail(path, status.parts);
}

export interface Split {
  readonly success: Path | undefined;
  readonly failure: Path | undefined;
}

/** The path split into the case that its last command succeeded and the case that it failed. */
export function splitByStatus(machine: Machine, before: Path): Split {
  const { status } = before;
  let path = before;
  if (!isSilent(status) || status.parts !== undefined) {
    path = before.clone();
    machine.outcomes.lookAtStatus(path, status);
  }
  if (status.kind === "success") {
    if (status.inverse === true) blame(machine, path, status);
    return { success: path, failure: undefined };
  }
  if (status.kind === "failure") {
    if (status.inverse !== true) blame(machine, path, status);
    return { success: undefined, failure: path };
  }
  const success = path.clone();
  const failure = path.clone();
  applyConsequences({ machine, path: success }, status.success);
  applyConsequences({ machine, path: failure }, status.failure);
  if (status.about !== undefined)
    machine.outcomes.judge(before, status.inverse === true ? [failure, success] : [success, failure], status);
  const { parts } = status;
  const inverted = status.inverse === true ? status.of : undefined;
  success.status = parts === undefined && inverted === undefined ? SUCCESS : { ...SUCCESS, parts, inverted };
  failure.status = parts === undefined ? FAILURE : { ...FAILURE, parts };
  blame(machine, status.inverse === true ? success : failure, status);
  return { success, failure };
}

/** The same, unless the outcome of the condition is decided. */
export function splitAt(machine: Machine, path: Path, condition: (() => Condition) | undefined): Split {
  const isOpen = machine.decisions !== undefined && condition !== undefined && path.status.kind === "unknown";
  const outcome = isOpen ? machine.decisions.outcomeOf(condition()) : undefined;
  const { failure, success } = splitByStatus(machine, path);
  return { success: outcome === false ? undefined : success, failure: outcome === true ? undefined : failure };
}

/** The path if it has ended with success, as far as that is possible. */
export function successOf(machine: Machine, path: Path): Path {
  return path.status.kind === "unknown" ? splitByStatus(machine, path).success! : path;
}

/** The calls that have one of the paths' statuses, or whose output or file it depends on. */
export function callsOfStatuses({ outcomes }: Machine, paths: readonly Path[]): readonly number[] {
  if (!outcomes.isOn) return [];
  return paths.reduce<readonly number[]>((all, { status }) => unionOfSlots(all, callsOfStatus(status)), []);
}

/** @param condition the condition that the status belongs to, if it is one of the script */
export function partition(
  machine: Machine,
  paths: readonly Path[],
  condition?: () => Condition,
): { success: Path[]; failure: Path[]; ended: Path[] } {
  const parts = { success: [] as Path[], failure: [] as Path[], ended: [] as Path[] };
  for (const path of paths) {
    if (path.flow !== undefined) {
      parts.ended.push(path);
      continue;
    }
    const { success, failure } = splitAt(machine, path, condition);
    if (success !== undefined) parts.success.push(success);
    if (failure !== undefined) parts.failure.push(failure);
  }
  return parts;
}
