/** Assignments before a special builtin (`X=1 eval …`), which shells treat differently. */
import type { Command } from "unbash";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { prefixAssignments } from "../assignment/prefix-assignments.ts";

/** POSIX's special builtins, and `source`, which is another name of `.`. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  ": . source break continue eval exec exit export readonly return set shift trap unset".split(" "),
);

/**
 * Performs the assignments before a special builtin of a shell that keeps them, as POSIX specifies: every shell but bash. bash in
 * its POSIX mode also exports them, dash and busybox do not. If the shell is unknown, both possibilities are explored.
 */
export function keepAssignments(frame: Frame, node: Command): void {
  if (!node.prefix.some(({ type }) => type === "Assignment")) return;
  const { interpreter } = frame.machine;
  const exports =
    interpreter === "bash" ||
    (interpreter === "sh" &&
      frame.choices.choose(
        () => [true, false],
        () => false,
      ));
  prefixAssignments(frame, node, true, { exported: exports ? true : undefined });
}
