import fc from "fast-check";
import { expect, it } from "vitest";
import type { Run } from "../../../../src/shell/model/invocation.ts";
import { printersOf, type AbstractString, type Piece } from "../../../../src/shell/model/value.ts";
import { oneOfEqual, sameString, stringKey } from "../../../../src/shell/values/equality.ts";
import { stringOf, unknownPiece } from "../../../../src/shell/values/pieces.ts";

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(fc.constantFrom("a", "b", "ab", "t1:a"), fc.nat(3)).map(([text, at]): Piece => ({ kind: "text", text, at })),
  fc.constantFrom(
    unknownPiece("inherited", false, "X"),
    unknownPiece("inherited", true, "X"),
    unknownPiece("special", false, "?"),
  ),
);
const value = fc.array(piece, { maxLength: 4 });

/** The content of a string, without positions and with adjacent texts merged. */
function content(all: AbstractString): unknown {
  const parts: unknown[] = [];
  for (const { ...one } of all) {
    const last = parts.at(-1);
    if (one.kind !== "text") parts.push(one);
    else if (typeof last === "string") parts[parts.length - 1] = last + one.text;
    else parts.push(one.text);
  }
  return JSON.stringify(parts);
}

it("two strings have the same key if their pieces are equal, regardless of positions", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = content(a) === content(b);
      expect(stringKey(a) === stringKey(b)).toBe(same);
      expect(sameString(a, b)).toBe(same);
    }),
    { numRuns: 300 },
  );
});

it("text before and after an unknown piece counts", () => {
  const x = unknownPiece("inherited", false, "X");
  const all = [
    [x],
    [...stringOf("a"), x],
    [...stringOf("b"), x],
    [x, ...stringOf("a")],
    [...stringOf("a"), x, ...stringOf("a")],
  ];
  expect(new Set(all.map(stringKey)).size).toBe(all.length);
});

it("one of several equal strings may contain the outputs of the programs of all", () => {
  const runs = Array.from({ length: 6 }, () => ({}) as Run);
  const some = fc.subarray(runs);
  const printed = (printedBy: readonly Run[]): Piece => ({ ...unknownPiece("computed"), printedBy });
  fc.assert(
    fc.property(fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 4 }), (all) => {
      const strings = all.map(([a, b], index): AbstractString => [
        // The same text in one piece or in two.
        ...(index % 2 === 0 ? stringOf("ab", 0) : [...stringOf("a", 0), ...stringOf("b", 9)]),
        printed(a),
        ...stringOf("c"),
        printed(b),
      ]);
      const one = oneOfEqual(strings)!;
      const unknown = one.filter(({ kind }) => kind === "unknown");
      expect(stringKey(one)).toBe(stringKey(strings[0]!));
      for (const place of [0, 1]) {
        const expected = new Set(all.flatMap((runsAt) => runsAt[place]!));
        expect(new Set(printersOf([unknown[place]!]))).toEqual(expected);
      }
      expect(oneOfEqual([one, ...strings])).toBe(one);
    }),
  );
});
