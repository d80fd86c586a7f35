/**
 * Compares `require-imdsv2` with bash: random scripts run under every assignment of their conditions. A request is flagged
 * exactly if some assignment sends it without a token.
 *
 *     ORACLE_COUNT=5000 ORACLE_SEED=1 npx vitest run test/oracle/metadata.test.ts
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFallback } from "../../src/analysis/metadata/fallback.ts";
import { metadataRun } from "../../src/analysis/metadata/requests.ts";
import { metadataFaults } from "../../src/analysis/metadata/verdict.ts";
import { interestIn } from "../support/interest.ts";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { outline } from "../../src/shell/model/value.ts";
import { explore, type Exploration } from "./harness.ts";
import { script, scriptText, type Block } from "./metadata-generate.ts";
import { metadataLaboratory, sentTo } from "./metadata-laboratory.ts";

const RUNS = Number(process.env["ORACLE_COUNT"] ?? 100);
/** The test suite always runs the same scripts. `npm run oracle` runs new ones. */
const SEED = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? 21 : Date.now() % 2 ** 31),
);
const BATCH = 100;
const SHRINKS = 40;

const placeOf = (url: string): string | undefined => /\bp\d+$/.exec(url)?.[0];

/** The places whose request is flagged, and whether the evaluation was cut short. */
function flagged(text: string): { faults: Set<string>; cut: boolean } {
  const evaluation = evaluate(parseShell(text), { programs, interest: interestIn(text) });
  const faults = new Set<string>();
  for (const invocation of evaluation.invocations) {
    const found = metadataFaults(invocation, evaluation, true, text);
    if (found.every(({ kind }) => kind === "equals")) continue;
    // One finding covers all requests of the command that are sent without a token.
    for (const run of invocation.runs) {
      if (isFallback(run, evaluation) || metadataRun(run)?.refusal !== undefined) continue;
      for (const { untokened, request } of metadataRun(run)?.requests ?? [])
        if (untokened !== undefined) faults.add(placeOf(outline(request.url)) ?? "");
    }
  }
  return { faults, cut: evaluation.cuts.length > 0 };
}

/** The places that some execution reached, and those from which some execution sent a request without a token. */
function observed({ executions }: Exploration): { reached: Set<string>; untokened: Set<string> } {
  const sent = executions.flatMap(({ records }) => records.flatMap(sentTo));
  return {
    reached: new Set(sent.map(({ place }) => place)),
    untokened: new Set(sent.filter(({ tokened }) => !tokened).map(({ place }) => place)),
  };
}

/** The places on which the verdict and bash differ. */
function disagreements(text: string, exploration: Exploration): string[] {
  const { faults, cut } = flagged(text);
  const { reached, untokened } = observed(exploration);
  if (cut) return [];
  return [...reached].filter((place) =>
    faults.has(place) ? !untokened.has(place) && exploration.complete : untokened.has(place),
  );
}

async function disagrees(block: Block): Promise<boolean> {
  const text = scriptText(block);
  const [exploration] = await explore([text], metadataLaboratory);
  return disagreements(text, exploration!).length > 0;
}

/** Shrinks the script with this number to the smallest one that still disagrees, within a bounded number of runs. */
async function shrunk(seed: number, index: number): Promise<string> {
  let left = SHRINKS;
  const property = fc.asyncProperty(script, async (block) => left-- <= 0 || !(await disagrees(block)));
  const { counterexample } = await fc.check(property, { seed, numRuns: BATCH, path: String(index) });
  return scriptText(counterexample![0]);
}

describe("require-imdsv2, compared with bash", () => {
  it("reports exactly the requests that are sent without a token", { timeout: 3_600_000 }, async () => {
    let requests = 0;
    let untokened = 0;
    let failures = 0;
    for (let done = 0; done < RUNS; done += BATCH) {
      const seed = SEED + done;
      const texts = fc.sample(script, { numRuns: Math.min(BATCH, RUNS - done), seed }).map(scriptText);
      const explorations = await explore(texts, metadataLaboratory);
      for (const [index, text] of texts.entries()) {
        const exploration = explorations[index]!;
        const seen = observed(exploration);
        requests += seen.reached.size;
        untokened += seen.untokened.size;
        if (disagreements(text, exploration).length === 0) continue;
        failures++;
        if (failures > Number(process.env["ORACLE_FAILURES"] ?? 1)) {
          if (process.env["ORACLE_PRINT"]) console.error(`${disagreements(text, exploration).join(" ")}\n${text}`);
          continue;
        }
        console.error(`ORACLE_SEED=${SEED}, batch ${done}, number ${index}\n${await shrunk(seed, index)}`);
      }
    }
    console.log(`${RUNS} scripts, ${requests} requests, ${untokened} of them without token, ${failures} disagreements`);
    expect(failures, `ORACLE_SEED=${SEED}`).toBe(0);
    expect(requests).toBeGreaterThan(RUNS / 2);
    expect(untokened).toBeGreaterThan(requests / 10);
    expect(untokened).toBeLessThan(requests * 0.95);
  });
});
