/** What a shell does if it cannot continue a statement, such as an assignment to a read-only variable or a division by 0. */
import type { Frame } from "./interfaces/evaluator.ts";
import { FAILURE, OPTION } from "./path/path.ts";
import { option } from "./options.ts";

type Place = Pick<Frame, "machine" | "path">;

/** For an assignment to a read-only variable: under `set -e` every shell ends, even if the status is tested. */
export function refuseAssignment(place: Place): void {
  giveUp(place);
  if (option(place.path, OPTION.errexit)) place.path.flow = { kind: "exit" };
}

/** For a variable that must be set: every shell ends, even if the status is tested. */
export function exitShell({ machine, path }: Place): void {
  path.flow = { kind: "exit", unwinds: machine.interpreter === "bash" };
  path.status = FAILURE;
}

/** A POSIX shell ends; bash discards the line. */
export function giveUp(place: Place): void {
  place.path.status = FAILURE;
  place.path.flow = { kind: isBash(place) ? "discard" : "exit" };
}

/** Whether the shell is bash and not in its POSIX mode. */
export function isBash({ machine, path }: Place): boolean {
  return machine.interpreter === "bash" && !option(path, OPTION.posix);
}
