/** What a subshell or another shell finds out about variables that it inherits from the same environment as its parent. */
import type { Binding } from "../model/environment.ts";
import { isUntouched } from "../state/inherited-variables.ts";
import { bindingKey } from "../values/equality.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Consequence, Path, Status } from "../state/path/path.ts";
import { applyConsequences } from "./emptiness.ts";
import { knownText } from "../model/value.ts";
import { bindings } from "../state/variables.ts";

/** What the end of a process reveals about variables that were untouched when it began. */
export function inheritedFacts(machine: Machine, start: Path, end: Path): readonly Consequence[] {
  const all: Consequence[] = [];
  end.memory.differences(start.memory, (slot) => {
    const name = machine.symbols.variable(slot);
    if (name === undefined || !isUntouched(machine, start, name)) return;
    const found = bindings(machine, end, name);
    if (found.length === 1 && isFound(found[0]!, name)) all.push({ kind: "variable", name, binding: found[0]! });
  });
  return all;
}

/** What follows from the status of a process if it is unknown on which of these paths it ended. */
export function inheritedFactsByStatus(
  machine: Machine,
  start: Path,
  ends: readonly Path[],
): Status & { kind: "unknown" } {
  const common = (paths: readonly Path[]): readonly Consequence[] => {
    const [first, ...rest] = paths.map((end) => inheritedFacts(machine, start, end));
    return (first ?? []).filter((one) => rest.every((all) => all.some((other) => isSame(one, other))));
  };
  return {
    kind: "unknown",
    success: common(ends.flatMap((end) => pathsOf(machine, end, "success"))),
    failure: common(ends.flatMap((end) => pathsOf(machine, end, "failure"))),
  };
}

/** The path on which the process ended if its status is this one. The script tests nothing here: only variables are refined. */
function pathsOf(machine: Machine, end: Path, kind: "success" | "failure"): readonly Path[] {
  const { status } = end;
  if (status.kind !== "unknown") return status.kind === kind ? [end] : [];
  const path = end.clone();
  const learnt = status[kind].filter((one) => one.kind === "variable");
  applyConsequences({ machine, path }, learnt);
  return [path];
}

/** Whether the binding is the result of testing the variable, which has been neither set nor unset. */
function isFound(binding: Binding, name: string): boolean {
  if (binding.state === "unset") return !binding.exported && binding.removal === undefined;
  if (binding.state !== "set" || binding.span !== undefined || binding.array !== undefined) return false;
  const [only] = binding.value;
  if (only?.kind === "unknown") return only.reason === "inherited" && only.name === name;
  return knownText(binding.value) !== undefined;
}

function isSame(a: Consequence, b: Consequence): boolean {
  return (
    a.kind === "variable" &&
    b.kind === "variable" &&
    a.name === b.name &&
    bindingKey(a.binding) === bindingKey(b.binding)
  );
}
