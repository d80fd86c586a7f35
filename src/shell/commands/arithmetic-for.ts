/** Evaluates loops with arithmetic: `for ((I = 0; I < 3; I++))`. */
import type { ArithmeticExpression, ArithmeticFor, CompoundList } from "unbash";
import { arithmeticStatus } from "../expansion/arithmetic.ts";
import { explore } from "../state/path/choices.ts";
import { fixpoint, loopContext } from "../paths/fixpoint.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import { conditionAt } from "../state/path/decisions.ts";
import { FAILURE, SUCCESS, type Path } from "../state/path/path.ts";
import { partition } from "../refinement/exit-status.ts";
import { isEndless, decideBeginning } from "./loop-conditions.ts";

/** Evaluates a part of `for ((…))` on each path; an error ends the loop. */
function calculate(
  machine: Machine,
  context: Context,
  expression: ArithmeticExpression | undefined,
  paths: readonly Path[],
): Path[] {
  if (expression === undefined) return paths.map((path) => Object.assign(path, { status: SUCCESS }));
  return paths.flatMap((path) => [
    ...explore(
      path,
      (one, choices) => {
        const status = arithmeticStatus({ machine, context, choices, path: one }, expression);
        if (status === undefined) one.flow = { kind: "break", levels: 1 };
        one.status = status ?? FAILURE;
        return [one];
      },
      () => machine.record.cut("ways", context.source.span(expression.pos, expression.end)),
    ),
  ]);
}

export function arithmeticFor(machine: Machine, node: ArithmeticFor, path: Path, context: Context): readonly Path[] {
  // The initialization is before the loop.
  const loop = { ...node, pos: (node.test ?? node.update ?? node.body).pos };
  const inner = loopContext(context, node, loop.pos);
  const { commands }: CompoundList = node.body;
  const failed: Path[] = [];
  const calculated = (where: Context, expression: ArithmeticExpression | undefined, paths: readonly Path[]): Path[] =>
    calculate(machine, where, expression, paths).filter((one) => {
      if (one.flow?.kind !== "break") return true;
      one.flow = undefined;
      failed.push(one);
      return false;
    });
  const ends = fixpoint(
    {
      machine,
      context,
      inner,
      node: loop,
      head(one, first) {
        const { success, failure, ended } = partition(machine, calculated(inner, node.test, [one]));
        const [body, done] = decideBeginning(
          machine,
          first && success.length > 0 && failure.length > 0,
          [success, failure],
          () => conditionAt(context, "loop", node.test ?? node),
          { node, context },
        );
        return { body, done, ended };
      },
      body: (paths) => {
        const after = machine.run(commands, paths, inner);
        const live = after.filter(
          (one) => one.flow === undefined || (one.flow.kind === "continue" && one.flow.levels === 1),
        );
        const left = after.filter((one) => !live.includes(one));
        for (const one of live) one.flow = undefined;
        const updated = live.flatMap((one) => {
          const { status } = one;
          return calculated(inner, node.update, [one]).map((each) => Object.assign(each, { status }));
        });
        return [...updated, ...left];
      },
      endless: isEndless(context, node.test, node.body),
    },
    calculated(context, node.initialize, [path]),
  );
  return [...ends, ...failed];
}
