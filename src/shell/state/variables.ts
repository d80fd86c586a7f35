/** Reads and writes the variables of a path. */
import { madeFrom } from "../values/provenance.ts";
import { SLOT } from "./path/symbols.ts";
import type { Binding, Removal } from "../model/environment.ts";
import type { Machine, Frame } from "./interfaces/evaluator.ts";
import type { Context } from "./path/context.ts";
import { narrowWorlds } from "./path/correlation.ts";
import { distinctBindings } from "../values/equality.ts";
import { unknownPiece } from "../values/pieces.ts";
import { writeSlot, writeSlots } from "./slot-writes.ts";
import type { Span } from "../spans/span.ts";
import { INHERITED, OPTION, type Path } from "./path/path.ts";
import { emptiness, type AbstractString, type CallsOfStatus } from "../model/value.ts";
import { conversion } from "./conversion.ts";
import { option } from "./options.ts";
import { bindingValue } from "../values/bindings.ts";
import { joinedBinding } from "../values/joined-bindings.ts";

/** The alternatives of a variable on a path. */
export function bindings(machine: Machine, path: Path, name: string): readonly Binding[] {
  return (
    (path.memory.get(machine.symbols.slot(name)) as readonly Binding[] | undefined) ??
    (path.memory.get(SLOT.others) as readonly Binding[] | undefined) ??
    INHERITED
  );
}

export function setBindings(machine: Machine, path: Path, name: string, value: readonly Binding[]): void {
  writeSlot(machine, path, machine.symbols.slot(name), value);
}

/** Restricts the path to what is compatible with an alternative that it has taken. */
export function takeWorlds(machine: Machine, path: Path, taken: Binding): void {
  const found = narrowWorlds(path.memory, taken, true);
  if (found === undefined) return;
  writeSlots(machine, path, found.slots);
  path.memory = path.memory.setAll(found.calls, false);
  for (const fact of found.facts) path.learn(fact);
}

/** The variable's binding on this way; several alternatives are explored one by one. */
export function resolveBinding(frame: Frame, name: string): Binding {
  const all = bindings(frame.machine, frame.path, name);
  if (all.length === 1) return all[0]!;
  const one = frame.choices.choose(() => all, joinedBinding);
  if (all.includes(one)) {
    setBindings(frame.machine, frame.path, name, [one]);
    takeWorlds(frame.machine, frame.path, one);
  }
  return one;
}

/** The variable that `name` refers to: itself, or the target of a name reference (`declare -n`). */
export function referencedName(machine: Machine, path: Path, name: string): string {
  for (let hops = 0; hops < 4; hops++) {
    const slot = machine.symbols.existing("reference", name);
    const to = slot === undefined ? undefined : (path.memory.get(slot) as string | undefined);
    if (to === undefined) return name;
    name = to;
  }
  return name;
}

/** Whether an assignment to the variable leaves it exported, as far as its previous binding determines. */
function keepsExport(machine: Machine, binding: Binding, name: string): boolean {
  // If the evaluation records what is printed, a variable that may have been inherited is not assumed to be exported for that
  // reason.
  const isFound = binding.state === "set" && binding.span === undefined && !machine.environment.has(name);
  if (isFound && machine.printing !== undefined && !ALWAYS_EXPORTED.has(name)) return false;
  if (binding.state !== "inherited") return binding.exported;
  return binding.marked === true || machine.environment.has(name) || ALWAYS_EXPORTED.has(name);
}

/** The same, if the untested environment has the variable. */
function keepsExportIfGiven({ relevance }: Machine, binding: Binding, name: string): boolean {
  if (binding.state === "set") return binding.ifGiven === true;
  const { state } = binding.state === "unset" ? (binding.behind ?? binding) : binding;
  return state === "inherited" && relevance.isWatched(name);
}

const ALWAYS_EXPORTED: ReadonlySet<string> = new Set(["PATH", "PWD", "LANG", "SHLVL", "SSM_COMMAND_ID"]);

export interface Assigned {
  readonly value: AbstractString;
  readonly span: Span;
  readonly array?: readonly AbstractString[] | undefined;
  readonly front?: number | undefined;
  /** Whether the assigning command exports it. `undefined`: as before, or as `set -a` determines. */
  readonly exported?: boolean | undefined;
  /** Whether the assignment is for one command only. */
  readonly prefix?: boolean | undefined;
  /** Whether a part of the previous value remains: `A+=x`, `A[1]=x`. */
  readonly isPartial?: boolean | undefined;
}

type Elements = Pick<Extract<Binding, { readonly state: "set" }>, "array" | "front">;

/** An array remains an array: a value assigned to its name becomes its first element. */
function withFirst(before: Binding, value: AbstractString): Elements | undefined {
  if (before.state !== "set" || before.array === undefined) return undefined;
  const { array, front } = before;
  if (front === 0) return { array: [value, ...array], front: 1 };
  return { array: [value, ...array.slice(1)], front };
}

export function isReadonly(machine: Machine, path: Path, name: string): boolean {
  const slot = machine.symbols.existing("readonly", name);
  return slot !== undefined && path.memory.get(slot) === true;
}

export function makeReadonly(machine: Machine, path: Path, variable: string): void {
  const name = referencedName(machine, path, variable);
  path.memory = path.memory.set(machine.symbols.slotOf("readonly", name), true, false);
}

/** The value, with the name of the variable that tells what it means. */
export function labelValue(name: string, value: AbstractString): AbstractString {
  const is = emptiness(value);
  if (is === "empty") return value;
  return [{ ...madeFrom([value], "computed", is === "non-empty"), name, isLabelled: true }];
}

/** What the value reveals about calls if it is their status. */
function statusCalls([first]: AbstractString): CallsOfStatus | undefined {
  return first?.kind === "output" ? undefined : first?.status;
}

/** Assigns the value and returns whether that was possible: a read-only variable is unchanged, and `set -e` ends the shell. */
export function assign(machine: Machine, path: Path, context: Context, variable: string, given: Assigned): boolean {
  const name = referencedName(machine, path, variable);
  const convert = conversion({ machine, path }, name, given.span);
  if (convert !== undefined) given = { ...given, value: convert(given.value), array: given.array?.map(convert) };
  const to =
    machine.printing?.labelled.has(name) === true
      ? { ...given, value: labelValue(name, given.value) }
      : isCounter(machine, name)
        ? { ...given, value: [unknownPiece("special", true, name)] }
        : given;
  if (isReadonly(machine, path, name)) {
    if (option(path, OPTION.errexit)) path.flow = { kind: "exit" };
    return false;
  }
  const before = bindings(machine, path, name);
  const all = option(path, OPTION.allexport);
  const make = (one: Binding): Binding => {
    const elements = to.array !== undefined ? to : to.prefix === true ? undefined : withFirst(one, to.value);
    const exported = to.exported ?? (all || keepsExport(machine, one, name));
    const ifGiven = to.exported === undefined && !exported && keepsExportIfGiven(machine, one, name) ? true : undefined;
    return {
      state: "set",
      exported,
      ifGiven,
      value: to.value,
      span: to.span,
      behind: !exported && !ifGiven && (one.state === "unset" || one.state === "set") ? one.behind : undefined,
      array: elements?.array,
      front: elements?.front,
    };
  };
  const after = before.length === 1 ? [make(before[0]!)] : distinctBindings(before.map(make));
  setBindings(machine, path, name, after);
  const { flags, variables } = machine.outcomes;
  variables.assign(path, name, statusCalls(to.value));
  if (to.prefix !== true && to.isPartial !== true) flags.assign(path, name, context.scopes, after);
  if (after.some((one) => one.exported)) variables.read(path, name);
  const exported = after.every((one) => one.exported);
  machine.record.event(
    name,
    to.exported === true ? "export" : "assign",
    exported,
    to.value,
    to.span,
    context,
    to.prefix ?? false,
  );
  return true;
}

/** Variables of bash that change by themselves, whatever is assigned to them. */
function isCounter({ interpreter }: Machine, name: string): boolean {
  return (name === "SECONDS" || name === "RANDOM") && interpreter !== "dash";
}

/** Performs `export X`, `export -n X` and `declare -x X` without a value. */
export function setExported(
  machine: Machine,
  path: Path,
  context: Context,
  variable: string,
  exported: boolean,
  span: Span,
): void {
  const name = referencedName(machine, path, variable);
  const after = bindings(machine, path, name).map((one): Binding => {
    if (one.state === "inherited") {
      if (exported) return { ...one, marked: true };
      // The shell itself keeps the inherited value.
      return { state: "set", exported: false, value: bindingValue(one, name), span: undefined };
    }
    if (one.state === "set" && one.ifGiven === true) return { ...one, exported, ifGiven: undefined };
    return one.exported === exported ? one : { ...one, exported };
  });
  setBindings(machine, path, name, after);
  // A program may read it in its environment.
  if (exported) machine.outcomes.flags.read(path, name);
  const value = after[0]?.state === "set" ? after[0].value : undefined;
  machine.record.event(name, exported ? "export" : "unset", exported, value, span, context, false);
}

export function clearVariable(machine: Machine, path: Path, context: Context, variable: string, span: Span): boolean {
  const name = referencedName(machine, path, variable);
  if (isReadonly(machine, path, name)) return false;
  const after = bindings(machine, path, name).map((was): Binding => {
    if (was.state === "unset" && was.behind !== undefined) return was;
    const removal: Removal = { by: "unset", span, was: was.state === "unset" && was.removal ? was.removal.was : was };
    return { state: "unset", exported: false, removal };
  });
  setBindings(machine, path, name, distinctBindings(after));
  machine.outcomes.flags.unset(path, name, context.scopes);
  machine.record.event(name, "unset", false, undefined, span, context, false);
  return true;
}

/** How many of the variables that a piece of code reads are examined for what they contain. */
export const MOST_NAMES = 64;

/** The values of the first of these variables on the path. */
export function valuesOf(machine: Machine, path: Path, names: Iterable<string>): readonly AbstractString[] {
  const some = [...names].slice(0, MOST_NAMES);
  return some.flatMap((name) => bindings(machine, path, name).map((one) => bindingValue(one, name)));
}
