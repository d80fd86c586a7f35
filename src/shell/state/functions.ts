/** The functions defined on a path. */
import type { Function as FunctionNode, SyntaxNode } from "unbash";
import type { Context } from "./path/context.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import { OPTION, SUCCESS, type FunctionDefinition, type Path } from "./path/path.ts";
import { calledIn } from "../syntax/called-names.ts";
import { option } from "./options.ts";

/** Defines the function on the path. */
export function defineFunction(machine: Machine, node: FunctionNode, path: Path, context: Context): void {
  let definition = machine.definitions.get(node);
  if (definition === undefined) {
    definition = {
      node,
      body: node.body,
      source: context.source,
      calls: { count: 0, returns: false, printsIf: {}, printed: new Map(), seen: new Set(), sites: new Map() },
    };
    machine.definitions.set(node, definition);
  }
  const { symbols } = machine;
  path.memory = path.memory.set(symbols.slotOf("function", node.name.text), definition, false);
  if (symbols.hasAny("alias"))
    path.memory = path.memory.set(symbols.slotOf("aliases of function", node.name.text), path.memory, false);
  if (option(path, OPTION.allexport)) {
    path.memory = path.memory.set(symbols.slotOf("exported function", node.name.text), true, false);
  }
  path.status = SUCCESS;
}

/** The function of that name on the path; `undefined` if it is not defined there. */
export function functionNamed(machine: Machine, path: Path, name: string): FunctionDefinition | undefined {
  const slot = machine.symbols.existing("function", name);
  return slot === undefined ? undefined : (path.memory.get(slot) as FunctionDefinition | undefined);
}

/** Whether the code may read the status of a background job of the path, in itself or in a function that it calls on the path. */
export function waits(machine: Machine, path: Path, code: SyntaxNode): boolean {
  if (machine.outcomes.jobs.of(path).all.length === 0) return false;
  const all = new Set([code]);
  for (const one of all) {
    const called = calledIn(one);
    if (called.waits) return true;
    for (const name of called.names) {
      const definition = functionNamed(machine, path, name);
      if (definition !== undefined) all.add(definition.body);
    }
  }
  return false;
}
