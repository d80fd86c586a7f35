/** For every call, `explicit-aws-credentials` reports what a real bash does under some, or every, assignment of the conditions. */
import { seed as suiteSeed } from "../support/seed.ts";
import { describe, expect, test } from "vitest";
import { describeFailure, judgeScripts, shrink } from "./credentials-oracle.ts";
import { disagreements, verdictOf } from "./credentials-judge.ts";
import { credentialsLaboratory } from "./credentials-laboratory.ts";
import { explore } from "./harness.ts";

/** The number of scripts. `npm run oracle` runs more. */
const count = Number(process.env["ORACLE_COUNT"] ?? 200);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
/** The number of failures that are shrunk and shown. */
const MOST_SHOWN = 8;
const timeout = 60_000 + count * 2_000;

describe("generated scripts", () => {
  test(
    "the verdict agrees with the real runs",
    async () => {
      const report =
        count > 200
          ? (done: number, failures: number): void => console.log(`${done} of ${count}, ${failures} disagree`)
          : undefined;
      const outcome = await judgeScripts(count, seed, report);
      if (count > 200) console.log(JSON.stringify({ ...outcome, failures: outcome.failures.length }));
      const shortest = outcome.failures.toSorted((a, b) => a.text.length - b.text.length).slice(0, MOST_SHOWN);
      let shown = "";
      for (const failure of shortest) shown += `${describeFailure(await shrink(failure))}\n\n`;
      expect(shown, `${outcome.failures.length} of ${count} disagree (ORACLE_SEED=${seed})`).toBe("");
      expect(outcome.places).toBeGreaterThan(count);
    },
    timeout,
  );
});

describe("the judge", () => {
  const lacking = "if cond 1; then export AWS_PROFILE=p; fi\naws s3 ls s3://b/2\n";
  const given = "export AWS_PROFILE=p\naws s3 ls s3://b/2\n";

  test("rejects a silent verdict on a call that lacks credentials on one path", async () => {
    const [exploration] = await explore([lacking], credentialsLaboratory);
    expect(disagreements(verdictOf(lacking), exploration!)).toEqual([]);
    expect(disagreements(verdictOf(given), exploration!)).toMatchObject([
      { place: "2", verdict: "silent", witness: { "cond 1": "0" } },
    ]);
  });

  test("rejects a finding on a call that always has credentials", async () => {
    const [exploration] = await explore([given], credentialsLaboratory);
    expect(disagreements(verdictOf(given), exploration!)).toEqual([]);
    expect(disagreements(verdictOf(lacking), exploration!)).toMatchObject([{ place: "2", verdict: "flagged" }]);
  });
});
