/** The builtins `export`, `declare`, `typeset`, `local`, `readonly` and `unset`. */
import { listVariables } from "./listing.ts";
import type { Argument } from "../model/invocation.ts";
import type { Assignment } from "unbash";
import { assignment, storedValue } from "../assignment/assignments.ts";
import type { Binding } from "../model/environment.ts";
import { parseDeclaration } from "../values/declaration-argument.ts";
import { startKeyed } from "../state/associative-arrays.ts";
import { isLocal, makeLocal } from "../state/local-variables.ts";
import { harmlessCode } from "../values/known-scripts.ts";
import { distinctBindings } from "../values/equality.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { print } from "../state/stdout.ts";
import { COMPUTED_NON_EMPTY, EMPTY_STRING } from "../values/pieces.ts";
import { keepAfterCall, prefixAssignments } from "../assignment/prefix-assignments.ts";
import { giveUp, isBash, refuseAssignment } from "../state/shell-errors.ts";
import { EITHER, FAILURE, SUCCESS, type Path } from "../state/path/path.ts";
import { forgetEverything } from "../state/havoc.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import {
  assign,
  bindings,
  isReadonly,
  makeReadonly,
  setBindings,
  setExported,
  referencedName,
} from "../state/variables.ts";
import { exportFunctions, printFunctions } from "./functions.ts";
import { readFlags } from "./flags.ts";
import { keepAssignments, SPECIAL_BUILTINS } from "./special.ts";
import { unsetBuiltin } from "./unset.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** Whether the words may assign any variable: `export $(cat file)`. */
function namesAny(words: AbstractString): boolean {
  const [first] = words;
  if (first === undefined || first.kind === "text") return false;
  return !(first.kind === "unknown" && first.reason === "inherited") && !harmlessCode(words);
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
  if (machine.printing !== undefined && (on.has("p") || operands.length === 0)) {
    listDeclared(frame, call, on.has("x"), operands);
    path.status = operands.length === 0 ? SUCCESS : EITHER;
    return [path];
  }
  if (on.has("p")) {
    path.status = operands.length === 0 ? SUCCESS : EITHER;
    print(path, [COMPUTED_NON_EMPTY]);
    return [path];
  }
  const exports = (command === "export" && !on.has("n")) || (command !== "export" && on.has("x"));
  const hides = (command === "export" && on.has("n")) || off.has("x");
  const inFunction = context.active !== undefined;
  if (command === "local" && !inFunction) {
    // Other shells end, apart from bash as `sh`.
    if (machine.interpreter === "dash") giveUp(frame);
    path.status = FAILURE;
    undo?.(path);
    return [path];
  }
  const local =
    inFunction && (command === "local" || ((command === "declare" || command === "typeset") && !on.has("g")));
  for (const argument of operands) {
    const one = parseDeclaration(argument.value);
    if (one === undefined) {
      if (knownText(argument.value) !== undefined) path.status = FAILURE;
      else if (exports && !local && namesAny(argument.value)) {
        forgetEverything(machine, path, { pos: argument.pos, end: argument.end }, { words: argument.value });
      }
      continue;
    }
    if (local && isReadonly(machine, path, one.name)) {
      path.status = FAILURE;
      continue;
    }
    const isNew = local && !isLocal(machine, path, one.name);
    if (isNew) {
      makeLocal(machine, path, one.name);
      const outer = bindings(machine, path, one.name);
      const wasArray = outer.some((each) => each.state === "set" && each.array !== undefined);
      const isBehind =
        off.has("x") && machine.interpreter === "bash" && outer.every((each) => each.state === "set" && each.exported);
      if (one.value === undefined || wasArray || isBehind) hideGlobal(frame, one.name);
    }
    attributes(frame, one.name, on, off);
    if (on.has("n") && command !== "export") {
      const to = one.value === undefined ? undefined : knownText(one.value);
      if (to !== undefined) path.memory = path.memory.set(machine.symbols.slotOf("reference", one.name), to, false);
      continue;
    }
    const how = { exported: exports ? true : hides ? false : undefined };
    const span = { pos: argument.pos, end: argument.end };
    const node = argument.word;
    let assigned = true;
    if (node?.type === "Assignment" && (node.value.type === "ArrayValue" || node.index !== undefined)) {
      const { status } = path;
      assigned = assignment(frame, node satisfies Assignment, how);
      // A command substitution in an array element does not determine the declaration's status.
      if (path.flow === undefined) path.status = status;
    } else if (one.value !== undefined) {
      const name = referencedName(machine, path, one.name);
      const value = storedValue(frame, name, one.value, one.append, span);
      const refused = isSpecial ? false : isReadonly(machine, path, name);
      assigned = !refused && assign(machine, path, context, one.name, { value, span, ...how });
    } else if (exports || (hides && !isNew)) setExported(machine, path, context, one.name, exports, span);
    if (!assigned) {
      path.status = FAILURE;
      if (command === "export") setExported(machine, path, context, one.name, exports, span);
      if (isSpecial && !isBash(frame)) refuseAssignment(frame);
    }
    const fixes = command === "readonly" || on.has("r");
    if (fixes) makeReadonly(machine, path, one.name);
    if (fixes || exports) keepAfterCall(machine, path, one.name);
  }
  if (undo === undefined) return [path];
  if (command === "export") {
    // `A=pre export A` exports A permanently.
    const names = new Set(operands.map((argument) => parseDeclaration(argument.value)?.name));
    const kept = new Map(
      [...names].map((name) => [name, name === undefined ? undefined : bindings(machine, path, name)]),
    );
    undo(path);
    for (const [name, value] of kept)
      if (name !== undefined && value !== undefined) setBindings(machine, path, name, value);
  } else undo(path);
  return [path];
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

function attributes(frame: Frame, name: string, on: ReadonlySet<string>, off: ReadonlySet<string>): void {
  const { machine, path } = frame;
  const set = (kind: "integer" | "keyed" | "case", value: unknown): void => {
    path.memory = path.memory.set(machine.symbols.slotOf(kind, name), value, false);
  };
  if (on.has("i")) set("integer", true);
  if (off.has("i")) set("integer", undefined);
  if (on.has("u") || on.has("l")) set("case", on.has("u") ? "u" : "l");
  if (off.has("u") || off.has("l")) set("case", undefined);
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
