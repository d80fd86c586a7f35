/** Reading and cutting the abstract words of an argv. */
import { type Argument, type AbstractString, type Piece, dropCharacters } from "../../shell/index.ts";

/** The known text that the string begins with; `""` where it begins with something unknown. */
export function leadingText(value: AbstractString): string {
  let text = "";
  for (const piece of value) {
    if (piece.kind !== "text") break;
    text += piece.text;
  }
  return text;
}

/** The known text that the string ends with; `""` where it ends with something unknown. */
export function trailingText(value: AbstractString): string {
  let text = "";
  for (let index = value.length - 1; index >= 0; index--) {
    const piece = value[index] as Piece;
    if (piece.kind !== "text") break;
    text = piece.text + text;
  }
  return text;
}

/** The argument without its first `count` characters; its span shrinks where they stand in the script as they are. */
export function dropPrefix(argument: Argument, count: number): Argument {
  const value = dropCharacters(argument.value, count);
  const first = value[0];
  const at = first?.kind === "text" ? first.at : undefined;
  const inside = at !== undefined && at >= argument.pos && at <= argument.end;
  return { ...argument, value, pos: inside ? at : argument.pos };
}

/** An argument that stands nowhere in the script, at the place of the one that brought it about. */
export function madeArgument(place: Argument, value: AbstractString, split = false): Argument {
  return { pos: place.pos, end: place.end, value, split, word: place.word };
}

/** The strings one after the other; `between` is put between any two. */
export function joinStrings(values: readonly AbstractString[], between: string): AbstractString {
  const joined: Piece[] = [];
  values.forEach((value, index) => {
    if (index > 0) joined.push({ kind: "text", text: between });
    joined.push(...value);
  });
  return joined;
}

/** `NAME=value`, as `env` and `sudo` take it; `undefined` where the argument is no such thing or its name is not known. */
export function assignmentOf(argument: Argument): { name: string; value: AbstractString } | undefined {
  const name = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(leadingText(argument.value))?.[1];
  return name === undefined ? undefined : { name, value: dropCharacters(argument.value, name.length + 1) };
}
