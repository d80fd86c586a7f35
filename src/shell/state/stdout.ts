/** What a path prints, where somebody reads it. */
import { append } from "../values/pieces.ts";
import type { Path } from "./path.ts";
import type { AbstractString, Piece } from "../model/value.ts";

export function print(path: Path, value: AbstractString): void {
  if (path.output === undefined || value.length === 0) return;
  const pieces: Piece[] = [...path.output.pieces];
  append(pieces, value);
  path.output = { pieces };
}
