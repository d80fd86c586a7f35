/** Edits of one round: those that touch an earlier one wait for the next round, in which their finding is located again. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonOverlappingEdits, withEdits, type Edit } from "../../../../src/cli/lint/edits.ts";

const TEXT = "0123456789";

const edit = fc
  .tuple(fc.nat(TEXT.length), fc.nat(TEXT.length), fc.constantFrom("", "x", "yy"))
  .map(([a, b, text]): Edit => ({ range: [Math.min(a, b), Math.max(a, b)], text }));

describe("edits", () => {
  it.each<readonly [string, Edit[], string]>([
    [
      "at one place",
      [
        { range: [5, 5], text: "a" },
        { range: [5, 5], text: "b" },
      ],
      "01234a56789",
    ],
    [
      "side by side",
      [
        { range: [0, 3], text: "a" },
        { range: [3, 5], text: "b" },
      ],
      "a3456789",
    ],
    [
      "one character apart",
      [
        { range: [0, 3], text: "a" },
        { range: [4, 5], text: "b" },
      ],
      "a3b56789",
    ],
    [
      "in another order",
      [
        { range: [8, 9], text: "a" },
        { range: [1, 2], text: "b" },
      ],
      "0b234567a9",
    ],
    [
      "one within the other",
      [
        { range: [2, 3], text: "a" },
        { range: [1, 5], text: "b" },
      ],
      "0b56789",
    ],
  ])("%s", (_, edits, expected) => {
    expect(withEdits(TEXT, nonOverlappingEdits(edits))).toBe(expected);
    expect(withEdits(`\uFEFF${TEXT}`, nonOverlappingEdits(edits))).toBe(`\uFEFF${expected}`);
  });

  it("leave at least one character between them, and each that waits touches one that begins no later", () => {
    fc.assert(
      fc.property(fc.array(edit), (edits) => {
        const chosen = nonOverlappingEdits(edits);
        for (const [index, { range }] of chosen.entries())
          if (index > 0) expect(range[0]).toBeGreaterThan(chosen[index - 1]!.range[1]);
        for (const waiting of edits.filter((one) => !chosen.includes(one)))
          expect(chosen).toSatisfy((all: Edit[]) =>
            all.some(({ range }) => range[0] <= waiting.range[0] && waiting.range[0] <= range[1]),
          );
      }),
    );
  });
});
