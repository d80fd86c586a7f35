/** Paths that differ in a variable each, as after a long `case`, are compared in linear time. */
import { expect, test } from "vitest";
import { programs } from "../../../../src/programs/table.ts";
import { evaluate } from "../../../../src/shell/evaluate.ts";
import { SlotNumbers } from "../../../../src/shell/paths/value-numbering.ts";
import { parseShell } from "../../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../../support/interest.ts";

let compared = 0;
const of = SlotNumbers.prototype.of;
SlotNumbers.prototype.of = function counted(...slot) {
  compared++;
  return of.apply(this, slot);
};

/** How many values are compared in the evaluation of a loop around a `case` with this many branches. */
function comparisons(branches: number): number {
  compared = 0;
  const items = Array.from({ length: branches }, (_, index) => `a${index}) X${index}=$o; aws s3 ls "$X${index}" ;;`);
  evaluate(parseShell(`while read -r o; do\ncase $o in\n${items.join("\n")}\nesac\ndone`), {
    programs,
    interest: USUAL,
  });
  return compared;
}

test("twice as many branches take about twice as many comparisons", () => {
  expect(comparisons(240)).toBeLessThan(2.5 * comparisons(120));
});
