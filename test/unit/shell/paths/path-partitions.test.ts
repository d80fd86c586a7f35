/** Paths that differ in a variable each, as after a long `case`, are compared in linear time. */
import { afterAll, expect, test, vi } from "vitest";
import { programs } from "../../../../src/programs/table.ts";
import { evaluate } from "../../../../src/shell/evaluate.ts";
import { SlotNumbers } from "../../../../src/shell/paths/value-numbering.ts";
import { parseShell } from "../../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../../support/interest.ts";

const compared = vi.spyOn(SlotNumbers.prototype, "of");
afterAll(() => compared.mockRestore());

/** How many values are compared in the evaluation of a loop around a `case` with this many branches. */
function comparisons(branches: number): number {
  compared.mockClear();
  const items = Array.from({ length: branches }, (_, index) => `a${index}) aws s3 ls "$X${index}"; X${index}=$o ;;`);
  evaluate(parseShell(`while read -r o; do\ncase $o in\n${items.join("\n")}\nesac\ndone`), {
    programs,
    interest: USUAL,
  });
  return compared.mock.calls.length;
}

test("twice as many branches take about twice as many comparisons", () => {
  expect(comparisons(240)).toBeLessThan(2.5 * comparisons(120));
});
