/** Responses to failures that only set flags, as in `aws … || FAILED=1` and `aws … || mark_failed`; and code that may read flags. */
import type { SyntaxNode } from "unbash";
import { functionNamed } from "../state/functions.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { FunctionDefinition, Path } from "../state/path/path.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { identifiers } from "../syntax/names.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import { processOf } from "./flags.ts";

/** How deeply functions that call others are examined. */
const DEEPEST = 4;

/**
 * Runs code that is a response to the failure of calls. If all that it does is set variables, only what reads these notices the
 * failure.
 * @param test the command that has failed
 */
export function respond(
  machine: Machine,
  { test, response }: { readonly test: SyntaxNode; readonly response: SyntaxNode },
  paths: readonly Path[],
  context: Context,
  run: (paths: readonly Path[]) => readonly Path[],
): readonly Path[] {
  const { outcomes } = machine;
  if (!outcomes.isOn || paths.every((path) => outcomes.flags.answered(path).length === 0)) return run(paths);
  return paths.flatMap((path) => {
    const calls = outcomes.flags.answered(path);
    const names = calls.length === 0 ? undefined : flagNames(machine, path, response, context);
    if (names === undefined || isFallback(machine, test, response, names, context)) return run([path]);
    const flags = [...names].map((name) => referencedName(machine, path, name));
    const before = new Map(flags.map((name) => [name, bindings(machine, path, name)]));
    const held = outcomes.flags.suspend(path, flags);
    const ends = run([path]);
    const process = processOf(context.scopes);
    const span = context.source.span(response.pos, response.end);
    const isOpen = machine.liveness.readsUnnamed;
    for (const end of ends)
      for (const name of flags) {
        const after = bindings(machine, end, name);
        const isRead = machine.liveness.isReadBeside(name, span, undefined);
        outcomes.flags.raise(end, { name, process, calls, before: before.get(name)!, after, isOpen, isRead }, held);
      }
    return ends;
  });
}

/**
 * Whether the response replaces what the failed command should have assigned, or tests, and something may read this:
 * `X=$(aws …) || X=a`, `[ -n "$X" ] || X=a`.
 */
function isFallback(
  { liveness }: Machine,
  test: SyntaxNode,
  response: SyntaxNode,
  names: ReadonlySet<string>,
  { source, scopes }: Context,
): boolean {
  const [assigned, asked] = [assignedNames(test), askedNames(test)];
  const span = source.span(response.pos, response.end);
  const { scope } = processOf(scopes);
  return [...names].some((name) => (assigned.has(name) || asked.has(name)) && liveness.isReadBeside(name, span, scope));
}

/** The variables that the code sets, if it does nothing else. */
function flagNames(
  machine: Machine,
  path: Path,
  response: SyntaxNode,
  { source }: Context,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  return onlyAssigns(machine, path, response, names, 0) && names.size > 0 && source.exact ? names : undefined;
}

/** Whether the code assigns variables, which are added to `names`, and starts no program. */
function onlyAssigns(machine: Machine, path: Path, node: SyntaxNode, names: Set<string>, depth: number): boolean {
  const inner = (one: SyntaxNode): boolean => onlyAssigns(machine, path, one, names, depth);
  switch (node.type) {
    case "CompoundList":
      return node.commands.every((one) => one.background !== true && inner(one.command));
    case "BraceGroup":
      return inner(node.body);
    case "ArithmeticCommand":
      addAll(names, assignedNames(node));
      return !/\$\(|`/.test(node.body);
    case "Command": {
      addAll(names, assignedNames(node));
      const name = node.name?.text;
      if (name === undefined)
        return (
          node.redirects.length === 0 &&
          node.prefix.every((one) => one.type === "Assignment" && !/[$<>]\((?!\()|`/.test(one.text))
        );
      if (name === "return") return node.args.length === 0 || node.args[0]!.text === "0";
      if (/^(?::|true|break|continue|let)$/.test(name)) return true;
      const body = functionNamed(machine, path, name)?.body;
      return body !== undefined && depth < DEEPEST && onlyAssigns(machine, path, body, names, depth + 1);
    }
    default:
      return false;
  }
}

function addAll(names: Set<string>, others: Iterable<string>): void {
  for (const name of others) names.add(name);
}

/** Whether the code, or a function that it may call, names a variable that records a failure on the path. */
export function mayUseFlags(machine: Machine, path: Path, node: SyntaxNode, { source }: Context): boolean {
  return flagsNamed(machine, path, source.text.slice(node.pos, node.end)).length > 0;
}

/** A call of the function is not evaluated: it may read the flags that it names. */
export function readFlags(machine: Machine, path: Path, { node, source }: FunctionDefinition): void {
  const names = flagsNamed(machine, path, source.text.slice(node.pos, node.end));
  for (const name of names) machine.outcomes.flags.read(path, name);
}

/** The variables that record a failure on the path, and that the code names, or a function that it may call. */
function flagsNamed(machine: Machine, path: Path, code: string): readonly string[] {
  const { flags, isOn } = machine.outcomes;
  const names = isOn ? flags.names(path) : [];
  if (names.length === 0) return names;
  const words = wordsIn(machine, path, identifiers(code));
  return names.filter((name) => words.has(name));
}

/** These words, and those in the functions that they name. */
function wordsIn(machine: Machine, path: Path, all: Iterable<string>): ReadonlySet<string> {
  const words = new Set(all);
  // A set is visited in order of insertion: also what is added meanwhile.
  for (const word of words) {
    const called = functionNamed(machine, path, word);
    if (called !== undefined) addAll(words, identifiers(called.source.text.slice(called.node.pos, called.node.end)));
  }
  return words;
}
