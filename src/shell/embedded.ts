/** Code that is a string: `eval`, `bash -c`, traps, sourced files. */
import type { Command, ParsedScript } from "unbash";
import { isTooDeep, parseTree } from "./parse.ts";
import { stringKey } from "./identity.ts";
import { ANYWHERE } from "./liveness.ts";
import { LIMITS } from "./limits.ts";
import type { Context, Machine } from "./machine.ts";
import { embeddedSource, type Source } from "./source.ts";
import type { Span } from "./span.ts";
import type { Path } from "./state.ts";
import type { AbstractString } from "./value.ts";

export interface Embedded {
  readonly source: Source;
  readonly tree: ParsedScript;
}

/** Parses code that is a string of the script; the same code at the same place is parsed once. */
export function embed(machine: Machine, code: AbstractString, holder: Span, command: Command): Embedded {
  const key = `${holder.pos} ${stringKey(code)}`;
  let embedded = machine.parsed.get(key);
  if (embedded === undefined) {
    const source = embeddedSource(code, holder);
    embedded = { source, tree: parseTree(source.text) };
    machine.parsed.set(key, embedded);
    machine.wholes.add(embedded.tree.commands);
    const { tree } = embedded;
    if (tree.errors?.some(isTooDeep) === true) machine.record.cut("nesting", source.span(0, source.text.length));
    machine.record.embed({
      ...source.span(0, source.text.length),
      text: source.text,
      tree,
      command,
      exact: source.exact,
      span: (pos, end) => source.span(pos, end),
    });
  }
  return embedded;
}

/** Runs code in the shell itself, as `eval` does. */
export function runEmbedded(
  machine: Machine,
  code: AbstractString,
  holder: Span,
  command: Command,
  path: Path,
  context: Context,
): readonly Path[] {
  if (context.depth >= LIMITS.depth) {
    machine.record.cut("depth", holder);
    return [path];
  }
  const { source, tree } = embed(machine, code, holder, command);
  return machine.run(tree.commands, [path], { ...context, source, depth: context.depth + 1, region: ANYWHERE });
}
