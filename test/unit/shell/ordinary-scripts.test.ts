/** 20 KB of ordinary shell code reach no limit of the evaluation: the last call is found, as it is in a script of its own. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { GIVEN_TOGETHER } from "../../../src/aws/credentials/variables.ts";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { interestIn } from "../../support/interest.ts";
import { ordinaryScript } from "../../support/ordinary-scripts.ts";
import { seed } from "../../support/seed.ts";

/** Limits after which commands are skipped. */
const PASSED_OVER: ReadonlySet<string> = new Set(["commands", "depth", "nesting", "recursion"]);

function cutsOf(script: string): readonly string[] {
  const evaluation = evaluate(parseShell(script), {
    programs,
    together: GIVEN_TOGETHER,
    interest: interestIn(script),
  });
  const last = script.lastIndexOf("aws");
  expect(evaluation.invocations.some(({ program, programSpan }) => program === "aws" && programSpan.pos === last)).toBe(
    true,
  );
  return evaluation.cuts.map(({ limit }) => limit).filter((limit) => PASSED_OVER.has(limit));
}

/** Functions that retry the command in their arguments, as people write them. */
const RETRIES: Readonly<Record<string, string>> = {
  "counts in its condition":
    'retry() {\nlocal n=0\nwhile [ $n -lt 5 ]; do\neval "$1" && return 0\nn=$((n+1))\nsleep 5\ndone\nreturn 1\n}',
  "counts in a global variable":
    'retry() {\nn=0\nuntil [ $n -ge 5 ]; do\neval "$1" && break\nn=$((n+1))\nsleep 5\ndone\n}',
  "counts in arithmetic commands":
    'retry() {\nlocal cmd="$1" max="${2:-5}" n=1\nwhile true; do\neval "$cmd" && break || {\nif [[ $n -lt $max ]]; then\n((n++))\nsleep 9\nelse\nreturn 1\nfi\n}\ndone\n}',
  "keeps the status":
    'retry() {\nlocal result=0\nlocal count=1\nwhile [ $count -le 10 ]; do\n[ $result -ne 0 ] && {\necho "The command $1 failed." >&2\n}\neval "$1" && { result=0 && break; } || result=$?\ncount=$(($count + 1))\nsleep 1\ndone\n[ $count -gt 10 ] && {\necho "The command failed 10 times." >&2\n}\nreturn $result\n}',
  "exits in the end":
    'retry() {\nlocal rc=1 n=0\nwhile [ $rc -ne 0 ] && [ $n -lt 10 ]; do\neval "$1"\nrc=$?\nn=$((n+1))\ndone\nif [ $rc -ne 0 ]; then\nexit 1\nfi\n}',
  "goes through a list":
    'retry() {\nfor i in 1 2 3 4 5; do\nif eval "$1"; then\nreturn 0\nfi\nsleep $i\ndone\nexit 1\n}',
  "runs its words": 'retry() {\nlocal n=0\nuntil "$@"; do\nn=$((n+1))\n[ $n -ge 5 ] && exit 1\nsleep 2\ndone\n}',
};

describe("a retry function that is called throughout 20 KB", () => {
  test.each(Object.entries(RETRIES))("%s", (_, helper) => {
    const call = (n: number): string =>
      helper.includes('"$@"') ? `retry aws s3 cp s3://b/f${n} /tmp/f` : `retry "aws s3 cp s3://b/f${n} /tmp/f"`;
    let script = `#!/bin/bash\n${helper}\n`;
    for (let n = 0; script.length < 20_000; n++) script += `${call(n)}\n`;
    expect(cutsOf(`${script}aws s3 ls\n`)).toEqual([]);
  });
});

test("loops over the days of months, in several places", () => {
  const found =
    'if [ "$F" = "" ]; then\necho none\nelse\naws s3 cp s3://b/$M-$D .\nif [ $? = 0 ]; then\nrm $M-$D\nelse\nexit 1\nfi\nfi';
  const days = (first: number, last: number) =>
    `for D in $(seq ${first} ${last}); do\nF=$(aws s3 ls s3://b/$M-$D | awk '{ print $4 }')\n${found}\ndone`;
  const months = (first: number, last: number) =>
    `for M in $(seq ${first} ${last}); do\n${days(1, 9)}\n${days(10, 31)}\ndone`;
  expect(cutsOf(`${months(1, 9)}\n${months(10, 12)}\naws s3 ls\n`)).toEqual([]);
});

describe("scripts with helpers, loops, cases and functions", () => {
  it("of 20 KB", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(ordinaryScript(220, 280), (script) => {
        expect(cutsOf(script)).toEqual([]);
      }),
      { numRuns: Number(process.env["ORDINARY_COUNT"] ?? 5), seed },
    );
  });
});

test("a menu in a menu, whose choices call functions that read lists in loops", () => {
  const remove = (name: string): string => `${name}() {
list=\${1}; most=\${2}; wanted=\${3}
me=$(whoami_in_account)
jq -c '.Keys[]' \${list} | while read entry; do
id=$(echo \${entry} | jq .Id -r)
user=$(echo \${entry} | jq .User -r)
state=$(echo \${entry} | jq .State -r)
age=$(. "$here/age.sh" "\${entry}")
if [[ "\${age}" -gt "\${most}" ]] && ! [[ "\${user}" == "\${me}" ]]; then
echo "The key \${id} of the user \${user} is \${age} days old and its state is \${state}."
if [[ "\${state}" = "Active" ]] && [[ "\${wanted}" = "Active" ]]; then delete \${user} \${id}
elif [[ "\${state}" = "Inactive" ]] && [[ "\${wanted}" = "Inactive" ]]; then delete \${user} \${id}
elif [[ "\${wanted}" = "Both" ]]; then delete \${user} \${id}; fi
fi
done
}`;
  const menu = (variable: string, words: string, call: (word: string) => string): string =>
    `${variable}s=(${words} "Exit")\nselect ${variable} in "\${${variable}s[@]}"; do\ncase \${${variable}} in\n${words
      .split(" ")
      .map((word) => `${word}) echo "You chose keys: ${word}."; ${call(word)} ;;`)
      .join("\n")}\n"Exit") break ;;\n*) echo invalid ;;\nesac\ndone`;
  const script = `#!/usr/bin/env bash
here="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"
whoami_in_account() { aws iam get-user | jq .User.UserName -r; }
delete() { aws iam delete-access-key --user-name "\${1}" --access-key-id "\${2}"; }
${remove("of_team")}
${remove("of_all")}
each_user() {
f=\${1}; option=\${2}
aws iam list-users > users
jq -r '.Users[].UserName' users | while read name; do
aws iam list-access-keys --user-name "\${name}" > existing
\${f} existing \${days} \${option}
done
}
ask() {
option=\${1}
${menu("who", '"all" "team"', (word) => `each_user of_${word.replaceAll('"', "")} \${option}`)}
}
set -o errexit
read days
${menu("kind", '"Inactive" "Active" "Both"', () => "ask ${kind}")}
aws s3 ls
`;
  expect(cutsOf(script)).toEqual([]);
});
