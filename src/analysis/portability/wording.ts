/** How messages name a construct: as written in the script, if that is more informative than the name of its kind. */
import { CONSTRUCTS, type ConstructName, type FoundConstruct } from "./construct.ts";

/** Longer constructs are named by their kind. */
const MAX_LENGTH = 40;

const EXPANSIONS: ReadonlySet<ConstructName> = new Set([
  "subscript",
  "caseModification",
  "lowerCase",
  "replacement",
  "slice",
  "parameterSlice",
  "positionalSlice",
  "indirection",
  "transformation",
  "positionalRemoval",
  "bashCommand",
]);

/** @param text the text of the step's script */
export function calledIn(text: string, { name, span: { pos, end } }: FoundConstruct): string {
  const { what } = CONSTRUCTS[name];
  const written = text.slice(pos, end);
  if (written.length > MAX_LENGTH || written.includes("\n")) return what;
  if (EXPANSIONS.has(name)) return /^(?:\$\{|\w+$)/.test(written) ? written : what;
  if (name === "variable" || name === "demandedVariable" || name === "arithmeticVariable")
    return /^\$?\{?\w+/.test(written) ? `${written}, ${what}` : what;
  if (name === "readOption") return written.startsWith("-") ? `read ${written}` : "read without a variable";
  if (name === "trapSignal") return `the signal ${written} in trap`;
  return what;
}
