/** `PIPESTATUS`: where it is read, and what a function or subshell that passes it on leaves to its caller. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const findings = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } }).map(
    ({ messageId }) => messageId,
  );

/** The status with which bash ends if the request fails. */
const statusIn = (script: string): string =>
  execFileSync("bash", ["-c", `aws() { false; }; (${script}\n) > /dev/null 2>&1; printf $?`], { encoding: "utf8" });

const CALL = "aws s3 cp s3://b/k - | cat";

it.each([
  "(( PIPESTATUS[0] == 0 )) || exit 1",
  "(( 0 == PIPESTATUS[0] )) || exit 1",
  "(( (PIPESTATUS[0]) == 0 )) || exit 1",
  "(( PIPESTATUS[-2] == 0 )) || exit 1",
  "(( PIPESTATUS[$((0))] == 0 )) || exit 1",
  '(( "PIPESTATUS[0]" == 0 )) || exit 1',
  "(( PIPESTATUS == 0 )) || exit 1",
  "(( ! PIPESTATUS[0] )) || exit 1",
  "(( PIPESTATUS[0] ? 0 : 1 )) || exit 1",
  "if (( PIPESTATUS[0] != 0 )); then exit 1; fi",
  "(( PIPESTATUS[0] )) && exit 1",
  "(( PIPESTATUS[0] || PIPESTATUS[1] )) && exit 1",
  "(( PIPESTATUS[0] + PIPESTATUS[1] )) && exit 1",
  "(( R = PIPESTATUS[0] )); (( R )) && exit 1",
  'let "R = PIPESTATUS[0]"; (( R )) && exit 1',
  "R=$(( PIPESTATUS[0] )); [ $R = 0 ] || exit 1",
  "R=$PIPESTATUS; [ $R = 0 ] || exit 1",
  "[ $PIPESTATUS -eq 0 ] || exit 1",
  '[ "${PIPESTATUS}" = 0 ] || exit 1',
  "[[ PIPESTATUS[0] -eq 0 ]] || exit 1",
])("a check without the $ of an expansion: %s", (check) => {
  const script = `${CALL}; ${check}\necho done`;
  expect(statusIn(script)).toBe("1");
  expect(findings(script)).toEqual([]);
});

it.each([
  ["(( PIPESTATUS[1] == 0 )) || exit 1", "pipeline"],
  ["(( PIPESTATUS[-1] == 0 )) || exit 1", "pipeline"],
  ["true; (( PIPESTATUS[0] == 0 )) || exit 1", "pipeline"],
  ["set -u; (( PIPESTATUS[0] == 0 )) || exit 1", "pipeline"],
  ["(( PIPESTATUS[0] == 22 )) && exit 1", "oneStatus"],
  ["[ $PIPESTATUS -eq 22 ] && exit 1", "oneStatus"],
  ["R=$PIPESTATUS", "pipeline"],
])("no check of the call: %s", (check, message) => {
  const script = `${CALL}; ${check}\necho done`;
  expect(statusIn(script)).toBe("0");
  expect(findings(script)).toEqual([message]);
});

it("dash has no PIPESTATUS", () => {
  const script = document("#!/bin/dash\naws s3 ls | cat\n[ $PIPESTATUS = 0 ] || exit 1\necho done");
  const found = lint(script, { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  expect(found.map(({ messageId }) => messageId)).toEqual(["pipeline"]);
});

it.each(["X=$(wc -l < f)\n[[ X -eq 0 ]]", "[[ X -ne 0 ]]", "true | cat\n[[ PIPESTATUS[0] -eq 0 ]]"])(
  "`[[` compares the value of a variable that it names: %s",
  (test) => expect(findings(`${test} || exit 1\naws s3 ls\necho`)).toEqual(["ignored"]),
);

it.each([
  "${PIPESTATUS[0]}",
  '"${PIPESTATUS[0]}"',
  "$PIPESTATUS",
  "$(( PIPESTATUS[0] ))",
  "$(( ${PIPESTATUS[0]} ))",
  '"$(( PIPESTATUS[0] | PIPESTATUS[1] ))"',
  "$(( PIPESTATUS[0] != 0 ))",
])("passes the status on: %s", (status) => {
  for (const [around, call] of [
    [(code: string) => `f() { ${code.replace("END", "return")}; }\nf`, "f"],
    [(code: string) => `f() {\n${code.replace("END", "return")}\n}\nX=$(f)`, "X=$(f)"],
    [(code: string) => `(${code.replace("END", "exit")})`, "(…)"],
  ] as const) {
    const script = around(`${CALL}; END ${status}`);
    expect(statusIn(`${script}; echo done`)).toBe("0");
    expect(findings(`${script}; echo done`), call).toEqual(["handedOn"]);
    expect(statusIn(`${script} || exit 1; echo done`)).toBe("1");
    expect(findings(`${script} || exit 1; echo done`), call).toEqual([]);
    expect(findings(script), call).toEqual([]);
  }
  expect(findings(`${CALL}; exit ${status}`)).toEqual([]);
  expect(findings(`f() { aws s3 ls; RC=$?; rm x; return $(( RC > 0 )); }\nf; echo`)).toEqual(["handedOn"]);
});

it("passes on the status of another command", () => {
  expect(findings(`f() { ${CALL}; return \${PIPESTATUS[1]}; }\nf || exit 1; echo`)).toEqual(["pipeline"]);
  expect(findings(`f() { ${CALL}; return 0; }\nf || exit 1; echo`)).toEqual(["pipeline"]);
});

/** Either command may fail: lz4 accepts an empty input. */
const PIPED = "aws s3 cp s3://b/k - | lz4 -dc";

const BOTH = `${PIPED} && [[ \${PIPESTATUS[0]} == 0 ]]`;

/** Each fails if one of the two commands does. */
const FAILING = [
  `if ${BOTH}; then return 0; fi; return 1`,
  `if ${BOTH}; then return 0; else return 1; fi`,
  `${BOTH} || return 1`,
  `${BOTH} && return 0; return 1`,
  `if ! ${PIPED} || ! [[ \${PIPESTATUS[0]} == 0 ]]; then return 1; fi`,
  `if ${PIPED}; then [ \${PIPESTATUS[0]} = 0 ] || return 1; else return 1; fi`,
];

it.each(FAILING)("a response to the failure of either command: %s", (body) => {
  for (const call of ["f; exit 0", "f & exit 0", "X=$(f); exit 0"])
    expect(findings(`f() { ${body}; }\n${call}`), call).toEqual(["handedOn"]);
  for (const call of ["f || exit 1", "f || echo failed", "if f; then echo; else echo failed; fi", "X=$(f) || exit 1"])
    expect(findings(`f() { ${body}; }\n${call}; exit 0`), call).toEqual([]);
});

it("a message about the failure of either command", () => {
  expect(findings(`${BOTH} || echo failed\nexit 0`)).toEqual([]);
  expect(findings(`if ${BOTH}; then echo done; else echo failed; fi\nexit 0`)).toEqual([]);
});

it.each([
  "if CALL; then return 0; fi; return 1",
  "CALL || return 1",
  "CALL || { rm x; return 1; }",
  "CALL || FAILED=1",
])("a response to the failure of the last command only: %s", (body) => {
  const code = body.replace("CALL", PIPED);
  expect(findings(`f() { ${code}; }\nf; exit 0`)).toEqual(["pipeline"]);
  expect(findings(`f() { ${code}; }\nf || exit 1; exit 0`)).toEqual(["pipeline"]);
});
