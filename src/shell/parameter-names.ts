/** Expansions that give names: of variables, and of the elements of an array. */
import type { Frame } from "./machine.ts";
import { elements, isKeyed, type Expanded } from "./parameter-values.ts";
import { GAP, known } from "./pieces.ts";
import { bindings, target } from "./variables.ts";

/** `${!A@}`: the variables of this prefix that are known to be set; there may be others. */
export function namesWith({ machine, path }: Frame, prefix: string): Expanded {
  const names: string[] = [];
  path.memory.forEach((slot) => {
    const name = machine.symbols.variable(slot);
    if (name?.startsWith(prefix) === true && bindings(machine, path, name).some(({ state }) => state === "set"))
      names.push(name);
  });
  return many(names, true);
}

/** `${!A[@]}`: the places, or the keys, of an array's elements. */
export function keys(frame: Frame, name: string): Expanded {
  const { machine, path } = frame;
  const variable = target(machine, path, name);
  if (!isKeyed(frame, variable)) {
    const { values, open } = elements(frame, variable);
    return many(
      values.flatMap((value, index) => (value === GAP ? [] : [String(index)])),
      open,
    );
  }
  const found: string[] = [];
  path.memory.forEach((slot, value) => {
    const { kind, name: place } = machine.symbols.entry(slot);
    if (kind === "element" && value !== undefined && place.startsWith(`${variable} `))
      found.push(place.slice(variable.length + 1));
  });
  return many(found, true);
}

function many(texts: readonly string[], open: boolean): Expanded {
  return { kind: "many", values: texts.map((text) => known(text)), open };
}
