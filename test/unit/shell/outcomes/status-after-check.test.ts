/** A check is a check whatever follows it: the status that the script or function ends with later does not undo it. */
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const RETRIES = [
  "N=0\nuntil aws s3 ls || [ $N -ge 3 ]; do N=$((N + 1)); done",
  "N=0\nwhile [ $N -lt 3 ]; do aws s3 ls && break; N=$((N + 1)); done",
];

/** Each ends the script or function with a failure if the loop has. */
const TESTS = ["[ $N -lt 3 ]", "test $N -lt 3", "[[ $N -lt 3 ]]", "{ [ $N -lt 3 ]; }"];

/** Each ends the script if the loop has failed. */
const CHECKS = [
  "[ $N -lt 3 ] || exit 1",
  "(( N < 3 )) || exit 1",
  "[ $N -ge 3 ] && exit 1",
  "if [ $N -ge 3 ]; then exit 1; fi",
  "if [ $N -lt 3 ]; then :; else exit 1; fi",
  "if [ $N -lt 3 ]; then echo; else echo >&2; exit 1; fi",
  "case $N in 3) exit 1 ;; esac",
];

const isReported = (script: string): boolean => {
  const found = lint(document(`#!/bin/bash\n${script}`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  return found.length > 0;
};

/** Code that follows, and ends the script or the function. */
const ENDS = (word: string) => ["", word, `${word} $?`, `echo\n${word} $?`, `rm -f x\n${word}`, `RC=$?\n${word} $RC`];

it.each(RETRIES.flatMap((retry) => CHECKS.map((check) => [retry, check])))("a check that exits: %s\n%s", (...lines) => {
  const script = lines.join("\n");
  for (const end of ENDS("exit")) expect(isReported(`${script}\n${end}`), end).toBe(false);
  for (const end of ENDS("return")) expect(isReported(`f() {\n${script}\n${end}\n}\nf\necho`), end).toBe(false);
});

it.each(RETRIES.flatMap((retry) => TESTS.map((one) => [retry, one])))(
  "a test whose status counts: %s\n%s",
  (...lines) => {
    const script = lines.join("\n");
    for (const end of ["", "exit", "exit $?", "RC=$?\nexit $RC", "[ $? -eq 0 ] || exit 1\necho"])
      expect(isReported(`${script}\n${end}`), end).toBe(false);
    expect(isReported(`set -e\n${script}\necho`)).toBe(false);
    for (const end of ["return", "return $?", "local RC=$?\nreturn $RC"]) {
      expect(isReported(`f() {\n${script}\n${end}\n}\nf || exit 1\necho`), end).toBe(false);
      expect(isReported(`f() {\n${script}\n${end}\n}\nf\necho`), end).toBe(true);
    }
    for (const end of ["echo", ":", "echo\nexit $?", "N=0"]) expect(isReported(`${script}\n${end}`), end).toBe(true);
  },
);

it.each(TESTS)("a function with the status of a test: %s", (one) => {
  const script = `${RETRIES[0]!}\nf() { ${one}; }\nf`;
  for (const end of ["", "exit", "exit $?"]) expect(isReported(`${script}\n${end}`), end).toBe(false);
});
