/** `echo`, `printf`, `pwd`. */
import { formatted } from "../values/printf.ts";
import type { Frame } from "../state/evaluator.ts";
import { print } from "../state/stdout.ts";
import { append, concat, known, unknown } from "../values/pieces.ts";
import { FAILURE, SUCCESS } from "../state/path.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";
import { assign } from "../state/variables.ts";
import { echoEscapes } from "../values/escapes.ts";
import type { Builtin } from "./builtin.ts";

/** Whether the shell's `echo` takes `-e` and expands escapes only with it. */
function isBash(frame: Frame): boolean {
  return frame.machine.interpreter === "bash" || frame.machine.interpreter === "sh";
}

const echo: Builtin = (frame, call) => {
  const { path } = frame;
  path.status = SUCCESS;
  if (path.output === undefined) return [path];
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
    if (index > 0) append(pieces, known(" "));
    append(pieces, argument.split ? inForm(argument.value, "words") : argument.value);
  });
  const value: AbstractString = escapes ? echoEscapes(pieces) : pieces;
  print(path, newline ? concat(value, known("\n")) : value);
  return [path];
};

const printf: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  let { args } = call;
  let variable: string | undefined;
  if (knownText(args[0]?.value ?? []) === "-v") {
    variable = knownText(args[1]?.value ?? []);
    args = args.slice(2);
  }
  if (knownText(args[0]?.value ?? []) === "--") args = args.slice(1);
  path.status = SUCCESS;
  const [format, ...values] = args;
  if (format === undefined) return [path];
  if (path.output === undefined && variable === undefined) return [path];
  const open = args.some((argument) => argument.split);
  const text = knownText(format.value);
  const value: AbstractString =
    text === undefined || open
      ? uncertain(args.flatMap((one) => one.value))
      : formatted(
          text,
          format.value,
          values.map((one) => one.value),
        );
  if (variable === undefined) print(path, value);
  else {
    const span = { pos: call.argv[0]!.pos, end: call.argv.at(-1)!.end };
    if (!assign(machine, path, context, variable, { value, span })) path.status = FAILURE;
  }
  return [path];
};

function inForm(value: AbstractString, form: "words" | "unknown"): AbstractString {
  return value.map((piece) =>
    piece.kind === "output" ? { kind: "output", of: piece.of, nonEmpty: piece.nonEmpty, form } : piece,
  );
}

/** Printed from these, in a form that is not known. */
function uncertain(value: AbstractString): AbstractString {
  const pieces: Piece[] = [];
  append(
    pieces,
    inForm(value, "unknown").filter((piece) => piece.kind !== "text"),
  );
  return pieces.length === 0 ? [unknown("computed")] : pieces;
}

const pwd: Builtin = (frame) => {
  frame.path.status = SUCCESS;
  print(frame.path, [unknown("special", true, "PWD")]);
  return [frame.path];
};

export const printing: Readonly<Record<string, Builtin>> = { echo, printf, pwd };
