/** Values that a loop changes: the unknown value after it may be any of them. */
import { expect, it } from "vitest";
import { explicitAwsCredentials } from "../../../../rules/explicit-aws-credentials.ts";
import { rules } from "../../../../rules/index.ts";
import { views } from "../../../support/evaluating.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

it.each(['"${N:-0}" -lt 3', '"${N:-0}" != 3'])(
  "a test of the widened output is a test of the calls on all paths: %s",
  (test) => {
    const loop = `while [ -z "$X" ] && [ ${test} ]; do X=$(aws s3 ls --profile p); N=$((N+1)); done`;
    expect(lint(document(`${loop}\n[ -n "$X" ] || exit 1\necho`), { rules })).toEqual([]);
    expect(lint(document(`${loop}\necho`), { rules })).toHaveLength(1);
  },
);

it.each([
  ['CMD="echo a"; for F in $(ls); do CMD="$CMD $F"; done', "nothing"],
  ['CMD="curl -s"; while read -r H; do CMD+=" -H \'$H\'"; done < headers', "nothing"],
  ['add() { CMD="$CMD $1"; }; CMD="echo a"; while read -r L; do add "$L"; done < list', "nothing"],
  // What is appended is a command.
  ['CMD="echo a"; while read -r L; do CMD="$CMD; $L"; done < list', "unseen"],
])("what a loop appends to are arguments of the known command: %s", (script, messageId) => {
  const code = `#!/bin/bash\n${script}\neval "$CMD"\naws s3 ls`;
  const found = lint(document(code), { rules: { "explicit-aws-credentials": explicitAwsCredentials } });
  expect(found.map((one) => one.messageId)).toEqual([messageId]);
});

it("more commands than are kept apart stay calls of the program if they begin with the same words", () => {
  const commands = [..."abcdef"].map((letter) => `${letter}) CMD="aws s3 cp ${letter} $${letter}" ;;`);
  const script = `for I in "$@"; do case $I in ${commands.join(" ")} *) CMD="aws s3 cp $g" ;; esac; shift; done`;
  for (const run of ["$CMD", 'eval "$CMD"', 'bash -c "$CMD"']) {
    const code = `#!/bin/bash\n${script}\nCMD+=" s3://$B"\nfor F in "$@"; do CMD+=" --exclude $F"; done\n${run}`;
    const found = lint(document(code), { rules: { "explicit-aws-credentials": explicitAwsCredentials } });
    expect(found.map((one) => one.messageId)).toContain("nothing");
  }
});

const COUNTED = "n=$((n + 1))";

it.each([
  ["a counter in the condition", `while [ $n -lt 5 ] && [ $r -ne 0 ]; do ${COUNTED}; TRY; done`],
  ["a counter that runs down", "n=5; until [ $r = 0 ] || [ $n -le 0 ]; do n=$(expr $n - 1); TRY; done"],
  ["a counter in arithmetic", "while (( n++ < 5 && r )); do TRY; done"],
  ["a loop with a counter", "for ((n = 0; n < 5; n++)); do TRY; [ $r = 0 ] && break; done"],
  ["a limit that ends the loop", `while [ $r -ne 0 ]; do ${COUNTED}; [ $n -gt 5 ] && break; TRY; done`],
  ["iterations without a try", `while [ $n -lt 5 ]; do ${COUNTED}; [ $r = 0 ] && continue; TRY; done`],
])("values that an iteration sets together stay together with %s", (_, loop) => {
  const script = `#!/bin/bash\nn=0; r=1\n${loop.replace("TRY", "if get; then P=p; r=0; fi")}\n[ $r = 0 ] && aws "$P"`;
  expect(views(script)).toEqual(["p: inherited"]);
});

it.each([3, 4, 5, 6])("%i values that as many iterations set are followed in all combinations", (count) => {
  const names = Array.from({ length: count }, (_, index) => `V${index}`);
  const cases = names.map((name) => `${name}) ${name}=1 ;;`).join(" ");
  const script = `#!/bin/bash\nwhile q; do ${COUNTED}; case $C in ${cases} esac; done\naws "${names.map((name) => `$${name}`).join("")}"`;
  const all = `[ "${names.map((name) => `$${name}`).join("")}" = ${"1".repeat(count)} ] && aws all`;
  expect(views(`${script}\n${all}`)).toContain("all: inherited");
});
