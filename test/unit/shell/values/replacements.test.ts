/** `${X/a/$Y}` of known text contains the value of Y where bash inserts it. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { noSecretExposure } from "../../../../rules/no-secret-exposure.ts";
import { requireImdsv2 } from "../../../../rules/require-imdsv2.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const rules = { "no-secret-exposure": noSecretExposure, "require-imdsv2": requireImdsv2 };
const reported = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules }).map(({ messageId }) => messageId);

function outputOf(script: string): string {
  const stub = "aws() { echo hunter2; }";
  return spawnSync("bash", ["-c", `${stub}\n${script}`], { encoding: "utf8", timeout: 10_000 }).stdout;
}

const SECRET = "S=$(aws secretsmanager get-secret-value --secret-id s --query SecretString --output text)";

it.each([
  "${C/@P@/$S}",
  "${C//@/$S}",
  "${C/#user/$S}",
  "${C/%@/$S}",
  "${C/@*@/$S}",
  '${C/@P@/"$S"}',
  "${C/@P@/:$S:}",
  "${C/@Q@/$S}",
  "${C/#@/$S}",
  "${C/%user/$S}",
  "${C//[xyz]/$S}",
])("%s", (expansion) => {
  for (const script of [
    `C='user=a password=@P@'\n${SECRET}\necho "${expansion}"`,
    `C='user=a password=@P@'\n${SECRET}\nD=${expansion}\nprintf '%s\\n' "$D"`,
    `f() { local C="user=a password=@P@"; echo "${expansion}"; }\n${SECRET}\nf`,
  ])
    expect(reported(script).length > 0, script).toBe(outputOf(script).includes("hunter2"));
});

const GET = "http://169.254.169.254/latest/meta-data/instance-id";
it.each([
  ["", ["neverSet"]],
  ["T=", ["empty"]],
  ["T={{ token }}", []],
])("a header with the variable in it: %j", (assignment, expected) => {
  const script = `H='X-aws-ec2-metadata-token: @'\n${assignment}\ncurl -sf -H "\${H/@/$T}" ${GET} > /dev/null`;
  expect(reported(script)).toEqual(expected);
});
