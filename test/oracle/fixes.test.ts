/**
 * After any fix or suggestion of any rule, with any options, no rule reports anything that it did not report before: on random
 * scripts. `ORACLE_COUNT=300 npx vitest run test/oracle/fixes.test.ts`. test/differential/fixes/corpus.test.ts has the real documents.
 */
import fc from "fast-check";
import { test } from "vitest";
import { document } from "../support/rule-tester.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { FixesJudge } from "./fixes-judge.ts";
import { script as credentialsScript } from "./generate.ts";
import { script as metadataScript, scriptText as metadataText } from "./metadata-generate.ts";
import { scriptText } from "./script-text.ts";

const count = Number(process.env["ORACLE_COUNT"] ?? 20);
/** How many fixes and suggestions of each kind are tried in a script. */
const each = process.env["ORACLE_COUNT"] === undefined ? 2 : Number.POSITIVE_INFINITY;
const seed = Number(process.env["ORACLE_SEED"] ?? suiteSeed);

test(`no fix adds a finding in ${2 * count} random scripts`, { timeout: 3_600_000 }, () => {
  const scripts = [
    ...fc.sample(credentialsScript, { numRuns: count, seed }).map(scriptText),
    ...fc.sample(metadataScript, { numRuns: count, seed }).map(metadataText),
  ];
  const judge = new FixesJudge(each);
  for (const script of scripts) judge.add(document(`#!/bin/bash\n${script}`), "document.yaml");
  judge.expectNoNewFinding(`ORACLE_SEED=${seed}`);
});
