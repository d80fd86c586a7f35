/** What `eval` and `export` assign of the code that jq and awk print, compared with what bash exports. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { completeAwsCredentials } from "../../../rules/complete-aws-credentials.ts";
import { explicitAwsCredentials } from "../../../rules/explicit-aws-credentials.ts";
import { noSecretExposure } from "../../../rules/no-secret-exposure.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const GET = "aws sts assume-role --role-arn r --role-session-name s --profile p";
const AS_TEXT = `${GET} --output text --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'`;
const rules = {
  "complete-aws-credentials": completeAwsCredentials,
  "explicit-aws-credentials": explicitAwsCredentials,
  "no-secret-exposure": noSecretExposure,
};
const reported = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules }).map(({ messageId }) => messageId);

/** The answers of `aws`, as JSON and as text. */
const ANSWER = JSON.stringify({ Credentials: { AccessKeyId: "ASIAX", SecretAccessKey: "wJalr", SessionToken: "tok" } });
const STUB = `aws() { case "$*" in *text*) printf 'ASIAX\\twJalr\\ttok\\n' ;; *) echo '${ANSWER}' ;; esac; }`;

function outputOf(script: string): string {
  const { stdout } = spawnSync("bash", ["-c", `${STUB}\n${script}`], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    timeout: 10_000,
  });
  return stdout;
}

/** What the rules should report of a command after the script, according to the variables that bash exports. */
function expected(script: string): readonly string[] {
  const [key, secret, token] = [
    "AWS_ACCESS_KEY_ID=ASIAX\n",
    "AWS_SECRET_ACCESS_KEY=wJalr\n",
    "AWS_SESSION_TOKEN=tok\n",
  ].map((line) => `\n${outputOf(`${script}\nprintenv`)}`.includes(`\n${line}`));
  if (key !== true) return ["notExported"];
  expect(secret).toBe(true);
  return token === true ? [] : ["temporaryWithoutToken"];
}

const jq = (filter: string): string => `${GET} | jq -r '${filter}'`;
const awk = (program: string): string => `${AS_TEXT} | awk '${program}'`;
const KEY = "AWS_ACCESS_KEY_ID=\\(.AccessKeyId)";
const SECRET = "AWS_SECRET_ACCESS_KEY=\\(.SecretAccessKey)";
const TOKEN = "AWS_SESSION_TOKEN=\\(.SessionToken)";

const CODE = [
  jq(`.Credentials | "export ${KEY} ${SECRET} ${TOKEN}"`),
  jq(`.Credentials | "export ${KEY} ${SECRET}"`),
  jq(`.Credentials | "export ${KEY}\\nexport ${SECRET}\\nexport ${TOKEN}"`),
  jq(`.Credentials | "export ${KEY}\\nexport ${SECRET}\\n${TOKEN}"`),
  jq(`.Credentials | "export ${KEY}", "export ${SECRET}"`),
  jq(`.Credentials | "${KEY}\\n${SECRET}\\n${TOKEN}"`),
  jq(`.Credentials | "${KEY}; ${SECRET}; ${TOKEN}; export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"`),
  jq(
    '"export AWS_ACCESS_KEY_ID=\\(.Credentials.AccessKeyId|@sh) AWS_SECRET_ACCESS_KEY=\\(.Credentials.SecretAccessKey|@sh)"',
  ),
  jq(
    `.Credentials | "export AWS_ACCESS_KEY_ID=\\"\\(.AccessKeyId)\\"\\nexport AWS_SECRET_ACCESS_KEY=\\"\\(.SecretAccessKey)\\""`,
  ),
  awk('{print "export AWS_ACCESS_KEY_ID=" $1 " AWS_SECRET_ACCESS_KEY=" $2 " AWS_SESSION_TOKEN=" $3}'),
  awk('{ print "export AWS_ACCESS_KEY_ID="$1"\\nexport AWS_SECRET_ACCESS_KEY="$2 }'),
  awk('{ print "export AWS_ACCESS_KEY_ID=" $1; print "export AWS_SECRET_ACCESS_KEY=" $2; }'),
  awk('{ print "AWS_ACCESS_KEY_ID=" $1; print "AWS_SECRET_ACCESS_KEY=" $2 }'),
];

it.each(CODE)("%s", (code) => {
  const script = `eval "$(${code})"`;
  expect(reported(`${script}\naws s3 ls`)).toEqual(expected(script));
});

it.each([
  `CODE=$(${CODE[1]}) || exit 1\neval "$CODE"`,
  `eval $(${CODE[2]})`,
  `load() { eval "$(${CODE[1]})"; }\nload`,
  `for i in 1 2; do eval "$(${CODE[1]})"; done`,
  `source <(${CODE[1]})`,
  `export $(${CODE[5]})`,
  `KEYS=$(${CODE[12]})\nexport $KEYS`,
  `IFS=,\nexport "$(${awk('{print "AWS_ACCESS_KEY_ID=" $1}')})" $(${awk('{print "AWS_SECRET_ACCESS_KEY=" $2 ",AWS_SESSION_TOKEN=" $3}')})`,
])("in other ways: %s", (script) => {
  expect(reported(`${script}\naws s3 ls`)).toEqual(expected(script));
});

// In the others, the code depends on the answer.
it.each([
  jq('.Credentials | to_entries[] | "export \\(.key)=\\(.value)"'),
  jq('.[] | "export AWS_ACCESS_KEY_ID=\\(.AccessKeyId)"'),
  jq('.Script | "export A=\\(.a) \\(.b)"'),
  awk('NR > 0 { print "export AWS_ACCESS_KEY_ID=" $1 }'),
  awk('{ print "export " $1 }'),
])("unknown code: %s", (code) => {
  expect(reported(`eval "$(${code})"\naws s3 ls`)).toEqual([]);
});

it("the values are secrets, or not", () => {
  const script = `eval "$(${jq(`.Credentials | "export K=\\(.AccessKeyId) S=\\(.SecretAccessKey)"`)})"`;
  expect(outputOf(`${script}\necho $K`)).toBe("ASIAX\n");
  expect(reported(`${script}\necho $K`)).toEqual([]);
  expect(outputOf(`${script}\necho $S`)).toBe("wJalr\n");
  expect(reported(`${script}\necho $S`)).toEqual(["printed"]);
});
