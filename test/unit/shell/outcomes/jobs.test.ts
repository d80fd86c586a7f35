/** Background jobs of a script. */
import { expect, test, vi } from "vitest";
import { unionOfSlots } from "../../../../src/shell/outcomes/status-info.ts";
import { scriptFindings } from "../../../support/script-findings.ts";

test("a list that contains the other is their union", () => {
  const all = [3, 1, 2];
  expect(unionOfSlots(all, [2, 3])).toBe(all);
  expect(unionOfSlots(all, [2, 4])).toEqual([3, 1, 2, 4]);
  const none: readonly number[] = [];
  expect(unionOfSlots(none, [])).toBe(none);
});

test("hundreds of background jobs do not keep a set each", () => {
  const set = vi.spyOn(WeakMap.prototype, "set");
  const lists = (): number => set.mock.calls.filter(([key]) => Array.isArray(key) && typeof key[0] === "number").length;
  scriptFindings("aws s3 ls &\n".repeat(300));
  expect(lists()).toBeLessThan(30);
});
