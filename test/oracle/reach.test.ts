/** Code after loops that end in every shell is reached. */
import { expect, test } from "vitest";
import { verdictOf } from "./credentials-judge.ts";
import { credentialsLaboratory, placeOf } from "./credentials-laboratory.ts";
import { explore } from "./harness.ts";

const loops = [
  "for ((i = 0; i < 2; i++)); do\naws s3 ls s3://b/1\ndone",
  "for ((i = 0; i < 2; i++)); do\n:\ndone",
  "for ((i = 0; i < 30; i++)); do\necho\ndone",
  'i=0; while [ "$i" -lt 2 ]; do i=$((i+1)); done',
  "i=0; until [ $i -ge 2 ]; do i=$((i+1)); sleep 0; done",
  "i=0; while (( i < 20 )); do ((i++)); echo $i; done",
  "i=0; while true; do i=$((i+1)); [ $i -gt 10 ] && break; done",
  "i=0; while true; do ((i++)); if ((i > 10)); then break; fi; sleep 0; done",
  'n=0; until test "$n" -eq 3; do let n=n+1; done',
  "n=0; while :; do let n+=1; if [[ n -eq 3 ]]; then break; fi; done",
  'x=aaa; while [ -n "$x" ]; do x=${x#a}; done',
  "set -- a b c; while [ $# -gt 0 ]; do shift; done",
  "set -- a b c; while [ $# -gt 0 ]; do case $1 in b) echo;; esac; shift; done",
  "a=(1 2 3); i=0; while [ $i -lt ${#a[@]} ]; do i=$((i+1)); done",
  'done=; while [ -z "$done" ]; do done=yes; done',
  'f() { k=1; }; k=; while [ -z "$k" ]; do f; done',
  "f() { local n=0; while :; do n=$((n+1)); [ $n -eq 3 ] && return; done; }; f",
  "i=5; while ((i--)); do aws s3 ls s3://b/1; done",
  "for a in 1 2 3; do for b in x y; do [ $a$b = 2y ] && break 2; done; done",
  "n=0; while read -r l; do n=$((n+1)); done <<< 'a'; [ $n -gt 0 ] || exit 1",
];

test("code after a terminating loop is reached", async () => {
  const scripts = loops.map((loop) => `${loop}\naws s3 ls s3://b/9\n`);
  const explorations = await explore(scripts, { ...credentialsLaboratory, most: 1 });
  scripts.forEach((script, index) => {
    const reached = explorations[index]!.executions.flatMap(({ records }) => records.map(({ argv }) => placeOf(argv)));
    expect(reached, script).toContain("9");
    expect([...verdictOf(script).seen], script).toContain("9");
  });
});

test.each([
  "x=$(while :; do sleep 1; done)",
  "cat <(while :; do sleep 1; done)",
  "while :; do sleep 1; done &",
  "bash -c 'while :; do sleep 1; done'",
  "( while :; do sleep 1; done )",
  "while :; do sleep 1; done | cat",
  "$(while",
])("an endless process is not an error: %s", (script) => {
  expect([...verdictOf(`aws s3 ls s3://b/1\n${script}\n`).seen]).toEqual(["1"]);
});

const loop = "while read -r a; do aws s3 ls s3://b/1; done <<< x";

test.each([
  `bash <<'E' || aws s3 ls s3://b/9\n${loop}\nE`,
  `bash -c '${loop}' || aws s3 ls s3://b/9`,
  `f() { ${loop}; }; f\n[ $? = 0 ] || aws s3 ls s3://b/9`,
  `f() { ${loop}; }; f || aws s3 ls s3://b/9`,
  `(${loop}) || aws s3 ls s3://b/9`,
])("the status of a loop at the end of a process or function is taken into account: %s", (script) => {
  expect([...verdictOf(`${script}\n`).seen]).toContain("9");
});
