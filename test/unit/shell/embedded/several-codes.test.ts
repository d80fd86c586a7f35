/** Code that a shell reads and that contains a value: each of the values makes another code, and all contain the commands that are written. */
import { expect, it } from "vitest";
import { explicitAwsCredentials } from "../../../../rules/explicit-aws-credentials.ts";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const RULES = { "explicit-aws-credentials": explicitAwsCredentials, "no-unnoticed-failure": noUnnoticedFailure };

const findings = (script: string): readonly string[] =>
  lint(document(`#!/bin/bash\n${script}\n`), { rules: RULES }).map(
    ({ line, column, ruleId, messageId }) => `${line}:${column} ${ruleId} ${messageId}`,
  );

/** Ways to run code in which the value of X is one argument of a command. */
const SHELLS = [
  "echo aws s3 ls $X | sh",
  'sh -c "aws s3 ls $X"',
  'bash -c "date; aws s3 ls $X"',
  "sh <<E\naws s3 ls $X\nE",
];

/** Ways in which the value differs between paths that meet again. */
const VALUES = [
  "[ -e a ] && . ./a",
  "if [ -e a ]; then X=s3://a; fi",
  "case $1 in a) X=s3://a ;; b) X=s3://b ;; *) X=$2 ;; esac",
];

/** Code around the shell that does not change what its commands see. */
const AROUND: readonly ((code: string) => string)[] = [
  (code) => `${code}\ndate`,
  (code) => `f() {\n${code}\ndate\n}\nf`,
  (code) => `for d in a b; do\n${code}\ndate\ndone`,
];

const cases = SHELLS.flatMap((shell) =>
  VALUES.flatMap((value) => AROUND.map((around) => [`${value}\n${around(shell)}`, `${around(shell)}`] as const)),
);

it.each(cases)("one finding of each rule for each written command: %s", (script) => {
  const found = findings(script);
  expect(new Set(found.map((one) => one.replace(/\w+$/, ""))).size).toBe(found.length);
  expect(found).toHaveLength(2);
});

// POSIX, 2.14 `.`: the file runs in the shell itself, so what it exports reaches every program that the shell starts, whatever its words are.
it.each(SHELLS)("a file that may have been sourced is named, whatever else it has set: %s", (shell) => {
  expect(findings(`[ -e a ] && . ./a\n{\n${shell}\n} || exit 1`)).toEqual([expect.stringMatching(/ unseen$/)]);
});

it("commands whose program is written once are told apart in one code", () => {
  const found = lint(document(`#!/bin/bash\nif a; then B=x; fi\nsh -c "aws s3 ls $B; aws s3 ls s3://b $B"\ndate\n`), {
    rules: { "no-unnoticed-failure": noUnnoticedFailure },
  });
  expect(found.map(({ messageId }) => messageId)).toEqual(["ignored", "handedOn"]);
});
