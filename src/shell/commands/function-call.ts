/** Function calls. */
import { positionalOf, UNKNOWN_ARGUMENTS } from "../state/positional-parameters.ts";
import { restoreAllHidden } from "../state/local-variables.ts";
import { option } from "../state/options.ts";
import { SLOT } from "../state/path/symbols.ts";
import { lastTest } from "../outcomes/attempt-syntax.ts";
import { asOneStatus } from "../outcomes/status-info.ts";
import type { Argument } from "../model/invocation.ts";
import { ANYWHERE, type Region } from "../state/path/region.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Active, Context } from "../state/path/context.ts";
import { joinPaths } from "../paths/join.ts";
import { withoutErrTrap, withoutReturnTrap } from "../state/path/traps.ts";
import { atReturn } from "../embedded/run-traps.ts";
import type { Span } from "../spans/span.ts";
import { isProvenanceKept } from "../values/provenance.ts";
import { endsWithin, OPTION, type FunctionDefinition, type Path, type Positional } from "../state/path/path.ts";
import { bodyOf } from "./compound.ts";
import { isNewCall } from "./call-circumstances.ts";
import { endsAnew } from "./ending-calls.ts";
import {
  asBefore,
  isSettled,
  keepPrinted,
  noteChecks,
  notePrinting,
  skipCall,
  unnoticedBehind,
} from "./skipped-calls.ts";

function nested(active: Active | undefined, definition: FunctionDefinition): number {
  let count = 0;
  for (let one = active; one !== undefined; one = one.before) if (one.definition === definition) count++;
  return count;
}

/** The region of the function's body in the step's script; unknown for a function that code in a string defines. */
function bodyRegion({ node, source }: FunctionDefinition): Region {
  if (!source.exact) return ANYWHERE;
  return { loops: [], loop: undefined, body: source.span(node.pos, node.end), anywhere: false };
}

/** Calls a function on the path; `span` is the word that calls it. */
export function evaluateCall(
  machine: Machine,
  definition: FunctionDefinition,
  args: readonly Argument[],
  span: Span,
  path: Path,
  context: Context,
  how?: "uncalled",
): readonly Path[] {
  machine.called.add(definition);
  const name = definition.node.name.text;
  const { calls } = definition;
  if (context.depth >= LIMITS.depth) {
    machine.record.cut("depth", span);
    return [skipCall(machine, name, path, context)];
  }
  const recursions = nested(context.active, definition);
  if (recursions >= LIMITS.recursion) {
    machine.record.cut("recursion", span);
    // Of the calls that return, none needs this one: the paths that do not recurse further are the least fixpoint so far.
    calls.isCut = true;
    return [];
  }
  const entry = recursions === 0 ? undefined : path.clone();
  const isNew = isNewCall(machine, definition, args, span.pos, path);
  if (
    calls.count >= LIMITS.calls &&
    !endsAnew(machine, definition) &&
    isSettled(machine, definition, args, path, isNew)
  ) {
    if (machine.relevance.isDecisive(name)) machine.record.cut("runs", span);
    machine.outcomes.attempts.goOn(path, name, context);
    return asBefore(machine, definition, args, path);
  }
  const unnoticed = calls.checks === true ? [] : unnoticedBehind(machine, definition, args, path);
  calls.count++;
  const positional = how === "uncalled" ? UNKNOWN_ARGUMENTS : positionalOf(args);
  const ends = followCall(machine, definition, path, positional, bodyContext(definition, span, context, how));
  noteChecks(machine, definition, args, ends, unnoticed);
  if (isProvenanceKept()) keepPrinted(calls, args, ends);
  // No call returns unless it recurses further than it is followed: what it does is unknown.
  const isEndless = calls.isCut === true && ends.every(({ flow }) => flow !== undefined);
  if (entry !== undefined && isEndless) return [...ends, skipCall(machine, name, entry, context)];
  for (const { flow, status } of ends) {
    if (flow?.kind === "exit" || flow?.kind === "discard")
      calls.exits = calls.exits === undefined || calls.exits === status.kind ? status.kind : "unknown";
    else calls.returns = true;
  }
  return joinPaths(machine, ends, context, span.end);
}

/**
 * Evaluates the body of the function with these parameters. The paths on which the call ends have the parameters of the caller again.
 */
function followCall(
  machine: Machine,
  definition: FunctionDefinition,
  path: Path,
  positional: Positional,
  inner: Context,
): readonly Path[] {
  const { output } = path;
  const before = { positional: path.memory.get(SLOT.positional), locals: path.memory.get(SLOT.locals) };
  path.memory = path.memory.set(SLOT.positional, positional, false).set(SLOT.locals, undefined, false);
  const putTrapBack = option(path, OPTION.errtrace) ? undefined : withoutErrTrap(machine, path);
  const putReturnTrapBack = withoutReturnTrap(machine, path);
  const ends = atReturn(machine, bodyOf(machine, definition, path, inner), inner);
  const test = machine.outcomes.isOn ? lastTest(definition.body) : undefined;
  for (const end of ends) {
    if (test !== undefined && end.flow === undefined) machine.outcomes.attempts.answer(end, test, inner.tested, true);
    machine.outcomes.attempts.leave(end);
    leave(machine, end);
    end.status = asOneStatus(end.status);
  }
  if (output !== undefined) notePrinting(definition, ends, output);
  for (const end of ends) {
    putTrapBack?.(end);
    putReturnTrapBack(end);
    if (endsWithin(end.flow)) continue;
    end.memory = end.memory.set(SLOT.positional, before.positional, false).set(SLOT.locals, before.locals, false);
  }
  return ends;
}

function bodyContext(
  definition: FunctionDefinition,
  span: Span,
  context: Context,
  how: "uncalled" | undefined,
): Context {
  const { source, node } = definition;
  return {
    ...context,
    source,
    scopes: [...context.scopes, { kind: "function", name: node.name.text, ...source.span(node.pos, node.end) }],
    calls: how === "uncalled" ? context.calls : [...context.calls, span],
    depth: context.depth + 1,
    callDecides: context.decides === true,
    ofLoop: false,
    region: bodyRegion(definition),
    active: { definition, before: context.active },
  };
}

/** Ends a call: restores its local variables, unless the shell ends inside it. */
function leave(machine: Machine, end: Path): void {
  if (end.flow?.kind === "return") end.flow = undefined;
  if (endsWithin(end.flow)) return;
  restoreAllHidden(machine, end);
  end.memory = end.memory.set(SLOT.locals, undefined, false).set(SLOT.positional, undefined, false);
}
