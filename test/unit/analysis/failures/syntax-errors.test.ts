/** A command that the shell cannot parse does not run: it is neither reported nor changed. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { explicitAwsCredentials } from "../../../../rules/explicit-aws-credentials.ts";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { requireImdsv2 } from "../../../../rules/require-imdsv2.ts";
import { fix, lint } from "../../../support/lint.ts";
import { document, FIRST_LINE } from "../../../support/rule-tester.ts";

const RULE = { rules: { "no-unnoticed-failure": noUnnoticedFailure } };

const BROKEN = [
  "aws ec2 run-instances \\\n  --key-name <####key####> \\\n  --count 1\necho",
  "aws s3 ls )\necho",
  "aws s3 ls;; echo",
  "aws s3 ls; date <\necho",
  "aws s3 ls &&\n",
  "aws s3 ls 'x\necho",
  "aws s3 ls $(date\necho",
  "if date; then\naws s3 ls\necho",
  "for I in 1 2; do\naws s3 ls\n\necho",
];

it.each(BROKEN)("%s", (broken) => {
  const script = `aws s3 cp a b\n${broken}`;
  const { status, stdout } = spawnSync("bash", ["-c", `aws() { echo "$1 $2"; }\n${script}`], { encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(stdout).toBe("s3 cp\n");
  expect(lint(document(script), RULE).map(({ line }) => line)).toEqual([FIRST_LINE]);
  expect(fix(document(script), RULE)).toBe(document(`aws s3 cp a b || exit 1\n${broken}`));
});

it.each(["aws s3 ls\nfi\necho", "aws s3 ls; # x\n)\necho"])("the error is in the next line: %s", (script) =>
  expect(fix(document(script), RULE)).not.toBe(document(script)),
);

it("no rule changes such a command", () => {
  const script = document("curl http://169.254.169.254/latest/meta-data/instance-id; aws s3 ls <\necho");
  for (const rule of [explicitAwsCredentials, requireImdsv2]) {
    const rules = { rules: { rule } };
    expect(lint(script, rules)).toHaveLength(1);
    expect(fix(script, rules)).toBe(script);
  }
});
