/** Variables that are correlated with what matters. */
import { expect, test } from "vitest";
import { Correlations } from "../../../../src/shell/slice/closure/correlations.ts";
import type { Guard } from "../../../../src/shell/slice/survey/fragments.ts";
import type { Survey } from "../../../../src/shell/slice/survey/survey.ts";

test("each definition of a variable is examined once for all ends of a script", () => {
  let looks = 0;
  const outer: Guard = { names: [], outer: undefined };
  const guards = Array.from({ length: 100 }, (): Guard => ({ names: ["X"], outer }));
  const definitions = guards.map((guard) => ({
    guard,
    get text() {
      looks++;
      return "X=a";
    },
  }));
  const survey = { definitions: new Map([["X", definitions]]) } as unknown as Survey;
  const relevant = new Set<Guard>();
  const correlations = new Correlations(survey, relevant);
  const found = (guard: Guard) => [...correlations.decidersOf(guard)];
  for (const guard of guards) expect(found(guard)).toEqual([]);
  expect(looks).toBe(100);
  relevant.add(guards[3]!);
  expect(found(guards[3]!)).toEqual([]);
  expect(found(guards[4]!)).toEqual(["X"]);
});
