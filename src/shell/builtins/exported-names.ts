/** What an export of words that are not known may assign. */
import type { AbstractString } from "../model/value.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import { isVariableName } from "../syntax/names.ts";
import { harmlessCode } from "../values/known-scripts.ts";

/**
 * The start of the names that the words may assign if they may assign a variable that matters: `""` for `export $(cat file)`, `AWS_` for
 * `export "AWS_$KEY=$VALUE"`.
 */
export function unknownNames(words: AbstractString, relevance: Slice): string | undefined {
  const [start] = words;
  const prefix = start?.kind === "text" ? start.text : "";
  const rest = prefix === "" ? words : words.slice(1);
  const [first] = rest;
  if (first === undefined || (first.kind === "unknown" && first.reason === "inherited") || harmlessCode(rest))
    return undefined;
  return prefix === "" || (isVariableName(prefix) && relevance.mayStartWatched(prefix)) ? prefix : undefined;
}
