/** A test whose result nothing uses does not notice a failure. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const findings = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } }).map(
    ({ messageId }) => messageId,
  );

/** The status with which bash ends if the call fails. */
const statusIn = (script: string): string =>
  execFileSync("bash", ["-c", `aws() { return 3; }; (${script}\n) > /dev/null 2>&1; printf $?`], { encoding: "utf8" });

const OF_STATUS = [
  "[ $? = 0 ]",
  "[ $? -eq 0 ] > /dev/null",
  "test $? -eq 0",
  "[[ $? -eq 0 ]]",
  "[[ ! $? -ne 0 ]] 2> /dev/null",
  "(( $? == 0 ))",
  "(( ! $? ))",
  "! [ $? != 0 ]",
  "[ $? = 0 ] && true",
  "[ $? = 0 ] && [ -d / ]",
  "[ $? = 0 -a -d / ]",
  "{ [ $? = 0 ]; }",
  "([ $? = 0 ])",
];
const OF_OUTPUT = [
  '[ -n "$X" ]',
  'test -n "$X"',
  "[[ -n $X ]]",
  '! [ -z "$X" ]',
  '[ "$X" ]',
  '[ -n "$X" ] && true',
  "[[ -n $X && -d / ]]",
  "[ ${#X} -gt 0 ]",
  '[ "$X" -gt 3 ]',
  '[ "${X%.*}" ]',
];
const OF_VARIABLE = ["[ $RC -eq 0 ]", 'test "$RC" = 0', "[[ $RC == 0 ]]", "(( RC == 0 ))", "! [ $RC != 0 ]"];

const CASES = [
  ...OF_STATUS.map((test) => ["aws s3 ls", test] as const),
  ...OF_OUTPUT.map((test) => ["X=$(aws s3 ls)", test] as const),
  ...OF_VARIABLE.map((test) => ["aws s3 ls\nRC=$?", test] as const),
];

it.each(CASES)("%s\n%s", (call, test) => {
  const code = `${call}\n${test}`;
  const inFunction = `f() {\n${code}\n}`;
  for (const script of [`${code}\necho done`, `${inFunction}\nf; exit 0`, `for I in 1 2; do\n${code}\ndone\necho`]) {
    expect(statusIn(script), script).toBe("0");
    expect(findings(script), script).toEqual(["ignored"]);
  }
  const used = [
    `${code}\nexit $?`,
    `${code}\n[ $? = 0 ] || exit 1\necho`,
    `${code}\nR=$?\nif [ $R != 0 ]; then exit 1; fi\necho`,
    `${inFunction}\nf || exit 1\necho`,
    `${inFunction}\nif ! f; then exit 1; fi\necho`,
    `${inFunction}\nf && echo; exit $?`,
    `f() {\n${code}\nreturn\n}\nf || exit 1; echo`,
    `check() { ${test}; }\n${call}\ncheck || exit 1; echo`,
    `${call}\nif ${test}; then echo; else exit 1; fi`,
    `${code} || exit 1\necho`,
  ];
  for (const script of used) {
    expect(statusIn(script), script).not.toBe("0");
    expect(findings(script), script).toEqual([]);
  }
  expect(findings(`${inFunction}\nf || echo failed\nexit 0`)).toEqual([]);
  expect(findings(`check() { ${test}; }\n${call}\ncheck; echo`)).toEqual(["ignored"]);
});

it.each(OF_VARIABLE)("another command reads the variable: %s", (test) => {
  const code = `aws s3 ls\nRC=$?\n${test}`;
  for (const script of [`${code}\nexit $RC`, `${code}\n[ $RC = 0 ] || exit 1\necho`])
    expect(findings(script)).toEqual([]);
  expect(findings(`f() {\n${code}\nreturn $RC\n}\nf || echo failed\nexit 0`)).toEqual([]);
  expect(findings(`f() {\n${code}\nreturn $RC\n}\nf\nexit 0`)).toEqual(["handedOn"]);
});

it.each(OF_OUTPUT)("another command tests the output: %s", (test) =>
  expect(findings(`X=$(aws s3 ls)\n${test}\n[ -n "$X" ] || exit 1\necho`)).toEqual([]),
);

it("`set -e` and a trap on ERR use the status", () => {
  for (const test of ['[ -n "$X" ]', "[ $RC = 0 ]", "(( RC == 0 ))"]) {
    const code = `X=$(aws s3 ls) && RC=0 || RC=$?\n${test}\necho`;
    expect(findings(`set -e\n${code}`)).toEqual([]);
    expect(findings(`trap 'exit 3' ERR\n${code}`)).toEqual([]);
  }
  expect(findings('set +e\nX=$(aws s3 ls)\nset -e\n[ -n "$X" ]\necho')).toEqual([]);
  expect(findings('set +e\nX=$(aws s3 ls)\nset -e\n[ -n "$X" ] && true\necho')).toEqual(["ignored"]);
});

it("a test that sets a variable is a use", () => {
  expect(findings("aws s3 ls\n(( R = $? ))\n[ $R = 0 ] || exit 1\necho")).toEqual([]);
  expect(findings("aws s3 ls\n[ $? = 0 ] || true\necho")).toEqual([]);
});

it("the status of the step is that of a test at the end", () => {
  for (const test of [
    '[ "$X" = ok ]',
    "[[ $X == *ok* ]]",
    '[ "$X" -gt 3 ]',
    "(( X > 3 ))",
    '[ x"$X" != x ]',
    "[[ $X =~ ok ]]",
  ])
    for (const end of ["", "\nexit", "\nexit $?"]) {
      const script = `X=$(aws s3 ls)\n${test}${end}`;
      expect(statusIn(script), script).not.toBe("0");
      expect(findings(script), script).toEqual([]);
    }
  const script = 'X=$(aws s3 ls)\n[ "$X" != None ]';
  expect(statusIn(script)).toBe("0");
  expect(findings(script)).toEqual(["ignored"]);
});
