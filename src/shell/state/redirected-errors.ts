/** Messages of programs on stderr that a redirection keeps: a test of them tests whether the program failed. */
import type { Machine } from "./interfaces/evaluator.ts";
import type { AbstractString } from "../model/value.ts";
import { madeFrom } from "../values/provenance.ts";
import type { Path } from "./path/path.ts";
import { print } from "./stdout.ts";
import { appendToFile, writeFile } from "./virtual-files.ts";

/** Where stderr is redirected to: a file, or the stdout from before the redirections. */
export type ErrorTarget = { readonly name: AbstractString; readonly append: boolean } | "stdout";

/** Puts the messages of the last program into the file, or prints them on stdout. */
export function keepDiagnostics(machine: Machine, path: Path, to: ErrorTarget, isStdoutRedirected: boolean): void {
  const { diagnostics } = path;
  path.diagnostics = undefined;
  if (diagnostics === undefined) return;
  const { earlier, isAlone, run } = diagnostics;
  const runs = to === "stdout" ? [run] : [...earlier, run];
  const content: AbstractString = [madeFrom(runs.map((of) => [{ kind: "output", of, nonEmpty: "assumed" }]))];
  if (to === "stdout") {
    machine.outcomes.mergeErrors(run);
    if (isAlone || isStdoutRedirected) print(path, content);
    return;
  }
  machine.outcomes.keepErrors(path, runs, to.name, to.append);
  if (to.append) appendToFile(machine, path, to.name, content, (before, added) => [madeFrom([before, added])]);
  else writeFile(machine, path, to.name, content);
}
