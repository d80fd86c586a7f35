/** Reads and cuts the abstract values of an argv. */
import {
  type Argument,
  type AbstractString,
  type Piece,
  type Run,
  type Span,
  dropCharacters,
  knownText,
} from "../../shell/index.ts";

/** The base name of the program and the words of a call; `undefined` if a word is unknown. */
export function knownWords({ argv, invocation: { program } }: Run): readonly string[] | undefined {
  const words = argv.map(({ value }, index) => (index === 0 ? program : knownText(value)));
  return words.every((word) => word !== undefined) ? words : undefined;
}

/** The known text at the start of the string; `""` if the string starts with an unknown piece. */
export function leadingText(value: AbstractString): string {
  let text = "";
  for (const piece of value) {
    if (piece.kind !== "text") break;
    text += piece.text;
  }
  return text;
}

/** The known text at the end of the string; `""` if the string ends with an unknown piece. */
export function trailingText(value: AbstractString): string {
  let text = "";
  for (let index = value.length - 1; index >= 0; index--) {
    const piece = value[index] as Piece;
    if (piece.kind !== "text") break;
    text = piece.text + text;
  }
  return text;
}

/** The argument without its first `count` characters. Its span shrinks if the script contains these characters literally. */
export function dropPrefix(argument: Argument, count: number): Argument {
  const value = dropCharacters(argument.value, count);
  const first = value[0];
  const at = first?.kind === "text" ? first.at : undefined;
  const inside = at !== undefined && at >= argument.pos && at <= argument.end;
  return { ...argument, value, pos: inside ? at : argument.pos };
}

/** An argument that does not appear in the script. It gets the span of the argument that it was derived from. */
export function madeArgument(place: Argument, value: AbstractString, split = false): Argument {
  return { pos: place.pos, end: place.end, value, split, word: place.word };
}

/** The same for a known word, such as the `sh` that a program starts. */
export function madeWord(place: Argument, text: string): Argument {
  return madeArgument(place, [{ kind: "text", text }]);
}

/**
 * The span of the last argument and of those that the script writes before it. In a string that is run as code, an expanded
 * variable's words are written elsewhere: in the assignment.
 */
export function writtenSpan(argv: readonly Argument[]): Span {
  const last = argv.length - 1;
  let first = last;
  while (first > 0 && isWrittenBefore(argv[first - 1]!, argv[first]!)) first--;
  return { pos: argv[first]?.pos ?? 0, end: argv[last]?.end ?? 0 };
}

/** Whether the distance between two words in the script is that in the code. */
function isWrittenBefore(a: Argument, b: Argument): boolean {
  if (a.word === undefined || b.word === undefined || a.word === b.word) return true;
  return b.pos - a.end === b.word.pos - a.word.end;
}

/** Concatenates the strings, with `between` as the separator. */
export function joinStrings(values: readonly AbstractString[], between: string): AbstractString {
  const joined: Piece[] = [];
  values.forEach((value, index) => {
    if (index > 0) joined.push({ kind: "text", text: between });
    joined.push(...value);
  });
  return joined;
}

/** Parses `NAME=value`, as in `env` and `sudo`; `undefined` if the argument has another form, or if the name is unknown. */
export function assignmentOf(argument: Argument): { name: string; value: AbstractString } | undefined {
  const name = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(leadingText(argument.value))?.[1];
  return name === undefined ? undefined : { name, value: dropCharacters(argument.value, name.length + 1) };
}
