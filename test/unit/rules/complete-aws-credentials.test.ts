import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeAwsCredentials } from "../../../rules/complete-aws-credentials.ts";
import { fix, lint } from "../../support/lint.ts";
import { document, FIRST_LINE } from "../../support/rule-tester.ts";

const rules = { "complete-aws-credentials": completeAwsCredentials };
const said = (script: string) =>
  lint(document(script), { rules }).map(({ messageId, line }) => `${messageId} ${line - FIRST_LINE + 1}`);

const ROLE = "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/role";
const jq = (name: string, key: string) => `export ${name}=$(echo "$C" | jq -r .${key})`;
const PAIR = [jq("AWS_ACCESS_KEY_ID", "AccessKeyId"), jq("AWS_SECRET_ACCESS_KEY", "SecretAccessKey")].join("\n");
const KEYS = "export AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=s";

describe("complete credentials", () => {
  it.each([
    'while IFS== read -r k v; do\ncase $k in AWS_ACCESS_KEY_ID | AWS_SECRET_ACCESS_KEY) export "$k=$v" ;; esac\ndone < /etc/app.env\naws s3 ls',
    `${KEYS}\naws s3 ls`,
    "export AWS_ACCESS_KEY_ID=ASIA1 AWS_SECRET_ACCESS_KEY=s AWS_SESSION_TOKEN=t\naws s3 ls",
    "export AWS_ACCESS_KEY_ID=ASIA1 AWS_SECRET_ACCESS_KEY=s AWS_SECURITY_TOKEN=t\naws s3 ls",
    `C=$(${ROLE})\n${PAIR}\n${jq("AWS_SESSION_TOKEN", "Token")}\naws s3 ls`,
    `C=$(aws ssm get-parameter --name n --profile p)\n${PAIR}\naws s3 ls`,
    `${KEYS} AWS_SESSION_TOKEN=t\nexport AWS_SECURITY_TOKEN=$AWS_SESSION_TOKEN\naws s3 ls`,
    // The same field of the same answer, extracted twice.
    `C=$(${ROLE})\n${PAIR}\n${jq("AWS_SESSION_TOKEN", "Token")}\n${jq("AWS_SECURITY_TOKEN", "Token")}\naws s3 ls`,
    // Either both or neither of the key and the secret are set.
    `take() {\nif [[ -z $role ]]; then return 1; fi\n${PAIR}\n}\nagain() {\nunset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY\ntake\n}\nC=$(${ROLE} -f)\nexport AWS_SESSION_TOKEN=t\nn=0\nwhile [[ $state != done ]]; do\nif [[ $n -gt 5 ]]; then again; n=0; fi\nstate=$(aws s3 ls)\nn=$((n + 1))\nsleep 1\ndone`,
    "export AWS_ACCESS_KEY_ID={{ key }} AWS_SECRET_ACCESS_KEY={{ secret }}\naws s3 ls",
    "export AWS_ACCESS_KEY=a\nexport AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY AWS_SECRET_ACCESS_KEY=s\naws s3 ls",
    "export AWS_ACCESS_KEY=a AWS_SECRET_KEY=s\nother-tool",
    `${KEYS}\naws s3 ls\naws s3 ls --profile p`,
    `${KEYS}\naws configure set aws_access_key_id a --profile p\naws s3 ls --profile p`,
    "export AWS_ACCESS_KEY_ID=AKIA\naws s3 ls --no-sign-request",
    "export AWS_ACCESS_KEY_ID=AKIA\naws configure list",
    "export AWS_PROFILE=p\naws s3 ls",
    'if [ -n "$AWS_ACCESS_KEY_ID" ]; then aws s3 ls; fi',
    // An environment that contains the key also contains the secret.
    'AWS_SECRET_ACCESS_KEY=$1\nif [ -z "$AWS_ACCESS_KEY_ID" ]; then unset AWS_ACCESS_KEY_ID; fi\naws s3 ls',
    // So does an environment that contains other variables for them.
    "export AWS_ACCESS_KEY_ID=${K:?} AWS_SECRET_ACCESS_KEY=$S\naws s3 ls",
    'if a; then K=a S=s; fi\n[ -n "$K" ] || exit 1\nexport AWS_ACCESS_KEY_ID=$K AWS_SECRET_ACCESS_KEY=$S\naws s3 ls',
    'export AWS_PROFILE=""\nunset AWS_PROFILE\naws s3 ls',
    // A here-document keeps a backslash before a quote, so that the profile's name is two quotes.
    String.raw`bash <<E
export AWS_PROFILE=\"\"
aws s3 ls
E`,
    "aws s3 ls",
  ])("%j", (script) => expect(said(script)).toEqual([]));
});

// The agent passes no arguments, but code that runs only if there are some reads them.
describe("arguments of the script", () => {
  const USE = "\naws s3 ls";

  it.each([
    `[ $# -gt 0 ] && export AWS_PROFILE=$1${USE}`,
    `if [ $# -ne 1 ]; then exit 1; fi\nexport AWS_PROFILE=$1${USE}`,
    `if (( $# < 1 )); then exit 1; fi\nexport AWS_PROFILE=$1${USE}`,
    `[ "$#" = 0 ] && set -- p\nexport AWS_PROFILE=$1${USE}`,
    `f() { [ $# -ge 1 ] || exit 1; export AWS_PROFILE=$1; }\nf "$@"${USE}`,
    `set -- a $(b)\n[ $# -gt 1 ] && export AWS_PROFILE=$2${USE}`,
    `while [ $# -gt 0 ]; do case $1 in -p) export AWS_PROFILE=$2; shift;; esac; shift; done${USE}`,
    `while [ -n "$1" ]; do case $1 in -p) shift; export AWS_PROFILE=$1;; esac; shift; done${USE}`,
    `for a in "$@"; do export AWS_PROFILE=$a; done${USE}`,
    `[ \${#P} = 0 ] && exit\nexport AWS_PROFILE=$P${USE}`,
  ])("%j", (script) => expect(said(script)).toEqual([]));

  it.each([
    `export AWS_PROFILE=$1${USE}`,
    `[ $# -eq 0 ] && export AWS_PROFILE=$1${USE}`,
    `f() { [ $# -eq 0 ] && export AWS_PROFILE=$1; }\nf${USE}`,
  ])("%j are missing", (script) => expect(said(script)).toEqual(["emptyProfile 1"]));
});

describe("incomplete credentials", () => {
  it.each<[string, string[]]>([
    ["export AWS_ACCESS_KEY_ID=AKIA\naws s3 ls", ["keyWithoutSecret 2"]],
    ["export AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=\naws s3 ls", ["keyWithoutSecret 2"]],
    ["export AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=$S\naws s3 ls", ["keyWithoutSecret 2"]],
    ["export AWS_ACCESS_KEY_ID=${K:?} AWS_SECRET_ACCESS_KEY=\naws s3 ls", ["keyWithoutSecret 2"]],
    ["export AWS_PROFILE=p AWS_ACCESS_KEY_ID=AKIA\naws s3 ls", ["keyWithoutSecret 2"]],
    // Without the secret, the CLI fails before it can miss the token.
    [`C=$(${ROLE})\nexport AWS_ACCESS_KEY_ID=$(echo "$C" | jq -r .AccessKeyId)\naws s3 ls`, ["keyWithoutSecret 3"]],
    [`${KEYS}\nif a; then unset AWS_SECRET_ACCESS_KEY; fi\naws s3 ls`, ["keyWithoutSecret 3"]],
    ["export AWS_ACCESS_KEY_ID=ASIA1 AWS_SECRET_ACCESS_KEY=s\naws s3 ls", ["temporaryWithoutToken 2"]],
    [`C=$(${ROLE})\n${PAIR}\naws s3 ls`, ["temporaryWithoutToken 4"]],
    [`C=$(${ROLE})\n${PAIR}\nAWS_SESSION_TOKEN=$(echo "$C" | jq -r .Token)\naws s3 ls`, ["temporaryWithoutToken 5"]],
    [
      `C=$(curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)\n${PAIR}\naws s3 ls`,
      ["temporaryWithoutToken 4"],
    ],
    [
      `C=$(aws sts assume-role --role-arn r --role-session-name s --profile p)\n${PAIR}\naws s3 ls`,
      ["temporaryWithoutToken 4"],
    ],
    ["export AWS_ACCESS_KEY=a\nexport AWS_SECRET_KEY=s\naws s3 ls\naws s3 ls", ["wrongName 1", "wrongName 2"]],
    [`${KEYS}\naws s3 ls --profile p`, ["profileOverridesKeys 2"]],
    [`${KEYS} AWS_PROFILE=\naws s3 ls`, ["emptyProfile 1"]],
    [
      `C=$(${ROLE})\n${PAIR}\n${jq("AWS_SESSION_TOKEN", "Token")}\n${jq("AWS_SECURITY_TOKEN", "OldToken")}\naws s3 ls`,
      ["staleToken 6"],
    ],
    [`${KEYS} AWS_SECURITY_TOKEN=old AWS_SESSION_TOKEN=t\naws s3 ls`, ["staleToken 2"]],
  ])("%j", (script, expected) => expect(said(script)).toEqual(expected));

  it("are reported with names and lines", () => {
    const [found] = lint(document(`C=$(${ROLE})\n${PAIR}\nAWS_SESSION_TOKEN=t\naws s3 ls`), { rules });
    expect(found!.message).toMatch(
      `\`aws s3 ls\` gets a temporary key from line ${FIRST_LINE + 1} without AWS_SESSION_TOKEN (line ${FIRST_LINE + 3} sets it, but does not export it)`,
    );
  });
});

describe("the fix", () => {
  it.each([
    [
      "export AWS_ACCESS_KEY=a\nexport AWS_SECRET_KEY=s\naws s3 ls",
      "export AWS_ACCESS_KEY_ID=a\nexport AWS_SECRET_ACCESS_KEY=s\naws s3 ls",
    ],
    [
      `C=$(${ROLE})\n${PAIR}\nAWS_SESSION_TOKEN=$(echo "$C" | jq -r .Token)\naws s3 ls`,
      `C=$(${ROLE})\n${PAIR}\nexport AWS_SESSION_TOKEN; AWS_SESSION_TOKEN=$(echo "$C" | jq -r .Token)\naws s3 ls`,
    ],
    [`${KEYS}\nexport AWS_PROFILE=\naws s3 ls`, `${KEYS}\nunset AWS_PROFILE\naws s3 ls`],
  ])("of %j", (script, output) => expect(fix(document(script), { rules })).toBe(document(output)));

  it.each([
    "export AWS_ACCESS_KEY=a\naws s3 ls",
    "export AWS_ACCESS_KEY=a AWS_SECRET_KEY=s\naws s3 ls\nother $AWS_ACCESS_KEY",
    `${KEYS}\naws s3 ls --profile p`,
  ])("of %j is not certain", (script) => expect(fix(document(script), { rules })).toBe(document(script)));
});

it("the examples on the rule's page have the findings it describes", () => {
  const page = readFileSync("rules/complete-aws-credentials.md", "utf8");
  const [bad, inFile, good] = [...page.matchAll(/```yaml\n([^]*?)```/gu)].map((match) => match[1]!);
  expect(lint(bad!, { rules }).map(({ messageId }) => messageId)).toEqual(["temporaryWithoutToken"]);
  expect(lint(inFile!, { rules }).map(({ messageId }) => messageId)).toEqual(["fileWithoutToken"]);
  expect(lint(good!, { rules })).toEqual([]);
});

it.each([
  ["aws s3 ls", ": AWS rejects it with InvalidAccessKeyId."],
  ["sudo -E aws s3api list-buckets", ": AWS rejects it with InvalidAccessKeyId."],
  ["aws --region eu-west-1 sts get-caller-identity", ": AWS rejects it with InvalidClientTokenId."],
  ["aws iam get-user", ": AWS rejects it with InvalidClientTokenId."],
  ["aws ssm get-parameter --name n", ": AWS rejects it. Export"],
])("the message about a missing token names the error of the service: %s", (command, error) => {
  const script = `export AWS_ACCESS_KEY_ID=ASIA1 AWS_SECRET_ACCESS_KEY=s\n${command}`;
  const [finding] = lint(document(script), { rules });
  expect(finding?.message).toContain(`without AWS_SESSION_TOKEN${error}`);
});
