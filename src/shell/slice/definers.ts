/** Builtins that give variables values or run text, by the words of their commands. */
import { identifiers } from "../syntax/names.ts";

/** A command that may write a file which it names itself, or whose address ends in its name: `curl -O https://host/env.sh`. */
export const DOWNLOADS = /(?<![\w.-])(?:curl|wget)\s/;

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
/** Programs that make one file another's copy, or its name. */
export const COPIES: ReadonlySet<string> = new Set(["cp", "mv", "ln", "install"]);
/** The same, and `tee`, as another user or with another environment. */
export const COPIES_AS =
  /^(?:sudo|doas|command|env)\s(?:\s*(?:-[ugh]\s+\S+|-\S+|\w+=\S*)\s){0,8}\s*(?:tee|cp|mv|ln|install)\s/;
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

/** What a name that is not known shows as: an expansion before the equals sign. */
const EXPANDS = /^[^=]*[$`]/;

/** Whether the builtin may give a value to a variable whose name is not written there, by its words as they are written. */
export function givesUnknown(name: string, args: readonly string[]): boolean {
  if (name === "printf") {
    const at = args.findIndex((word) => word.startsWith("-v"));
    return at !== -1 && `${args[at]}${args[at + 1] ?? ""}`.includes("$");
  }
  // An expression may assign, and a reference may be to any name.
  const isOpen = name === "let" || (DECLARES.has(name) && args.some((word) => /^-\w*[in]/.test(word)));
  return args.some((word) => (isOpen ? /[$`]/ : EXPANDS).test(word));
}
