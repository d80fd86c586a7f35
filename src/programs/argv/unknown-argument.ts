/** Arguments of unknown text where a program expects options or operands. */
import { type Argument, isNeverSet } from "../../shell/index.ts";

/**
 * Whether an argument is an unquoted expansion of variables that the script never sets. It results in no word, unless the
 * agent's own environment contains the variable.
 */
export function mayVanish(argument: Argument): boolean {
  return argument.split && argument.value.every(isNeverSet);
}

/**
 * Whether an argument may contain options that are not visible: its text is unknown from the start, contains no slash (as a
 * URL would), and is subject to field splitting. False for a field that was split from the same word as the previous
 * argument, because that is the rest of a single text.
 */
export function mayBeOptions(argument: Argument, before: Argument | undefined): boolean {
  const [first] = argument.value;
  if (first === undefined || first.kind === "text" || !argument.split) return false;
  if (before?.word !== undefined && before.word === argument.word) return false;
  return !argument.value.some((piece) => piece.kind === "text" && piece.text.includes("/"));
}
