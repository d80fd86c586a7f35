/** Function calls. */
import { positionalOf, UNKNOWN_ARGUMENTS } from "../state/positional-parameters.ts";
import { restoreAllHidden } from "../state/local-variables.ts";
import { option } from "../state/options.ts";
import { SLOT } from "../state/path/symbols.ts";
import { lastTest } from "../outcomes/attempt-syntax.ts";
import { asOneStatus } from "../outcomes/status-info.ts";
import type { Argument } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import { ANYWHERE, type Region } from "../state/path/region.ts";
import { LIMITS } from "../values/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Active, Context } from "../state/path/context.ts";
import { joinPaths } from "../paths/join.ts";
import { withoutErrTrap } from "../state/path/traps.ts";
import type { Span } from "../syntax/span.ts";
import { isProvenanceKept, madeFrom } from "../values/provenance.ts";
import { stringKey } from "../values/equality.ts";
import { COMPUTED, concatStrings } from "../values/pieces.ts";
import {
  EITHER,
  endsWithin,
  FAILURE,
  OPTION,
  SUCCESS,
  type FunctionDefinition,
  type Output,
  type Path,
  type Positional,
} from "../state/path/path.ts";
import { bodyOf } from "./compound.ts";
import { endsAnew } from "./ending-calls.ts";

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
  if (calls.count >= LIMITS.calls && !endsAnew(machine, definition) && isSettled(machine, name, calls.count, args)) {
    if (machine.relevance.isDecisive(name)) machine.record.cut("runs", span);
    machine.outcomes.attempts.goOn(path, name, context);
    return asBefore(machine, definition, args, path);
  }
  calls.count++;
  const positional = how === "uncalled" ? UNKNOWN_ARGUMENTS : positionalOf(args);
  const ends = followCall(machine, definition, path, positional, bodyContext(definition, span, context, how));
  if (isProvenanceKept()) keepPrinted(calls, args, ends);
  // No call returns unless it recurses further than it is followed: what it does is unknown.
  const isEndless = calls.isCut === true && ends.every(({ flow }) => flow !== undefined);
  if (entry !== undefined && isEndless) return [...ends, skipCall(machine, name, entry, context)];
  for (const { flow, status } of ends) {
    if (flow?.kind === "exit" || flow?.kind === "discard")
      calls.exits = calls.exits === undefined || calls.exits === status.kind ? status.kind : "unknown";
    else calls.returns = true;
  }
  return joinPaths(machine, ends, context, span.pos);
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
  const ends = bodyOf(machine, definition, path, inner);
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

/** Keeps what calls with these arguments have printed, for a call that is not followed. */
function keepPrinted({ printed }: FunctionDefinition["calls"], args: readonly Argument[], ends: readonly Path[]): void {
  const key = printed.size < LIMITS.decisiveCalls ? argumentsKey(args) : "";
  const earlier = printed.get(key);
  printed.set(key, madeFrom([earlier ? [earlier] : [], ...ends.map((end) => end.output?.pieces ?? [])]));
}

/** The path after a call that is not followed: it may print anything, and succeed or fail. */
function skipCall({ outcomes }: Machine, name: string, path: Path, context: Context): Path {
  outcomes.attempts.goOn(path, name, context);
  path.status = EITHER;
  if (path.output !== undefined) path.output = { pieces: concatStrings(path.output.pieces, [COMPUTED]) };
  return path;
}

/** Ends a call: restores its local variables, unless the shell ends inside it. */
function leave(machine: Machine, end: Path): void {
  if (end.flow?.kind === "return") end.flow = undefined;
  if (endsWithin(end.flow)) return;
  restoreAllHidden(machine, end);
  end.memory = end.memory.set(SLOT.locals, undefined, false).set(SLOT.positional, undefined, false);
}

/** Whether one more call would reveal nothing new. */
function isSettled(
  { printing, relevance, spent, allowed }: Machine,
  name: string,
  count: number,
  args: readonly Argument[],
): boolean {
  // Each call may print something else; for most functions, that depends on the arguments.
  if (printing !== undefined) {
    if (count < LIMITS.exactCalls || madeFrom(args.map(({ value }) => value)).from !== undefined)
      return count >= LIMITS.decisiveCalls && spent * 2 > allowed;
    return true;
  }
  if (relevance.runsWords(name) && args.some(({ value }) => relevance.isCommand(knownText(value) ?? ""))) return false;
  // The function's text tools may extract something else in each call: such calls may use at most a quarter of the commands.
  if (relevance.holdsCalls(name)) return count >= LIMITS.decisiveCalls;
  if (!relevance.isDecisive(name))
    return (
      !(relevance.readsText(name) || relevance.checksCalls(name)) ||
      count >= LIMITS.decisiveCalls ||
      spent * 4 > allowed
    );
  if (relevance.runsWords(name)) return false;
  return count >= LIMITS.decisiveCalls && spent > LIMITS.precise && !relevance.setsCredentials(name);
}

function argumentsKey(args: readonly Argument[]): string {
  return args.map(({ value }) => stringKey(value)).join("\n");
}

/** Records for calls whose output is read whether they print something, by their status. */
function notePrinting({ calls: { printsIf } }: FunctionDefinition, ends: readonly Path[], before: Output): void {
  for (const { flow, status, output } of ends) {
    if (flow !== undefined) continue;
    const prints = output !== before;
    if (status.kind !== "failure") printsIf.success = printsIf.success === true || prints;
    if (status.kind !== "success") printsIf.failure = printsIf.failure === true || prints;
  }
}

/** The result of a call that is not evaluated, according to earlier calls of the function: those with the same arguments, if any. */
function asBefore(
  machine: Machine,
  { calls }: FunctionDefinition,
  args: readonly Argument[],
  path: Path,
): readonly Path[] {
  const { output } = path;
  path.status = EITHER;
  if (output !== undefined) {
    const { printed } = calls;
    const piece = printed.get(argumentsKey(args)) ?? madeFrom(Array.from(printed.values(), (one) => [one]));
    path.output = { pieces: concatStrings(output.pieces, [piece]) };
  }
  const ends = [path];

  if (machine.outcomes.isOn && output !== undefined) {
    const { success, failure } = calls.printsIf;
    // `find_it || curl …`: what a failing call prints is not taken for an answer.
    if (success !== undefined && failure !== undefined && success !== failure) {
      const silent = path.clone();
      silent.output = output;
      silent.status = success ? FAILURE : SUCCESS;
      path.status = success ? SUCCESS : FAILURE;
      ends.push(silent);
    }
  }
  if (calls.exits === undefined) return ends;
  const end = path.clone();
  end.status = { success: SUCCESS, failure: FAILURE, unknown: EITHER }[calls.exits];
  end.flow = { kind: "exit" };
  return calls.returns ? [...ends, end] : [end];
}
