/** Parses the arguments of `export` and similar builtins. */
import type { AbstractString, Piece } from "../model/value.ts";
import { dropCharacters } from "./pieces.ts";
import { isVariableName } from "../syntax/names.ts";

/** Parses an argument `NAME`, `NAME=value` or `NAME+=value`; returns `undefined` for any other. */
export function parseDeclaration(
  value: AbstractString,
): { name: string; append: boolean; value: AbstractString | undefined } | undefined {
  const first = value[0];
  if (first?.kind !== "text") return undefined;
  let head = "";
  let index = 0;
  for (; index < value.length; index++) {
    const piece: Piece = value[index]!;
    if (piece.kind !== "text") return undefined;
    const equals = piece.text.indexOf("=");
    if (equals === -1) {
      head += piece.text;
      continue;
    }
    head += piece.text.slice(0, equals);
    const append = head.endsWith("+");
    const name = append ? head.slice(0, -1) : head;
    if (!isVariableName(name)) return undefined;
    return { name, append, value: dropCharacters(value.slice(index), equals + 1) };
  }
  return isVariableName(head) ? { name: head, append: false, value: undefined } : undefined;
}
