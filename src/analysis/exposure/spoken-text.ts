/** Text that programs print of what they are given. */
import type { AbstractString, Effect, Piece, Run } from "../../shell/index.ts";

export const text = (value: string): AbstractString => [{ kind: "text", text: value }];

/** Joins the strings with `between`. */
export function joined(values: readonly AbstractString[], between: string): AbstractString {
  const pieces: Piece[] = [];
  values.forEach((value, index) => {
    if (index > 0) pieces.push({ kind: "text", text: between });
    pieces.push(...value);
  });
  return pieces;
}

/** Returns the effect of printing the lines to stderr. */
export function diagnostics(values: readonly AbstractString[]): Effect[] {
  return values.length === 0 ? [] : [{ kind: "diagnostics", value: [...joined(values, "\n"), ...text("\n")] }];
}

/** Returns the output of the run, which is not empty. */
export function answerOf(run: Run): AbstractString {
  return [{ kind: "output", of: run, nonEmpty: "assumed" }];
}
