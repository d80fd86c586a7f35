/** Comparisons with what programs print for a missing value: the empty output of a failed call passes for a value. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const findings = (script: string): readonly number[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } }).map(
    ({ line }) => line,
  );

/** Whether bash goes on with an empty X as if it was a value, if the call fails. */
const passes = (script: string): boolean =>
  execFileSync(
    "bash",
    ["-c", `aws() { return 3; }; create() { X=new; }; use() { printf "<$1>"; }\n(${script}\n)\ntrue`],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    },
  ).includes("<>");

const PASSED = [
  'if [ "$X" = None ]; then create; fi\nuse "$X"',
  'if [ None == "$X" ]; then create; fi\nuse "$X"',
  'if [[ $X == null ]]; then create; fi\nuse "$X"',
  'if [ "$X" != None ]; then use "$X"; else create; fi\necho',
  'if test "$X" = "[]"; then create; else use "$X"; fi\necho',
  '[ "$X" = null ] && X=new\nuse "$X"',
  '[ "$X" != None ] || create\nuse "$X"',
  'case $X in None | null) create ;; *) use "$X" ;; esac\necho',
];
const SOUGHT = [
  'if [ "$X" = "Not Found" ]; then create; else use "$X"; fi\necho',
  'if [ "$X" != ERROR ]; then use "$X"; else create; fi\necho',
  '[[ $X == "Not Found" ]] && create\nuse "$X"',
  'case $X in "Not Found") create ;; *) use "$X" ;; esac\necho',
  'if [[ $X =~ Not.Found ]]; then create; fi\nuse "$X"',
  'if [[ $X =~ ^.*ERROR.[0-9]+ ]]; then create; fi\nuse "$X"',
  'if [[ $X == *None* ]]; then create; fi\nuse "$X"',
  'if [[ $X =~ ^null$ ]]; then create; else use "$X"; fi\necho',
  'case $X in "None"*) create ;; *) use "$X" ;; esac\necho',
  'if [[ $X == *"Not Found"* ]]; then create; else use "$X"; fi\necho',
  'if [[ ! $X =~ notfound ]]; then use "$X"; else create; fi\necho',
  'case $X in *ERROR*) create ;; *) use "$X" ;; esac\necho',
];
const PLACES = [
  (test: string): string => `X=$(aws s3 ls)\n${test}\necho`,
  (test: string): string => `f() {\nlocal X\nX=$(aws s3 ls)\n${test}\n}\nf\necho`,
  (test: string): string => `for I in 1 2; do\nX=$(aws s3 ls)\n${test}\ndone\necho`,
  (test: string): string => `Y=$(aws s3 ls | jq -r .x)\nX=$Y\n${test}\necho`,
];

it.each(PASSED)("%s", (test) => {
  for (const place of PLACES) {
    const script = place(test);
    expect(passes(script), script).toBe(true);
    expect(findings(script), script).toHaveLength(1);
    const other = script.replaceAll(/\b(?:None|null)\b|\[\]/g, "running");
    expect(findings(other), other).toEqual([]);
  }
});

it.each(SOUGHT)("a pattern: %s", (test) => {
  for (const place of PLACES) {
    const script = place(test);
    expect(passes(script), script).toBe(true);
    expect(findings(script), script).toHaveLength(1);
    const other = script.replaceAll(/None|null|Not[ .]Found|notfound|ERROR/g, "running");
    expect(findings(other), other).toEqual([]);
  }
});

it("a pattern may match the message of the failure", () => {
  for (const test of SOUGHT.filter((one) => /not.?found|error/i.test(one))) {
    const script = PLACES[0]!(test).replace("aws s3 ls", "aws s3 ls 2>&1");
    expect(findings(script), script).toEqual([]);
  }
});

const EMPTY = [
  '[[ $X =~ .* ]] || exit 1\nuse "$X"',
  '[[ $X =~ ^[0-9]*$ ]] || exit 1\nuse "$X"',
  'if [[ ! $X =~ ^.?$ ]]; then exit 1; fi\nuse "$X"',
  'if [[ $X =~ ^[a-z-]*$ ]]; then use "$X"; else exit 1; fi\necho',
];
it.each(EMPTY)("an empty text matches: %s", (test) => {
  for (const place of PLACES) {
    const script = place(test);
    expect(passes(script), script).toBe(true);
    expect(findings(script), script).toHaveLength(1);
    const other = script.replaceAll(/[*?](?=\$? \]\])/g, "+");
    expect(passes(other), other).toBe(false);
    expect(findings(other), other).toEqual([]);
  }
});

const CHECKED = [
  'if [ "$X" = "Not Found" ]; then create; elif [ "$X" = running ]; then use "$X"; else exit 1; fi',
  'if [ "$X" = ERROR ]; then create; fi\n[ -n "$X" ] || exit 1\nuse "$X"',
  '[[ $X =~ ^[0-9]*$ ]] || exit 1\n[ -n "$X" ] || exit 1\nuse "$X"',
  '[[ $X =~ ".*" ]] || exit 1\nuse "$X"',
  '[[ $X =~ ^i-[0-9a-f]+$ ]] || exit 1\nuse "$X"',
  '[[ $X =~ . ]] || exit 1\nuse "$X"',
  'if [ "$X" = None ] || [ -z "$X" ]; then exit 1; fi\nuse "$X"',
  'if [[ $X == None || -z $X ]]; then create; fi\nuse "$X"',
  'if [ "$X" = None -o "$X" = "" ]; then create; fi\nuse "$X"',
  'if [ "$X" != None ] && [ -n "$X" ]; then use "$X"; fi\necho',
  'case $X in None | "") create ;; esac\nuse "$X"',
  'case $X in None) create ;; vpc-*) use "$X" ;; *) exit 1 ;; esac\necho',
  'if [ "$X" = None ]; then create; fi\n[ -n "$X" ] || exit 1\nuse "$X"',
  'if [ "$X" = None ]; then create; fi\nuse "${X:?}"',
  'if [[ $X == *error* || -z $X ]]; then create; fi\nuse "$X"',
  'case $X in vpc-*) use "$X" ;; *error*) create ;; *) exit 1 ;; esac\necho',
  'case $X in *error*) create ;; vpc-*) use "$X" ;; *) exit 1 ;; esac\necho',
  'until [ "$X" = None ]; do X=$(aws s3 ls) || exit 1; done\nuse "$X"',
];

it.each(CHECKED)("checked: %s", (test) => {
  for (const place of PLACES.slice(0, 3)) {
    const script = place(test);
    expect(passes(script), script).toBe(false);
    expect(findings(script), script).toEqual([]);
  }
});

it("a loop that waits until nothing is left asks again", () => {
  expect(findings('X=$(aws s3 ls)\nwhile [ "$X" != None ]; do sleep 5; X=$(aws s3 ls); done\necho')).toEqual([]);
  expect(findings('until [ "$(aws s3 ls)" = None ]; do sleep 5; done\necho')).toEqual([]);
  // The first failure ends this loop.
  expect(findings('X=None\nwhile [ "$X" = None ]; do sleep 5; X=$(aws s3 ls); done\necho')).toHaveLength(1);
});
