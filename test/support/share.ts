/** How many of a random test's cases ssmlint knows the answer to. The answer "unknown" is never wrong, but useless. */
import { expect } from "vitest";

/** Whether the test draws its usual cases. Then the share is always the same, and each case that is no longer known is a change. */
const isUsual = process.env["SEED"] === undefined && process.env["RUNS"] === undefined;

/** Expects that at least this share of the cases is known. Other cases than the usual ones may have a slightly smaller share. */
export function expectShare(known: number, all: number, least: number, what = "cases"): void {
  expect(known / all, `share of ${what} that is known`).toBeGreaterThanOrEqual(isUsual ? least : least - 0.1);
}
