import { describe, expect, it } from "vitest";
import { noSecretExposure, type Options } from "../../../rules/no-secret-exposure.ts";
import { readDocument } from "../../../src/document/read.ts";
import { lint } from "../../support/lint.ts";
import { document, FIRST_LINE } from "../../support/rule-tester.ts";

const rules = { "no-secret-exposure": noSecretExposure };

function findings(text: string, options?: Options) {
  const config = options && { rules: { "ssm/no-secret-exposure": ["error", options] as ["error", Options] } };
  return lint(text, config === undefined ? { rules } : { rules, config });
}

const said = (script: string, options?: Options) =>
  findings(document(script), options).map(({ messageId, line }) => `${messageId} ${line - FIRST_LINE + 1}`);

const withParameter = (name: string, declaration: object, ...runCommand: string[]) =>
  JSON.stringify({
    schemaVersion: "2.2",
    parameters: { [name]: declaration },
    mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }],
  });

const GET = "aws secretsmanager get-secret-value --secret-id x";
const S = `S=$(${GET} --query SecretString --output text)\n`;
const ASSUME = "aws sts assume-role --role-arn r --role-session-name s";
const STS = `C=$(${ASSUME})\n`;
const IMDS = "C=$(curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/web)\n";
const EXPORT = `${STS}export AWS_SECRET_ACCESS_KEY=$(echo "$C" | jq -r .Credentials.SecretAccessKey)\n`;
const ROW = `K=$(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text | tr '\\t' ' ')\n`;
const TOKEN =
  'T=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")\n';

/** Nothing that the script runs, but a long script is first evaluated roughly. */
const LONG = `\n${"# x".repeat(400)}`;

describe("a secret that the step prints", () => {
  it.each([
    `${S}echo "$S" > f\ndd if=f`,
    `${S}echo "$S" | dd of=f\ncat f`,
    `${S}echo "$S"`,
    // Unknown code probably leaves the variable as it was.
    `${S}. /etc/default/app\necho "$S"`,
    `${S}. /etc/default/app\n. /etc/default/more\necho "$S" | jq .`,
    `${S}export $(echo "$S" | jq -r 'to_entries[] | "\\(.key)=\\(.value)"')\necho "$S"`,
    `${S}eval "$(echo "$S" | jq -r 'to_entries[] | "export \\(.key)=\\(.value)"')"\necho "$S"`,
    `${S}echo $S >&2`,
    `${S}printf '%s\\n' "$S"`,
    `${S}printf '%.5s' "$S"`,
    `A=($(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text))\necho "\${A[1]}"`,
    `A=($(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text) x)\necho "\${A[1]}"`,
    `${S}cat <<EOF\npw=$S\nEOF`,
    `#!/bin/bash\n${S}read -r -d '' X <<< "$S"\necho "$X"`,
    `#!/bin/bash\n${S}return\necho "$S"`,
    `${S}export S\necho 'pw=\${S}' | envsubst`,
    `${S}export S\ncat > t <<'EOF'\npw=$S\nEOF\nenvsubst '$S' < t`,
    `${S}export S\npython3 -c 'import os; print(os.environ["S"])'`,
    `${S}export S\npython3 -c 'import json, os; print(json.loads(os.environ["S"])["pw"])'`,
    `${S}export S\npython3 -c 'import json, os; d = json.loads(os.environ["S"]); print(d["host"], d)'`,
    `${S}export HOST="$S"\npython3 -c 'import os; print(os.environ["HOST"])'`,
    `${S}echo "$S" | grep ^APP_`,
    `${S}export S\npython3 -c 'import os; print(os.environ.get("S") or "unset")'`,
    `${S}S="$S" python3 - <<'EOF'\nimport os\nv = os.environ["S"]\nprint(f"pw {v}")\nEOF`,
    `${S}echo "$S" | python3 -c 'import sys, json; d = json.load(sys.stdin); print(d.keys(), d)'`,
    `${S}echo "$S" | python3 -c 'import sys, json; d = json.load(sys.stdin); print({k: d[k] for k in d.keys()})'`,
    `${S}python3 -c 'import sys; print(sys.argv[1])' "$S"`,
    `${S}python3 -c "d = {'host': 'x'}; print(d['host'], '$S')"`,
    `${S}export S\nnode -e 'console.log(process.env.S ?? "unset")'`,
    `${S}python3 -c 'import sys; p = sys.argv[1]; q = "x" + p; print(q)' "$S"`,
    `${S}python3 - app "$S" <<'EOF'\nimport sys\nuser, pw = sys.argv[1:]\nprint(f"connecting {user} {pw}")\nEOF`,
    `${S}python3 - "$S" <<'EOF'\nimport sys\nfor a in sys.argv[1:]:\n  print(a)\nEOF`,
    `${S}perl -e 'my $p = shift; print "pw $p\\n"' "$S"`,
    `${S}ruby -e 'p ARGV[0]' "$S"`,
    `${S}export S\nperl -e 'print $ENV{S}'`,
    `${S}export S\nawk 'BEGIN { print ENVIRON["S"] }'`,
    `${S}export S\njq -n '{pw: env.S}'`,
    `${S}export S\njq -n '$ENV.S'`,
    `${S}expr "$S" : '\\(.*\\)'`,
    `${S}ls | sed "s/root/$S/"`,
    `${S}{ hostname; cat t; } | sed "s/root/$S/"`,
    `${S}X=$(hostname; echo "pw=$S")\necho "$X" | grep pw=`,
    `${S}ls | sed -n "/x/s/root/$S/p"`,
    `${S}ls | awk -v s="$S" '$1 == "root" { print s }'`,
    `#!/bin/bash\n${S}L="$S and $S"\necho "\${L/$S/***}"`,
    `${S}while read -r f; do X="$X $S"; done < list\necho "$X"`,
    `${S}f() { for n in $(ls); do X=$S; done; }\nf\necho "$X"`,
    `${S}while q; do Y=$X; X=$S; done\necho "$Y"`,
    `${S}while q; do Z=$Y; Y=$X; X=$S; done\necho "$Z"`,
    `${S}for f in /etc/*.conf; do Y=$X; X=$S; done\necho "$Y"`,
    `${S}for f in /etc/*.conf; do echo "$X"; X=$S; done`,
    `${S}f() { for n in $(ls); do Y=$X; X=$S; done; }\nf\nbash -c 'echo "$1"' _ "$Y"`,
    `#!/bin/bash\n${S}declare -A M\nM[$1]=$S\necho "\${M[x]}"`,
    `#!/bin/bash\n${S}declare -A M\nfor k in $(ls); do M[$k]=$S; done\n(printf '%s\\n' "\${M[@]}")`,
    `#!/bin/bash\n${S}i=$(ls | wc -l)\nA[$i]=$S\necho "\${A[0]}"`,
    `#!/bin/bash\n${S}while q; do ARGS+=("--p=$S"); done\necho "\${ARGS[@]}"`,
    `#!/bin/bash\n${S}[[ $S =~ ^(.*)$ ]]\necho "\${BASH_REMATCH[1]}"`,
    `#!/bin/bash\n${S}[[ $S =~ pass=([a-z]+) ]] && echo "\${BASH_REMATCH[1]}"`,
    `#!/bin/bash\n${STS}[[ $C =~ Key.:.\\"([^\\"]+) ]] || [[ $C =~ ((.)\\2) ]]; echo "\${BASH_REMATCH[@]}"`,
    `#!/bin/bash\n${STS}R='"SecretAccessKey": "([^"]+)"'\nif [[ $C =~ $R ]]; then echo "\${BASH_REMATCH[1]}"; fi`,
    `aws ssm get-parameters --names a --with-decryption --query 'sort_by(Parameters, &Name)[0].Value'`,
    `aws ssm get-parameters --names a --with-decryption --query '(Parameters || InvalidParameters)[].Value[]'`,
    `aws ssm get-parameters --names a --with-decryption --query 'map(&Value, Parameters)'`,
    `${S}{ echo "$S" & wait; } | cat`,
    `${S}U="db://app:$S@host/db"\necho "\${U%@*}"`,
    `${S}U="db://app:$S@host/db"\necho "\${U#*@}"`,
    `#!/bin/bash\n${S}declare -A M=(["u"]=x ["p"]="$S")\necho "\${M[p]}"`,
    `${S}X=$(echo "$S" & wait)\necho "$X"`,
    `${S}echo "$S" | tee /tmp/x`,
    `${S}set -e\necho "$S" | tee /tmp/x | sort | uniq | cut -c1 | tr a b > /dev/null\ncat /tmp/x`,
    `${S}echo "$S" > /tmp/x\ncat /tmp/x`,
    `${S}echo "$S" > /tmp/x\ndiff /tmp/x /tmp/y`,
    `${S}echo "$S" > /dev/stderr`,
    // Paths with another stderr stay apart, however many other conditions there are.
    `${S}if [ -n "$A" ]; then exec 2> /dev/null; fi\n[ -n "$B" ] && date > /tmp/x\necho "\${D:-none}" > /tmp/x\necho "$S" >&2`,
    `${S}X=$(echo "$S" >&2)`,
    `${S}{ echo "$S"; } 2>&1`,
    `${S}(echo "$S")`,
    `${S}echo "$S" &`,
    `${S}sudo echo "$S"`,
    `${S}echo "$S" | jq -r 'reduce to_entries[] as $e (""; . + "\\($e.key)=\\($e.value)")'`,
    `${S}echo "$S" | jq 'reduce .[] as $v ([]; . + ($v | [.]))'`,
    `${ASSUME} | jq 'reduce .Credentials as $c (""; . + $c.SessionToken)'`,
    `${S}jq -n --argjson s "$S" '$s.password'`,
    `${S}jq --arg s "$S" '.db.password = $s' /etc/x`,
    `${S}ssh host "echo '$S'"`,
    `${S}for h in a b; do ssh -q $h echo "$S"; done`,
    `${S}echo "$S" | ssh host "sudo tee /etc/x"`,
    `X=$(ssh host "${GET}")\necho "$X"`,
    `${S}ssh host bash <<EOF\necho "$S"\nEOF`,
    `${S}/bin/echo "$S"`,
    `${S}exec > >(tee /tmp/log) 2>&1\necho "$S"`,
    `${S}exec 3>&1\nX=$(echo "$S" >&3)`,
    `${S}{ X=$(echo "$S" >&4); } 4>&1 | tee log`,
    `${S}{ { echo "$S" >&3; } | cat > /dev/null; } 3>&1 | cat`,
    `${S}Y=$(exec 4>&1; X=$(Z=$(echo "$S" >&4)))\necho "$Y"`,
    `${S}f() { echo "log: $1"; }\nf "$S"`,
    `${S}f() { echo "$*"; }\nf a; f b; f "$S"`,
    `${S}f() { echo "$@"; }\nf a "$S"`,
    `${S}f() { echo "\${@:2}"; }\nf a "$S"`,
    `f() { echo "$@"; }\nf a $(${GET})`,
    ...["for X", 'for X in "$@"'].flatMap((loop) => [
      `${S}f() { ${loop}; do echo "$X"; done; }\nf a "$S"`,
      `set -- a $(${GET})\n${loop}; do echo "$X"; done`,
    ]),
    `${S}echo "$S" | base64`,
    `${S}echo "\${S%x}"`,
    `${S}echo "\${S:-none}"`,
    `${S}while read -r L; do echo "$L"; done <<< "$S"`,
    `${S}A=("$S")\necho "\${A[@]}"`,
    `${S}declare -p S`,
    `${S}python3 - <<EOF\nprint("$S")\nEOF`,
    `${S}echo "$S" | python3 -m json.tool`,
    `${S}perl -e 'print $ARGV[0]' "$S"`,
    `${S}trap 'echo "$S"' EXIT`,
    `${S}eval 'echo "$S"'`,
    `${S}export S\nbash -c 'echo "$S"'`,
    `if [ -n "$A" ]; then ${S.trim()}; else S=none; fi\necho "$S"`,
    GET,
    `${GET} | jq -r .SecretString`,
    `${GET} --query SecretString --output text | python3 -c "import sys, json; print(json.load(sys.stdin)['password'])"`,
    ASSUME,
    `${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text`,
    `${STS}echo $C | jq -r .Credentials.SessionToken`,
    `${STS}echo "x $C" | jq -R .`,
    `${STS}echo "$C" | jq -r .Credentials.SessionToken | jq -R .`,
    `${GET} --query SecretString --output text | jq -r .password | jq -r .inner`,
    "aws ssm --region $REGION get-parameter --name /a --with-decryption",
    "aws ssm get-parameter --name /a --with-decryption",
    "aws ssm get-parameters --names /a --with-decryption --query 'Parameters[*].[Name,Value]' --output text",
    "aws kms decrypt --ciphertext-blob fileb://x --query Plaintext --output text | base64 -d",
    "aws ecr get-login-password",
    "aws configure export-credentials",
    "aws eks get-token --cluster-name c --query status --output text",
    "aws eks get-token --cluster-name c | grep token | cut -d'\"' -f4",
    "aws lightsail get-relational-database-master-user-password --relational-database-name d",
    "aws cognito-idp describe-user-pool-client --query UserPoolClient.ClientSecret --output text",
    "aws cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id c | jq -r .AuthenticationResult.IdToken",
    "aws kms generate-random --number-of-bytes 32 --query Plaintext",
    "aws mwaa create-cli-token --name m",
    "aws redshift-serverless get-credentials --workgroup-name w",
    "aws configure get aws_secret_access_key",
    'eval "$(aws configure export-credentials --format env)"\nenv',
    'eval "$(aws configure export-credentials --format env)"\nenv | grep AWS_SECRET | cut -d= -f2',
    `${IMDS}echo "$C"`,
    `${IMDS}echo "$C" | grep SecretAccessKey | cut -d'"' -f4`,
    `${EXPORT}env`,
    "aws configure export-credentials --format env | grep AWS_SECRET_ACCESS_KEY | cut -d= -f2",
    "aws configure export-credentials --format env-no-export | sed -n 's/.*SESSION_TOKEN=//p'",
    `${ROW}echo "\${K##* }"`,
    `${EXPORT}printenv AWS_SECRET_ACCESS_KEY`,
    `${EXPORT}export -p`,
    `${EXPORT}set`,
    `${EXPORT}env | grep AWS_ | sort`,
    ...["env", "printenv", "export -p"].map(
      (print) => `${S}export $(echo "$S" | jq -r 'to_entries[] | "\\(.key)=\\(.value)"')\n${print}`,
    ),
    `#!/bin/bash\n${S}while IFS='=' read -r k v; do export "$k=$v"; done < <(jq -r 'to_entries[] | "\\(.key)=\\(.value)"' <<< "$S")\nenv`,
    "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI\nenv",
  ])("%j", (script) => {
    const lines = script.split("\n").length;
    const all = said(script);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(/^printed \d+$/);
    expect(Number(all[0]!.split(" ")[1])).toBeLessThanOrEqual(lines);
    expect(said(script + LONG)).toEqual(all);
  });

  it.each([">> $F", "> $F", '>> "$F"', "| tee -a $F > /dev/null"])(
    "if a loop writes it to a file with its name in a variable: %s",
    (into) => {
      const loop = `F=/etc/app/env\n${S}for k in $(echo "$S" | jq -r 'keys[]'); do\necho "$k=$(echo "$S" | jq -r .$k)" ${into}\ndone\ncat "$F"`;
      expect(said(loop)).toEqual(["printed 6"]);
      expect(said(loop + LONG)).toEqual(["printed 6"]);
    },
  );
});

/** An answer with its HTTP status in the last line. */
const ANSWER =
  'R=$(curl -s -w "\\n%{http_code}" -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)\n' +
  'C=$(echo "$R" | tail -n 1)\n';

describe("an answer with its HTTP status", () => {
  it.each([
    'if [ "$C" != 200 ]; then\necho "failed: $R" >&2\nexit 1\nfi',
    'if [ "$C" -ne 200 ]; then\necho "failed: $R"\nfi',
    'if [ "$C" = 200 ]; then :; else\necho "failed: $R"\nfi',
    '[ 200 -eq "$C" ] || echo "failed: $R"',
    'case $C in\n200) ;;\n*) echo "failed: $R" ;;\nesac',
  ])("is no token if the status is another: %s", (test) => expect(said(ANSWER + test)).toEqual([]));

  it.each([
    ['if [ "$C" = 200 ]; then\necho "token: $R"\nfi', 4],
    ['if [ "$C" != 200 ]; then\nexit 1\nfi\necho "$R"', 6],
    ['if [ "$C" != 200 ]; then\necho failed\nfi\necho "$R"', 6],
    ['if [ "$C" != 500 ]; then\necho "$R"\nfi', 4],
    ['if [ "$C" -gt 299 ]; then\nexit 1\nfi\necho "$R"', 6],
    ['D=$(date | tail -n 1)\nif [ "$D" != 200 ]; then\necho "$R"\nfi', 5],
  ])("is a token otherwise: %s", (test, line) => expect(said(ANSWER + test)).toEqual([`printed ${line}`]));
});

describe("a secret that is not printed", () => {
  it.each([
    `${S}export S\necho 'echo "$S"' | at now`,
    `${S}at now <<E\ncat <<F\n$S\nF\nE`,
    "aws configure export-credentials --format env | grep AWS_ACCESS_KEY_ID | cut -d= -f2",
    `${ROW}echo "\${K%% *}"`,
    `${S}printf '%.4s' "$S"`,
    `A=($(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text))\necho "\${A[0]}"`,
    `A=($(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text) x)\necho "\${A[0]}"`,
    `A=($(${ASSUME} --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text))\nA+=(x)\necho "\${A[0]}"`,
    `aws --version ${GET.slice(4)}`,
    `${GET} help`,
    `${GET} --generate-cli-skeleton output`,
    `${S}{ X=$(echo "$S" >&4); } 4>&1 | tee log > /dev/null`,
    `${S}Y=$(exec 4>&1; X=$(echo "$S" >&4))`,
    // Programs of which only the directory is unknown.
    `G=$(which grep)\nE=$(${ASSUME} | $G Expiration | cut -d'"' -f4)\necho "$E"`,
    `J=$(which jq)\nread -r S E <<< "$(${ASSUME} | $J -r '.Credentials|"\\(.SecretAccessKey) \\(.Expiration)"')"\necho "$E"`,
    S,
    `${S}echo "\${#S}"`,
    `${S}[ -n "$S" ] || echo missing`,
    `${S}echo "\${S:+set}"`,
    `${S}echo "\${S:0:4}****"`,
    `${S}echo "$S" > /tmp/x`,
    `${S}echo "$S" > /tmp/x\ndiff -q /tmp/x /tmp/y || cmp /tmp/x /tmp/y`,
    `${S}echo "$S" > /dev/null`,
    `${S}echo "$S" | jq 'reduce to_entries[] as $e ({n: 0}; {n: (.n + 1), last: $e.key | length})'`,
    `${ASSUME} | jq 'reduce .Credentials as $c (""; . + $c.AccessKeyId)'`,
    `${S}jq -n --argjson s "$S" '$s.username'`,
    `${S}jq -n --arg s "$S" '{length: ($s | length)}'`,
    `${S}jq --arg s "$S" '.db.password = $s | keys' /etc/x`,
    `${S}export S\nssh host 'echo "$S"'`,
    `${S}ssh host "echo '$S' > /etc/x"\ncat /etc/x`,
    `${S}echo "$S" > /etc/x\nssh host cat /etc/x`,
    `${S}ssh host "echo 'root:$S' | sudo chpasswd" < /dev/null`,
    `X=$(ssh host "${GET}")`,
    `${S}exec > /tmp/log 2>&1\necho "$S"`,
    `${S}command exec > /tmp/log\necho "$S"`,
    `${S}builtin exec > /tmp/log\necho "$S"`,
    `${S}exec -- > /tmp/log\necho "$S"`,
    `${S}export $(echo "$S" | jq -r 'to_entries[] | "\\(.key)=\\(.value)"')\nprintenv PATH`,
    `${EXPORT}printenv --version`,
    `${S}cat > /etc/app.conf <<EOF\n$S\nEOF`,
    `${S}echo "$S" | docker login --username AWS --password-stdin host`,
    `${S}echo "$S" | wc -c`,
    `${S}echo "$S" | sha256sum`,
    `${S}. /etc/default/app\nS=\necho "$S"`,
    `${S}echo "$S" | sed 's/./*/g'`,
    `${S}echo "$S" | jq -r .username`,
    `${S}U="db://app:$S@host/db"\necho "\${U##*@} \${U%%:*}"`,
    `#!/bin/bash\n${S}declare -A M=([u]=x)\nM[$1]=$S\nM[v]=y\necho "\${!M[@]} \${M[v]}"`,
    `#!/bin/bash\n${S}declare -A M=(["u"]="$(echo "$S" | jq -r .username)" ["p"]="$S")\necho "\${M[u]}"`,
    `${S}sed -i "s/@PW@/$S/" /etc/app.conf`,
    `${S}chpasswd <<< "root:$S"`,
    `${S}mysql <<EOF\nALTER USER app IDENTIFIED BY '$S';\nEOF`,
    `${S}python3 - <<EOF\nconnect(password="$S")\nprint("connected")\nEOF`,
    `${S}python3 connect.py <<< "$S"`,
    `${S}python3 -c 'import sys; connect(sys.argv[1]); print("connected")' "$S"`,
    `${S}python3 - app "$S" <<'EOF'\nimport sys\nuser, pw = sys.argv[1:]\nconnect(user, pw)\nprint("argv:", len(pw))\nEOF`,
    `${S}python3 connect.py "$S" <<'EOF'\nprint(sys.argv)\nEOF`,
    `${S}perl -e 'my $p = shift; connect($p); print "connected\\n"' "$S"`,
    `${S}node -e 'const h = hash(process.argv[1]); save(h); console.log("saved")' "$S"`,
    `${S}python3 connect.py -p "$S" -c conf`,
    `${S}python3 bin/connect -p "$S" -c 'print(1)'`,
    `${S}python3 -c 'import sys; connect(sys.argv[1])' "$S"`,
    `${S}X=$(echo "$S" | base64)`,
    `${S}f() { echo "$S"; }\nX=$(f)`,
    `${S}unset S\necho "$S"`,
    `${S}S=\necho "$S"`,
    `${S}case "$S" in *x*) echo found;; esac`,
    `${S}if echo "$S" | grep -q x; then echo yes; fi`,
    `${S}curl -s -H "Authorization: Bearer $S" https://x`,
    `${S}aws ssm put-parameter --name x --value "$S"`,
    `${GET} > /tmp/s`,
    `${GET} --query ARN --output text`,
    `${GET} | jq -r .ARN`,
    `${ASSUME} --query AssumedRoleUser.Arn`,
    `${ASSUME} > /dev/null 2>&1`,
    `${STS}echo "$C" | jq -r .Credentials.Expiration`,
    `${STS}echo "x $C" | jq -r .Credentials.SessionToken`,
    `${STS}echo "$C" | jq -r .Credentials.SessionToken | jq -r .Token`,
    `${STS}echo "$C" | jq -r .Credentials.AccessKeyId`,
    `${STS}echo "$C" | grep Expiration`,
    `${IMDS}echo "$C" | grep AccessKeyId | cut -d'"' -f4`,
    "aws sts get-caller-identity",
    "aws eks get-token --cluster-name c | jq -r .status.expirationTimestamp",
    "aws eks get-token --cluster-name c --query kind --output text",
    'aws eks get-token --cluster-name c | grep -o \'"kind": "[^"]*"\'',
    "aws ssm get-parameter --name /a",
    "aws ssm get-parameter --name /aws/service/ami --with-decryption",
    "aws kms decrypt --ciphertext-blob fileb://x --query KeyId",
    "aws cognito-idp describe-user-pool-client --query UserPoolClient.ClientName",
    "aws redshift-serverless get-credentials --query dbUser",
    "aws ecr get-login-password | docker login --username AWS --password-stdin host",
    `${EXPORT}env > /tmp/e`,
    `${EXPORT}env | cut -d= -f1`,
    `${EXPORT}env | grep AWS_REGION`,
    ...["env | grep AWS_REGION", "env | grep -v AWS_", "env | sort | cut -d= -f1", 'echo "$AWS_ACCESS_KEY_ID"'].map(
      (print) => `eval "$(aws configure export-credentials --format env)"\n${print}`,
    ),
    `${EXPORT}env -u AWS_SECRET_ACCESS_KEY`,
    `${TOKEN}curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id`,
    'echo "$AWS_SECRET_ACCESS_KEY"',
    `f() { ${GET}; }`,
  ])("%j", (script) => expect(said(script)).toEqual([]));
});

const GET_ALL = "aws ssm get-parameters-by-path --path /app --with-decryption";
const CREDENTIALS = `${STS}C=$(echo "$C" | jq -r .Credentials)\n`;
const IN_BASH = "#!/bin/bash\n";
const THREE = (filter: string) => `${IN_BASH}read -r A S T <<< "$(${ASSUME} | jq -r '.Credentials|${filter}')"\n`;
const JOINED = String.raw`"\(.AccessKeyId) \(.SecretAccessKey) \(.SessionToken)"`;
const LISTED = "[.AccessKeyId,.SecretAccessKey,.SessionToken]|@tsv";
const ROWS = (then: string) =>
  `for row in $(${GET_ALL} | jq -r '.Parameters[] | @base64'); do V=$(echo $row | base64 -d | ${then}); echo $V; done`;
const EACH = (ifs: string, echoed: string) =>
  `${IN_BASH}${GET_ALL} --query 'Parameters[*].[Name,Value]' --output text | while ${ifs} read -r n v; do echo "$${echoed}"; done`;
const PAIRS = (filter: string, echoed: string) =>
  `${IN_BASH}${GET_ALL} | jq -r '.Parameters[] | ${filter}' | while IFS='=' read -r n v; do echo "$${echoed}"; done`;

describe("the answer of a call with many combinations of options", () => {
  const call = (values: string): string =>
    `${IN_BASH}${values}\nJ=$(aws sts assume-role --role-arn "$A" --role-session-name "$B" --duration-seconds "$C" --profile "$D")\n`;
  const GETOPTS =
    'while getopts "a:b:c:d:" o; do case $o in a) A=$OPTARG ;; b) B=$OPTARG ;; c) C=$OPTARG ;; d) D=$OPTARG ;; esac; done';
  const IFS = ["A", "B", "C", "D"].map((name) => `if [ -n "$${name}0" ]; then ${name}=$${name}0; fi`).join("\n");

  it.each([GETOPTS, IFS])("is one document in all of them: %s", (values) => {
    const print = (key: string): string => `${call(values)}K=$(echo "$J" | grep ${key} | cut -d'"' -f4)\necho "$K"`;
    expect(said(print("AccessKeyId"))).toEqual([]);
    expect(said(print("SecretAccessKey"))).toHaveLength(1);
    expect(said(`${call(values)}echo "$J"`)).toHaveLength(1);
  });
});

describe("a function that prints what its argument names", () => {
  // After some calls, further ones are not evaluated: they print what those with the same arguments have printed.
  const LOOP = (echoed: string) =>
    `${IN_BASH}set -euo pipefail\nP=$(${GET_ALL})\nfor row in $(echo "$P" | jq -r '.Parameters[] | @base64'); do\n_get() { echo "$row" | base64 -d | jq -r "$1"; }\nname=$(_get .Name)\nvalue=$(_get .Value)\nZ=$(curl -sf http://example.com)\ncurl -sf -o f http://example.com/a\necho "$${echoed}"\ndone`;

  it("prints a name", () => expect(said(LOOP("name"))).toEqual([]));
  it("prints a value", () => expect(said(LOOP("value"))).toEqual(["printed 10"]));
});

const BY = (awk: string) => `${GET_ALL} --query 'Parameters[*].[Name,Value]' --output text | ${awk}`;

describe("a file with a secret on one of its lines", () => {
  const FILE = (of: string) => `${of}cat > conf <<EOF\nuser=a\npassword=$S\nEOF\n`;
  const FIELD = `S=$(${GET} --query SecretString --output text | jq -r .password)\n`;
  const NESTED = `S=$(${GET} | jq -r '.SecretString|fromjson | .db.password // empty')\n`;

  it.each([
    ...[S, FIELD, NESTED].flatMap((of) =>
      [
        "grep -v password conf",
        "cat conf | grep -vi PASS",
        "sed 's/password=.*/password=x/' conf",
        "sed /password/d conf",
        "head -1 conf",
      ].map((print) => FILE(of) + print),
    ),
    ...[S, FIELD, NESTED].map((of) => `${of}export DB_PASSWORD="$S"\nenv | grep -v PASSWORD`),
    `${FILE(FIELD)}grep host conf`,
    ...[S, FIELD, NESTED].flatMap((of) =>
      [
        "grep '^user' conf",
        "sed -n 's/^user=//p' conf",
        "sed '/user/!d' conf",
        `awk -F= '$1 == "user" { print $2 }' conf`,
        "grep -o '^[a-z]*=' conf",
        "awk '!/password/' conf",
        `awk -F= '/password/ { print $1 "=***"; next } 1' conf`,
        `awk '{ gsub(/=.*/, "=***"); print }' conf`,
      ].map((print) => FILE(of) + print),
    ),
    `${FIELD}export DB_PASSWORD="$S"\nenv | grep ^APP`,
    `${S}echo "$S" | awk '{ print length }'`,
  ])("is not printed by %j", (script) => expect(said(script)).toEqual([]));

  it.each(
    [S, FIELD, NESTED].flatMap((of) =>
      ["grep -v user conf", "sed s/user=.*/user=x/ conf", "sed /user/d conf", "sed -n /password/p conf"].map(
        (print) => FILE(of) + print,
      ),
    ),
  )("is printed by %j", (script) => expect(said(script)).toEqual(["printed 6"]));

  // The secret may be JSON that contains the word, which nothing else does.
  it.each([
    "grep host conf",
    "sed -n /host/p conf",
    "sed '/host/!d' conf",
    "sed 's/=[a-zA-Z0-9]*$/=x/' conf",
    `awk '{ sub(/=[a-zA-Z0-9]*$/, "=x"); print }' conf`,
    "export S; env | grep -i host",
  ])("may be printed by %j", (print) => expect(said(FILE(S) + print)).toEqual(["printed 6"]));
});

describe("a program that reads the secret from its environment", () => {
  it.each([
    `echo 'pw=\${T}' | envsubst`,
    `echo 'pw=\${S}' | envsubst '$T'`,
    `echo 'pw=\${S}' | envsubst > file`,
    `python3 -c 'import os; print("set" if os.environ.get("S") else "unset")'`,
    `python3 -c 'import os; print(len(os.environ["S"]), "characters")'`,
    `python3 -c 'import os; s = os.environ["S"]; open("x", "w").write(s); print("done")'`,
    `python3 -c 'import os, hashlib; print(hashlib.sha256(os.environ["S"].encode()).hexdigest())'`,
    `node -e 'console.log(process.env.S ? "set" : "unset")'`,
    `python3 -c 'import json, os; print(json.loads(os.environ["S"])["host"])'`,
    `python3 -c 'import json, os; d = json.loads(os.environ["S"]); print(d["host"], d["username"])'`,
    "env | grep ^APP_",
    "env | sort | grep -E '^(NODE|PATH)'",
    "env | grep -i proxy",
    `printf 'user: a\\npassword: "%s"\\n' "$S" | grep level`,
    `node -e 'require("fs").writeFileSync("x", JSON.stringify({p: process.env.S})); console.log("written")'`,
    `python3 -c 'import sys, json; d = json.loads(sys.argv[1]); print(d["host"], d["port"])' "$S"`,
    `export -p | awk -F= '/AWS_/ { print $2 }'`,
  ])("does not print it: %j", (command) => expect(said(`${S}export S\n${command}`)).toEqual([]));
});

describe("a stored parameter", () => {
  const printed = (names: string): readonly string[] => {
    const operation = names.startsWith("--names") ? "get-parameters" : "get-parameter";
    return said(`P=/prod\naws ssm ${operation} ${names} --with-decryption --output text`);
  };
  it.each([
    "--name /prod/db/username",
    '--name "$P/GF_USER"',
    "--name=db-host",
    '--name "$UNKNOWN/db/port"',
    "--names /prod/db/host /prod/db/username",
  ])("is not secret if its name is that of an open field: %s", (names) => expect(printed(names)).toEqual([]));
  it.each([
    "--name /prod/user/password",
    "--name /prod/users",
    "--name /prod/user-token",
    "--name /prod/database",
    '--name "/prod/$UNKNOWN"',
    '--name "/prod/user$UNKNOWN"',
    "--names /prod/db/host /prod/db/password",
    '--names /prod/db/host "$UNKNOWN"',
    "--cli-input-json file://host",
  ])("is secret: %s", (names) => expect(printed(names)).toHaveLength(1));
  it("is secret by its path", () =>
    expect(said("aws ssm get-parameters-by-path --path /prod/host --with-decryption --output text")).toHaveLength(1));
  it("is secret if Secrets Manager stores it", () =>
    expect(said("aws secretsmanager get-secret-value --secret-id prod/user --query SecretString")).toHaveLength(1));
});

describe("a mask", () => {
  it.each([
    `ls 2>&1 | sed "s/$S/***/g"`,
    `echo "pw=$S" | sed -e "s|$S|***|g" -e s/x/y/`,
    `echo "pw=$S" > log\nsed "s/$S/***/g" log`,
    `{ echo "pw=$S"; date; } | grep -v "$S"`,
    `awk -v s="$S" 'BEGIN { print length(s) }'`,
    `echo "pw=$S" | awk -v s="$S" '{ gsub(s, "***"); print }'`,
    `{ hostname; echo "pw=$S"; uptime; } | sed "s/$S/***/"`,
    `X=$(hostname; echo "pw=$S")\necho "$X" | grep -v pw=`,
    `printf 'host=%s\\npw=%s\\n' "$(hostname)" "$S" > file\nsed 's/pw=.*/pw=***/' file`,
    `echo "A=$S" > file\nawk -F= '{ print $1"=***" }' file`,
    `python3 -c "print(len('$S'))"`,
    `echo "$S" | python3 -c 'import sys; print(len(sys.stdin.read()))'`,
    `echo "$S" | python3 -c 'import sys, json; d = json.load(sys.stdin); print("keys:", list(d.keys()))'`,
    `echo "$S" | python3 -c 'import sys, json; print(", ".join(sorted(json.load(sys.stdin).keys())))'`,
    `echo "$S" | node -e 'console.log(Object.keys(JSON.parse(require("fs").readFileSync(0))))'`,
    `expr length "$S"`,
    `echo "pw=$S" | perl -pe 's/(pw=).*/$1***/'`,
    `printf 'a\npw=%s\n' "$S" > file\nperl -pi -e 's/^pw=.*/pw=x/' file\ncat file`,
    `echo "$S" | perl -pe 's/:[^@]*@/:***@/'`,
    `echo "$S" | perl -lpe 's/\\d/0/g; s/./*/g'`,
    `#!/bin/bash\nL="pw $S"\necho "\${L//$S/***}"`,
    `#!/bin/bash\necho "\${S/*/***}"`,
    `#!/bin/bash\necho "\${S@a}"`,
  ])("of what the script knows to be the secret: %j", (script) => {
    const [first = "", ...rest] = script.split("\n");
    expect(said(first.startsWith("#!") ? `${first}\n${S}${rest.join("\n")}` : S + script)).toEqual([]);
  });
  it.each([
    'echo "${S//[a-zA-Z0-9]/*}"',
    'echo "${S//[[:alnum:]]/*}"',
    'echo "${S%"${S#???}"}***"',
    'echo "***${S#"${S%????}"}"',
    String.raw`echo "$S" | sed 's/\(....\).*/\1****/'`,
    String.raw`echo "$S" | sed -E 's/^(.{2}).*(.{2})$/\1***\2/'`,
    `echo "$S" | awk '{print substr($0, 1, 4) "***"}'`,
  ])("hides the secret: %j", (print) => expect(said(`#!/bin/bash\n${S}${print}`)).toEqual([]));
  it.each([
    'echo "${S//./*}"',
    'echo "${S%"${S%???}"}"',
    'echo "${S%"${S#??????????}"}"',
    'echo "${S%"${T#???}"}"',
    'echo "${S//[a-z]/*}"',
    'L="pw $S"; echo "${L//pw/***}"',
    'L="pw $S"; echo "${L//$T/***}"',
    'L="$T $S"; echo "${L//$T/***}"',
    'L="pw $S"; echo "${L//$T$S/***}"',
    String.raw`echo "$S" | sed 's/\(.*\)./\1*/'`,
    `echo "$S" | sed -E 's/^.{4}/****/'`,
    `echo "$S" | awk '{print substr($0, 5)}'`,
    `echo "$S" | perl -pe 's/^.{4}/****/'`,
    `echo "pw=$S" | perl -pe 's/pw=(.*)/$1/'`,
    `echo "pw=$S" | perl -pe 's/pw=.*/<$&>/'`,
    `echo "pw=$S" | perl -pe 's/pw=.*?/***/'`,
    `echo "$S" | awk '{print substr($0, 5, 40)}'`,
  ])("is too small: %j", (print) => expect(said(`#!/bin/bash\n${S}${print}`)).toEqual(["printed 3"]));
});

describe("a secret that may be a URL with a password", () => {
  it.each([
    'echo "${S##*@}"',
    'H=${S#*@}\necho "${H%%:*}, ${S##*/}"',
    `echo "$S" | sed 's#//.*@#//***@#'`,
    String.raw`echo "$S" | sed -E 's#(://[^:]+:)[^@]+@#\1***@#'`,
    `echo "$S" | cut -d@ -f2`,
    `export S\nenv | sed 's#//.*@#//***@#'`,
  ])("is not printed by %j", (print) => expect(said(S + print)).toEqual([]));
  it.each([
    'echo "${S%@*}"',
    'echo "${S##*/}"',
    `echo "$S" | cut -d@ -f1`,
    `echo "$S" | sed 's#^.*://##' # sed 's/.*@//'`,
    'echo "$(echo "$S" | cut -d@ -f2) $S"',
    `echo "$S" | cut -c1-20 # sed 's|@@|x|' f`,
    `echo "$S" | tail -c 20 # sed 's|@@|x|' f`,
    `echo "$S" | cut -d: -f1; cut -d@ -f1 /etc/x`,
    'echo "${S##*/}"; cut -d@ -f1 /etc/x',
  ])("is printed by %j", (print) => expect(said(S + print)).toEqual(["printed 2"]));
  it("is not one of the keys of AWS, which contain no @", () =>
    expect(said(`${STS}K=$(echo "$C" | jq -r .Credentials.SecretAccessKey)\necho "\${K##*@}"`)).toEqual(["printed 3"]));
});

describe("a secret that may be lines NAME=value", () => {
  it.each([
    'echo "$S" > .env\ncut -d= -f1 .env',
    `echo "$S" | sed 's/=.*/=***/'`,
    `echo "$S" | grep -o '^[A-Z_]*='`,
    `echo "$S" | awk -F= '{ print $1 }'`,
    `echo "$S" | grep '^DB_HOST=' | cut -d= -f2`,
    `echo "$S" | while IFS='=' read -r k v; do export "$k=$v"; echo "set $k"; done`,
    'echo "$S" | while read -r l; do echo "set ${l%%=*}"; done',
    'for l in $S; do echo "set ${l%%=*}"; done',
  ])("is not printed by %j", (print) => expect(said(S + print)).toEqual([]));
  it("is not printed by a regular expression", () =>
    expect(
      said(
        `#!/bin/bash\n${S}while read -r l; do [[ $l =~ ^([A-Z_]+)=(.*)$ ]] && echo "\${BASH_REMATCH[1]}"; done <<< "$S"`,
      ),
    ).toEqual([]));
  it.each([
    'echo "$S" | cut -d= -f2-',
    'echo "$S" | cut -d: -f1',
    `echo "$S" | grep '^DB_PASS=' | cut -d= -f2`,
    `echo "$S" | while IFS='=' read -r k v; do echo "set $k to $v"; done`,
    'echo "$S" | while read -r l; do echo "set ${l#*=}"; done',
    `echo "$S" | cut -c1-8; IFS== read -r a b < /etc/x`,
    `${GET_ALL} --query 'Parameters[].[Name,Value]' --output text | while read -r l; do echo "\${l%%=*}"; done`,
  ])("is printed by %j", (print) => expect(said(S + print)).toEqual(["printed 2"]));
});

describe("a secret that is a string", () => {
  it.each(["jq 'del(.SecretString)'", "grep -v SecretString", "sed '/SecretString/d'"])("is not printed by %j", (of) =>
    expect(said(`${GET} | ${of}`)).toEqual([]),
  );
  it("may be binary if the script says so", () =>
    expect(said(`${GET} | jq -r .SecretBinary | base64 -d`)).toEqual(["printed 1"]));
});

describe("a secret that a Python program reads", () => {
  it.each(["open('/tmp/x', 'w').write('$S')", "f.write('$S')", "json.dump('$S', f)", "print('$S', file=f)"])(
    "is not printed by %j",
    (code) => expect(said(`${S}python3 - <<EOF\n${code}\nEOF`)).toEqual([]),
  );
  it.each(["sys.stdout.write('$S')", "json.dump('$S', sys.stdout)", "print('$S', file=sys.stderr)"])(
    "is printed by %j",
    (code) => expect(said(`${S}python3 - <<EOF\n${code}\nEOF`)).toEqual(["printed 2"]),
  );
});

describe("the output of a program that has failed", () => {
  const OUT = `OUT=$(${GET} 2>&1)`;
  it.each([
    `${OUT} || { echo "failed: $OUT"; exit 1; }`,
    `if ! ${OUT}; then echo "failed: $OUT"; fi`,
    `${OUT}\nif [ $? -ne 0 ]; then echo "failed: $OUT"; fi`,
    `${OUT}\nRC=$?\nif [ $RC -ne 0 ]; then echo "failed: $OUT" >&2; exit $RC; fi`,
    // What a here-document reads, the paths after it no longer need.
    `cat <<E\n\${C:-none}\nE\n${OUT}\nRC=$?\n[ $RC -eq 0 ] || echo "failed: $OUT"`,
    `log() { echo "$(date) $*" | tee -a log; }\n${OUT} || log "failed: $OUT"`,
    `until ${OUT}; do echo "retry: $OUT"; sleep 5; done`,
    `get() { ${GET} 2>&1; }\nS=$(get) || echo "failed: $S"`,
    `S=$(${GET} --query SecretString --output text | jq -r .password) || echo "no password: $S"`,
    `${OUT}\nif echo "$OUT" | grep -q ResourceNotFound; then echo "failed: $OUT"; fi`,
    `isMissing() { echo "$1" | grep -qi 'not found\\|NotFound'; }\n${OUT}\nisMissing "$OUT" && echo "$OUT" | head -n 1`,
    `${OUT}\ncase "$OUT" in *AccessDenied*|*"error occurred"*) echo "failed: $OUT" ;; esac`,
    `${IN_BASH}${OUT}\nif [[ $OUT == *NotFound* ]]; then echo "$OUT"; elif [[ $OUT =~ AccessDenied ]]; then echo "$OUT"; fi`,
    `${IN_BASH}${OUT}\nif grep -q "error occurred" <<< "$OUT"; then echo "$OUT"; exit 1; fi`,
  ])("is not secret: %j", (script) => expect(said(script)).toEqual([]));

  it.each([
    `${OUT} || echo failed\necho "result: $OUT"`,
    `${OUT}\n[ $? -ne 0 ] && echo failed\necho "result: $OUT"`,
    `log() { echo "$1"; }\n${OUT} || { log "failed: $OUT"; exit 1; }\nlog "$OUT"`,
    `${S}P=$(echo "$S" | jq -er .password) || echo "no password in $S"`,
    `${S}mysql -p"$S" || echo "failed: $S"`,
    `trap 'echo "failed: $S"' EXIT\n${S}`,
    `${OUT}\nif echo "$OUT" | grep -q NotFound; then echo no; fi\necho "$OUT"`,
    `${OUT}\nif echo "$OUT" | grep -qv NotFound; then echo "$OUT"; fi`,
    `${OUT}\necho "$OUT" | grep -q NotFound || echo "$OUT"`,
    `${OUT}\nif echo "$OUT" | grep -qE 'error|password'; then echo "$OUT"; fi`,
    `${OUT}\ncase "$OUT" in *AccessDenied*) ;; *password*) ;; *) exit ;; esac\necho "$OUT"`,
    `${IN_BASH}${OUT}\n[[ $OUT != *NotFound* ]] && echo "$OUT"`,
  ])("does not hide that of another: %j", (script) => expect(said(script)).toHaveLength(1));
});

describe("a file that a program edits with a secret", () => {
  const FIELD = `S=$(${GET} --query SecretString --output text | jq -r .password)\n`;
  const TEMPLATE = `${FIELD}printf 'user=a\\npassword=@PW@\\n' > conf\nsed -i "s|@PW@|$S|" conf\n`;
  const OTHER = `${FIELD}sed -i.bak -e "s|^password=.*|password=$S|" /etc/conf\n`;

  it.each([
    `${TEMPLATE}cat conf`,
    `${TEMPLATE}grep password conf`,
    `${OTHER}cat /etc/conf`,
    `${OTHER}grep ^password /etc/conf`,
    `${FIELD}for f in a b; do sudo sed -i "s/@PW@/$S/g" "/etc/$f"; done\ncat /etc/b`,
    `${FIELD}perl -pi -e "s/@PW@/$S/" conf\ncat conf`,
    `${FIELD}yq -i ".db.password = \\"$S\\"" conf\ncat conf`,
    `${FIELD}jq --arg p "$S" '.password = $p' conf | sponge conf\ncat conf`,
    `${FIELD}echo "$S" | sort -o conf\ncat conf`,
    `${FIELD}echo "$S" | dd of=conf\ncat conf`,
  ])("is printed by %j", (script) => expect(said(script)).toHaveLength(1));

  it.each([
    `${TEMPLATE}grep user conf`,
    `${OTHER}grep -c . /etc/conf`,
    `${OTHER}grep ^port /etc/conf`,
    `${OTHER}sed 's/^password=.*/password=x/' /etc/conf`,
    `${OTHER}cat /etc/other`,
    `${FIELD}printf 'password=%s\\n' "$S" > conf\nsed -i 's/=.*/=x/' conf\ncat conf`,
  ])("is not printed by %j", (script) => expect(said(script)).toEqual([]));
});

describe("a JSON file to which jq adds a secret", () => {
  const ADD = `${S}jq --arg s "$S" '.db.password = $s' config.json > c && mv c config.json\n`;
  it.each([
    "jq -r .version config.json",
    "jq 'del(.db)' config.json",
    `jq '.db.password = "***"' config.json`,
    "cat config.json | jq '.db | keys'",
    `get() { jq -r ".$1" config.json; }\nget version`,
  ])("is not printed by %j", (print) => expect(said(ADD + print)).toEqual([]));
  it.each(["jq . config.json", "jq .db config.json", "jq 'del(.version)' config.json", "cat config.json"])(
    "is printed by %j",
    (print) => expect(said(ADD + print)).toEqual(["printed 3"]),
  );
  it("is not printed if it comes from the environment", () => {
    const FROM = `${S}export S\njq '.db = {password: env.S}' config.json > c\n`;
    expect(said(`${FROM}jq .version c\njq 'del(.db)' c`)).toEqual([]);
    expect(said(`${FROM}jq .db c`)).toEqual(["printed 4"]);
    expect(said(`${S}export S\njq '.db.password = $ENV.S' config.json`)).toEqual(["printed 3"]);
  });
  it("is printed from a pipe", () => expect(said(`${S}curl x | jq --arg s "$S" '.s = $s'`)).toEqual(["printed 2"]));
});

describe("awk on a value of unknown form", () => {
  it.each([BY("awk '{print $1}'"), BY(String.raw`awk -F'\t' '{print "name: " $1}'`)])(
    "is not assumed to print the secret: %j",
    (script) => expect(said(script)).toEqual([]),
  );
  it.each([
    BY("awk '{print $2}'"),
    BY("awk '{print $3}'"),
    BY("awk -F, '{print $2}'"),
    BY("awk -F% '{print $2}'"),
    BY("awk -Fx '{print $2}'"),
    BY("awk -v FS=x '{print $2}'"),
    BY("awk '$1 ~ /password/ {print $2}'"),
    BY("awk '{print $NF}'"),
  ])("may print a part of the secret: %j", (script) => expect(said(script)).toHaveLength(1));
});

describe("a part of a secret that the sample value does not contain", () => {
  it.each([
    `${GET_ALL} | jq -r '.Parameters[1].Value'`,
    `${GET_ALL} | jq -r '.Parameters[1:][].Value'`,
    `P=$(${GET_ALL})\nfor i in $(seq 0 9); do echo "$P" | jq -r ".Parameters[$i].Value"; done`,
    `${ASSUME} | jq -r "[.Credentials | .AccessKeyId, .SecretAccessKey][$I]"`,
    `${ASSUME} | jq -r --arg k "$K" '.Credentials[$k]'`,
    `${GET_ALL} | jq -r '.Parameters[].Value' | tail -n +2`,
    `${GET_ALL} | jq -r '.Parameters[0].Value[45:]'`,
    `${IN_BASH}${S}read -r u p <<< "$S"\necho "$p"`,
    `${IN_BASH}${S}IFS=: read -r u p x <<< "$S"\necho "$p"`,
  ])("is secret: %j", (script) => expect(said(script)).toHaveLength(1));
  it.each([
    `${GET_ALL} | jq -r '.Parameters[1].Name'`,
    `P=$(${GET_ALL})\nfor i in $(seq 0 9); do echo "$P" | jq -r ".Parameters[$i].Name"; done`,
    `${GET_ALL} | jq -c --arg n "$N" '.Parameters[] | select(.Name == $n) | {Name, Version}'`,
    `${GET_ALL} | jq -r '.Parameters[].Name' | tail -n 1`,
    "aws ecr get-login-password | grep AccessKeyId",
    `P=$(aws ecr get-login-password)\necho "$P" | awk '/error/ { print $2 }'`,
    `${IN_BASH}read -r n v w <<< "$(${GET_ALL} --query 'Parameters[0].[Name,Value,Version]' --output text)"\necho "$w"`,
  ])("is harmless if it is another field: %j", (script) => expect(said(script)).toEqual([]));
});

describe("a field after an intermediate form", () => {
  it.each([
    `${CREDENTIALS}echo "$C" | jq -r .Expiration`,
    `${CREDENTIALS}echo "key $(echo "$C" | jq -r .AccessKeyId)"`,
    `${STS}C=$(echo "$C" | jq .)\necho "$C" | jq -r .Credentials.Expiration`,
    `${ASSUME} | python3 -m json.tool | grep Expiration`,
    `${ASSUME} | jq '.Credentials | {AccessKeyId, Expiration}'`,
    `${ASSUME} | jq 'del(.Credentials)'`,
    `${ASSUME} | jq '.Credentials.SecretAccessKey = "***" | .Credentials.SessionToken |= "***"'`,
    `#!/bin/bash\n${STS}[[ $C =~ KeyId.:.\\"([^\\"]+) ]] && echo "\${BASH_REMATCH[1]}"`,
    `#!/bin/bash\n${STS}[[ $C =~ "(Secret)" ]] && echo "\${BASH_REMATCH[1]}"`,
    `#!/bin/bash\n${CREDENTIALS}[[ $C =~ (.*) ]]\n[[ $HOME =~ (.*) ]] && echo "\${BASH_REMATCH[1]}"`,
    `${GET_ALL} | jq -c '.Parameters[] | {Name, Version}'`,
    `${GET_ALL} | jq -r '.Parameters[] | .Name as $n | $n | sub("/"; "_")'`,
    `${GET_ALL} | jq -r '.Parameters | map(.Name | split("/") | last) | join(",")'`,
    `${GET_ALL} | jq -r '.Parameters | min_by(.Version) | .Name'`,
    `${GET_ALL} | jq -r 'first(.Parameters[].Name) | ascii_upcase'`,
    `${GET_ALL} | jq -c '[.Parameters[] | {Name, size: (.Value | length)}]'`,
    `${GET_ALL} | jq -c '.Parameters[]' | jq -r .Name`,
    `${GET_ALL} | jq -c '.Parameters[]' | while read -r row; do echo "$row" | jq -r .Name; done`,
    ROWS("jq -r .Name"),
    `${THREE(JOINED)}echo $A`,
    `${THREE(LISTED)}echo $A`,
    EACH("IFS=$'\\t'", "n"),
    EACH("", "n"),
    PAIRS(String.raw`"\(.Name)=\(.Value)"`, "n"),
    PAIRS('.Name + "=" + .Value', "n"),
  ])("is harmless if it is not secret: %j", (script) => expect(said(script)).toEqual([]));

  it.each([
    `${CREDENTIALS}echo "$C" | jq -r .SecretAccessKey`,
    `${ASSUME} | jq '.Credentials | {AccessKeyId, SessionToken}'`,
    `${ASSUME} | jq 'del(.Credentials.Expiration)'`,
    `${ASSUME} | jq '.Credentials.SecretAccessKey = "***"'`,
    `#!/bin/bash\n${STS}[[ $C =~ AccessKey.:.\\"([^\\"]+) ]] && echo "\${BASH_REMATCH[1]}"`,
    `${ASSUME} | python3 -m json.tool`,
    `${ASSUME} | python3 -m json.tool --sort-keys | grep Secret`,
    `${ASSUME} | jq -r '.Credentials | to_entries[] | select(.key == "SecretAccessKey") | .value' | head -n 1`,
    `${ASSUME} | jq -r '.Credentials | to_entries | map(select(.key | test("Secret"))) | first | .value'`,
    `${ASSUME} | jq -r '.Credentials[]' | while read -r k v; do echo "$k"; done`,
    `${GET_ALL} | jq -r '.Parameters[] | select(.Name == "/app/password") | .Value'`,
    `${GET_ALL} | jq -c '.Parameters[]' | jq -r .Value`,
    `${GET_ALL} | jq -c '.Parameters[]' | while read -r row; do echo "$row" | jq -r .Value; done`,
    String.raw`${GET_ALL} | jq -r '.Parameters[] | "\(.Name | split("/")[-1])=\(.Value)"'`,
    String.raw`${GET_ALL} | jq -r '.Parameters[] | "\(.Name | sub(".*/"; ""))=\(.Value | @sh)"'`,
    `${GET_ALL} | jq -r '.Parameters[] | select(.Name | test("db")) | (.Value | sub("x"; "y")) as $v | $v'`,
    `${GET_ALL} | jq '.Parameters | map({(.Name | sub("/"; "")): .Value}) | add'`,
    `${GET_ALL} | jq -r '.Parameters[].Value | capture("(?<word>[a-z]+)") | .word'`,
    `${GET_ALL} | jq -r '.Parameters[] | .Name as $v | .Value as $v | $v | sub("x"; "y")'`,
    `${GET_ALL} | jq -r '.Parameters[] | @base64'`,
    `${GET_ALL} | jq -r '.Parameters[] | @base64' | tr a-z A-Z`,
    ROWS("jq -r .Value"),
    ROWS("cat"),
    `${THREE(JOINED)}echo $S`,
    `${THREE(LISTED)}echo $T`,
    EACH("IFS=$'\\t'", "v"),
    EACH("IFS=,", "n"),
    PAIRS(String.raw`"\(.Name)=\(.Value)"`, "v"),
  ])("is secret: %j", (script) => expect(said(script)).toHaveLength(1));

  it.each([
    [`${CREDENTIALS}echo "$C" | grep SessionToken`, "the SessionToken from"],
    [`${ASSUME} | jq . | grep SessionToken`, "the SessionToken from"],
    [`${THREE(JOINED)}echo $T`, "the SessionToken from"],
  ])("is named in the message: %j", (script, expected) =>
    expect(findings(document(script))[0]!.message).toContain(`prints ${expected}`),
  );
});

describe("fields of a secret in JSON", () => {
  it.each([
    String.raw`sed 's/.*"host":"\([^"]*\)".*/\1/'`,
    String.raw`sed -n 's/.*"port":\([0-9]*\).*/\1/p'`,
    String.raw`grep -oP '"dbname":"\K[^"]+'`,
    `grep -o '"username":"[^"]*"' | cut -d'"' -f4`,
    `tr ',' '\\n' | grep '"host"' | cut -d: -f2 | tr -d '"'`,
    `awk -F'"host":"' '{print $2}' | cut -d'"' -f1`,
    `python3 -c 'import json, sys; print(json.load(sys.stdin)["host"])'`,
    `python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["host"], d.get("port"))'`,
    "jq -r .DB_HOST",
    `jq -r '."db-host", .["db.port"]'`,
    "jq -r 'keys[]'",
    "jq -r 'to_entries[] | .key'",
    `jq 'map_values("***")'`,
    `jq 'with_entries(.value = "***")'`,
    `jq '.host as $h | .password = "***" | keys'`,
    `jq -c 'with_entries(.value |= (tostring | length))'`,
    `jq '(.. | strings) = "***"'`,
    `jq 'walk(if type == "string" then "***" else . end)'`,
    `jq 'map_values(if type == "number" then 0 else "***" end)'`,
    `jq -e '.password != null and (.host | length) > 0'`,
    `jq -r 'if has("password") then "complete" else "no password" end'`,
    `jq -r 'paths | join(".")'`,
    `jq -r '.password as $p | .host | test("x"; "i")'`,
    String.raw`jq -r '"\(.dbHost):\(.DB_PORT)"'`,
  ])("not secret: %j", (chain) => {
    expect(said(`${S}echo "$S" | ${chain}`)).toEqual([]);
    expect(said(`${S}H=$(echo "$S" | ${chain})\necho "connected to $H"`)).toEqual([]);
  });
  it("not secret: the fields that several tools extract", () => {
    const HOST = `H=$(echo "$S" | python3 -c 'import json, sys; print(json.load(sys.stdin)["host"])')\n`;
    const FIELDS = (name: string) => `${S}${HOST}F=$(echo $S | grep -o '"${name}":"[^"]*' | cut -d'"' -f4)\n`;
    expect(said(`${FIELDS("dbname")}echo "$H/$F, $(hostname)"`)).toEqual([]);
    expect(said(`${FIELDS("password")}echo "$H/$F"`)).toEqual(["printed 4"]);
  });
  it("not secret: a field of the complete response", () =>
    expect(said(String.raw`${GET} | grep -oP '\\"host\\":\\"\K[^"\\]+'`)).toEqual([]));

  it.each([
    String.raw`sed 's/.*"password":"\([^"]*\)".*/\1/'`,
    String.raw`sed -n 's/.*"host":"\(.*\)".*/\1/p'`,
    String.raw`sed 's/"host"/"HOST"/'`,
    String.raw`grep -oP '"apiKey":"\K[^"]+'`,
    `grep -oE '"(host|apiKey)":"[^"]*"'`,
    "grep host",
    `cut -d'"' -f4`,
    "cut -d, -f2",
    `tr ',' '\\n' | head -n 3`,
    `python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["pw"], d["host"])'`,
    `python3 -c 'import json, sys; d = json.load(sys.stdin); print(d, d["host"])'`,
    `python3 -c 'import json, sys; d = json.load(sys.stdin); print(d); print(d["host"])'`,
    "jq -r '.host, .DB_PASS'",
    "jq -r '.host, .PRODUCTION_APPLICATION_DATABASE_MASTER_PASSPHRASE'",
    `jq -r '.host, ."api-key"'`,
    `jq -r '.host, .["my.key"]'`,
    `grep -oE '"(host|api-key)":"[^"]*"'`,
    "jq -r '[.host, .key] | @tsv'",
    "jq -r .HOST_KEY",
    "jq -r 'to_entries[] | .value'",
    "jq 'map_values(ascii_upcase)'",
    "jq 'with_entries(.value |= .)'",
    `jq 'with_entries(.value += "***")'`,
    `jq '(.. | numbers) = "***" | keys, .'`,
  ])("secret: %j", (chain) => expect(said(`${S}echo "$S" | ${chain}`)).toEqual(["printed 2"]));
  it("secret: followed by the complete secret", () =>
    expect(said(`${S}H=$(echo "$S" | grep -o '"host":"[^"]*"')\necho "$H $S"`)).toEqual(["printed 3"]));
});

describe("the trace of set -x", () => {
  it.each([
    [`set -x\n${S}`, "trace 1"],
    [`if [ -n "$A" ]; then date; else set -x; fi\nif [ -n "$B" ]; then f() { date; }; fi\n${S}`, "trace 1"],
    [`${S}set -ex\n[ -n "$S" ]`, "trace 2"],
    [`${S}set -o xtrace\nX=$S`, "trace 2"],
    [`#!/bin/bash -x\n${S}`, "trace 1"],
    [`#!/bin/bash\n${S}set -x\n[[ -n $S ]]`, "trace 3"],
    // bash redirects stderr after it has expanded and traced a simple command.
    [`#!/bin/bash\n${S}set -x\ncurl "$S" |& cat > f`, "trace 3"],
    [`#!/bin/bash\n${S}set -x\ndate $(date "$S") |& cat > f`, "trace 3"],
    [`${S}export S\nbash -xc '[ -n "$S" ]'`, "trace 3"],
    [`${S}f() { set -x; }\nf\nX=$S`, "trace 2"],
    [`set -x\n${S}set +x\necho a\nset -x\nX=$S`, "trace 1"],
  ])("%j", (script, first) => expect(said(script)[0]).toBe(first));

  it.each([
    `set -x\necho a\nset +x\n${S}`,
    `#!/bin/bash\n${S}set -x\n{ date "$S"; } |& cat > f`,
    `#!/bin/bash\n${S}set -x\nf() { date "$S"; }\nf |& cat > f`,
    `${S}set -x\necho a`,
    `${S}(set -x; echo a)\n[ -n "$S" ]`,
    `${S}set -x\ncat > /tmp/x <<EOF\n$S\nEOF`,
    `${S}bash -xc 'echo a'\n[ -n "$S" ]`,
    `#!/bin/bash\nexec 3> /dev/null\nBASH_XTRACEFD=3\nset -x\n${S}`,
    `exec 2> /dev/null\nset -x\n${S}`,
  ])("shows no secret: %j", (script) => expect(said(script)).toEqual([]));
});

describe("diagnostics on stderr", () => {
  it.each([
    [`${S}curl -v -H "Authorization: Bearer $S" https://x`, ["diagnostics 2"]],
    [`${S}X=$(curl -sSv -u "app:$S" https://x)`, ["diagnostics 2"]],
    [`${S}curl -sv "https://x/?key=$S" > /tmp/x`, ["diagnostics 2"]],
    [`${S}curl -sv -d "$S" https://x > /tmp/x`, []],
    [`${S}echo "Authorization: $S" | curl -v -H @- https://x`, ["diagnostics 2"]],
    [`${S}echo "header = \\"A: $S\\"" > k\ncurl -vK k https://x`, ["diagnostics 3"]],
    [`${S}echo "Authorization: $S" | curl -H @- https://x`, []],
    [`${S}curl -sv -H "A: $S" https://x > /tmp/x 2>&1`, []],
    [`${S}curl -s --trace-ascii - -d "$S" https://x`, ["printed 2"]],
    [`${S}wget -O /tmp/x "https://x/?key=$S"`, ["diagnostics 2"]],
    [`${S}wget -q -O /tmp/x "https://x/?key=$S"`, []],
    [`${S}wget -O /tmp/x --header "A: $S" https://x`, []],
    ...["-d", "-dO /tmp/x", "-nvd", "--debug"].map(
      (debug) => [`${S}wget ${debug} --header "A: $S" https://x`, ["diagnostics 2"]] as [string, string[]],
    ),
    ...["-dq", "-d --quiet", "-d -o /tmp/log", "-d -a/tmp/log", "-d --output-file=/tmp/log"].map(
      (options) => [`${S}wget ${options} --header "A: $S" https://x`, []] as [string, string[]],
    ),
    [`X=$(${GET} --debug)`, ["diagnostics 1"]],
    [`${S}logger -s "$S"`, ["diagnostics 2"]],
    [`${S}echo "$S" | xargs -t curl -su`, ["diagnostics 2"]],
    [`${S}echo "$S" | xargs curl -su`, []],
    [`${IN_BASH}${S}exec > >(tee log | logger -s -t app) 2>&1\necho "$S"`, ["printed 4"]],
    [`${IN_BASH}${S}exec > >(tee log | logger -s -t app 2> /dev/console) 2>&1\necho "$S"`, []],
    [`${IN_BASH}${S}exec > >(while read -r l; do echo "$(date) $l"; done)\necho "$S"`, ["printed 4"]],
    [`${TOKEN}curl -v -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/`, ["diagnostics 2"]],
  ])("%j", (script, expected) => expect(said(script)).toEqual(expected));
});

describe("parameters", () => {
  const of = (name: string, declaration: object, ...lines: string[]) =>
    findings(withParameter(name, declaration, ...lines)).map(({ messageId }) => messageId);
  it.each([
    "Password",
    "DBPassword",
    "db_password",
    "dbpassword",
    "GithubToken",
    "ApiKey",
    "ClientSecret",
    "MasterUserPassword1",
  ])("%s is secret", (name) => expect(of(name, { type: "String" }, `echo {{ ${name} }}`)).toEqual(["printed"]));
  it.each([
    "PasswordLength",
    "SecretArn",
    "SecretId",
    "TokenTtl",
    "ResetPassword",
    "AccessKeyId",
    "KeyName",
    "PasswordFile",
    "Secretary",
  ])("%s is not secret", (name) => expect(of(name, { type: "String" }, `echo {{ ${name} }}`)).toEqual([]));
  it("takes the declaration into account", () => {
    expect(of("Token", { type: "Boolean" }, "echo {{ Token }}")).toEqual([]);
    expect(of("Token", { type: "String", allowedValues: ["a", "b"] }, "echo {{ Token }}")).toEqual([]);
    expect(of("Key", { type: "String", default: "{{ssm-secure:/app/key}}" }, "echo {{ Key }}")).toEqual(["printed"]);
    expect(of("Other", { type: "String" }, "echo {{ssm-secure:/app/key}}")).toEqual(["printed"]);
    expect(of("Password", { type: "String" }, "echo {{ Password }} > /tmp/x")).toEqual([]);
    expect(of("Password", { type: "String", interpolationType: "ENV_VAR" }, "env")).toEqual(["printed"]);
  });
});

describe("options", () => {
  it("commandLine", () => {
    const script = `${S}mysql -p"$S"\necho "$S" > /tmp/x\nsudo chef --key "$S"`;
    expect(said(script)).toEqual([]);
    expect(said(script, { commandLine: true })).toEqual(["argument 2", "argument 4"]);
    expect(said(`${S}f() { mysql -p"$S"; }`, { commandLine: true })).toEqual([]);
    const request = `${TOKEN}curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/`;
    expect(said(request, { commandLine: true })).toEqual([]);
  });
  it("commandLine: the name of a stored secret is not secret", () => {
    const name = withParameter("apiKey", { type: "String" }, "aws ssm get-parameter --name '{{ apiKey }}' > /tmp/x");
    const value = withParameter(
      "apiKey",
      { type: "String" },
      "curl -H 'X-Key: {{ apiKey }}' https://example.com > /tmp/x",
    );
    expect(findings(name, { commandLine: true })).toEqual([]);
    expect(findings(value, { commandLine: true })).toHaveLength(1);
  });
  it("metadataToken", () => {
    expect(said(`${TOKEN}echo "$T"`)).toEqual(["printed 2"]);
    expect(said(`${TOKEN}[ -n "$T" ] && echo "token: $T"`)).toEqual(["printed 2"]);
    expect(said(`${TOKEN}curl -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/a; grep x <<< "$T"`)).toEqual([
      "printed 2",
    ]);
    expect(said(`#!/bin/bash\n${TOKEN}declare -n R=T\necho "$R"`)).toEqual(["printed 4"]);
    expect(said(`#!/bin/bash\n${TOKEN}N=T\necho "\${!N}"`)).toEqual(["printed 4"]);
    expect(said(`${TOKEN}echo "$T"`, { metadataToken: false })).toEqual([]);
  });
});

it.each([
  ["jq .", "prints the SecretString from"],
  ["jq -r .password", "prints a field of the SecretString from"],
  ["jq 'del(.password)'", "prints what may be a part of the SecretString from"],
  ["sed -n /id/p", "prints what may be a part of the SecretString from"],
])("the message says how much of the secret %j prints", (print, expected) => {
  const [finding] = findings(document(`${S}echo "$S" | ${print}`));
  expect(finding!.message).toContain(expected);
});

it.each([
  [".SecretString | fromjson | .password", "prints a field of the SecretString from"],
  [".SecretString | fromjson | tostring", "prints what may be a part of the SecretString from"],
  [". | tojson", "prints the SecretString from"],
])("the message says how much of the answer %j prints", (filter, expected) => {
  const [finding] = findings(document(`${GET} | jq -r '${filter}'`));
  expect(finding!.message).toContain(expected);
});

it("the message says which command prints which secret, and where", () => {
  const [printed] = findings(document(`${STS}echo "keys: $C"`));
  expect(printed!.message).toBe(
    "`echo \"keys: $C\"` prints the SecretAccessKey from `aws sts assume-role` to the step's stdout. Everyone who can read the command's output (console, S3, CloudWatch Logs) can read it.",
  );
  const [whole] = findings(document(GET));
  expect(whole!.message).toContain("prints the SecretString from");
  const [trace] = findings(document(`set -x\n:\n${S}`));
  expect(trace!.message).toContain(`On line ${FIRST_LINE + 2}, this includes the SecretString from`);
  const script = `log() { echo "$*" >&2; }\nf() { log "$1"; }\n${S}log a\nf "$S"\nlog "$S"`;
  const [called, ...others] = findings(document(script));
  expect(called!.message).toContain(`to the step's stderr in the call on line ${FIRST_LINE + 4}.`);
  expect(others).toEqual([]);
  const [own] = findings(document(`${S}show() { echo "$S"; }\nshow`));
  expect(own!.message).toContain("to the step's stdout.");
});

describe("suggestions", () => {
  const offered = (script: string) =>
    findings(document(script)).flatMap(({ suggestions = [] }) =>
      suggestions.map(({ fix, messageId }) => {
        const text = document(script);
        const after = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
        expect(findings(after)).toHaveLength(findings(text).length - 1);
        return `${messageId}: ${readDocument(after, {}).documents[0]!.steps[0]!.script.text.trimEnd()}`;
      }),
    );
  it.each([
    [`echo a\nset -x\n${S}echo b`, `untrace: echo a\n${S}echo b`],
    [`echo a\n  set -x\n${S}echo b`, `untrace: echo a\n${S}echo b`],
    [`echo a\n\tset -x\n\n${S}echo b`, `untrace: echo a\n\n${S}echo b`],
    [`echo a; set -x\n${S}echo b`, `untrace: echo a; :\n${S}echo b`],
    [`echo a\nset -x; echo c\n${S}echo b`, `untrace: echo a\n:; echo c\n${S}echo b`],
    [`echo a\nset -o xtrace # why\n${S}echo b`, `untrace: echo a\n: # why\n${S}echo b`],
    [`set -x\n${S}echo b`, `untrace: :\n${S}echo b`],
    [`set -xe -o pipefail\n${S}echo b`, `untrace: set -e -o pipefail\n${S}echo b`],
    [`#!/bin/bash -x\n${S}echo b`, `untrace: #!/bin/bash\n${S}echo b`],
    [`#!/bin/bash -xe\n${S}echo b`, `untrace: #!/bin/bash -e\n${S}echo b`],
    [`set -ex\n${S}echo b`, `untrace: set -e\n${S}echo b`],
    [`#!/bin/bash -ex\n${S}echo b`, `untrace: #!/bin/bash -e\n${S}echo b`],
    [`${S}curl -sSv -H "A: $S" https://x`, `quiet: ${S}curl -sS -H "A: $S" https://x`],
    [`${S}curl -s -v -H "A: $S" https://x`, `quiet: ${S}curl -s -H "A: $S" https://x`],
    [`${S}wget "https://x/?k=$S"`, `quiet: ${S}wget -q "https://x/?k=$S"`],
    [`${S}echo "$HOME: $S"`, `mask: ${S}echo "$HOME: \${S:+hidden}"`],
    [ASSUME, `discard: ${ASSUME} > /dev/null`],
  ])("%j", (script, expected) => expect(offered(script)).toEqual([expected]));
  it.each([`${S}cat <<EOF\n$S\nEOF`, `${EXPORT}env`])("are not offered for %j", (script) =>
    expect(offered(script).filter((one) => !one.startsWith("mask"))).toEqual([]),
  );
});

it("a finding has the position of the command in JSON, CloudFormation and flow style", () => {
  const template = JSON.stringify(
    {
      Resources: {
        D: {
          Type: "AWS::SSM::Document",
          Properties: {
            Content: JSON.parse(
              withParameter("P", { type: "String" }, "date", "  aws ecr get-login-password"),
            ) as object,
          },
        },
      },
    },
    undefined,
    1,
  );
  const json = withParameter("P", { type: "String" }, 'echo "a"', "aws ecr get-login-password");
  for (const text of [template, json]) {
    const [only, ...others] = findings(text);
    expect(others).toEqual([]);
    const lines = text.split("\n");
    expect(lines[only!.line - 1]!.slice(only!.column - 1, only!.endColumn! - 1)).toBe("aws ecr get-login-password");
  }
});

it("the message shows a command over several lines without the backslashes", () => {
  const [only] = findings(document("aws eks get-token \\\n  --cluster-name web"));
  expect(only!.message).toContain("`aws eks get-token --cluster-name web` prints");
});

describe("set -v", () => {
  const shownBy = (...lines: string[]) =>
    findings(withParameter("DBPassword", { type: "String" }, ...lines)).map(
      ({ messageId, message }) => `${messageId} ${/With `(.+?)`.* On line (\d+)/.exec(message)?.slice(1).join(" ")}`,
    );
  const USE = "mysql -p'{{ DBPassword }}'";

  it.each([
    ["set -v", USE],
    ["set -ev", "ls", USE],
    ["set -o errexit -o verbose", "if true; then", USE, "fi"],
    ["#!/bin/bash -v", USE],
    ["set -v", "ls # {{ DBPassword }}", "set +v"],
    ["set -v", "cat > x <<'EOF'", "{{ DBPassword }}", "EOF"],
  ])("prints pasted secrets: %j", (...lines) => {
    const all = shownBy(...lines);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(/^trace (?:set -|#!).* 1$/);
  });

  it.each([
    [USE, "set -v"],
    ["set -v; mysql -p'{{ DBPassword }}'"],
    ["set -v", "set +v", USE],
    ["if true; then", "set -v", USE, "fi"],
    ["set -v", "exec 2> log", USE],
    ["set -v", "exit", USE],
    ["set -v", `echo '{{ Name }}' "$DBPassword"`],
  ])("prints no pasted secrets: %j", (...lines) => expect(shownBy(...lines)).toEqual([]));

  it("is removed by a suggestion", () => {
    const text = withParameter("DBPassword", { type: "String" }, "set -ev", USE);
    const [only] = findings(text);
    const { range, text: by } = only!.suggestions![0]!.fix;
    expect(text.slice(0, range[0]) + by + text.slice(range[1])).toContain('"set -e"');
  });
});
