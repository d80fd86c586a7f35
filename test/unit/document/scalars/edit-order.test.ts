import { expect, test } from "vitest";
import { applyEdits, sortEdits } from "../../../../src/document/scalars/edit-order.ts";

const insertion = { pos: 1, end: 1, text: "x" };
const replacement = { pos: 1, end: 3, text: "y" };
const later = { pos: 3, end: 4, text: "z" };

test.each([
  [[insertion, replacement, later]],
  [[replacement, insertion, later]],
  [[later, replacement, insertion]],
  [[replacement, later, insertion]],
])("an insertion comes before what is replaced at its position: %j", (changes) => {
  expect(sortEdits(changes)).toEqual([insertion, replacement, later]);
  expect(applyEdits("abcde", sortEdits(changes)!)).toBe("axyze");
});

test("insertions at one position keep their order, and overlapping changes have none", () => {
  const second = { ...insertion, text: "w" };
  expect(sortEdits([insertion, second])).toEqual([insertion, second]);
  expect(sortEdits([second, insertion])).toEqual([second, insertion]);
  expect(sortEdits([replacement, { pos: 2, end: 2, text: "" }])).toBeUndefined();
  expect(sortEdits([replacement, replacement])).toBeUndefined();
});
