/** Expansions to names: of variables, and of the elements of an array. */
import type { Binding } from "../model/environment.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { keyedElements, keysOf } from "../state/associative-arrays.ts";
import { arrayElements, isKeyed, keyedCount } from "./array-values.ts";
import { type Elements } from "./parameter-values.ts";
import { GAP, stringOf } from "../values/pieces.ts";
import { INHERITED } from "../state/path/path.ts";
import { SLOT } from "../state/path/symbols.ts";
import { bindings, referencedName } from "../state/variables.ts";

/**
 * `${!A@}`: the variables with this prefix that are known to be set. Untested variables of the environment count only if there
 * are no others, or if unknown code may have set more.
 */
export function namesWith({ machine, path }: Frame, prefix: string): Elements {
  const names: string[] = [];
  path.memory.forEach((slot) => {
    const name = machine.symbols.variable(slot);
    if (name?.startsWith(prefix) === true && bindings(machine, path, name).some(({ state }) => state === "set"))
      names.push(name);
  });
  const others = (path.memory.get(SLOT.others) ?? INHERITED) as readonly Binding[];
  return named(names, names.length === 0 || others.some(({ state }) => state === "unknown"));
}

/** `${!A[@]}`: the indices, or the keys, of an array's elements. */
export function keys(frame: Frame, name: string): Elements {
  const { machine, path } = frame;
  const variable = referencedName(machine, path, name);
  if (!isKeyed(frame, variable)) {
    const { values, front } = arrayElements(frame, variable);
    const places = values.slice(0, front).flatMap((value, index) => (value === GAP ? [] : [String(index)]));
    return named(places, front !== undefined);
  }
  const all = keysOf(keyedElements(machine, path, variable));
  // Their order is unknown.
  return named(all, all.length > 1 || keyedCount(frame, variable) === undefined);
}

/** `open`: there may be others. */
function named(texts: readonly string[], open: boolean): Elements {
  return { values: texts.map((text) => stringOf(text)), front: open ? texts.length : undefined };
}
