/** `read` with its own stdin reads the first line: whether that has a secret, compared with what bash prints. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { noSecretExposure } from "../../../../rules/no-secret-exposure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const SECRET = "wJalrXUtnFEMI";
const JSON_TEXT = JSON.stringify(
  { Credentials: { AccessKeyId: "ASIAX", SecretAccessKey: SECRET, SessionToken: "t", Expiration: "2030" } },
  undefined,
  4,
);
const GET = "aws sts assume-role --role-arn r --role-session-name s";
const reported = (script: string): boolean =>
  lint(document(`#!/bin/bash\n${script}`), { rules: { "no-secret-exposure": noSecretExposure } }).length > 0;

function printsSecret(script: string): boolean {
  const stub = `aws() { cat <<'JSON'\n${JSON_TEXT}\nJSON\n}`;
  const { stdout } = spawnSync("bash", ["-c", `cd "$(mktemp -d)"\n${stub}\n${script}`], {
    encoding: "utf8",
    timeout: 10_000,
  });
  return stdout.includes(SECRET);
}

// Text of several lines, of which the second is a secret.
const LINES = `${GET} | jq -r '.Credentials | .AccessKeyId, .SecretAccessKey'`;
test.each([
  [`${GET}`, false],
  [`${GET} | jq -c .`, true],
  [`${GET} | tr -d '\\n'`, true],
  [LINES, false],
  [`${GET} | jq -r '.Credentials | .SecretAccessKey, .AccessKeyId'`, true],
])("the output of %s", (output, isSecret) => {
  for (const script of [
    `read -r X < <(${output})\necho "$X"`,
    `read -r X <<< "$(${output})"\necho "$X"`,
    `read -r X <<E\n$(${output})\nE\necho $X`,
    `Y=$(${output})\nread -r X <<< "$Y"\nprintf '%s\\n' "$X"`,
    `${output} > f\nread -r X < f\nread -r Y < f\necho "$X$Y"`,
    `f() { read -r X < "$1"; echo "$X"; }\n${output} > f\nf f`,
    `for i in 1 2; do read -r X < <(${output}); echo "$X"; done`,
    `X=$(read -r Y < <(${output}); echo "$Y")\necho "$X"`,
    `read -r A B C < <(${output})\necho "$A$B$C"`,
  ]) {
    expect(printsSecret(script), script).toBe(isSecret);
    expect(reported(script), script).toBe(isSecret);
  }
});

// The other lines may be read later.
test.each([
  `{ read -r X; read -r X; } < <(${LINES})\necho "$X"`,
  `while read -r X; do echo "$X"; done < <(${LINES})`,
  `read -rd '' X < <(${LINES})\necho "$X"`,
])("another line: %s", (script) => {
  expect(printsSecret(script)).toBe(true);
  expect(reported(script)).toBe(true);
});
