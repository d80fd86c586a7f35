import fc from "fast-check";
import { expect, it } from "vitest";
import { parseShell } from "../../../../src/shell/syntax/parse.ts";
import { backtickSource, scriptSource } from "../../../../src/shell/values/source.ts";

const parts = fc.array(fc.constantFrom("a", "b", " ", "\\`", "\\$", "\\\\"), { maxLength: 8 });

it("text in backticks has a position if it appears literally in the script", () => {
  fc.assert(
    fc.property(parts, (all) => {
      const before = "X=`";
      const outer = scriptSource(parseShell(`${before}${all.join("")}\``));
      const decoded = all.map((part) => part.at(-1)).join("");
      const source = backtickSource(decoded, outer, before.length - 1, outer.text.length);
      /** The offset of each character, after its backslash if it has one. */
      const places = all.map((_, index) => before.length + all.slice(0, index + 1).join("").length - 1);
      for (let pos = 0; pos < all.length; pos++)
        for (let end = pos + 1; end <= all.length; end++) {
          const isWhole = places[end - 1] === places[pos]! + end - 1 - pos;
          expect([all, pos, end, source.locate(pos, end)]).toEqual([all, pos, end, isWhole ? places[pos] : undefined]);
          expect(source.span(pos, end)).toEqual({ pos: places[pos], end: places[end - 1]! + 1 });
        }
    }),
  );
});

it("unknown parts of text in backticks are those of the script, also side by side and after a backslash", () => {
  const script = scriptSource(parseShell("X=`\\$ABCD`"));
  const range = (pos: number, name: string) =>
    ({ pos, end: pos + 1, piece: { kind: "unknown", reason: "placeholder", name, nonEmpty: false } }) as const;
  const outer = { ...script, opaque: [range(0, "X"), range(5, "A"), range(6, "B"), range(8, "D")] };
  const { opaque } = backtickSource("$ABCD", outer, 2, outer.text.length);
  expect(opaque).toEqual([range(1, "A"), range(2, "B"), range(4, "D")]);
});
