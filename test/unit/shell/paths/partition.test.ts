import fc from "fast-check";
import { expect, test } from "vitest";
import { Partition } from "../../../../src/shell/paths/partition.ts";

/** The class of each item: classes are numbered in order of appearance, and items with the same description share one. */
function expected(said: readonly string[]): number[] {
  const known = [...new Set(said)];
  return said.map((one) => known.indexOf(one));
}

test("items with equal keys form a class, and classes are numbered in order of first occurrence", () => {
  const rows = fc.integer({ min: 0, max: 12 }).chain((length) =>
    fc.record({
      keys: fc.array(fc.constantFrom("", "a", "b"), { minLength: length, maxLength: length }),
      numbers: fc.array(fc.array(fc.constantFrom(0, 1, 2, 3_000_000), { minLength: length, maxLength: length }), {
        maxLength: 4,
      }),
    }),
  );
  fc.assert(
    fc.property(rows, ({ keys, numbers }) => {
      const found = numbers.reduce((partition, row) => partition.refined(row), Partition.by(keys));
      const said = keys.map((key, index) => JSON.stringify([key, ...numbers.map((row) => row[index])]));
      expect(found.classes).toEqual(expected(said));
      expect(found.count).toBe(new Set(said).size);
    }),
  );
});
