/** Function calls that are not evaluated, because enough calls of the function were: what they do according to the earlier ones. */
import type { Argument } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Received } from "../state/interfaces/outcome-tracker.ts";
import type { Context } from "../state/path/context.ts";
import { waits } from "../state/functions.ts";
import { EITHER, FAILURE, SUCCESS, type FunctionDefinition, type Output, type Path } from "../state/path/path.ts";
import { MOST_NAMES, valuesOf } from "../state/variables.ts";
import { readFlags } from "../outcomes/flag-responses.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import { stringKey } from "../values/equality.ts";
import { LIMITS } from "../limits/limits.ts";
import { COMPUTED, concatStrings } from "../values/pieces.ts";
import { madeFrom } from "../values/provenance.ts";
import { isVariableName } from "../syntax/names.ts";

/** How many of a function's arguments are examined for what they contain. */
export const MOST_ARGUMENTS = 256;

/**
 * Whether one more call would reveal nothing new.
 * @param isNew whether no earlier call was made in the same circumstances, if these may matter
 */
export function isSettled(
  machine: Machine,
  definition: FunctionDefinition,
  args: readonly Argument[],
  path: Path,
  isNew: boolean,
): boolean {
  const { printing, relevance, spent, allowed } = machine;
  const { count } = definition.calls;
  const name = definition.node.name.text;
  // Each call may print something else; for most functions, that depends on the arguments.
  if (printing !== undefined) {
    if (count < LIMITS.exactCalls || madeFrom(args.map(({ value }) => value)).from !== undefined)
      return count >= LIMITS.decisiveCalls && spent * 2 > allowed;
    return true;
  }
  // Calls that may differ in something that matters may use at most a quarter of the commands.
  if (
    spent * 4 <= allowed &&
    (isNew || (mayCheck(machine, definition) && unnoticedBehind(machine, definition, args, path).length > 0))
  )
    return false;
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

/** Records for calls whose output is read whether they print something, by their status. */
export function notePrinting({ calls: { printsIf } }: FunctionDefinition, ends: readonly Path[], before: Output): void {
  for (const { flow, status, output } of ends) {
    if (flow !== undefined) continue;
    const prints = output !== before;
    if (status.kind !== "failure") printsIf.success = printsIf.success === true || prints;
    if (status.kind !== "success") printsIf.failure = printsIf.failure === true || prints;
  }
}

/** The result of a call that is not evaluated, according to earlier calls of the function: those with the same arguments, if any. */
export function asBefore(
  machine: Machine,
  definition: FunctionDefinition,
  args: readonly Argument[],
  path: Path,
): readonly Path[] {
  const { output } = path;
  const { calls } = definition;
  if (mayCheck(machine, definition)) machine.outcomes.received.assume(path, received(machine, definition, args, path));
  readFlags(machine, path, definition);
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

/** Keeps what calls with these arguments have printed, for a call that is not followed. */
export function keepPrinted(
  { printed }: FunctionDefinition["calls"],
  args: readonly Argument[],
  ends: readonly Path[],
): void {
  const key = printed.size < LIMITS.decisiveCalls ? argumentsKey(args) : "";
  const earlier = printed.get(key);
  printed.set(key, madeFrom([earlier ? [earlier] : [], ...ends.map((end) => end.output?.pieces ?? [])]));
}

/** The path after a call that is not followed: it may print anything, and succeed or fail. */
export function skipCall({ outcomes }: Machine, name: string, path: Path, context: Context): Path {
  outcomes.attempts.goOn(path, name, context);
  outcomes.flags.readAll(path);
  path.status = EITHER;
  if (path.output !== undefined) path.output = { pieces: concatStrings(path.output.pieces, [COMPUTED]) };
  return path;
}

export function argumentsKey(args: readonly Argument[]): string {
  return args.map(({ value }) => stringKey(value)).join("\n");
}

/** Whether calls of the function may use what they receive about the failure of earlier calls. */
export function mayCheck({ outcomes, relevance }: Machine, { calls, node }: FunctionDefinition): boolean {
  return outcomes.isOn && calls.checks !== false && relevance.checksCalls(node.name.text);
}

/** The calls, by their slots, whose failure nothing has noticed yet and what a call of the function receives reveals. */
export function unnoticedBehind(
  machine: Machine,
  definition: FunctionDefinition,
  args: readonly Argument[],
  path: Path,
): readonly number[] {
  if (!machine.outcomes.isOn || !machine.relevance.checksCalls(definition.node.name.text)) return [];
  return machine.outcomes.received.unnoticed(path, received(machine, definition, args, path));
}

/** Records whether the call that ended on these paths has used what it received about these calls. */
export function noteChecks(
  machine: Machine,
  { body, calls }: FunctionDefinition,
  args: readonly Argument[],
  ends: readonly Path[],
  slots: readonly number[],
): void {
  if (slots.length === 0 || calls.checks === true) return;
  // `printf -v "$1"`, `local -n OUT=$1`: an argument may be the name of a variable that it assigns.
  const named = args
    .slice(0, MOST_ARGUMENTS)
    .flatMap(({ value }) => knownText(value) ?? [])
    .filter((text) => isVariableName(text));
  calls.checks = ends.some((end) => {
    const results = [end.output?.pieces ?? [], ...valuesOf(machine, end, [...assignedNames(body), ...named])];
    return machine.outcomes.received.areUsed(end, slots, results);
  });
}

/** What a call of the function receives on the path. */
function received(machine: Machine, { body }: FunctionDefinition, args: readonly Argument[], path: Path): Received {
  const given = args.slice(0, MOST_ARGUMENTS);
  const names = readNames(body);
  return {
    values: [...given.map(({ value }) => value), path.input ?? [], ...valuesOf(machine, path, names)],
    names,
    waits: waits(machine, path, body),
  };
}

/** The first variables that the body of a function reads. */
export function readNames(body: FunctionDefinition["body"]): readonly string[] {
  return [...askedNames(body)].slice(0, MOST_NAMES);
}
