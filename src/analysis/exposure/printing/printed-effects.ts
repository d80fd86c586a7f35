/** What the models of printing programs return: text on stderr, and output. */
import { joinStrings } from "../../../programs/argv/argument.ts";
import { type AbstractString, type Effect, type Run, stringOf } from "../../../shell/index.ts";

/** Returns the effect of printing the lines to stderr. */
export function diagnostics(values: readonly AbstractString[]): Effect[] {
  return values.length === 0 ? [] : [{ kind: "diagnostics", value: [...joinStrings(values, "\n"), ...stringOf("\n")] }];
}

/** Returns the output of the run, which is not empty. */
export function outputOf(run: Run): AbstractString {
  return [{ kind: "output", of: run, nonEmpty: "assumed" }];
}
