/** Responses to failures that only set flags, as in `aws … || FAILED=1` and `aws … || mark_failed`; and code that may read flags. */
import type { Assignment, SyntaxNode, Word } from "unbash";
import { functionNamed } from "../state/functions.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { HeldFlags } from "../state/interfaces/flag-tracker.ts";
import type { FunctionDefinition, Path } from "../state/path/path.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { identifiers } from "../syntax/names.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import { forEachNode } from "../syntax/walk.ts";
import { isNoResponse } from "./attempt-syntax.ts";
import { processOf } from "./flags.ts";
import { includesSlot } from "./status-info.ts";

/** Builtins that end the code with a status. */
const LEAVING: ReadonlySet<string> = new Set(["return", "exit", "false"]);

/** Code in processes of its own, in which what it sets is lost, and code that runs elsewhere. */
const APART: ReadonlySet<SyntaxNode["type"]> = new Set(["Subshell", "Pipeline", "Coproc", "Function", "Redirected"]);

/** Substitutions start programs. */
const SUBSTITUTION = /[$<>]\((?!\()|`/;

const NONE: readonly number[] = [];

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
  if (!outcomes.isOn || paths.every(({ failing }) => failing === undefined)) return run(paths);
  return paths.flatMap((path) => {
    if (path.failing === undefined) return run([path]);
    const calls = outcomes.flags.answered(path);
    const { names, isOnlySetting } = effectsOf(machine, path, response, context);
    if (names.size === 0) return run([path]);
    const isFlag = calls.length > 0 && isOnlySetting && !isFallback(machine, test, response, names, context);
    // Something else may read the variables instead of the status that `return 1` passes on.
    outcomes.attempts.setAside(path, isFlag ? calls : NONE);
    if (!isFlag) return run([path]);
    const flags = [...names].map((name) => referencedName(machine, path, name));
    const before = new Map(flags.map((name) => [name, bindings(machine, path, name)]));
    const held = outcomes.flags.suspend(path, flags);
    const ends = run([path]);
    const process = processOf(context.scopes);
    const span = context.source.span(response.pos, response.end);
    const isOpen = machine.liveness.readsUnnamed;
    for (const end of ends) {
      // `exit 0` is deliberate.
      const noted = end.flow?.kind === "exit" ? calls.filter((call) => includesSlot(end.status.of, call)) : calls;
      for (const name of flags) {
        const after = bindings(machine, end, name);
        const isRead = machine.liveness.isReadBeside(name, span, undefined);
        const isExported = machine.liveness.isExported(name);
        const values = { before: before.get(name)!, after };
        outcomes.flags.raise(end, { name, process, calls: noted, ...values, isExported, isOpen, isRead }, held);
      }
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

/**
 * The variables that a response sets, and whether it does nothing else that could be the news of the failure: it starts no program,
 * except to clean up.
 */
interface Effects {
  readonly names: Set<string>;
  /** The variables in the status with which it ends. */
  readonly passed: Set<string>;
  isOnlySetting: boolean;
  /** Code that is being examined, and that has been: each function once, however many calls it has. */
  readonly open: Set<SyntaxNode>;
  readonly done: Set<SyntaxNode>;
}

function effectsOf(machine: Machine, path: Path, response: SyntaxNode, { source }: Context): Effects {
  const span = source.span(response.pos, response.end);
  const effects: Effects = {
    names: new Set(),
    passed: new Set(),
    isOnlySetting: source.exact,
    open: new Set(),
    done: new Set(),
  };
  addEffects(machine, path, response, source.text, effects, 0);
  // `RC=1; return $RC`
  for (const name of effects.passed)
    if (!machine.liveness.isReadBeside(name, span, undefined)) effects.names.delete(name);
  return effects;
}

function addEffects(
  machine: Machine,
  path: Path,
  code: SyntaxNode,
  text: string,
  effects: Effects,
  depth: number,
): void {
  effects.open.add(code);
  addAll(effects.names, assignedNames(code));
  let isOnlySetting = depth < DEEPEST && !SUBSTITUTION.test(text.slice(code.pos, code.end));
  forEachNode(code, (node) => {
    if (APART.has(node.type) || (node.type === "Statement" && node.background === true)) isOnlySetting = false;
    if (node.type !== "Command") return;
    const name = node.name?.text;
    const isLeaving = LEAVING.has(name!);
    if (isLeaving) addAll(effects.passed, askedNames(node));
    if (isLeaving || isNoResponse(name)) {
      // A file may record the failure, too.
      if (node.redirects.length > 0) isOnlySetting = false;
      return;
    }
    const called = functionNamed(machine, path, name!);
    // A function that calls itself may do so forever.
    if (called === undefined || depth >= DEEPEST || effects.open.has(called.body)) isOnlySetting = false;
    else if (!effects.done.has(called.body))
      addEffects(machine, path, called.body, called.source.text, effects, depth + 1);
  });
  effects.open.delete(code);
  effects.done.add(code);
  effects.isOnlySetting &&= isOnlySetting;
}

function addAll(names: Set<string>, others: Iterable<string>): void {
  for (const name of others) names.add(name);
}

/** Whether the code, or a function that it may call, names a variable that records a failure on the path. */
export function mayUseFlags(machine: Machine, path: Path, node: SyntaxNode, { source }: Context): boolean {
  return flagsNamed(machine, path, source.text.slice(node.pos, node.end)).length > 0;
}

/** What the variables record that the words name: until `FlagTracker.passOn`, their uses are not seen. */
export function suspendNamed(
  machine: Machine,
  path: Path,
  words: readonly (Word | Assignment)[],
  { source }: Context,
): HeldFlags {
  const code = words.map(({ pos, end }) => source.text.slice(pos, end)).join(" ");
  return machine.outcomes.flags.suspend(path, flagsNamed(machine, path, code));
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
