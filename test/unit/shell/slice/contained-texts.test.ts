/** The parts of a text that one search finds. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { containsOneOf } from "../../../../src/shell/slice/survey/contained-texts.ts";

it("finds any of the parts, wherever it is", () => {
  const isFound = containsOneOf(["grep -v a1", "LC_ALL=C cut -d, -f2", '"$TOOL" grep']);
  expect(isFound("X=$(aws s3 ls | grep -v a1)")).toBe(true);
  expect(isFound("grep -v a1")).toBe(true);
  expect(isFound("x | LC_ALL=C cut -d, -f2")).toBe(true);
  expect(isFound('"$TOOL" grep')).toBe(true);
  expect(isFound("grep -v a2")).toBe(false);
  expect(isFound("cut -d, -f2")).toBe(false);
  expect(isFound("TOOL grep")).toBe(false);
});

it("does not find a part whose first word is the end of another word", () => {
  expect(containsOneOf(["grep x"])("egrep x")).toBe(false);
});

it("finds what `includes` finds in texts of whole words", () => {
  const text = fc
    .array(fc.constantFrom("grep", "cut", "a", "$", '"', "|"), { maxLength: 6 })
    .map((all) => all.join(" "));
  const part = text.filter((one) => /\w/.test(one));
  fc.assert(
    fc.property(text, fc.array(part, { maxLength: 4 }), (whole, parts) => {
      expect(containsOneOf(parts)(whole)).toBe(parts.some((one) => whole.includes(one)));
    }),
  );
});
