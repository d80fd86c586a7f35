/** `$1 …`: the positional parameters of the script or of a function call, as changed by `set --` and `shift`. */
import { oneOfEqual, sameString } from "../values/equality.ts";
import { COMPUTED } from "../values/pieces.ts";
import { madeFrom } from "../values/provenance.ts";
import { SLOT } from "./path/symbols.ts";
import type { Frame } from "./interfaces/evaluator.ts";
import type { Argument } from "../model/invocation.ts";
import type { AbstractString } from "../model/value.ts";
import type { Positional } from "./path/path.ts";

/** The script's own: the agent passes none, but a person who runs the script by hand may. */
const OPEN: Positional = { words: [], open: true };

/** Those of a function that nothing in the script calls. */
export const UNKNOWN_ARGUMENTS: Positional = { words: [], open: true, rest: [COMPUTED] };

export function positionalParameters(frame: Pick<Frame, "machine" | "path">): Positional {
  return (frame.path.memory.get(SLOT.positional) as Positional | undefined) ?? OPEN;
}

export function setPositional(frame: Pick<Frame, "machine" | "path">, to: Positional): void {
  frame.path.memory = frame.path.memory.set(SLOT.positional, to, false);
}

/**
 * The positional parameters from a command line: those from the first word that the shell splits onwards are not known one by
 * one.
 */
export function positionalOf(args: readonly Argument[]): Positional {
  const at = args.findIndex((argument) => argument.split);
  if (at < 0) return { words: args.map(({ value }) => value), open: false };
  const pieces = args.slice(at).flatMap(({ value }) => value);
  const isOutput = pieces.some(({ kind }) => kind === "output");
  const words = args.slice(0, at).map(({ value }) => value);
  if (isOutput) return { words, open: true, rest: inUnknownForm(pieces) };
  return { words, open: true, rest: originOf([pieces]) };
}

/** The parameters on a path that results from joining two: one by one as far as both have them. */
export function joinedPositional(a: Positional = OPEN, b: Positional = OPEN): Positional {
  if (a === b) return a;
  const count = Math.min(a.words.length, b.words.length);
  const words = a.words.slice(0, count).map((word, index) => {
    const both = [word, b.words[index]!] as const;
    return sameString(...both) ? oneOfEqual(both)! : [madeFrom(both)];
  });
  if (!a.open && !b.open && a.words.length === b.words.length) return { words, open: false };
  const others = [a, b].flatMap((one) => [...one.words.slice(count), one.rest ?? []]);
  return { words, open: true, rest: originOf(others) };
}

/** What further words are made of, if that reveals anything. */
function originOf(values: readonly AbstractString[]): AbstractString | undefined {
  const rest = madeFrom(values);
  return rest.from === undefined && rest.printedBy === undefined ? undefined : [rest];
}

function inUnknownForm(pieces: AbstractString): AbstractString {
  return pieces.flatMap((piece): AbstractString =>
    piece.kind === "output" ? [{ kind: "output", of: piece.of, nonEmpty: piece.nonEmpty, form: "unknown" }] : [],
  );
}
