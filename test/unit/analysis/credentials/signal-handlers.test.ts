/** Handlers of signals are evaluated where a signal may run them. */
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

function credentialFindings(script: string): { line: number; messageId: string | undefined }[] {
  return lint(document(script), { rules })
    .filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")
    .map(({ line, messageId }) => ({ line, messageId }));
}

const atEnd = credentialFindings("trap 'aws s3 ls' TERM\nsleep 5");

test.each([
  ["the trap is removed", "trap 'aws s3 ls' TERM\nsleep 5\ntrap - TERM"],
  ["the trap is removed by its number", "trap 'aws s3 ls' TERM\nsleep 5\ntrap - 15"],
  ["another trap replaces it", "trap 'aws s3 ls' TERM\nsleep 5\ntrap 'echo x' SIGTERM"],
  ["the signal is ignored afterwards", "trap 'aws s3 ls' TERM\nsleep 5\ntrap '' TERM"],
  ["a subshell ends", "(trap 'aws s3 ls' TERM; sleep 5)"],
  ["a background process ends", "{ trap 'aws s3 ls' TERM; sleep 5; } &\nwait"],
  ["another shell ends", "bash -c \"trap 'aws s3 ls' TERM; sleep 5\""],
  ["a function removes it", "f() { trap 'aws s3 ls' TERM; sleep 5; trap - TERM; }; f"],
  ["a loop removes it", "for i in 1 2 3 4 5 6 7 8 9; do trap 'aws s3 ls' TERM; sleep 5; trap - TERM; done"],
])("a handler is evaluated if %s", (_, script) => {
  expect(atEnd).toHaveLength(1);
  expect(credentialFindings(script)).toEqual(atEnd);
});

test.each([
  [
    "with what is exported where the trap is removed",
    "export AWS_PROFILE=p\ntrap 'aws s3 ls' TERM\nsleep 5\ntrap - TERM\nunset AWS_PROFILE",
  ],
  // Verified in bash, dash, busybox and mksh: a subshell does not inherit the trap.
  [
    "not in a subshell that inherits nothing",
    "export AWS_PROFILE=p\ntrap 'aws s3 ls' TERM\n(unset AWS_PROFILE; sleep 5)\nsleep 5",
  ],
  [
    "not in a pipeline that inherits nothing",
    "export AWS_PROFILE=p\ntrap 'aws s3 ls' TERM\n{ unset AWS_PROFILE; sleep 5; } | cat\nsleep 5",
  ],
  // Verified in the same shells: no trap is set.
  ["not if the signal does not exist", "trap 'aws s3 ls' BOGUS\nsleep 5"],
  ["not if no trap can be set on the signal", "trap 'aws s3 ls' KILL\nsleep 5"],
])("a handler is evaluated %s", (_, script) => {
  expect(credentialFindings(script)).toEqual([]);
});
