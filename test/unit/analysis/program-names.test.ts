/** The ways in which a script can name a program: a metadata request elsewhere in the script does not change the findings about it. */
import { expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const HOST = "http://169.254.169.254/latest";
const TOKEN = `T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${HOST}/api/token) || exit 1`;
const ELSEWHERE = [
  `IP=\`curl ${HOST}/meta-data/public-ipv4\``,
  `IP=$(wget -qO- ${HOST}/meta-data/public-ipv4)`,
  `${TOKEN}\nIP=$(curl -sf -H "X-aws-ec2-metadata-token: $T" ${HOST}/meta-data/public-ipv4)`,
];

test.each([
  "AWS_CMD=/usr/local/bin/aws\n${AWS_CMD} s3 cp a s3://b",
  "a''ws s3 ls",
  String.raw`a\ws s3 ls`,
  'sudo "a"ws s3 ls',
  "A=a''ws\n$A s3 ls",
  "A='aws --region r'; $A s3 ls",
  'cmd=(aws s3 ls); "${cmd[@]}"',
  "declare -A M\nM[a]=aws\n${M[a]} s3 ls",
  "declare -A M=([a]=aws)\n${M[a]} s3 ls",
  'AWS=aws\nbash -c "$AWS s3 ls"',
  'X=aws\neval "$X s3 ls"',
  "alias a=aws\na s3 ls",
  "${AWS:-aws} s3 ls",
  ": ${AWS:=aws}\n$AWS s3 ls",
  "AWS=aws\nB=$AWS\n$B s3 ls",
  "A=$(which aws)\n$A s3 ls",
  "A=$(command -v aws || echo /usr/local/bin/aws)\n$A s3 ls",
  "A=aws-cli\n${A%-*} s3 ls",
  'A=aws-cli\nB="${A%-cli}"\n$B s3 ls',
  'DIR=/usr/local/bin\n"$DIR"/aws s3 ls',
  "DIR=/usr/local/bin/\nCMD=aws\n$DIR$CMD s3 ls",
  "read -r A <<< aws\n$A s3 ls",
  "printf -v A aws\n$A s3 ls",
  "for A in aws; do $A s3 ls; done",
  'set -- aws s3 ls\n"$@"',
  "f() { $1 s3 ls; }\nX=aws\nf $X",
  "f() { local cmd=$1; shift; $cmd s3 ls; }\nf aws",
  "f() { echo aws; }\n$(f) s3 ls",
  "f() { echo aws; }\nA=$(f)\n$A s3 ls",
  "echo aws > /tmp/x\nA=$(cat /tmp/x)\n$A s3 ls",
  "V=X\nX=aws\n${!V} s3 ls",
  "declare -n R=X\nX=aws\n$R s3 ls",
  "A=aws\nsudo -E $A s3 ls",
  "A=aws\ntimeout 5 $A s3 ls",
  "A=aws\nf() { $A s3 ls; }\nf",
  "if [ -x /opt/aws ]; then A=/opt/aws; else A=aws; fi\n$A s3 ls",
])("%s", (call) => {
  const script = (code: string): string => document(`#!/bin/bash\nshopt -s expand_aliases\n${code}\n`);
  const about = (code: string): readonly string[] =>
    lint(script(code), { rules }).flatMap(({ messageId, message, ruleId }) =>
      ruleId === "ssm/explicit-aws-credentials" ? `${messageId} ${message}` : [],
    );
  const alone = about(call);
  expect(alone).toHaveLength(1);
  for (const request of ELSEWHERE) {
    expect(about(`${request}\n${call}`), request).toEqual(alone);
    expect(about(`${call}\n${request}`), request).toEqual(alone);
  }
});

test("a fix does not use a token variable that is empty at the call", () => {
  const script = `f() {\n  local T=\n  curl -s ${HOST}/meta-data/a\n}\n${TOKEN}\nf\n${TOKEN}\nf`;
  const [finding] = lint(document(script), { rules });
  expect(finding?.fix?.text).toContain("IMDS_TOKEN=");
});
