import { expect, test } from "vitest";
import { JsonList } from "../../../../src/cli/reports/json-list.ts";

test("an item is made only when it is written", () => {
  let made = 0;
  function* items(): Generator<number> {
    while (made < 3) yield ++made;
  }
  const list = new JsonList(0);
  const parts = list.add(items());
  expect([made, parts.next().value, made]).toEqual([0, "\n  1", 1]);
  expect(`[${"\n  1"}${[...parts].join("")}${list.close()}`).toBe(JSON.stringify([1, 2, 3], undefined, 2));
});
