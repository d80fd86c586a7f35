/** Compares the index of the spans that contain a span with a linear search. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SpanIndex } from "../../../../src/shell/spans/span-index.ts";

const span = fc.tuple(fc.nat(30), fc.nat(12)).map(([pos, length]) => ({ pos, end: pos + length }));

test("finds the same spans as a linear search, sorted by start", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), span, (spans, wanted) => {
      const naive = spans.filter(({ pos, end }) => pos <= wanted.pos && wanted.end <= end);
      const found = new SpanIndex(spans).holding(wanted);
      expect(found).toEqual(naive.toSorted((a, b) => a.pos - b.pos));
      expect(found.every((one) => spans.includes(one))).toBe(true);
    }),
  );
});
