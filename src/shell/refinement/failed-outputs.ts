/** How text compares that contains the output of a program, if this program fails. */
import type { AbstractString } from "../model/value.ts";
import { textWithoutTrailingNewlines } from "../values/pieces.ts";

/** What a failed program prints: nothing, or the HTTP status without an answer; or the count of what it has printed. */
const OF_FAILURE = ["", "0", "000"];

/** If the value contains the output of one program, whether it matches if the program fails and prints each of `OF_FAILURE`. */
export function outcomesOfFailure(
  value: AbstractString,
  matches: (text: string) => boolean | undefined,
): readonly (boolean | undefined)[] {
  const [output, ...others] = value.filter(({ kind }) => kind !== "text");
  const textOf = (printed: string): string =>
    value.map((piece) => (piece.kind === "text" ? piece.text : printed)).join("");
  if (output?.kind !== "output" || others.length > 0) return [];
  return OF_FAILURE.map((printed) => matches(textWithoutTrailingNewlines(textOf(printed))));
}

/** Whether the value contains the output of one program, and differs from the text if this program fails. */
export function differsIfFailed(value: AbstractString, text: string): boolean {
  const outcomes = outcomesOfFailure(value, (one) => one === text);
  return outcomes.length > 0 && !outcomes.includes(true);
}
