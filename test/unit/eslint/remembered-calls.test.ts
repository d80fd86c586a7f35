/** What is found does not depend on whether a function is evaluated anew at each call, or an earlier call is remembered. */
import { Linter } from "eslint";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { LIMITS } from "../../../src/shell/values/limits.ts";
import { script as credentialsScript } from "../../oracle/generate.ts";
import { extractionScript } from "../../oracle/extraction-scripts.ts";
import { script as metadataScript, scriptText } from "../../oracle/metadata-generate.ts";
import { scriptText as credentialsText } from "../../oracle/script-text.ts";
import { document } from "../../support/rule-tester.ts";
import { configWith } from "../../support/lint.ts";

/** How exactly a script is followed depends on what it has cost so far, so that is without limits here. */
function findings(script: string, remembered: number): string[] {
  const limits: { remembered: number; precise: number } = LIMITS;
  const usual = { ...limits };
  Object.assign(limits, { remembered, precise: 1_000_000 });
  try {
    return new Linter({ configType: "flat" })
      .verify(document(`#!/bin/bash\n${script}`), configWith(rules), { filename: "doc.yaml" })
      .map(({ ruleId, line, column, messageId, message }) => `${line}:${column} ${ruleId} ${messageId} ${message}`)
      .toSorted();
  } finally {
    Object.assign(limits, usual);
  }
}

function agrees(script: string): void {
  const [usual, anew] = [findings(script, LIMITS.remembered), findings(script, 0)];
  // Without those limits a few scripts are given up.
  if ([...usual, ...anew].some((one) => one.includes("(limit: commands)"))) return;
  expect(usual, script).toEqual(anew);
}

/** A function with the first script as its body is called again and again, and between the calls the others run. */
const called = (script: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      body: script,
      between: fc.array(script, { maxLength: 2 }),
      calls: fc.array(
        fc.constantFrom(
          "g",
          "g a",
          "g b",
          "V=$(g a)",
          "g a || g b",
          "if g; then g b; fi",
          "(g)",
          "g | cat",
          "AWS_PROFILE=p g",
        ),
        { minLength: 3, maxLength: 5 },
      ),
    })
    .map(({ body, between, calls }) =>
      [
        `g() {\n${body}\n}`,
        ...calls.flatMap((call, index) => [call, ...(between[index] === undefined ? [] : [between[index]])]),
      ].join("\n"),
    );

const numRuns = Number(process.env["RUNS"] ?? 40);

describe("calls that find the same", { timeout: numRuns * 2_000 }, () => {
  it.each([
    ["what was exported since", "g() { aws s3 ls; }\ng\ng\nexport AWS_PROFILE=p\ng\ng"],
    ["what was unset since", "g() { aws s3 ls; }\nexport AWS_PROFILE=p\ng\ng\nunset AWS_PROFILE\ng"],
    ["a function that was defined since", "h() { :; }\ng() { h; aws s3 ls; }\ng\ng\nh() { export AWS_PROFILE=p; }\ng"],
    ["an alias that was set since", "g() { eval 'a s3 ls'; }\nshopt -s expand_aliases\ng\ng\nalias a=aws\ng"],
    [
      "a variable that is local to the caller",
      "g() { export AWS_PROFILE=p; }\nf() { local AWS_PROFILE; g; }\nf\nf\ng\naws s3 ls",
    ],
    [
      "a file that was written since",
      "g() { . ./e; aws s3 ls; }\necho : > e\ng\ng\necho 'export AWS_PROFILE=p' > e\ng",
    ],
    ["set -e", "g() { false; export AWS_PROFILE=p; }\ng || :\ng || :\nset -e\ng\naws s3 ls"],
    ["an argument", 'g() { aws --profile "$1" s3 ls; aws $1 s3 ls; }\ng\ng p\ng p\ng'],
    ["a trap", "g() { c || return 1; }\ng\ng\ntrap 'aws s3 ls' ERR\ng"],
    [
      "what the path has found out",
      'g() { [ -n "$T" ] && curl -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/; }\nT=$(c)\ng\ng\n[ -n "$T" ] || exit\ng',
    ],
  ])("see %s", (_, script) => agrees(script));

  it("in random scripts that call aws", () => {
    fc.assert(fc.property(called(credentialsScript.map(credentialsText)), agrees), { numRuns });
  });

  it("in random scripts that ask the metadata service", () => {
    fc.assert(fc.property(called(metadataScript.map(scriptText)), agrees), { numRuns });
  });

  it("in random extractions", () => {
    fc.assert(fc.property(called(extractionScript), agrees), { numRuns });
  });
});
