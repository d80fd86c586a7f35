import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeEscapes, decodedPieces } from "../../../../src/shell/values/escapes.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "\\n", "\\\\", "\\x41", "\\0101", " "), maxLength: 8 });

it("text without escapes keeps its position", () => {
  fc.assert(
    fc.property(text, fc.nat(100), (one, at) => {
      const pieces = decodedPieces(one, at);
      expect(pieces.map((piece) => (piece.kind === "text" ? piece.text : "?")).join("")).toBe(decodeEscapes(one));
      let plain = 0;
      for (const piece of pieces) {
        if (piece.kind !== "text" || piece.at === undefined) continue;
        expect(one.slice(piece.at - at, piece.at - at + piece.text.length)).toBe(piece.text);
        plain += piece.text.length;
      }
      expect(plain).toBe(one.replaceAll(/\\(?:x41|0101|.)/g, "").length);
    }),
  );
});

it("text without a position has none after decoding", () => {
  for (const piece of decodedPieces("a\\nb", undefined)) expect(piece).toMatchObject({ kind: "text", at: undefined });
});
