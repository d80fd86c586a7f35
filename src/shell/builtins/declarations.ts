/** The builtins `export`, `declare`, `typeset`, `local`, `readonly` and `unset`. */
import { listVariables } from "./listing.ts";
import type { Argument } from "../model/invocation.ts";
import type { Assignment } from "unbash";
import { assignment, noteEmptyOutput, storedValue } from "../assignment/assignments.ts";
import type { Binding } from "../model/environment.ts";
import { parseDeclaration } from "../values/declaration-argument.ts";
import { startKeyed } from "../state/associative-arrays.ts";
import { isLocal, makeLocal } from "../state/local-variables.ts";
import { distinctBindings } from "../values/equality.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { print } from "../state/stdout.ts";
import { COMPUTED_NON_EMPTY, EMPTY_STRING } from "../values/pieces.ts";
import { keepAfterCall, prefixAssignments } from "../assignment/prefix-assignments.ts";
import { giveUp, isBash, refuseAssignment } from "../state/shell-errors.ts";
import { EITHER, FAILURE, SUCCESS, type Path } from "../state/path/path.ts";
import { forgetEverything } from "../state/havoc.ts";
import { knownText } from "../model/value.ts";
import {
  assign,
  bindings,
  isReadonly,
  makeReadonly,
  setBindings,
  setExported,
  referencedName,
} from "../state/variables.ts";
import { printedOperands, unknownNames } from "./exported-names.ts";
import { exportFunctions, printFunctions } from "./functions.ts";
import { readFlags } from "./flags.ts";
import { keepAssignments, SPECIAL_BUILTINS } from "./special.ts";
import { unsetBuiltin } from "./unset.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** What a declaration does with each of its operands. */
interface Declaration {
  readonly command: string;
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  /** Whether it makes the variables local. */
  readonly local: boolean;
  readonly exports: boolean;
  /** Whether it removes the mark for export. */
  readonly hides: boolean;
}

/** Runs a declaration. If the exported words are unknown, they may have assigned any variable: all variables become unknown. */
function declare(frame: Frame, call: BuiltinCall): readonly Path[] {
  const { machine, path, context } = frame;
  const { name: command } = call;
  const isSpecial = SPECIAL_BUILTINS.has(command);
  const undo = isSpecial && !isBash(frame) ? undefined : prefixAssignments(frame, call.node, isSpecial);
  if (undo === undefined) keepAssignments(frame, call.node);
  if (path.flow !== undefined) return [path];
  const { on, off, operands } = readFlags(call.args);
  path.status = SUCCESS;
  if (command === "export" && on.has("f")) return exportFunctions(frame, operands, !on.has("n"));
  if (on.has("f") || on.has("F")) return printFunctions(frame, operands, on.has("F"));
  if (on.has("p") || operands.length === 0) machine.outcomes.flags.readAll(path);
  const isListed = machine.printing !== undefined && operands.length === 0;
  if (isListed || on.has("p")) {
    if (machine.printing === undefined) print(path, [COMPUTED_NON_EMPTY]);
    else listDeclared(frame, call, on.has("x"), operands);
    path.status = operands.length === 0 ? SUCCESS : EITHER;
    return [path];
  }
  const inFunction = context.active !== undefined;
  if (command === "local" && !inFunction) {
    // Other shells end, apart from bash as `sh`.
    if (machine.interpreter === "dash") giveUp(frame);
    path.status = FAILURE;
    undo?.(path);
    return [path];
  }
  const isLocalUnlessGlobal = command === "declare" || command === "typeset";
  const declaration: Declaration = {
    command,
    on,
    off,
    local: inFunction && (command === "local" || (isLocalUnlessGlobal && !on.has("g"))),
    exports: command === "export" ? !on.has("n") : on.has("x"),
    hides: (command === "export" && on.has("n")) || off.has("x"),
  };
  for (const operand of operands)
    for (const argument of printedOperands(frame, operand)) declareOperand(frame, declaration, argument);
  if (undo !== undefined && command === "export") undoExcept(frame, undo, operands);
  else undo?.(path);
  return [path];
}

function declareOperand(frame: Frame, declaration: Declaration, argument: Argument): void {
  const { machine, path, context } = frame;
  const { command, on, off, local, exports, hides } = declaration;
  const span = { pos: argument.pos, end: argument.end };
  const one = parseDeclaration(argument.value);
  if (one === undefined) {
    if (knownText(argument.value) !== undefined) path.status = FAILURE;
    const prefix = exports && !local ? unknownNames(argument.value, machine.relevance) : undefined;
    if (prefix !== undefined) forgetEverything(machine, path, span, { words: argument.value, prefix });
    return;
  }
  if (local && isReadonly(machine, path, one.name)) {
    path.status = FAILURE;
    return;
  }
  const isNew = local && !isLocal(machine, path, one.name);
  if (isNew) startLocal(frame, one.name, one.value !== undefined, off.has("x"));
  attributes(frame, one.name, on, off);
  if (on.has("n") && command !== "export") {
    const to = one.value === undefined ? undefined : knownText(one.value);
    if (to !== undefined) path.memory = path.memory.set(machine.symbols.slotOf("reference", one.name), to, false);
    return;
  }
  let assigned = true;
  if (hasValue(argument, one)) assigned = assignOperand(frame, declaration, argument, one);
  else if (exports || (hides && !isNew)) setExported(machine, path, context, one.name, exports, span);
  if (!assigned) {
    path.status = FAILURE;
    if (command === "export") setExported(machine, path, context, one.name, exports, span);
    if (SPECIAL_BUILTINS.has(command) && !isBash(frame)) refuseAssignment(frame);
  }
  const fixes = command === "readonly" || on.has("r");
  if (fixes) makeReadonly(machine, path, one.name);
  if (fixes || exports) keepAfterCall(machine, path, one.name);
}

type Declared = NonNullable<ReturnType<typeof parseDeclaration>>;

/** `A=(1 2)` and `A[0]=1` as an operand. */
function arrayAssignment({ word }: Argument): Assignment | undefined {
  if (word?.type !== "Assignment") return undefined;
  return word.value.type === "ArrayValue" || word.index !== undefined ? word : undefined;
}

function hasValue(argument: Argument, { value }: Declared): boolean {
  return value !== undefined || arrayAssignment(argument) !== undefined;
}

/** Assigns the operand's value; returns whether the variable may be assigned. */
function assignOperand(
  frame: Frame,
  { command, exports, hides }: Declaration,
  argument: Argument,
  { name: declared, value: given, append }: Declared,
): boolean {
  const { machine, path, context } = frame;
  const how = { exported: exports ? true : hides ? false : undefined };
  const array = arrayAssignment(argument);
  if (array !== undefined) {
    const { status } = path;
    const assigned = assignment(frame, array, how);
    // A command substitution in an array element does not determine the declaration's status.
    if (path.flow === undefined) path.status = status;
    return assigned;
  }
  const span = { pos: argument.pos, end: argument.end };
  const name = referencedName(machine, path, declared);
  const value = storedValue(frame, name, given!, append, span);
  if (!SPECIAL_BUILTINS.has(command) && isReadonly(machine, path, name)) return false;
  const isAssigned = assign(machine, path, context, declared, { value, span, isPartial: append, ...how });
  const { word } = argument;
  if (word?.type === "Assignment" && word.value.type !== "ArrayValue") noteEmptyOutput(frame, name, value, word.value);
  return isAssigned;
}

function startLocal(frame: Frame, name: string, isAssigned: boolean, isUnmarked: boolean): void {
  const { machine, path } = frame;
  makeLocal(machine, path, name);
  const outer = bindings(machine, path, name);
  const wasArray = outer.some((each) => each.state === "set" && each.array !== undefined);
  const isBehind =
    isUnmarked && machine.interpreter === "bash" && outer.every((each) => each.state === "set" && each.exported);
  if (!isAssigned || wasArray || isBehind) hideGlobal(frame, name);
}

/** Undoes the assignments before `export`, except those that it exports: `A=pre export A` exports A permanently. */
function undoExcept({ machine, path }: Frame, undo: (path: Path) => void, operands: readonly Argument[]): void {
  const names = new Set(operands.flatMap(({ value }) => parseDeclaration(value)?.name ?? []));
  const kept = Array.from(names, (name) => [name, bindings(machine, path, name)] as const);
  undo(path);
  for (const [name, all] of kept) setBindings(machine, path, name, all);
}

/** Prints for `export -p`, `declare -p X`, `readonly`, and `declare` without arguments. */
function listDeclared(frame: Frame, call: BuiltinCall, onlyExported: boolean, operands: readonly Argument[]): void {
  const { machine, path } = frame;
  const names = new Set(operands.map(({ value }) => knownText(value)));
  const isListed = (name: string, { exported }: Binding): boolean => {
    if (names.size > 0) return names.has(name) || names.has(undefined);
    if (call.name === "readonly") return isReadonly(machine, path, name);
    return exported || (call.name !== "export" && !onlyExported);
  };
  listVariables(frame, call, isListed, `${call.name} `);
}

/**
 * `local X` without a value is unset, but if `X` is exported, programs see its previous value until it is assigned. In dash, `X`
 * keeps its value. For `sh`, which may be dash, only an exported variable keeps it.
 */
function hideGlobal(frame: Frame, name: string): void {
  const { machine, path } = frame;
  if (machine.interpreter === "dash") return;
  const all = bindings(machine, path, name);
  if (machine.interpreter !== "bash" && all.some((one) => one.state === "set" && one.exported)) return;
  setBindings(machine, path, name, distinctBindings(all.map(hidden)));
}

function hidden(binding: Binding): Binding {
  if (binding.state === "unset") return { ...binding, removal: undefined };
  if (binding.state === "set" && (!binding.exported || binding.array !== undefined))
    return { state: "unset", exported: false };
  const exported = binding.state === "inherited" ? binding.marked === true : binding.exported;
  return { state: "unset", exported, behind: binding };
}

/** Options by which a variable changes the case of what is assigned to it. */
const CASE_CHANGES = ["u", "l", "c"];

function attributes(frame: Frame, name: string, on: ReadonlySet<string>, off: ReadonlySet<string>): void {
  const { machine, path } = frame;
  const set = (kind: "integer" | "keyed" | "case", value: unknown): void => {
    path.memory = path.memory.set(machine.symbols.slotOf(kind, name), value, false);
  };
  if (on.has("i")) set("integer", true);
  if (off.has("i")) set("integer", undefined);
  const changes = CASE_CHANGES.filter((letter) => on.has(letter));
  // Several in one command cancel each other.
  if (changes.length > 0) set("case", changes.length === 1 ? changes[0] : undefined);
  if (CASE_CHANGES.some((letter) => off.has(letter))) set("case", undefined);
  if (!on.has("A") && !on.has("a")) return;
  const before = bindings(machine, path, name);
  if (on.has("A")) {
    if (before.every(({ state }) => state === "unset" || state === "inherited")) startKeyed(machine, path, name);
    else set("keyed", true);
  }
  const after = before.map((one): Binding => {
    if (one.state !== "set") return { state: "set", exported: false, value: EMPTY_STRING, span: undefined, array: [] };
    return one.array === undefined ? { ...one, array: [one.value] } : one;
  });
  setBindings(machine, path, name, after);
}

export const declarations: Readonly<Record<string, Builtin>> = {
  export: declare,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  unset: unsetBuiltin,
};
