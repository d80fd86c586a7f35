/** What local variables hide: the same variable of a calling function or of the script. */
import type { Machine } from "./interfaces/evaluator.ts";
import type { Locals, Path } from "./path/path.ts";
import { SLOT } from "./path/symbols.ts";
import { writeSlots } from "./slot-writes.ts";

const OWN_ATTRIBUTES = ["reference", "keyed", "element", "integer", "case"] as const;
const ATTRIBUTES = [...OWN_ATTRIBUTES, "readonly", "covered"] as const;

/** Hides the variable and returns what restores it. */
export function hideVariable(
  { outcomes, symbols }: Machine,
  path: Path,
  name: string,
  before: Locals | undefined,
): Locals {
  const flags = outcomes.flags.slotsOf(name);
  const all = [symbols.slot(name), ...ATTRIBUTES.map((kind) => symbols.slotOf(kind, name)), ...flags];
  const locals: Locals = { name, slots: all.map((slot) => [slot, path.memory.get(slot)] as const), before };
  path.memory = path.memory.set(symbols.slotOf("covered", name), locals, false);
  return locals;
}

/** Whether the variable still hides what it hid. */
function isStillHidden({ symbols }: Machine, path: Path, locals: Locals): boolean {
  return path.memory.get(symbols.slotOf("covered", locals.name)) === locals;
}

/** Restores what the local variables of the function that ends still hide, the latest first. */
export function restoreAllHidden(machine: Machine, path: Path): void {
  const restored = new Map<number, unknown>();
  for (let one = path.memory.get(SLOT.locals) as Locals | undefined; one !== undefined; one = one.before) {
    const slot = machine.symbols.slotOf("covered", one.name);
    const hidden = restored.has(slot) ? restored.get(slot) : path.memory.get(slot);
    if (hidden === one) machine.outcomes.flags.leaveLocal(path, one.name);
    if (hidden === one) for (const [each, value] of one.slots) restored.set(each, value);
  }
  writeSlots(machine, path, restored);
}

/** Whether the function that is being called has made the variable local. */
export function isLocal(machine: Machine, path: Path, name: string): boolean {
  let one = path.memory.get(SLOT.locals) as Locals | undefined;
  while (one !== undefined && !(one.name === name && isStillHidden(machine, path, one))) one = one.before;
  return one !== undefined;
}

/**
 * `unset X` in bash, if another function than the one being called has made X local: the variable is again what X hid, and
 * remains so when that function ends.
 */
export function unhideVariable(machine: Machine, path: Path, name: string): boolean {
  if (machine.interpreter !== "bash" || isLocal(machine, path, name)) return false;
  const locals = path.memory.get(machine.symbols.slotOf("covered", name)) as Locals | undefined;
  if (locals !== undefined) writeSlots(machine, path, new Map(locals.slots));
  return locals !== undefined;
}

/** Makes a variable, without attributes, local to the function that is being called; the end of the call restores it. */
export function makeLocal(machine: Machine, path: Path, name: string): void {
  if (isLocal(machine, path, name)) return;
  const slot = SLOT.locals;
  const before = path.memory.get(slot) as Locals | undefined;
  const locals = hideVariable(machine, path, name, before);
  path.memory = path.memory.set(slot, locals, false);
  clearAttributes(machine, path, name);
  machine.outcomes.flags.suspend(path, [name]);
}

export function clearAttributes({ symbols }: Machine, path: Path, name: string): void {
  for (const kind of OWN_ATTRIBUTES) path.memory = path.memory.set(symbols.slotOf(kind, name), undefined, false);
}
