/** What a path finds out about the variables that the script inherits. */
import type { Binding } from "../model/environment.ts";
import type { Frame, Machine } from "./interfaces/evaluator.ts";
import { inheritedValue, unknownPiece } from "../values/pieces.ts";
import type { Path } from "./path/path.ts";
import type { AbstractString } from "../model/value.ts";
import { bindings, setBindings } from "./variables.ts";
import { notGiven, type Inherited } from "../values/bindings.ts";

/** The variable's binding, if the path has neither set nor tested the variable. */
function untouched(machine: Machine, path: Path, name: string): Inherited | undefined {
  const [only, ...more] = bindings(machine, path, name);
  return more.length === 0 && only?.state === "inherited" ? only : undefined;
}

export function isUntouched(machine: Machine, path: Path, name: string): boolean {
  return untouched(machine, path, name) !== undefined;
}

/** Records what testing a variable has shown about it, and about the variables that are set if it is. */
export function recordFound(frame: Pick<Frame, "machine" | "path">, name: string, found: Binding): void {
  const { machine, path } = frame;
  const other = isUntouched(machine, path, name) ? machine.together.get(name) : undefined;
  setBindings(machine, path, name, [found]);
  const companion = other === undefined ? undefined : untouched(machine, path, other);
  if (companion === undefined || machine.environment.has(other!)) return;
  if (found.state === "unset" && machine.together.get(other!) !== name) return;
  const also = companionOf(found, companion, other!);
  if (also !== undefined) recordFound(frame, other!, also);
}

function companionOf(found: Binding, before: Inherited, name: string): Binding | undefined {
  switch (found.state) {
    case "unset":
      return notGiven(before);
    case "set": {
      const value = isChecked(found.value) ? unknownPiece("inherited", true, name) : inheritedValue(name);
      return { state: "set", exported: true, value: [value], span: undefined };
    }
    default:
      return undefined;
  }
}

function isChecked(value: AbstractString): boolean {
  return value.some((piece) => piece.kind === "text" || (piece.kind === "unknown" && piece.nonEmpty));
}
