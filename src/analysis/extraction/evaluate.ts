/** Computes what a chain of text tools prints for a given input document. */
import { Effort, MAX_TEXT } from "../../programs/text/tool/effort.ts";
import { textInForm, textWithoutTrailingNewlines, type AbstractString, type Run } from "../../shell/index.ts";
import { isTextTool, runTextTool } from "../../programs/text/index.ts";
import { linesOf } from "./chosen-lines.ts";
import { isUnknown, toolInput, type Chain } from "./pipeline.ts";

/** Returns what a source prints; `undefined` if that is not known. */
export type Printed = (source: Run) => string | undefined;

/** Returns the stdout of a text tool's run. */
export type OutputOf = (run: Run) => string | undefined;

/**
 * Returns a function that computes each run once for one document.
 * @param unknown the text to use for unknown input
 * @param keepLines whether an unquoted `echo $X` is treated as if it kept the lines
 */
export function evaluator(
  printed: Printed,
  unknown: string | undefined,
  effort: Effort = new Effort(Number.POSITIVE_INFINITY),
  keepLines = false,
): OutputOf {
  const known = new Map<Run, string | undefined>();
  const outputOf = (run: Run): string | undefined => {
    if (known.has(run)) return known.get(run);
    known.set(run, undefined);
    const read = toolInput(run);
    const input = read === undefined ? undefined : read.input === undefined ? unknown : textOf(read.input);
    const result =
      read === undefined || input === undefined
        ? undefined
        : runTextTool(run.invocation.program, read.argv, input, effort);
    known.set(run, result?.stdout);
    return result?.stdout;
  };
  const textOf = (value: AbstractString): string | undefined => {
    if (unknown !== undefined && value.some(isUnknown))
      return value.every((piece) => isUnknown(piece) || (piece.kind === "text" && piece.text.trim() === ""))
        ? unknown
        : undefined;
    let text = "";
    for (const [index, piece] of value.entries()) {
      if (text.length > MAX_TEXT) return undefined;
      if (piece.kind === "text") {
        text += piece.text;
        continue;
      }
      if (piece.kind === "unknown" || piece.form === "unknown") return undefined;
      const output = isTextTool(piece.of.invocation.program) ? outputOf(piece.of) : printed(piece.of);
      if (output === undefined) return undefined;
      // A command substitution removes trailing newlines; text can follow only if there was a substitution.
      const bare = index + 1 < value.length ? textWithoutTrailingNewlines(output) : output;
      text += textInForm(bare, piece.form === "words" && keepLines ? undefined : piece.form);
    }
    return text;
  };
  return outputOf;
}

/** Returns what each stage of the chain prints for a document, the last stage last. */
export function chainOutputs(chain: Chain, document: string, effort: Effort, keepLines = false): string[] | undefined {
  const text = linesOf(document, chain.choice);
  const outputOf = evaluator(() => text, chain.open ? text : undefined, effort, keepLines);
  const printed: string[] = [];
  for (const stage of chain.stages.toReversed()) {
    const output = outputOf(stage);
    if (output === undefined) return undefined;
    printed.push(output);
  }
  return printed;
}
