/** Refinement by tests for emptiness: the outcome, and what a path learns from it. */
import type { Binding } from "../model/environment.ts";
import type { Fact, Run } from "../model/invocation.ts";
import { hasFound } from "../state/path/facts.ts";
import { recordFound } from "../state/inherited-variables.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { EMPTY_STRING, unknownPiece } from "../values/pieces.ts";
import type { Consequence, Path } from "../state/path/path.ts";
import { hasOptional, printersOf, type AbstractString, type Piece } from "../model/value.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { notGiven } from "../values/bindings.ts";

export type Emptiness = "empty" | "non-empty" | "either";

function knows(path: Path, piece: Piece, is: Fact["is"]): boolean {
  return piece.kind === "output" && hasFound(path.facts, piece.of, is);
}

/** Whether the string is empty according to what the path has checked: anything unchecked may be either. */
export function certainEmptiness(path: Path, value: AbstractString): Emptiness {
  let open = false;
  for (const piece of value) {
    if (piece.kind === "text") {
      if (piece.isOptional) open = true;
      else if (piece.text !== "") return "non-empty";
    } else if (piece.kind === "output") {
      // A part of a non-empty output may be empty.
      if (piece.nonEmpty === "checked" || (piece.form !== "unknown" && knows(path, piece, "non-empty")))
        return "non-empty";
      if (!knows(path, piece, "empty")) open = true;
    } else if (piece.nonEmpty) return "non-empty";
    else open = true;
  }
  return open ? "either" : "empty";
}

/**
 * The same for a test in the script, which counts as a check of the outputs even if an earlier start of the same program has
 * already shown the answer.
 */
export function askedEmptiness({ machine, path }: Frame, value: AbstractString): Emptiness {
  if (machine.outcomes.isOn && value.every(({ kind }) => kind !== "text"))
    for (const run of printersOf(value)) machine.outcomes.learn(path, { run, is: "empty" });
  return certainEmptiness(path, value);
}

/** The string, which is known not to be empty. */
export function checkedString(given: AbstractString): AbstractString {
  const value = hasOptional(given)
    ? given.map((one) => (one.kind === "text" ? { ...one, isOptional: undefined } : one))
    : given;
  if (value.length !== 1) return value;
  const piece = value[0]!;
  if (piece.kind === "output") return [{ ...piece, nonEmpty: "checked" }];
  return piece.kind === "unknown" ? [{ ...piece, nonEmpty: true }] : value;
}

function refined(binding: Binding, name: string, empty: boolean): Binding {
  switch (binding.state) {
    case "inherited":
      return empty
        ? notGiven(binding)
        : {
            state: "set",
            exported: !/^\d/.test(name),
            value: [unknownPiece("inherited", true, name)],
            span: undefined,
          };
    case "unset":
      return binding;
    case "unknown":
      return empty ? { state: "unset", exported: binding.exported } : binding;
    case "set": {
      if (binding.array !== undefined) return binding;
      return { ...binding, value: empty ? EMPTY_STRING : checkedString(binding.value) };
    }
  }
}

/** What follows if a part of the value is not empty: nor is the output that it is from, if that of only one program is possible. */
export function printing(value: AbstractString): readonly Consequence[] {
  return onlyPrinter(value).map((run) => ({ kind: "fact", fact: { run, is: "non-empty" } }));
}

function onlyPrinter(value: AbstractString): readonly Run[] {
  const all = printersOf(value);
  return all.length === 1 ? all : [];
}

/** What follows if the value, which is that of the variable `name` if given, is empty or not. */
export function emptinessConsequences(
  frame: Frame,
  value: AbstractString,
  name: string | undefined,
): { readonly empty: readonly Consequence[]; readonly nonEmpty: readonly Consequence[] } {
  const empty: Consequence[] = [];
  const nonEmpty: Consequence[] = [];
  for (const piece of value)
    if (piece.kind === "output" || (piece.kind === "unknown" && piece.isStart))
      empty.push(...onlyPrinter([piece]).map((run): Consequence => ({ kind: "fact", fact: { run, is: "empty" } })));
  if (value.length === 1) nonEmpty.push(...printing(value));
  if (name !== undefined) {
    const variable = referencedName(frame.machine, frame.path, name);
    const all = bindings(frame.machine, frame.path, variable);
    if (all.length === 1) {
      empty.push({ kind: "variable", name: variable, binding: refined(all[0]!, variable, true) });
      nonEmpty.push({ kind: "variable", name: variable, binding: refined(all[0]!, variable, false) });
    }
  }
  return { empty, nonEmpty };
}

export function applyConsequences(frame: Pick<Frame, "machine" | "path">, consequences: readonly Consequence[]): void {
  for (const one of consequences) {
    if (one.kind === "fact") {
      frame.path.learn(one.fact);
      frame.machine.outcomes.learn(frame.path, one.fact);
    } else if (one.kind === "file") frame.path.memory = frame.path.memory.set(one.slot, one.content);
    else if (one.kind === "flag")
      frame.path.memory = frame.path.memory.set(one.slot, one.calls.length === 0 ? undefined : one.calls, false);
    else if (one.kind === "call") frame.path.memory = frame.path.memory.set(one.slot, one.stage, false);
    else recordFound(frame, one.name, one.binding);
  }
}

/** Decides whether the value is empty on this way; "either" only if ways had to be joined. */
export function decideEmptiness(frame: Frame, value: AbstractString, name: string | undefined): Emptiness {
  const certain = askedEmptiness(frame, value);
  if (certain !== "either") return certain;
  const decided = frame.choices.choose<Emptiness>(
    () => ["non-empty", "empty"],
    () => "either",
  );
  if (decided !== "either") {
    const { empty, nonEmpty } = emptinessConsequences(frame, value, name);
    applyConsequences(frame, decided === "empty" ? empty : nonEmpty);
  }
  return decided;
}
