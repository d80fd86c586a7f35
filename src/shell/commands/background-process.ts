/** Evaluates `command &`. */
import type { Statement } from "unbash";
import { groupBy } from "../../grouping/group-by.ts";
import { atExit } from "../embedded/run-traps.ts";
import { LIMITS } from "../limits/limits.ts";
import { decisiveFilesKey, leftByAny } from "../paths/file-effects.ts";
import { applyConsequences } from "../refinement/emptiness.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { enterScope, type Context } from "../state/path/context.ts";
import { SUCCESS, type Path } from "../state/path/path.ts";
import { dropTraps } from "../state/path/traps.ts";
import { print } from "../state/stdout.ts";

/**
 * The paths after a background process was started. It may have ended or not: what it writes to files counts as written.
 * @param evaluate evaluates its command
 */
export function backgroundProcess(
  machine: Machine,
  node: Statement,
  path: Path,
  context: Context,
  evaluate: (path: Path, context: Context) => readonly Path[],
): readonly Path[] {
  const copy = path.clone();
  // Its output arrives at some time, which matters if the evaluation records what is printed.
  copy.output = path.output === undefined || path.streams === undefined ? undefined : { pieces: [] };
  const span = context.source.span(node.pos, node.end);
  // In other shells, `set -e` applies in a background process whatever contains it.
  const tested = machine.interpreter === "bash" && context.tested;
  const inner: Context = { ...enterScope(context, "background", span), tested };
  // A background process does not inherit traps.
  dropTraps(machine, copy);
  const start = copy.clone();
  const ends = atExit(machine, evaluate(copy, inner), inner);
  const statuses = ends.map(({ status }) => status);
  // What it has written to a file may depend on its path: each possibility is a path of its own.
  const groups = [...groupBy(ends, (end) => decisiveFilesKey(machine, start, end)).values()];
  const isApart = groups.length > 1 && groups.length <= LIMITS.alternatives;
  const results = (isApart ? groups : [ends]).map(
    (group, index) => [index === 0 ? path : path.clone(), group] as const,
  );
  for (const [after, group] of results) {
    applyConsequences({ machine, path: after }, leftByAny(machine, start, group));
    for (const { output } of ends) if (output !== undefined) print(after, output.pieces);
    machine.outcomes.jobs.start(after, statuses, context.loops);
    after.status = SUCCESS;
  }
  return results.map(([after]) => after);
}
