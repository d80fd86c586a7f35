/** The builtins `echo`, `printf` and `pwd`. */
import { isProvenanceKept, wordOf } from "../values/provenance.ts";
import { directivesIn, formatted, withoutDirectives } from "../values/printf.ts";
import type { Argument } from "../model/invocation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { isRead, print, printOn } from "../state/stdout.ts";
import { appendPieces, concatStrings, stringOf, unknownPiece } from "../values/pieces.ts";
import { FAILURE, SUCCESS } from "../state/path/path.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";
import { assignNamed } from "../assignment/assignments.ts";
import { echoEscapes, untilStop } from "../values/escapes.ts";
import type { Builtin } from "./builtin.ts";

/** Whether the shell's `echo` accepts `-e` and expands escapes only with that option. */
function isBash(frame: Frame): boolean {
  return frame.machine.interpreter === "bash" || frame.machine.interpreter === "sh";
}

const echo: Builtin = (frame, call) => {
  const { path } = frame;
  path.status = SUCCESS;
  if (!isRead(path)) return [path];
  let { args } = call;
  let newline = true;
  let escapes = frame.machine.interpreter === "dash";
  for (; args.length > 0; args = args.slice(1)) {
    const text = knownText(args[0]!.value);
    const flags = isBash(frame) ? /^-[neE]+$/ : /^-n$/;
    if (text === undefined || !flags.test(text)) break;
    if (text.includes("n")) newline = false;
    if (text.includes("e")) escapes = true;
  }
  const pieces: Piece[] = [];
  args.forEach((argument, index) => {
    if (index > 0) appendPieces(pieces, stringOf(" "));
    appendPieces(pieces, argument.split ? inForm(argument.value, "words") : argument.value);
  });
  const stopped = escapes ? untilStop(pieces) : undefined;
  const value: AbstractString = escapes ? echoEscapes(stopped ?? pieces) : pieces;
  printOn(frame, 1, newline && stopped === undefined ? concatStrings(value, stringOf("\n")) : value, {
    command: call.node,
    by: "stdout",
  });
  return [path];
};

const printf: Builtin = (frame, call) => {
  const { machine, path } = frame;
  let { args } = call;
  let variable: string | undefined;
  if (knownText(args[0]?.value ?? []) === "-v") {
    variable = knownText(args[1]?.value ?? []);
    // The name may have a subscript.
    if (variable === undefined && args[1] !== undefined) machine.record.interpret("name", args[1].value, args[1]);
    args = args.slice(2);
  }
  if (knownText(args[0]?.value ?? []) === "--") args = args.slice(1);
  path.status = SUCCESS;
  const [format, ...values] = args;
  if (format === undefined) return [path];
  if (!isRead(path) && variable === undefined) return [path];
  const text = knownText(format.value);
  const given = text === undefined || format.split ? undefined : wordsFor(text, values);
  const plain =
    text === undefined && values.length === 0 && !format.split ? withoutDirectives(format.value) : undefined;
  const value: AbstractString =
    plain ??
    (text === undefined || given === undefined
      ? uncertain(args.flatMap((one) => one.value))
      : formatted(text, format.value, given));
  if (variable === undefined) printOn(frame, 1, value, { command: call.node, by: "stdout" });
  else {
    const span = { pos: call.argv[0]!.pos, end: call.argv.at(-1)!.end };
    if (!assignNamed(frame, variable, value, span)) path.status = FAILURE;
  }
  return [path];
};

/**
 * The words for a format's directives; `undefined` if their number is unknown. An expansion that the shell splits is assumed to
 * provide one word for each of several directives: `printf "K=%s S=%s T=%s" $(aws …)`.
 */
function wordsFor(format: string, args: readonly Argument[]): readonly AbstractString[] | undefined {
  const at = args.findIndex((argument) => argument.split);
  if (at < 0) return args.map((one) => one.value);
  const directives = directivesIn(format);
  if (directives < 2) return undefined;
  const rest = uncertain(args.slice(at).flatMap((one) => one.value));
  const count = directives - (at % directives);
  const only = args.length === at + 1 ? args[at]!.value : undefined;
  const words = Array.from({ length: count }, (_, index): AbstractString => {
    if (only === undefined || !isProvenanceKept()) return rest;
    const word = wordOf(only, { index, toEnd: false, separators: undefined });
    return word.word === undefined ? rest : [word];
  });
  return [...args.slice(0, at).map((one) => one.value), ...words];
}

function inForm(value: AbstractString, form: "words" | "unknown"): AbstractString {
  return value.map((piece) =>
    piece.kind === "output" && (piece.form !== "line" || form !== "words")
      ? { kind: "output", of: piece.of, nonEmpty: piece.nonEmpty, form }
      : piece,
  );
}

/** Printed from these values, in an unknown form. */
function uncertain(value: AbstractString): AbstractString {
  const pieces: Piece[] = [];
  appendPieces(
    pieces,
    inForm(value, "unknown").filter((piece) => piece.kind !== "text"),
  );
  return pieces.length === 0 ? [unknownPiece("computed")] : pieces;
}

const pwd: Builtin = (frame) => {
  frame.path.status = SUCCESS;
  print(frame.path, [unknownPiece("special", true, "PWD")]);
  return [frame.path];
};

export const printingBuiltins: Readonly<Record<string, Builtin>> = { echo, printf, pwd };
