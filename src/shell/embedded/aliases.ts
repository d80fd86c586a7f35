/** Alias expansion in scripts. */
import type { Command } from "unbash";
import { runEmbedded } from "./embedded-script.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Memory } from "../state/path/store.ts";
import { concatStrings, stringOf } from "../values/pieces.ts";
import { literalString } from "../values/source.ts";
import { OPTION, type Path } from "../state/path/path.ts";
import type { AbstractString } from "../model/value.ts";
import { option } from "../state/options.ts";

interface Alias {
  readonly text: AbstractString;
  /** The alias applies to lines from this offset of its text on: the line after the definition. */
  readonly from: number;
}

export function defineAlias(frame: Frame, name: string, text: AbstractString, node: Command): void {
  const { machine, path, context } = frame;
  const newline = context.source.text.indexOf("\n", context.read ?? node.end);
  const alias: Alias = { text, from: newline === -1 ? Number.POSITIVE_INFINITY : newline };
  path.memory = path.memory.set(machine.symbols.slotOf("alias", name), alias, false);
}

export function removeAlias(frame: Frame, name: string): void {
  frame.path.memory = frame.path.memory.set(frame.machine.symbols.slotOf("alias", name), undefined, false);
}

/** Runs the command with its alias expanded; `undefined` if it has no alias. */
export function expandedAlias(frame: Frame, node: Command): readonly Path[] | undefined {
  const { machine, path, context } = frame;
  const { name } = node;
  if (name === undefined || name.parts !== undefined || name.text.includes("\\")) return undefined;
  const slot = machine.symbols.existing("alias", name.text);
  const alias = slot === undefined ? undefined : (readIn(frame).get(slot) as Alias | undefined);
  if (alias === undefined || node.pos < alias.from) return undefined;
  const expands = machine.interpreter !== "bash" || option(path, OPTION.aliases);
  if (!expands) return undefined;
  const holder = context.source.span(name.pos, name.end);
  const code = concatStrings(
    literalString(context.source, node.pos, name.pos),
    alias.text,
    stringOf(" "),
    literalString(context.source, name.end, node.end),
  );
  // An alias is not expanded in its own text.
  const before = path.memory.get(slot!);
  removeAlias(frame, name.text);
  const ends = runEmbedded(machine, code, holder, node, path, context);
  for (const end of ends) end.memory = end.memory.set(slot!, before, false);
  return ends;
}

/** A shell expands aliases when it reads code: those in a function's body when the function is defined. */
function readIn({ machine, path, context: { active, source } }: Frame): Memory {
  if (active?.definition.source !== source) return path.memory;
  const slot = machine.symbols.existing("aliases of function", active.definition.node.name.text);
  return (slot === undefined ? undefined : (path.memory.get(slot) as Memory | undefined)) ?? path.memory;
}
