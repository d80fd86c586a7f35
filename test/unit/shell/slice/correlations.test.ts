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
  const correlations = new Correlations(survey, new Set(), relevant, new Set());
  const found = (guard: Guard) => [...correlations.decidersOf(guard)];
  for (const guard of guards) expect(found(guard)).toEqual([]);
  expect(looks).toBe(100);
  relevant.add(guards[3]!);
  expect(found(guards[3]!)).toEqual([]);
  expect(found(guards[4]!)).toEqual(["X"]);
});

test("the conditions of a long chain are examined once for all ends in it", () => {
  let looks = 0;
  const chain: Guard[] = [];
  for (let index = 0; index < 100; index++) {
    const outer = chain.at(-1);
    chain.push({
      outer,
      get names() {
        looks++;
        return [`X${index}`];
      },
    });
  }
  const definitions = new Map(chain.map((guard, index) => [`X${index}`, [{ guard, text: `X${index}=a` }]]));
  const correlations = new Correlations({ definitions } as unknown as Survey, new Set(), new Set(), new Set());
  // Each end has a condition of its own.
  for (const outer of chain) expect([...correlations.decidersOf({ names: ["Y"], outer })]).toEqual([]);
  expect(looks).toBe(100);
});

test("whether a variable is correlated is determined again when more conditions matter", () => {
  const [first, second] = [
    { names: ["X"], outer: undefined },
    { names: ["Y"], outer: undefined },
  ] satisfies Guard[];
  const definitions = new Map([["X", [{ guard: second, text: "X=a" }]]]);
  const relevant = new Set<Guard>();
  const correlations = new Correlations({ definitions } as unknown as Survey, new Set(), relevant, new Set());
  expect([...correlations.decidersOf(first)]).toEqual([]);
  relevant.add(second!);
  expect([...correlations.decidersOf(first)]).toEqual(["X"]);
});
