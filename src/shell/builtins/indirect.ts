/** The builtins `eval`, `source`, `.`, `command`, `builtin` and `alias`. */
import { defineAlias, removeAlias } from "../embedded/aliases.ts";
import { runEmbedded } from "../embedded/embedded-script.ts";
import { isExtended, readFile } from "../state/virtual-files.ts";
import { changesNothing, harmlessCode } from "../values/known-scripts.ts";
import { type Argument } from "../model/invocation.ts";
import { FROM_FILE } from "../model/evaluation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { concatStrings, stringOf, dropCharacters, optional } from "../values/pieces.ts";
import { positionalParameters, setPositional } from "../state/positional-parameters.ts";
import { print } from "../state/stdout.ts";
import { EITHER, FAILURE, SUCCESS, type Path } from "../state/path/path.ts";
import { atReturn } from "../embedded/run-traps.ts";
import { isBash } from "../state/shell-errors.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { knownText } from "../model/value.ts";
import { isStdin } from "../values/file-key.ts";
import { trap } from "./trap.ts";
import type { Builtin } from "./builtin.ts";
import { isUnknown, printedCode, runUnknown, runUnknownLines, setLabelled } from "./unknown-code.ts";

function spanOf(args: readonly Argument[]): { pos: number; end: number } {
  return { pos: args[0]!.pos, end: args.at(-1)!.end };
}

const evaluate: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const args = knownText(call.args[0]?.value ?? []) === "--" ? call.args.slice(1) : call.args;
  if (args.length === 0) {
    path.status = SUCCESS;
    return [path];
  }
  const code = concatStrings(
    ...args.flatMap((argument, index) => (index === 0 ? [argument.value] : [stringOf(" "), argument.value])),
  );
  if (args.some((argument) => argument.split)) machine.record.interpret("script", code, spanOf(args), call.node, true);
  const printed = printedCode(frame, code);
  if (printed !== code) {
    machine.record.interpret("script", code, spanOf(args), call.node);
    return runEmbedded(machine, printed, spanOf(args), call.node, path, context);
  }
  if (code.length > 0 && isUnknown(code)) {
    machine.record.interpret("script", code, spanOf(args), call.node);
    path.status = EITHER;
    if (!harmlessCode(code)) runUnknown(frame, spanOf(args), code);
    setLabelled(frame, code, spanOf(args));
    return [path];
  }
  runUnknownLines(frame, code, spanOf(args));
  return runEmbedded(machine, code, spanOf(args), call.node, path, context);
};

const source: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const args = knownText(call.args[0]?.value ?? []) === "--" ? call.args.slice(1) : call.args;
  const [file, ...rest] = args;
  if (file === undefined) {
    path.status = FAILURE;
    return [path];
  }
  const name = knownText(file.value);
  const ofStdin = name !== undefined && isStdin(name);
  const content = ofStdin ? path.input : readFile(machine, path, file.value);
  const code = content && printedCode(frame, content);
  const span = { pos: file.pos, end: file.end };
  if (code === undefined || (code.length > 0 && isUnknown(code))) {
    if (code !== undefined) machine.record.interpret("script", code, span, call.node);
    const needs = machine.outcomes.writersOf(path, file.value, true);
    // Without the file, `.` ends a shell other than bash.
    if (call.name === "." && !isBash(frame)) machine.outcomes.lookAtStatus(path, needs);
    path.status = withStatusInfo(EITHER, needs);
    if (!changesNothing(file.value) && !(code !== undefined && harmlessCode(code)))
      runUnknown(frame, span, code ?? machine.outcomes.textIn(path, file.value));
    if (code !== undefined) setLabelled(frame, code, span);
    return atReturn(machine, [path], context);
  }
  // What the file contains before the text that the script appends to it.
  if (isExtended(machine, file.value) && !changesNothing(file.value)) runUnknown(frame, span);
  runUnknownLines(frame, code, span);
  const before = positionalParameters(frame);
  if (rest.length > 0)
    setPositional(frame, { words: rest.map((one) => one.value), open: rest.some((one) => one.split) });
  const inner = ofStdin ? context : { ...context, interpreter: FROM_FILE };
  const ends = runEmbedded(machine, code, span, call.node, path, inner);
  for (const end of ends) {
    if (end.flow?.kind === "return") end.flow = undefined;
    if (rest.length > 0) setPositional({ machine, path: end }, before);
  }
  return atReturn(machine, ends, context);
};

/** `command -v aws` prints the command that would run. */
function lookUp(frame: Frame, args: readonly Argument[]): readonly Path[] {
  const { path } = frame;
  path.status = EITHER;
  for (const argument of args) {
    print(path, optional(argument.value));
    if (args.length > 1) print(path, stringOf("\n"));
  }
  return [path];
}

const command: Builtin = (frame, call) => {
  let { args } = call;
  while (args.length > 0) {
    const text = knownText(args[0]!.value);
    if (text === undefined || !/^-[pvV]+$|^--$/.test(text)) break;
    args = args.slice(1);
    if (/[vV]/.test(text)) return lookUp(frame, args);
  }
  if (args.length === 0) {
    frame.path.status = SUCCESS;
    return [frame.path];
  }
  return frame.machine.dispatch(frame, call.node, args, call.stdoutFile, { functions: true });
};

const builtin: Builtin = (frame, call) => {
  if (call.args.length === 0) return [frame.path];
  return frame.machine.dispatch(frame, call.node, call.args, call.stdoutFile, { functions: true, programs: true });
};

const type: Builtin = (frame, call) => {
  frame.path.status = EITHER;
  if (/^-[pP]$/.test(knownText(call.args[0]?.value ?? []) ?? "")) return lookUp(frame, call.args.slice(1));
  print(frame.path, [{ kind: "unknown", reason: "computed", nonEmpty: true }]);
  return [frame.path];
};

const alias: Builtin = (frame, call) => {
  frame.path.status = SUCCESS;
  for (const argument of call.args) {
    const first = argument.value[0];
    const equals = first?.kind === "text" ? first.text.indexOf("=") : -1;
    if (first?.kind !== "text" || equals < 1) continue;
    defineAlias(frame, first.text.slice(0, equals), dropCharacters(argument.value, equals + 1), call.node);
  }
  return [frame.path];
};

const unalias: Builtin = (frame, call) => {
  frame.path.status = SUCCESS;
  for (const argument of call.args) removeAlias(frame, knownText(argument.value) ?? "");
  return [frame.path];
};

export const indirectBuiltins: Readonly<Record<string, Builtin>> = {
  eval: evaluate,
  source,
  ".": source,
  command,
  builtin,
  type,
  trap,
  alias,
  unalias,
};
