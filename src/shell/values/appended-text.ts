/** Values of a variable to which a script only appends (`CMD="$CMD $OPTION"`), or with the same first words: these stay known in a join. */
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
 * The most words of a common start that is none of the values: the program, the service and the operation. It may become shorter in each
 * iteration of a loop.
 */
const MOST_WORDS = 3;

/** The first words that all values have in common, up to `MOST_WORDS`, each with the blank after it; "" if there are none. */
function commonWords(values: readonly AbstractString[]): string {
  const [first = "", ...others] = values.map(([piece]) => (piece?.kind === "text" ? piece.text : ""));
  let end = 0;
  for (let count = 0; count < MOST_WORDS; count++) {
    const blank = first.indexOf(" ", end);
    if (blank <= end) break;
    const words = first.slice(0, blank + 1);
    if (!others.every((text) => text.startsWith(words))) break;
    end = blank + 1;
  }
  return first.slice(0, end);
}

/**
 * One value for all: `start` and what `unknown` returns for the texts that follow it, if all begin with `start`; otherwise the first words
 * that all have in common and what it returns for the texts that follow these.
 */
export function joinAppended(
  values: readonly AbstractString[],
  start: AbstractString | undefined,
  unknown: (values: readonly AbstractString[]) => UnknownText,
): AbstractString {
  const appended = afterStart(values, start, unknown);
  if (appended !== undefined) return appended;
  const words = commonWords(values);
  const rests = values.map((value) => dropCharacters(value, words.length));
  return words === "" || rests.some(mayAddCommands)
    ? [unknown(values)]
    : concatStrings(stringOf(words), [unknown(rests)]);
}

function afterStart(
  values: readonly AbstractString[],
  start: AbstractString | undefined,
  unknown: (values: readonly AbstractString[]) => UnknownText,
): AbstractString | undefined {
  if (start?.[0]?.kind !== "text") return undefined;
  const rests = values.map((value) => textAfter(value, start));
  if (!rests.every((rest) => rest !== undefined) || rests.some(mayAddCommands)) return undefined;
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
