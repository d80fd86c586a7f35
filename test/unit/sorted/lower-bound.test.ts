import fc from "fast-check";
import { expect, test } from "vitest";
import { lowerBound } from "../../../src/sorted/lower-bound.ts";

test("agrees with a linear search, with a logarithmic number of comparisons", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 60 }), fc.nat(60), (values, wanted) => {
      const sorted = values.toSorted((a, b) => a - b);
      let looks = 0;
      const found = lowerBound(sorted.length, (index) => {
        looks++;
        return sorted[index]! < wanted;
      });
      const first = sorted.findIndex((value) => value >= wanted);
      expect(found).toBe(first === -1 ? sorted.length : first);
      expect(looks).toBeLessThanOrEqual(Math.ceil(Math.log2(sorted.length + 1)));
    }),
  );
});
