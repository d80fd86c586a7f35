/** Code that a shell reads: whose status the status of that shell is. */
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

// bash 5.2, dash 0.5.12: `echo 'false' | sh; echo $?` prints 1, and `echo 'false; date' | sh; echo $?` prints 0. An `exit 1` in the code ends `sh`.
it.each([
  "echo 'CODE' | sh",
  "printf '%s\\n' 'CODE' | sh",
  "printf 'CODE' | sh",
  "sh <<< 'CODE'",
  "sh -c 'CODE'",
  "sh <<E\nCODE\nE",
])("the last command of code on stdin gives the shell its status: %s", (shell) => {
  const run = (code: string): readonly (string | undefined)[] =>
    lint(document(`#!/bin/bash\n${shell.replace("CODE", code)}\ndate\n`), {
      rules: { "no-unnoticed-failure": noUnnoticedFailure },
    }).map(({ messageId }) => messageId);
  expect(run("aws s3 ls")).toEqual(["handedOn"]);
  expect(run("date; aws s3 ls")).toEqual(["handedOn"]);
  expect(run("aws s3 ls; date")).toEqual(["ignored"]);
});
