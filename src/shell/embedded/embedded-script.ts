/** Code that is a string: `eval`, `bash -c`, traps, sourced files. */
import type { Command, ParsedScript } from "unbash";
import { isTooDeep, parseTree } from "../syntax/parse.ts";
import { stringKey } from "../values/equality.ts";
import { ANYWHERE } from "../state/region.ts";
import { LIMITS } from "../values/limits.ts";
import type { Machine } from "../state/evaluator.ts";
import type { Context } from "../state/context.ts";
import { embeddedSource, type Source } from "../values/source.ts";
import type { Span } from "../syntax/span.ts";
import type { Path } from "../state/path.ts";
import type { AbstractString } from "../model/value.ts";

export interface Embedded {
  readonly source: Source;
  readonly tree: ParsedScript;
}

/** Embedded scripts that were parsed in an evaluation, by place and text. */
const parsed = new WeakMap<Machine, Map<string, Embedded>>();

/** Parses code that is a string of the script; the same code at the same place is parsed once. */
export function embed(machine: Machine, code: AbstractString, holder: Span, command: Command): Embedded {
  machine.record.interpret("script", code, holder, command);
  const key = `${holder.pos} ${stringKey(code)}`;
  let scripts = parsed.get(machine);
  if (scripts === undefined) parsed.set(machine, (scripts = new Map()));
  let embedded = scripts.get(key);
  if (embedded === undefined) {
    const source = embeddedSource(code, holder);
    embedded = { source, tree: parseTree(source.text) };
    scripts.set(key, embedded);
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
