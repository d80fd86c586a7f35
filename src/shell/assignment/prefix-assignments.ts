/** Assignments for one command: before it, or anywhere in its arguments under `set -k`. */
import type { Command } from "unbash";
import { assignment, type How } from "./assignments.ts";
import { parseDeclaration } from "../values/declaration-argument.ts";
import type { Argument } from "../model/invocation.ts";
import type { Frame, Machine } from "../state/interfaces/evaluator.ts";
import { isBash } from "../state/shell-errors.ts";
import { endsWithin, FAILURE, OPTION, type Path } from "../state/path/path.ts";
import { writeSlot } from "../state/slot-writes.ts";
import { assign, referencedName } from "../state/variables.ts";
import { option } from "../state/options.ts";

type Held = readonly [slot: number, value: unknown];

function held(machine: Machine, path: Path, name: string): Held {
  const slot = machine.symbols.slot(name);
  return [slot, path.memory.get(slot)];
}

function putBack(machine: Machine, path: Path, all: readonly Held[]): void {
  for (const [slot, value] of all) writeSlot(machine, path, slot, value);
}

/**
 * Performs the assignments before a command. The returned function undoes them on a path that the command has left. If one of
 * them prevents the command from running, the path has a flow, and they are already undone.
 */
export function prefixAssignments(
  frame: Frame,
  node: Command,
  special = false,
  how: How = { exported: true, prefix: true },
): (path: Path) => void {
  const { machine, path } = frame;
  const before: Held[] = [];
  const { status } = path;
  const undo = (end: Path): void => putBack(machine, end, before);
  for (const one of node.prefix) {
    if (one.type !== "Assignment") continue;
    before.unshift(held(machine, path, referencedName(machine, path, one.name)));
    if (!assignment(frame, one, { ...how, command: node })) refusePrefix(frame, special);
    if (path.flow !== undefined) {
      undo(path);
      return undo;
    }
  }
  path.status = status;
  return undo;
}

/**
 * bash runs the command without the assignment. In its POSIX mode, which may be what `sh` is, bash discards the line, and ends
 * for a special builtin. Other shells end.
 */
function refusePrefix(frame: Frame, special: boolean): void {
  const { machine, path } = frame;
  const ends = option(path, OPTION.errexit) || !/^(?:bash|sh)$/.test(machine.interpreter);
  if (!ends && isBash(frame)) return;
  path.status = FAILURE;
  path.flow = ends || special ? { kind: "exit" } : { kind: "discard" };
}

/** Runs a command with the assignments before it. */
export function withPrefix(frame: Frame, node: Command, run: () => readonly Path[]): readonly Path[] {
  const undo = prefixAssignments(frame, node);
  if (frame.path.flow !== undefined) return [frame.path];
  const ends = run();
  for (const end of ends) if (!endsWithin(end.flow)) undo(end);
  return ends;
}

/**
 * In bash, an assignment before a function call applies only to the call, unless the function exports the variable or makes it
 * read-only.
 */
type BeforeCall = "alone" | "kept";

/** Calls a function with the assignments before the call. */
export function withPrefixOfCall(frame: Frame, node: Command, run: () => readonly Path[]): readonly Path[] {
  const { machine, path } = frame;
  const names = node.prefix.flatMap((one) =>
    one.type === "Assignment" ? [referencedName(machine, path, one.name)] : [],
  );
  if (names.length === 0 || !isBash(frame)) return withPrefix(frame, node, run);
  const marks = names.map((name): Held => {
    const slot = machine.symbols.slotOf("before call", name);
    return [slot, path.memory.get(slot)];
  });
  const undo = prefixAssignments(frame, node);
  if (path.flow !== undefined) return [path];
  for (const [slot] of marks) path.memory = path.memory.set(slot, "alone" satisfies BeforeCall, false);
  const ends = run();
  for (const end of ends) {
    const isKept = (index: number): boolean => end.memory.get(marks[index]![0]) === ("kept" satisfies BeforeCall);
    const kept = names.filter((_, index) => isKept(index)).map((name) => held(machine, end, name));
    const others = marks.filter((_, index) => !isKept(index));
    if (!endsWithin(end.flow)) undo(end);
    putBack(machine, end, kept);
    for (const [slot, value] of others) end.memory = end.memory.set(slot, value, false);
  }
  return ends;
}

/** Records that a variable, possibly assigned before a call, has been exported or made read-only. */
export function keepAfterCall(machine: Machine, path: Path, name: string): void {
  const slot = machine.symbols.existing("before call", referencedName(machine, path, name));
  if (slot !== undefined && path.memory.get(slot) !== undefined)
    path.memory = path.memory.set(slot, "kept" satisfies BeforeCall, false);
}

/** Under `set -k`, moves arguments that are assignments into the environment of the command. */
export function withKeywords(
  frame: Frame,
  argv: readonly Argument[],
  run: (rest: readonly Argument[]) => readonly Path[],
): readonly Path[] {
  const { machine, path, context } = frame;
  const rest = argv.slice(0, 1);
  const before: Held[] = [];
  for (const argument of argv.slice(1)) {
    const one = parseDeclaration(argument.value);
    if (one?.value === undefined) {
      rest.push(argument);
      continue;
    }
    before.unshift(held(machine, path, one.name));
    assign(machine, path, context, one.name, { value: one.value, span: argument, exported: true, prefix: true });
  }
  const ends = run(rest);
  for (const end of ends) putBack(machine, end, before);
  return ends;
}
