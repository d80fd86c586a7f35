/** The condition of a loop, or the first command of its body, reads the status of the last iteration. */
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document, FIRST_LINE } from "../../../support/rule-tester.ts";

/** The lines and the messages of the findings. */
const findings = (script: string): readonly string[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } }).map(
    ({ line, messageId }) => `${line - FIRST_LINE}: ${messageId}`,
  );

it.each([
  "while [ $? == 255 ]",
  "while [[ $? -eq 255 ]]",
  "while (( $? == 255 ))",
  "until [ $? != 255 ]",
  "while test $? = 255",
  "while [ ${PIPESTATUS[0]} = 255 ]",
  "while (( PIPESTATUS[0] == 255 ))",
  "while if [ $? = 255 ]; then true; else false; fi",
])("another status ends the loop: %s", (head) => {
  const script = `aws s3 ls\n${head}; do\nsleep 5\naws ec2 wait volume-available\ndone\necho`;
  expect(findings(script)).toEqual(["1: oneStatus", "4: oneStatus"]);
});

it.each(["until [ $? = 0 ]", "while [ $? != 0 ]", "while ! (( $? == 0 ))", "until [ ${PIPESTATUS[0]} -eq 0 ]"])(
  "only a success ends the loop: %s",
  (head) => expect(findings(`aws s3 ls\n${head}; do\nsleep 5\naws ec2 wait volume-available\ndone\necho`)).toEqual([]),
);

it("the body reads the status of the last iteration", () => {
  const loop = 'for I in "$@"; do\n[ $? -eq 0 ] || exit 1\naws s3 cp "$I" s3://b\ndone';
  expect(findings(`${loop}\n[ $? -eq 0 ] || exit 1\necho`)).toEqual([]);
  expect(findings(`${loop}\necho`)).toEqual(["3: ignored"]);
});

it.each(["while", "until", "for I in a", "for I in a; do", "select I in a; do", "X=$(while", "while; do"])(
  "a loop that is cut off after %j has no statements that read a status",
  (loop) => expect(findings(`aws s3 ls || exit 1\n${loop}`)).toEqual([]),
);
