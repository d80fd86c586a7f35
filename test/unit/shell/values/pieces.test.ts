import { expect, it } from "vitest";
import { outline, type AbstractString } from "../../../../src/shell/model/value.ts";
import { LIMITS } from "../../../../src/shell/limits/limits.ts";
import { concatAll, stringOf, unknownPiece } from "../../../../src/shell/values/pieces.ts";

it.each([1, 2, 3])(
  "a string is known up to a number of pieces, of which neighbouring texts are one: %i texts",
  (texts) => {
    // Texts from positions that are not adjacent are pieces of their own.
    const known = Array.from({ length: texts }, (_, at) => stringOf("a", 9 * at));
    const part: AbstractString = [...known.flat(), unknownPiece("computed")];
    const repeated = (count: number): string => outline(concatAll(Array.from({ length: count }, () => part)));
    const most = LIMITS.pieces / 2;
    expect(repeated(most)).toBe(outline(part).repeat(most));
    expect(repeated(most + 1)).not.toContain("a".repeat(texts));
  },
);
