import { expect, it } from "vitest";
import { stages, Timing } from "../../../../src/cli/lint/timing.ts";

it("the linting time is the sum of parsing, evaluation and rules on this thread", () => {
  const timing = new Timing();
  for (const [index, stage] of stages.entries()) timing.add(stage, 10 ** index);
  timing.addElsewhere("rules", 0.5);
  expect(timing.linting).toBe(111_000);
  expect(timing.report()).toMatch(/^rules +100000\.0 ms, and 0\.5 ms on other threads$/m);
});
