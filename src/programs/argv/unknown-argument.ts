/** Words of unknown text where a program expects options or operands. */
import { type Argument, isNeverSet } from "../../shell/index.ts";

/** An expansion without quotes of what the script never set: no word at all, unless the agent's own environment has it. */
export function vanishes(argument: Argument): boolean {
  return argument.split && argument.value.every(isNeverSet);
}

/**
 * Whether an argument may hold options that nobody can see: its text is unknown from the start on, without a slash that
 * would show a URL, and the shell splits it. Not so what the shell split off the word before, that is one text's rest.
 */
export function mayBeOptions(argument: Argument, before: Argument | undefined): boolean {
  const [first] = argument.value;
  if (first === undefined || first.kind === "text" || !argument.split) return false;
  if (before?.word !== undefined && before.word === argument.word) return false;
  return !argument.value.some((piece) => piece.kind === "text" && piece.text.includes("/"));
}
