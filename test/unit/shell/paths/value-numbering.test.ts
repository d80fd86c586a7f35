/** Two contents of a slot have the same number if they are equal, however long they are. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { SlotNumbers } from "../../../../src/shell/paths/value-numbering.ts";
import { Path } from "../../../../src/shell/state/path/path.ts";
import { Symbols } from "../../../../src/shell/state/path/symbols.ts";
import { stringOf } from "../../../../src/shell/values/pieces.ts";

const symbols = new Symbols(undefined);
const slot = symbols.slot("X");

function holding(text: string): Path {
  const path = new Path();
  path.memory = path.memory.set(slot, [{ state: "set", exported: false, value: stringOf(text), span: undefined }]);
  return path;
}

/** A text of which one character at any place is another. */
const text = fc
  .tuple(fc.constantFrom(10, 15_990, 40_000), fc.nat(40_000))
  .map(([length, at]) => `${"a".repeat(at % length)}b${"a".repeat(length - (at % length))}`);

it("numbers equal values alike, and all others differently", () => {
  const numbers = new SlotNumbers(symbols, () => true);
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(numbers.of(holding(a), slot) === numbers.of(holding(b), slot)).toBe(a === b);
      expect(numbers.of(holding(a), slot)).toBe(numbers.of(holding(a), slot));
    }),
    { numRuns: 200 },
  );
});
