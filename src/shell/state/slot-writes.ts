/** Writes the slots of a path. */
import type { Binding } from "../model/environment.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import { INHERITED, type Path } from "./path/path.ts";
import { isVisible } from "../values/visibility.ts";

/** Writes any slot; for a variable or a file, determines whether programs see the change. */
export function writeSlot(machine: Machine, path: Path, slot: number, value: unknown): void {
  path.memory = path.memory.set(slot, value, isVisibleWrite(machine, path, slot, value));
}

/** Writes many slots at once, each like `writeSlot`. */
export function writeSlots(machine: Machine, path: Path, values: ReadonlyMap<number, unknown>): void {
  const visible = [...values].some(([slot, value]) => isVisibleWrite(machine, path, slot, value));
  path.memory = path.memory.setAll(values, visible);
}

function isVisibleWrite({ symbols }: Machine, { memory }: Path, slot: number, value: unknown): boolean {
  const before = memory.get(slot);
  if (before === value) return false;
  const { kind, watched } = symbols.entry(slot);
  return kind === "variable" ? watched || isSeen(before) || isSeen(value) : kind === "file";
}

function isSeen(value: unknown): boolean {
  return ((value ?? INHERITED) as readonly Binding[]).some(isVisible);
}
