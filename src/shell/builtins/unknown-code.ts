/** What unknown code does that runs in the current shell: in `eval`, or in a file that is sourced. */
import { setBindings } from "../state/variables.ts";
import { isAllPrinted, onlyPiece } from "../values/outputs.ts";
import { madeFrom } from "../values/provenance.ts";
import type { Span } from "../spans/span.ts";
import { harmlessCode } from "../values/known-scripts.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { forgetEverything } from "../state/havoc.ts";
import { outline, type AbstractString } from "../model/value.ts";

/** Whether nothing of the code is known. */
export function isUnknown(code: AbstractString): boolean {
  return code.every((piece) => piece.kind !== "text" || piece.text.trim() === "");
}

/** The code that a program prints; the code itself if that is not what a single program prints, or not known. */
export function printedCode({ machine }: Frame, code: AbstractString): AbstractString {
  const only = onlyPiece(code);
  if (!isAllPrinted(only)) return code;
  const effects = machine.programs(only.of.invocation.program)?.(only.of, only.of) ?? [];
  const known = effects.find((effect) => effect.kind === "code")?.value;
  if (known === undefined || only.form === undefined) return known ?? code;
  return known.map((piece) => (piece.kind === "text" ? { ...piece, text: piece.text.replaceAll("\n", " ") } : piece));
}

/** Unknown code may set any variable, and read any that contains a status. */
export function runUnknown({ machine, path }: Frame, span: Span, code?: AbstractString): void {
  machine.outcomes.variables.readAll(path);
  forgetEverything(machine, path, span, { code });
}

/** What ends a command before a line of unknown code, and what follows such a line. */
const ENDS = /(?:^|[\n;])[ \t]*$/;
const FOLLOWS = /^[ \t]*(?:[\n;]|$)/;
/** The same after the output of a program, which usually ends its last line itself. */
const FOLLOWS_OUTPUT = /^[ \t]*(?:[\n;]|$)|^[\w#]/;

/** The text before the piece, from the closest unknown piece on: each word after `eval` is a piece of its own. */
function textBefore(code: AbstractString, index: number): string {
  let start = index - 1;
  while (start > 0 && code[start]!.kind === "text") start--;
  return outline(code.slice(Math.max(start, 0), index));
}

/** The text after the piece, to the closest unknown piece. */
function textAfter(code: AbstractString, index: number): string {
  let end = index + 1;
  while (end < code.length && code[end]!.kind === "text") end++;
  return outline(code.slice(index + 1, end + 1));
}

/**
 * Runs the unknown parts of the code that are whole commands, before its known commands: what `. FILE` reads after
 * `{ cat TEMPLATE; echo A=1; } > FILE`.
 */
export function runUnknownLines(frame: Frame, code: AbstractString, span: Span): void {
  code.forEach((piece, index) => {
    if (piece.kind === "text" || !ENDS.test(textBefore(code, index))) return;
    const isWhole = (piece.kind === "output" ? FOLLOWS_OUTPUT : FOLLOWS).test(textAfter(code, index));
    if (isWhole && !harmlessCode([piece])) runUnknown(frame, span, [piece]);
  });
}

/** Unknown code may have set the variables whose names tell what they mean: to something derived from the code. */
export function setLabelled({ machine, path }: Frame, code: AbstractString, span: Span): void {
  if (machine.printing === undefined) return;
  const made = madeFrom([code]);
  if (made.from === undefined) return;
  for (const name of machine.printing.labelled)
    setBindings(machine, path, name, [{ state: "set", exported: true, value: [{ ...made, name }], span }]);
}
