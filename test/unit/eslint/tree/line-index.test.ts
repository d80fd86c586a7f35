import fc from "fast-check";
import { expect, test } from "vitest";
import { LineIndex } from "../../../../src/eslint/tree/line-index.ts";

const texts = fc.string({ unit: fc.constantFrom("a", "é", "\r", "\n", "\r\n"), maxLength: 12 });

test("each offset of a text has one position, and no other position has an offset", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const index = new LineIndex(text);
      const lines = text.split("\n");
      const offsets: number[] = [];
      for (let line = 0; line <= lines.length + 1; line++)
        for (let column = 0; column <= (lines[line - 1]?.length ?? 0) + 2; column++) {
          const isInside = line > 0 && line <= lines.length && column > 0 && column <= lines[line - 1]!.length + 1;
          if (!isInside) {
            expect(() => index.offset({ line, column })).toThrow(RangeError);
            continue;
          }
          const offset = index.offset({ line, column });
          expect(index.position(offset)).toEqual({ line, column });
          offsets.push(offset);
        }
      expect(offsets).toEqual(Array.from({ length: text.length + 1 }, (_, offset) => offset));
      expect(index.position(-1)).toEqual(index.position(0));
      expect(index.position(text.length + 1)).toEqual(index.position(text.length));
    }),
  );
});
