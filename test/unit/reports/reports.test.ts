/**
 * The complete reports on many scripts and documents are the recorded ones. The oracles test on other scripts whether verdicts are right.
 * This test notices any change of a verdict, message, range or edit. If the change is intended, record the new reports with
 * `npx vitest run test/unit/reports -u`, and read the difference. To record one more report, append a script to a file.
 */
import { readFileSync } from "node:fs";
import type { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../../src/index.ts";
import { reportsOn, subjectsIn } from "./recorded-reports.ts";

const ALL = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`ssm/${name}`, "error" as const]));

/** The files in `recorded/`, with the options of rules. */
const FILES: Readonly<Record<string, Linter.RulesRecord>> = {
  credentials: {},
  documents: { "ssm/explicit-aws-credentials": ["error", { credentials: { profile: "ops" } }] },
  extraction: { "ssm/no-fragile-json-parsing": ["error", { extractor: "jq" }] },
  failures: {},
  injection: { "ssm/no-parameter-injection": ["error", { prefer: "pattern" }] },
  "instance-role": { "ssm/explicit-aws-credentials": ["error", { credentials: "instance-role" }] },
  messages: {},
  metadata: {},
  portability: { "ssm/no-bashisms": ["error", { shells: ["dash", "busybox"] }] },
  programs: {},
  secrets: { "ssm/no-secret-exposure": ["error", { commandLine: true }] },
};

test.each(Object.entries(FILES))("%s", async (name, rules) => {
  const path = `${import.meta.dirname}/recorded/${name}.txt`;
  const reports = reportsOn(subjectsIn(readFileSync(path, "utf8")), { ...ALL, ...rules });
  await expect(reports).toMatchFileSnapshot(path);
});
