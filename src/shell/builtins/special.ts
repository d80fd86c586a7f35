/** Assignments before a special builtin (`X=1 eval …`), which shells treat differently. */
import type { Command } from "unbash";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { prefixAssignments } from "../assignment/prefix-assignments.ts";
import { isBash } from "../state/shell-errors.ts";
import { endsWithin, type Path } from "../state/path/path.ts";

/**
 * Runs `body` with the assignments before the command. bash applies them to the command only; in its POSIX mode, bash keeps
 * them, as POSIX specifies, and also exports them; in dash and busybox they are not exported. If the shell is unknown, both
 * possibilities are explored.
 */
export function withTemporaryAssignments(frame: Frame, node: Command, body: () => readonly Path[]): readonly Path[] {
  if (!node.prefix.some((one) => one.type === "Assignment")) return body();
  const { machine, path } = frame;
  const before = path.memory;
  const undo = prefixAssignments(frame, node, true);
  if (path.flow !== undefined) return [path];
  if (isBash(frame)) {
    const ends = body();
    for (const end of ends) if (!endsWithin(end.flow)) undo(end);
    return ends;
  }
  const keeps =
    machine.interpreter === "sh" &&
    frame.choices.choose(
      () => [true, false],
      () => false,
    );
  if (keeps) return body();
  path.memory = before;
  return body();
}
