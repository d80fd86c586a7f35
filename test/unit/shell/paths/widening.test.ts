/** Values that a loop changes: the unknown value after it may be any of them. */
import { expect, it } from "vitest";
import { explicitAwsCredentials } from "../../../../rules/explicit-aws-credentials.ts";
import { rules } from "../../../../rules/index.ts";
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
