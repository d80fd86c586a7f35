/** Handlers of signals, in scripts with so many paths that those which have ended are joined. */
import { expect, test } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

test("a handler sees nothing of the paths that ended before it was set", () => {
  const script = [
    '[ -n "$U" ] || { echo a; U=10; }',
    '[ -n "$V" ] || { echo a; V=10; }',
    "C=$(curl -sf http://h/) || C=",
    String.raw`AWS_ACCESS_KEY_ID=$(printf '%s\n' "$C" | sed -n 's/.*"A": "\([^"]*\)".*/\1/p')`,
    'if [ -z "$AWS_ACCESS_KEY_ID" ]; then exit 1; fi',
    "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=x",
    "z() { aws s3 ls || exit 1; exit 0; }\ntrap z TERM\nN=0",
    "while true; do\n  a | grep x && E=a && break\n  b | grep x && E=b && break\n  N=$((N + 1))\ndone",
    "while [ $Q -lt 1 ]; do if [ $N -gt $U ]; then z; fi; done",
    "while [ $N -le $V ]; do if [ $Q -lt 1 ]; then N=$((N + 1)); fi; done",
  ];
  const found = lint(document(script.join("\n")), { rules });
  expect(found.filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")).toEqual([]);
});
