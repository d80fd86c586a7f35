/** Which calls a comparison of a status with one number other than 0 notices: those that failed with just this status. */
import { isAttempt, type Calls } from "./calls.ts";
import { includesSlot, unionOfSlots } from "./status-info.ts";
import type { Consequence, Path, StatusInfo } from "../state/path/path.ts";
import type { CallsOfStatus } from "../model/value.ts";

const NONE: readonly number[] = [];

/**
 * Returns what the path learns if the status of a failure is the number.
 * @param look is called for the calls that the comparison notices in any case
 */
export function lookIfEqual(
  calls: Calls,
  path: Path,
  { of = NONE, about = NONE, there = NONE }: CallsOfStatus,
  number: string,
  look: (seen: StatusInfo) => void,
): readonly Consequence[] {
  // The programs that judge an output end with 1 if there is none.
  const isOfOutput = Number(number) === 1;
  if (isOfOutput) look({ about, there });
  return unionOfSlots(of, isOfOutput ? NONE : unionOfSlots(about, there)).flatMap((slot): readonly Consequence[] => {
    const stage = calls.stage(path, slot);
    if (stage !== "pending" && !isAttempt(stage)) return [];
    const run = calls.runOf(slot)!;
    // The status of `|| return 2` is always the same.
    const isAlways = calls.circumstances.get(run)!.turned?.has(String(Number(number))) === true;
    if (isAlways) look({ of: [slot] });
    if (includesSlot(of, slot)) calls.note(slot, { only: isAlways ? undefined : number });
    return isAlways ? [] : [{ kind: "call", slot, stage: undefined }];
  });
}
