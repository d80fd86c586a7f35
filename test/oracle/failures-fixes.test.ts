/**
 * Runs the fixes and the suggestion of `no-unnoticed-failure`: in the fixed script, the step fails if the call fails; and if all calls
 * succeed, the script prints the same and ends in the same way as before.
 *
 *     ORACLE_COUNT=1000 ORACLE_SEED=1 npx vitest run test/oracle/failures-fixes.test.ts
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import { document } from "../support/rule-tester.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { scripts, type Generated } from "./failures-generate.ts";
import { conditionsOf, succeeds } from "./failures-judge.ts";
import { outcomesOf, type Outcome, type Run } from "./failures-laboratory.ts";
import { findingsIn } from "./failures-linter.ts";

const SHORT = 40;
const count = Number(process.env["ORACLE_COUNT"] ?? SHORT);
const seed = Number(process.env["ORACLE_SEED"] ?? suiteSeed);
const BATCH = 50;

interface Fixed {
  readonly script: Generated;
  readonly site: string;
  readonly by: "fix" | "suggestion";
  readonly text: string;
}

/** The script after each fix and each suggestion. */
function fixedFrom(script: Generated): readonly Fixed[] {
  const text = document(script.own);
  return findingsIn(script.own).flatMap(({ site, message: { fix, suggestions = [] } }) => {
    const changes = [
      ...(fix === undefined ? [] : [{ by: "fix" as const, fix }]),
      ...suggestions.map((one) => ({ by: "suggestion" as const, fix: one.fix })),
    ];
    return changes.map(({ by, fix: { range, text: put } }): Fixed => {
      const [step] = readDocument(text.slice(0, range[0]) + put + text.slice(range[1])).documents[0]!.steps;
      return { script, site, by, text: step!.script.text.trimEnd() };
    });
  });
}

/** For each assignment of the conditions: the script before and after the fix if all calls succeed, and after it if the call fails. */
function runsOf({ script, site, text }: Fixed): readonly Run[] {
  const shell = script.bash ? "bash" : "dash";
  return conditionsOf(script).flatMap((conditions): Run[] => [
    { script: script.own, shell, conditions, fails: {} },
    { script: text, shell, conditions, fails: {} },
    { script: text, shell, conditions, fails: { [site]: "*" } },
  ]);
}

/** The printed lines in sorted order, because jobs in the background may print at any time. */
function printed({ stdout }: Outcome): string {
  return stdout.split("\n").toSorted().join("\n");
}

/** Whether the failure is passed on to a caller that ignores it: `f || true`. */
function isHandled(text: string, site: string): boolean {
  return text.includes("return 1") && findingsIn(text).every((one) => one.site !== site);
}

test(
  "after a fix the step fails if the call fails, and otherwise behaves as before",
  () => {
    const all = fc.sample(scripts, { numRuns: count, seed });
    const wrong: string[] = [];
    const balance = { fix: 0, suggestion: 0, failing: 0 };
    for (let from = 0; from < all.length; from += BATCH) {
      const fixed = all.slice(from, from + BATCH).flatMap(fixedFrom);
      const runs = fixed.map(runsOf);
      const outcomes = outcomesOf(runs.flat());
      let at = 0;
      fixed.forEach(({ by, site, text }, index) => {
        balance[by]++;
        const own = outcomes.slice(at, (at += runs[index]!.length));
        for (let one = 0; one < own.length; one += 3) {
          const [before, after, failing] = own.slice(one, one + 3) as [
            (typeof own)[number],
            (typeof own)[number],
            (typeof own)[number],
          ];
          const isSame = printed(before) === printed(after) && succeeds(before) === succeeds(after);
          if (failing.failed.has(site)) balance.failing++;
          if (!isSame) wrong.push(`${by} of ${site} changes what it does\n${text}`);
          else if (failing.failed.has(site) && succeeds(failing) && !isHandled(text, site))
            wrong.push(`${by} of ${site} does not stop it\n${text}`);
        }
      });
      if (count > SHORT) console.log(`${from + BATCH} of ${count}: ${JSON.stringify(balance)}, ${wrong.length} wrong`);
    }
    const shortest = wrong.toSorted((a, b) => a.length - b.length);
    expect(
      shortest.slice(0, Number(process.env["ORACLE_FAILURES"] ?? 3)).join("\n\n"),
      `ORACLE_SEED=${seed}, ${wrong.length} wrong`,
    ).toBe("");
    expect(balance.fix).toBeGreaterThan(count / 10);
    expect(balance.failing).toBeGreaterThan(balance.fix / 2);
  },
  120_000 + count * 5000,
);
