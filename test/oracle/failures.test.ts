/**
 * Compares `no-unnoticed-failure` with dash and bash: random scripts run with all their calls succeeding and with each call failing,
 * under every assignment of their conditions. A call is reported exactly if its failure goes unnoticed, as defined in failures-judge.ts.
 *
 *     ORACLE_COUNT=5000 ORACLE_SEED=1 npx vitest run test/oracle/failures.test.ts
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { seed as suiteSeed } from "../support/seed.ts";
import { scripts } from "./failures-generate.ts";
import { rareRunsOf, runsOf, unnoticedIn } from "./failures-judge.ts";
import { outcomesOf } from "./failures-laboratory.ts";
import { findingsIn } from "./failures-linter.ts";

const SHORT = 30;
const count = Number(process.env["ORACLE_COUNT"] ?? SHORT);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
/** The number of scripts of the seed that are skipped. */
const from = Number(process.env["ORACLE_FROM"] ?? 0);
const BATCH = 50;

test(
  "a call is reported exactly if its failure goes unnoticed",
  () => {
    const all = fc.sample(scripts, { numRuns: from + count, seed }).slice(from);
    const wrong: { readonly kind: string; readonly text: string }[] = [];
    const balance = { sites: 0, unnoticed: 0, reported: 0, missed: 0, "false alarm": 0, runs: 0 };
    for (let start = 0; start < all.length; start += BATCH) {
      const batch = all.slice(start, start + BATCH);
      const runs = batch.map((script) => runsOf(script, script.twin));
      const outcomes = outcomesOf(runs.flat());
      balance.runs += outcomes.length;
      let at = 0;
      batch.forEach((script, index) => {
        const own = runs[index]!;
        const unnoticed = unnoticedIn(own, outcomes.slice(at, at + own.length));
        at += own.length;
        const reported = new Set(findingsIn(script.own).map(({ site }) => site));
        balance.sites += script.sites.length;
        const isDoubtful = script.sites.some((site) => reported.has(site) && !unnoticed.has(site));
        const further = isDoubtful ? rareRunsOf(script, script.twin) : [];
        const rare = unnoticedIn(further, outcomesOf(further));
        for (const site of script.sites) {
          const isReported = reported.has(site);
          const isUnnoticed = unnoticed.has(site) || (isReported && rare.has(site));
          if (isUnnoticed) balance.unnoticed++;
          if (isReported) balance.reported++;
          if (isUnnoticed === isReported) continue;
          const kind = isUnnoticed ? "missed" : "false alarm";
          balance[kind]++;
          wrong.push({
            kind: `${kind} ${site}`,
            text: `${script.own}\n${JSON.stringify(unnoticed.get(site)?.[0]?.fails)}`,
          });
        }
      });
      if (count > SHORT) console.log(`${start + batch.length} of ${count}: ${JSON.stringify(balance)}`);
    }
    const shortest = wrong.toSorted((a, b) => a.text.length - b.text.length);
    expect(
      shortest
        .slice(0, Number(process.env["ORACLE_FAILURES"] ?? 3))
        .map(({ kind, text }) => `${kind}\n${text}`)
        .join("\n\n"),
      `ORACLE_SEED=${seed}, ${wrong.length} wrong`,
    ).toBe("");
    expect(balance.unnoticed).toBeGreaterThan(balance.sites / 5);
    expect(balance.sites - balance.unnoticed).toBeGreaterThan(balance.sites / 5);
  },
  120_000 + count * 5000,
);
