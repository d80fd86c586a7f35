/** Builtins that assign variables or run text, recognized by the words of their commands. */
import { identifiers } from "../../syntax/names.ts";

/** A command that may write a file that its words name, or the end of its URL: `curl -O https://host/env.sh`. */
export const DOWNLOADS = /(?<![\w.-])(?:curl|wget)\s/;

/** Builtins that assign variables. */
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
/** Commands that run text from their words or files. */
export const RUNS_TEXT: ReadonlySet<string> = new Set([
  "eval",
  "bash",
  "sh",
  "dash",
  "trap",
  ".",
  "source",
  "parallel",
]);
/** Programs that copy, rename or link a file. */
export const COPIES: ReadonlySet<string> = new Set(["cp", "mv", "ln", "install"]);
/** The same and `tee`, started as another user or with another environment. */
export const COPIES_AS =
  /^(?:sudo|doas|command|env)\s(?:\s*(?:-[ugh]\s+\S+|-\S+|\w+=\S*)\s){0,8}\s*(?:tee|cp|mv|ln|install)\s/;
/** An assignment in text that is run. */
export const ASSIGNED = /\b([A-Za-z_]\w*)\+?=/g;
/** Builtins that can make a variable a reference to another. */
export const DECLARES: ReadonlySet<string> = new Set(["declare", "typeset", "local"]);
/** Builtins that assign values from input lines. */
export const READS: ReadonlySet<string> = new Set(["read", "mapfile", "readarray"]);

/** The variables that a builtin assigns, by its words without assignments. */
export function givenNames(name: string, given: readonly string[]): readonly string[] {
  if (name === "printf") {
    const at = given.findIndex((word) => word.startsWith("-v"));
    return at === -1 ? [] : identifiers(given[at]!.slice(2) || (given[at + 1] ?? ""));
  }
  if (name === "set" || name === "shift") return [];
  if (name === "getopts") return [...given.flatMap(identifiers), "OPTARG", "OPTIND"];
  return given.flatMap((word) => identifiers(word.startsWith("-") ? word.slice(2) : word));
}

/** Matches a word with an unknown name: an expansion before the equals sign. */
const EXPANDS = /^[^=]*[$`]/;

/** Whether the builtin may assign a variable whose name its words do not contain literally. */
export function givesUnknown(name: string, args: readonly string[]): boolean {
  if (name === "printf") {
    const at = args.findIndex((word) => word.startsWith("-v"));
    return at !== -1 && `${args[at]}${args[at + 1] ?? ""}`.includes("$");
  }
  // An expression may assign, and the target of a reference may have any name.
  const isOpen = name === "let" || (DECLARES.has(name) && args.some((word) => /^-\w*[in]/.test(word)));
  return args.some((word) => (isOpen ? /[$`]/ : EXPANDS).test(word));
}
