/** The output of `set`, `export -p`, `declare -p` and similar: variables with their values. */
import type { Binding } from "../model/environment.ts";
import type { AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { SLOT } from "../state/path/symbols.ts";
import { isRead, printOn } from "../state/stdout.ts";
import { bindings } from "../state/variables.ts";
import { bindingValue } from "../values/bindings.ts";
import { weigh } from "../limits/effort.ts";
import { concatAll, stringOf } from "../values/pieces.ts";
import type { BuiltinCall } from "./builtin.ts";

/** How many variables one listing may contain. */
const MOST = 200;

/** Prints `NAME='value'` for each variable that the script has set. @param start the text before the name. */
export function listVariables(
  frame: Frame,
  { node }: BuiltinCall,
  isListed: (name: string, binding: Binding) => boolean,
  start: string = "",
): void {
  const { machine, path } = frame;
  if (machine.printing === undefined || !isRead(path)) return;
  const names: string[] = [];
  path.memory.forEach((slot) => {
    const name = machine.symbols.variable(slot);
    if (name !== undefined && /^[A-Za-z_]/.test(name) && names.length < MOST) names.push(name);
  });
  const lines = names.flatMap((name) =>
    bindings(machine, path, name).flatMap((one): readonly AbstractString[] => {
      if (one.state !== "set" || !isListed(name, one)) return [];
      const values = one.array ?? [bindingValue(one)];
      return [stringOf(`${start}${name}='`), ...values, stringOf("'\n")];
    }),
  );
  for (const one of (path.memory.get(SLOT.others) ?? []) as readonly Binding[])
    if (one.state === "unknown" && one.words !== undefined) lines.push(stringOf(start), one.words, stringOf("\n"));
  weigh("element", lines.length);
  printOn(frame, 1, concatAll(lines), { command: node, by: "stdout" });
}
