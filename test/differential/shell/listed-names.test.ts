/** `unset` of variables whose names `compgen` or a pipeline after `env` prints. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { knownText } from "../../../src/shell/model/value.ts";
import { runsOf } from "../../support/evaluating.ts";

const SETS = "export AWS_PROFILE=p AWS_REGION=r\nAWS_HOME=h";

const LISTS = [
  "compgen -v AWS_",
  "compgen -A variable AWS_",
  "compgen -e AWS_",
  "compgen -A export AWS_P",
  "compgen -v AWS_H",
  "compgen -v NO_SUCH_",
  "env | grep ^AWS_ | cut -d= -f1",
  "printenv | grep AWS_P | awk -F= '{print $1}'",
  "env | sed -n 's/^\\(AWS_[A-Z_]*\\)=.*/\\1/p'",
  "env | awk -F= '/^AWS_/{print $1}'",
  "env | grep -E '^(AWS_PRO|HTTP_)' | cut -d= -f1 | sort",
  "env | grep ^HTTP_ | cut -d= -f1",
  "env A=AWS_ printenv A",
];

const UNSETS: readonly ((list: string) => string)[] = [
  (list) => `unset $(${list})`,
  (list) => `for v in $(${list}); do unset "$v"; done`,
  (list) => `clear() { unset $(${list}); }; clear`,
  (list) => `while read -r v; do unset "$v"; done < <(${list})`,
  (list) => `${list} | while read -r v; do unset "$v"; done`,
];

test.each(LISTS.flatMap((list) => UNSETS.map((unset) => unset(list))))("%s", (statement) => {
  const script = `${SETS}\n${statement}\naws "\${AWS_PROFILE-unset}"; aws "\${AWS_REGION-unset}"; aws "\${AWS_HOME-unset}"`;
  const real = execFileSync("bash", ["-c", `aws() { echo "$1"; }\n${script}`], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  // A loop may have no iteration.
  const own = runsOf(`#!/bin/bash\n${script}`).map(({ argv }) => knownText(argv[1]!.value));
  for (const [index, one] of real.trimEnd().split("\n").entries())
    expect(own.length === 3 ? [own[index]] : own, String(index)).toContain(one);
  if (!/while|\$\((?:env|printenv) [^;]*; do/.test(statement)) expect(own).toEqual(real.trimEnd().split("\n"));
});

test("`grep -v` prints the other names", () => {
  const runs = runsOf(`${SETS}\nunset $(env | grep -v AWS_P | cut -d= -f1)\naws "$AWS_PROFILE"`);
  expect(runs.map(({ argv }) => knownText(argv[1]!.value))).toEqual(["p"]);
});
