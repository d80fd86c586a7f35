/** `export -f`, which exports functions to child shells, and `declare -f`, which prints them. */
import { functionNamed } from "../state/functions.ts";
import type { Argument } from "../model/invocation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { print } from "../state/stdout.ts";
import { concatStrings, stringOf } from "../values/pieces.ts";
import { literalString } from "../values/source.ts";
import { EITHER, SUCCESS, type FunctionDefinition, type Path } from "../state/path/path.ts";
import { knownText } from "../model/value.ts";

export function exportFunctions({ machine, path }: Frame, operands: readonly Argument[], exported: boolean): Path[] {
  path.status = SUCCESS;
  for (const argument of operands) {
    const name = knownText(argument.value);
    if (name === undefined) continue;
    if (functionNamed(machine, path, name) === undefined) path.status = EITHER;
    const slot = machine.symbols.slotOf("exported function", name);
    path.memory = path.memory.set(slot, exported ? true : undefined, false);
  }
  return [path];
}

/** `short`: prints only the names. */
export function printFunctions(frame: Frame, operands: readonly Argument[], short: boolean): Path[] {
  const { machine, path } = frame;
  path.status = SUCCESS;
  const show = (name: string, definition: FunctionDefinition): void => {
    const { node, source } = definition;
    // A reader of the definition is assumed to run it.
    if (!short && path.output !== undefined) machine.called.add(definition);
    print(path, concatStrings(short ? stringOf(name) : literalString(source, node.pos, node.end), stringOf("\n")));
  };
  if (operands.length === 0) {
    path.memory.forEach((slot, value) => {
      const { kind, name } = machine.symbols.entry(slot);
      if (kind === "function") show(name, value as FunctionDefinition);
    });
  }
  for (const argument of operands) {
    const name = knownText(argument.value);
    const definition = name === undefined ? undefined : functionNamed(machine, path, name);
    // A function that is not defined here may come from the environment, or from a sourced file.
    if (definition === undefined) path.status = EITHER;
    else show(name!, definition);
  }
  return [path];
}
