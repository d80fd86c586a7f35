/** Text that programs print of what they are given. */
import { joinStrings } from "../../programs/argv/argument.ts";
import type { AbstractString, Effect, Run } from "../../shell/index.ts";

export const text = (value: string): AbstractString => [{ kind: "text", text: value }];

/** Returns the effect of printing the lines to stderr. */
export function diagnostics(values: readonly AbstractString[]): Effect[] {
  return values.length === 0 ? [] : [{ kind: "diagnostics", value: [...joinStrings(values, "\n"), ...text("\n")] }];
}

/** Returns the output of the run, which is not empty. */
export function answerOf(run: Run): AbstractString {
  return [{ kind: "output", of: run, nonEmpty: "assumed" }];
}
