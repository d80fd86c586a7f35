/** Builtins that give variables values or run text, by the words of their commands. */
import { identifiers } from "./names.ts";

/** Builtins that give variables values. */
export const DEFINES: ReadonlySet<string> = new Set([
  "read",
  "printf",
  "mapfile",
  "readarray",
  "getopts",
  "let",
  "export",
  "declare",
  "typeset",
  "local",
  "readonly",
  "unset",
  "set",
  "shift",
]);
/** Commands that run text that they are given. */
export const RUNS_TEXT: ReadonlySet<string> = new Set(["eval", "bash", "sh", "dash", "trap", ".", "source"]);
/** An assignment in such a text. */
export const ASSIGNED = /\b([A-Za-z_]\w*)\+?=/g;
/** Those that can make one variable another's name. */
export const DECLARES: ReadonlySet<string> = new Set(["declare", "typeset", "local"]);
/** Those whose values come from lines. */
export const READS: ReadonlySet<string> = new Set(["read", "mapfile", "readarray"]);

/** The variables that a builtin gives values, by its words without assignments. */
export function givenNames(name: string, given: readonly string[]): readonly string[] {
  if (name === "printf") {
    const at = given.findIndex((word) => word.startsWith("-v"));
    return at === -1 ? [] : identifiers(given[at]!.slice(2) || (given[at + 1] ?? ""));
  }
  if (name === "set" || name === "shift") return [];
  if (name === "getopts") return [...given.flatMap(identifiers), "OPTARG", "OPTIND"];
  return given.flatMap((word) => identifiers(word.startsWith("-") ? word.slice(2) : word));
}
