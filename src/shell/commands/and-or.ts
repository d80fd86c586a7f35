/** Evaluates `&&` and `||`. */
import type { AndOr } from "unbash";
import { joinPaths } from "../paths/join.ts";
import { callsOfStatuses, partition } from "../refinement/exit-status.ts";
import { isNoOp, loopExit, questionOf } from "../outcomes/attempt-syntax.ts";
import { respond } from "../outcomes/flag-responses.ts";
import { common, unionOfSlots, withStatusInfo } from "../outcomes/status-info.ts";
import { asTested, type Context } from "../state/path/context.ts";
import { conditionAt } from "../state/path/decisions.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Path } from "../state/path/path.ts";
import { isCutOff, pipelineNode } from "./statements.ts";

export function andOr(machine: Machine, node: AndOr, path: Path, context: Context): readonly Path[] {
  const last = node.commands.length - 1;
  const tested = asTested(context);
  let paths = pipelineNode(machine, node.commands[0]!, path, tested);
  let attempt: number | undefined;
  for (let index = 1; index <= last; index++) {
    // The joined statuses of a list of thousands of commands reveal ever more calls.
    if (isCutOff(machine, node, paths, context)) return paths;
    let told = callsOfStatuses(machine, paths);
    const test = node.commands[index - 1]!;
    const { success, failure, ended } = partition(machine, paths, () => conditionAt(context, "test", test));
    const and = node.operators[index - 1] === "&&";
    const next = node.commands[index]!;
    const question = machine.outcomes.isOn ? questionOf(test) : undefined;
    const skipping = and ? failure : success;
    const before = skipping.map(({ failing }) => failing);
    // A test of how an inner loop ended is one more attempt.
    if (question !== undefined)
      for (const one of [...success, ...failure])
        told = unionOfSlots(told, machine.outcomes.attempts.ask(one, question));
    // What `cmd && break || sleep 5` does after a failure is part of the attempt.
    const leaving = loopExit(next);
    if (and) attempt = leaving;
    else if (isNoOp(next)) attempt = undefined;
    else if (leaving !== undefined)
      for (const one of success) machine.outcomes.attempts.fail(one, told, leaving, context);
    if (attempt !== undefined) for (const one of failure) machine.outcomes.attempts.fail(one, told, attempt, context);
    // The status of `aws … && X=1` is that of `aws` on this path.
    if (and) for (const one of failure) one.status = withStatusInfo(one.status, { of: common([told, one.failing]) });
    const inner = index === last ? context : tested;
    // `until cmd || [ $n -eq 5 ]`: the test may end the loop after a failure.
    if (context.ofLoop === true && context.decides === true)
      for (const one of and ? success : failure) machine.outcomes.attempts.fail(one, told, 1, context);
    if (index === last) for (const [at, one] of skipping.entries()) machine.outcomes.attempts.skip(one, before[at]);
    const going = and ? success : failure;
    const follow = (some: readonly Path[]): readonly Path[] =>
      some.flatMap((one) => pipelineNode(machine, next, one, inner));
    const after = index === last ? respond(machine, { test, response: next }, going, context, follow) : follow(going);
    paths = [...ended, ...skipping, ...after];
    // For each outcome of the list so far, as many paths as a join keeps apart.
    if (paths.length > Math.min(8, 2 * machine.similar()))
      paths = joinPaths(machine, paths, context, context.source.span(next.pos, next.pos).pos);
  }
  return paths;
}
