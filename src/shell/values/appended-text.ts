/** Values of a variable to which a script only appends (`CMD="$CMD $OPTION"`): their common start stays known in a join. */
import { sameString } from "./equality.ts";
import { compactPieces, concatStrings, dropCharacters, stringOf } from "./pieces.ts";
import type { AbstractString, UnknownText } from "../model/value.ts";

/** What follows the text `start` in the value; `undefined` if it does not begin with it. */
function textAfter(value: AbstractString, start: AbstractString): AbstractString | undefined {
  const all = compactPieces(value);
  const wanted = compactPieces(start);
  const last = wanted.at(-1);
  const whole = last?.kind === "text" ? wanted.length - 1 : wanted.length;
  if (!sameString(all.slice(0, whole), wanted.slice(0, whole))) return undefined;
  const rest = all.slice(whole);
  if (last?.kind !== "text") return rest;
  const [first] = rest;
  return first?.kind === "text" && first.text.startsWith(last.text)
    ? dropCharacters(rest, last.text.length)
    : undefined;
}

/**
 * One value for all: `start` and what `unknown` returns for the texts that follow it, if all begin with `start`; otherwise what it
 * returns for the values. A common start that is not one of the values is not kept: it could become shorter in each iteration of
 * a loop.
 */
export function joinAppended(
  values: readonly AbstractString[],
  start: AbstractString | undefined,
  unknown: (values: readonly AbstractString[]) => UnknownText,
): AbstractString {
  if (start?.[0]?.kind !== "text") return [unknown(values)];
  const rests = values.map((value) => textAfter(value, start));
  if (!rests.every((rest) => rest !== undefined) || rests.some(mayAddCommands)) return [unknown(values)];
  // The last word of the start is complete.
  const isSpaced = rests.every(([first]) => first?.kind === "text" && first.text.startsWith(" "));
  return isSpaced
    ? concatStrings(start, stringOf(" "), [unknown(rests.map((rest) => dropCharacters(rest, 1)))])
    : concatStrings(start, [unknown(rests)]);
}

/** Whether it contains what separates commands: if the value is code, what is appended is more than arguments of the command before it. */
function mayAddCommands(rest: AbstractString): boolean {
  return rest.some((piece) => piece.kind === "text" && /[;&|\n]/.test(piece.text));
}

/** The value with the fewest characters of known text. */
export function shortestOf(values: readonly AbstractString[]): AbstractString | undefined {
  const lengths = values.map((value) =>
    value.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 0), 0),
  );
  return values[lengths.indexOf(Math.min(...lengths))];
}
