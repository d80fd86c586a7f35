/** What `set -x` prints on stderr before a command runs. */
import type { Command } from "unbash";
import { knownText, type AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { printOn } from "../state/stdout.ts";
import { bindings, labelValue } from "../state/variables.ts";
import { concatStrings, concatAll, stringOf } from "../values/pieces.ts";

/** The descriptor that bash writes the trace to. */
function descriptor({ machine, path }: Frame): number {
  if (machine.interpreter !== "bash" && machine.interpreter !== "sh") return 2;
  const [one, ...others] = bindings(machine, path, "BASH_XTRACEFD");
  const text = one?.state === "set" && others.length === 0 ? knownText(one.value) : undefined;
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : 2;
}

function trace(frame: Frame, node: Pick<Command, "pos" | "end">, value: AbstractString): void {
  const { path } = frame;
  const { joined } = frame.context;
  const { streams, tracing } = path;
  if (tracing === undefined || value.every(({ kind }) => kind === "text")) return;
  if (joined !== undefined && joined.command.pos <= node.pos && node.end <= joined.command.end)
    path.streams = joined.streams;
  printOn(frame, descriptor(frame), concatStrings(stringOf("+ "), value, stringOf("\n")), {
    command: node,
    by: tracing,
  });
  path.streams = streams;
}

/** An assignment to a variable whose name tells what its value means, with that name attached to the value. */
function named({ machine }: Frame, word: AbstractString): AbstractString {
  const [first, ...rest] = word;
  const [start, name] = (first?.kind === "text" && /^(\w+)=/.exec(first.text)) || [];
  if (first?.kind !== "text" || name === undefined || machine.printing?.labelled.has(name) !== true) return word;
  const left = stringOf(first.text.slice(start!.length));
  return concatStrings(stringOf(start!), labelValue(name, concatStrings(left, rest)));
}

/** Prints the words of a command after expansion. */
export function traceWords(frame: Frame, node: Command, words: readonly { readonly value: AbstractString }[]): void {
  if (frame.path.tracing === undefined) return;
  trace(
    frame,
    node,
    concatAll(words.flatMap(({ value }, index) => (index === 0 ? [value] : [stringOf(" "), named(frame, value)]))),
  );
}

/** Prints the operands of a test. */
export function traceText(frame: Frame, node: Pick<Command, "pos" | "end">, values: readonly AbstractString[]): void {
  trace(frame, node, concatAll(values));
}

/** Prints `X=value`. */
export function traceAssignment(
  frame: Frame,
  node: Pick<Command, "pos" | "end">,
  name: string,
  value: AbstractString,
): void {
  if (frame.path.tracing !== undefined) trace(frame, node, named(frame, concatStrings(stringOf(`${name}=`), value)));
}
