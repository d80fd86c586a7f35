/** The values of `$?` and `${PIPESTATUS[n]}`. */
import { applyConsequences } from "../refinement/emptiness.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { FAILURE, SUCCESS } from "../state/path/path.ts";
import { FAILED_STATUS, stringOf, unknownPiece } from "../values/pieces.ts";
import type { AbstractString } from "../model/value.ts";

/**
 * The value of `$?`, whose expansion tests the status.
 * @param isLooked `false` if the status is only stored; it is tested if the path learns that it is 0.
 */
export function statusValue(frame: Frame, isLooked: boolean): AbstractString {
  const { status: last } = frame.path;
  const { outcomes } = frame.machine;
  outcomes.lookAtStatus(frame.path, isLooked || last.kind === "success" ? last : { ...last, of: undefined });
  if (last.kind === "success") return stringOf("0");
  // After `! aws`, a status that is not 0 means that the call succeeded.
  const of = last.inverse === true ? undefined : last.of;
  const failed: AbstractString = [of === undefined ? FAILED_STATUS : { ...FAILED_STATUS, calls: of }];
  if (last.kind === "failure") return failed;
  const success = frame.choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  if (success === undefined) return [{ ...unknownPiece("special", true, "?"), calls: of }];
  if (success) outcomes.lookAtStatus(frame.path, last);
  applyConsequences(frame, success ? last.success : last.failure);
  frame.path.status = success ? SUCCESS : FAILURE;
  return success ? stringOf("0") : failed;
}

/** Tests the statuses of all commands of the last pipeline. */
export function lookAtPipeline({ machine, path }: Frame): void {
  const { parts = [path.status] } = path.status;
  for (const part of parts) machine.outcomes.lookAtStatus(path, part);
}

/** The value of `${PIPESTATUS[index]}`. @param isLooked `false` if the status is only stored, as for `$?` */
export function pipelineStatusValue(frame: Frame, index: number, isLooked: boolean): AbstractString {
  const { machine, path, choices } = frame;
  const { parts } = path.status;
  if (parts === undefined && index === 0) return statusValue(frame, isLooked);
  const part = parts?.at(index) ?? {};
  machine.outcomes.lookAtStatus(path, isLooked ? part : { ...part, of: undefined });
  const unknown = unknownPiece("special", true, "?");
  if (part.of === undefined) return [unknown];
  const success = choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  if (success === true) machine.outcomes.lookAtStatus(path, part);
  return success === true ? stringOf("0") : [{ ...(success === false ? FAILED_STATUS : unknown), calls: part.of }];
}
