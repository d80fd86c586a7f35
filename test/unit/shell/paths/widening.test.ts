/** Values that a loop changes: the unknown value after it may be any of them. */
import { expect, it } from "vitest";
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
