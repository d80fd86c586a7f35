/** Answers that are remembered are those that a new search gives. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { nameLikeWords } from "../../../../src/shell/syntax/names.ts";
import { oncePerText, Texts } from "../../../../src/shell/slice/survey/text-search.ts";

const word = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));

it("a text mentions a name that is added after the last search", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean(), fc.option(word)), { maxLength: 30 }), (steps) => {
      const texts = new Texts();
      const many = ["x1", "x2", "x3", "x4", "x5", "x6"];
      const sets = [new Set(many), new Set(many)] as const;
      for (const [one, isFirst, added] of steps) {
        const names = sets[isFirst ? 0 : 1];
        const isMentioned = (): boolean => nameLikeWords(one).some((name) => names.has(name));
        expect(texts.mentions(one, names)).toBe(isMentioned());
        if (added !== null) names.add(added);
        expect(texts.mentions(one, names)).toBe(isMentioned());
      }
    }),
  );
});

it("another text is examined again", () => {
  fc.assert(
    fc.property(fc.array(text), (all) => {
      const isLong = oncePerText((one) => one.length > 2);
      for (const one of all) expect(isLong(one)).toBe(one.length > 2);
    }),
  );
});
