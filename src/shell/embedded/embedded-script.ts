/** Parses and runs code in strings: `eval`, `bash -c`, traps, sourced files. */
import type { Command, ParsedScript } from "unbash";
import { parseTree } from "../syntax/parse.ts";
import { skippedCode } from "../syntax/nested-scripts.ts";
import { stringKey } from "../values/equality.ts";
import { ANYWHERE } from "../state/path/region.ts";
import { weigh } from "../limits/effort.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { EmbeddedScript } from "../model/evaluation.ts";
import { embeddedSource, type Source } from "../values/source.ts";
import type { Span } from "../spans/span.ts";
import { EITHER, SUCCESS, type Path } from "../state/path/path.ts";
import type { AbstractString } from "../model/value.ts";

export interface Embedded {
  readonly source: Source;
  readonly tree: ParsedScript;
  /** The script as it is recorded. */
  readonly script: { -readonly [Key in keyof EmbeddedScript]: EmbeddedScript[Key] };
}

/** What an evaluation has parsed: embedded scripts by position and text, and their total number of characters. */
interface Parsed {
  readonly scripts: Map<string, Embedded>;
  length: number;
}

const parsed = new WeakMap<Machine, Parsed>();

/**
 * Parses code that is a string of the script; the same code at the same position is parsed once. `undefined` if the total code
 * of the evaluation is longer than `LIMITS.code`.
 */
export function parseEmbedded(
  machine: Machine,
  code: AbstractString,
  holder: Span,
  command: Command,
  interpreter?: string | undefined,
): Embedded | undefined {
  machine.record.interpret("script", code, holder, command);
  const key = `${holder.pos} ${stringKey(code)}`;
  let known = parsed.get(machine);
  if (known === undefined) parsed.set(machine, (known = { scripts: new Map(), length: 0 }));
  const { scripts } = known;
  let embedded = scripts.get(key);
  if (embedded === undefined) {
    const source = embeddedSource(code, holder);
    known.length += source.text.length;
    if (known.length > LIMITS.code) {
      machine.record.cut("code", holder);
      return undefined;
    }
    const tree = parseTree(source.text);
    const script: EmbeddedScript = {
      ...source.span(0, source.text.length),
      text: source.text,
      tree,
      command,
      interpreter,
      exact: source.exact,
      span: (pos, end) => source.span(pos, end),
    };
    embedded = { source, tree, script };
    scripts.set(key, embedded);
    machine.wholes.add(tree.commands);
    machine.liveness.addEmbedded(source.text, tree);
    if (skippedCode(tree, source.text).length > 0) machine.record.cut("nesting", source.span(0, source.text.length));
    machine.record.embed(script);
  }
  return embedded;
}

/** Runs code in the current shell, as `eval` does. Its first command reads the status of the command before it. */
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
    path.status = EITHER;
    return [path];
  }
  const embedded = parseEmbedded(machine, code, holder, command, context.interpreter);
  if (embedded === undefined) return [path];
  weigh("shell");
  const { source, tree, script } = embedded;
  if (tree.commands.length === 0) path.status = SUCCESS;
  // A trap runs in whatever context the shell is when the signal arrives.
  if (context.active === undefined && !context.scopes.some(({ kind }) => kind === "trap")) script.isTopLevel = true;
  return machine.run(tree.commands, [path], { ...context, source, depth: context.depth + 1, region: ANYWHERE });
}
