/**
 * Evaluates functions that the script defines and does not call, in the state at the end of the script.
 *
 * Such a function is either dead, or something outside the analysis calls it (`"$1"`, code of a sourced file). In that case the
 * call comes after the setup by the script, on a path that was not abandoned before: a path that has left by an early `exit`
 * cannot call anything any more, and a path that did not define the function cannot call it.
 *
 * Functions that no other function calls come first, wherever they are defined: they call the others as the script intends.
 */
import { correlatePaths } from "../paths/choice.ts";
import type { Context } from "../state/path/context.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { canSpend, commandsLeft } from "../state/budget.ts";
import { functionNamed } from "../state/functions.ts";
import { SUCCESS, type FunctionDefinition, type Path } from "../state/path/path.ts";
import { ANYWHERE } from "../state/path/region.ts";
import { evaluateCall } from "./function-call.ts";

/**
 * While a function is evaluated, one command for this many characters is kept for those after it, so that one with many paths does
 * not use up what the others need.
 */
const CHARACTERS_PER_COMMAND = 8;

/** @param reached the paths on which the script ends, or those in its last loop; used if no path gets as far as its last statement. */
export function callTheUncalled(machine: Machine, reached: readonly Path[], context: Context): void {
  const all = [...machine.definitions.values()].filter(
    (definition) => !machine.called.has(definition) && machine.relevance.functionMatters(definition.node.name.value),
  );
  const outermost = all.filter((definition) => isOutermost(machine, definition));
  const uncalled = new Set([...outermost, ...all]);
  if (uncalled.size === 0 || reached.length === 0) return;
  const last = pathsAtEnd(machine.last.ends.length > 0 ? machine.last.ends : reached);
  const open = { ...context, tested: true };
  machine.hurry();
  let later = outermost.reduce((sum, definition) => sum + lengthOf(definition), 0);
  for (const definition of uncalled) {
    const { name } = definition.node;
    later = Math.max(0, later - lengthOf(definition));
    if (machine.called.has(definition)) continue;
    const span = definition.source.span(name.pos, name.end);
    machine.reserved = Math.min(later / CHARACTERS_PER_COMMAND, commandsLeft(machine) / 2);
    if (!canSpend(machine, open)) {
      machine.record.cut("commands", span);
      return;
    }
    evaluateCall(machine, definition, [], span, startOf(machine, definition, last, span.end), open, "uncalled");
  }
}

function lengthOf({ node: { pos, end } }: FunctionDefinition): number {
  return end - pos;
}

function isOutermost({ relevance }: Machine, { node: { name } }: FunctionDefinition): boolean {
  return relevance.callersOf(name.text).every((caller) => caller === name.text);
}

/** The paths that reach the script's end; if all exit before, those that do not report a failure. */
function pathsAtEnd(ends: readonly Path[]): readonly Path[] {
  const reaching = ends.filter(({ flow }) => flow === undefined);
  if (reaching.length > 0) return reaching;
  const successful = ends.filter(({ status }) => status.kind !== "failure");
  return successful.length > 0 ? successful : ends;
}

function startOf(machine: Machine, definition: FunctionDefinition, last: readonly Path[], pos: number): Path {
  const name = definition.node.name.text;
  const defining = last.filter((path) => functionNamed(machine, path, name) === definition);
  const start = correlatePaths(machine, defining.length > 0 ? defining : last, ANYWHERE, pos).clone();
  start.flow = undefined;
  start.status = SUCCESS;
  return start;
}
