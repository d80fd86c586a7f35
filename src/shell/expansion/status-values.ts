/** The values of `$?` and `${PIPESTATUS[n]}`. */
import { applyConsequences } from "../refinement/emptiness.ts";
import { isSilent, statusInfoOf } from "../outcomes/status-info.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { FAILURE, SUCCESS, type StatusInfo } from "../state/path/path.ts";
import { FAILED_STATUS, stringOf, unknownPiece } from "../values/pieces.ts";
import type { AbstractString, UnknownText } from "../model/value.ts";

/** The piece as the status that reveals what `status` does. */
function asStatus(piece: UnknownText, status: StatusInfo): AbstractString {
  return [isSilent(status) ? piece : { ...piece, status: statusInfoOf(status) }];
}

/**
 * The value of `$?`, whose expansion tests the status.
 * @param isLooked `false` if the status is only stored or compared with one number; it is tested if the path learns that it is 0.
 */
export function statusValue(frame: Frame, isLooked: boolean): AbstractString {
  const { status: last } = frame.path;
  const { outcomes } = frame.machine;
  // After `! aws`, a status that is not 0 means that the call succeeded: there is nothing to read later.
  const isKnown = isLooked || last.kind === "success" || last.inverse === true;
  if (isKnown) outcomes.lookAtStatus(frame.path, last);
  if (last.kind === "success") {
    const { inverted } = last;
    return inverted === undefined ? stringOf("0") : [{ kind: "text", text: "0", status: { inverted } }];
  }
  const told: StatusInfo = last.inverse === true ? {} : last;
  if (last.kind === "failure") return asStatus(FAILED_STATUS, told);
  const success = frame.choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  const isOpen = success === undefined && frame.isOneStatus !== true;
  if (success !== false && !isOpen && !isKnown) outcomes.lookAtStatus(frame.path, last);
  if (success === undefined) return asStatus(unknownPiece("special", true, "?"), told);
  applyConsequences(frame, success ? last.success : last.failure);
  frame.path.status = success ? SUCCESS : FAILURE;
  return success ? stringOf("0") : asStatus(FAILED_STATUS, told);
}

/** Tests the statuses of all commands of the last pipeline. */
export function lookAtPipeline({ machine, path }: Frame): void {
  const { parts = [path.status] } = path.status;
  for (const part of parts) {
    machine.outcomes.pipelines.read(part);
    machine.outcomes.lookAtStatus(path, part);
  }
}

/** The value of `${PIPESTATUS[index]}`. @param isLooked `false` if the status is only stored, as for `$?` */
export function pipelineStatusValue(frame: Frame, index: number, isLooked: boolean): AbstractString {
  const { machine, path, choices, isOneStatus } = frame;
  const { parts } = path.status;
  if (parts === undefined && index === 0) return statusValue(frame, isLooked);
  const part = parts?.at(index) ?? {};
  machine.outcomes.pipelines.read(part);
  if (isLooked) machine.outcomes.lookAtStatus(path, part);
  const unknown = unknownPiece("special", true, "?");
  if (isSilent(part)) return [unknown];
  const success = choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  const isOpen = success === undefined && isOneStatus !== true;
  if (success !== false && !isOpen && !isLooked) machine.outcomes.lookAtStatus(path, part);
  return success === true ? stringOf("0") : asStatus(success === false ? FAILED_STATUS : unknown, part);
}

/** The value of the element of `PIPESTATUS` that the text names: arithmetic needs no `$`. @param numberOf evaluates the index */
export function elementOfPipeline(
  frame: Frame,
  text: string,
  numberOf: (index: string) => number | undefined,
): AbstractString | undefined {
  const index = frame.machine.interpreter === "bash" ? /^PIPESTATUS\[(.*)\]$/s.exec(text)?.[1] : undefined;
  const number = index === undefined || index === "@" || index === "*" ? undefined : numberOf(index);
  if (number !== undefined) return pipelineStatusValue(frame, number, frame.isOneStatus !== true);
  if (index === undefined) return undefined;
  lookAtPipeline(frame);
  return [unknownPiece("special", true, "PIPESTATUS")];
}
