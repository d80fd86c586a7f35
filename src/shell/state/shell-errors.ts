/** What a shell does where it cannot go on with a statement: one that assigns to a read-only variable, or divides by 0. */
import type { Frame } from "./interfaces/evaluator.ts";
import { FAILURE, OPTION } from "./path/path.ts";
import { option } from "./variables.ts";

type Place = Pick<Frame, "machine" | "path">;

/** Of an assignment to a read-only variable: under `set -e` no shell goes on, whoever looks at the status. */
export function refuse(place: Place): void {
  giveUp(place);
  if (option(place.path, OPTION.errexit)) place.path.flow = { kind: "exit" };
}

/** Of a variable that has to be set: every shell ends, whoever looks at the status. */
export function stop({ machine, path }: Place): void {
  path.flow = { kind: "exit", unwinds: machine.interpreter === "bash" };
  path.status = FAILURE;
}

/** A POSIX shell ends, bash gives up the line. */
export function giveUp(place: Place): void {
  place.path.status = FAILURE;
  place.path.flow = { kind: isBash(place) ? "discard" : "exit" };
}

/** Whether it is bash, and not in its POSIX mode. */
export function isBash({ machine, path }: Place): boolean {
  return machine.interpreter === "bash" && !option(path, OPTION.posix);
}
