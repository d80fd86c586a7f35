import { readFileSync } from "node:fs";
import type { Linter } from "eslint";
import { describe, expect, it, test } from "vitest";
import { explicitAwsCredentials, type Options } from "../../../rules/explicit-aws-credentials.ts";
import { fix, lint } from "../../support/lint.ts";
import { COLUMN, document, documentOfSteps, FIRST_LINE, jsonDocument, ruleTester } from "../../support/rule-tester.ts";

const rules = { "explicit-aws-credentials": explicitAwsCredentials };
const configured = (options: Options) => ({
  rules,
  config: { rules: { "ssm/explicit-aws-credentials": ["error", options] } } as Linter.Config,
});
const report = (text: string, options: Options = {}) => lint(text, configured(options));

/** The findings in a script, each as its message ID and its line in the script. */
const said = (script: string, options: Options = {}) =>
  report(document(script), options).map(({ messageId, line }) => `${messageId} ${line - FIRST_LINE + 1}`);

const KEYS = "export AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=s";

/** Words that look as if they set credentials, but do not. */
describe("words that export no variable of AWS", () => {
  it.each([
    "export $NAME\naws s3 ls",
    "export LEVEL=$(cat level)\naws s3 ls",
    "declare $(cat /etc/app.env)\naws s3 ls",
  ])("%j", (script) => expect(said(script)).toEqual(["nothing 2"]));
});

/** The keys that a call is asked for are exported after it: it cannot see them. */
describe("one of several calls that the keys come from", () => {
  const ASK = "aws sts assume-role --role-session-name s --role-arn";
  const EXPORT = [
    'export AWS_ACCESS_KEY_ID=$(echo "$C" | jq -r .Credentials.AccessKeyId)',
    'export AWS_SECRET_ACCESS_KEY=$(echo "$C" | jq -r .Credentials.SecretAccessKey)',
  ].join("\n");
  it.each([
    `if [ "$X" = a ]; then\nC=$(${ASK} a)\nelse\nC=$(${ASK} b)\nfi\n${EXPORT}`,
    `C=$(${ASK} a) ||\nC=$(${ASK} b) || exit 1\n${EXPORT}`,
    `case $X in\na) C=$(${ASK} a) ;;\nb) C=$(${ASK} b) ;;\n*) C=$(aws sts get-session-token) ;;\nesac\n${EXPORT}`,
    `if [ "$X" = a ]; then\n${ASK} a > /tmp/c\nelse\n${ASK} b > /tmp/c\nfi\nC=$(cat /tmp/c)\n${EXPORT}`,
  ])("%j", (script) => {
    const calls = script
      .split("\n")
      .flatMap((line, index) => (line.includes("aws sts") ? [`nothing ${index + 1}`] : []));
    expect(said(`${script}\naws s3 ls`)).toEqual(calls);
  });
});

describe("explicit credentials", () => {
  it.each([
    "export AWS_PROFILE=p\nf() { [ ${#} -eq 0 ] || export AWS_PROFILE=$1; }\nf\naws s3 ls",
    "export AWS_PROFILE=p\nif [ ${#} -gt 0 ]; then export AWS_PROFILE=$1; fi\naws s3 ls",
    "export AWS_PROFILE=p\nif (( ${#@} > 0 )); then export AWS_PROFILE=$1; fi\naws s3 ls",
    'export AWS_PROFILE=p\nif [ "${#*}" -gt 0 ]; then export AWS_PROFILE=$1; fi\naws s3 ls',
    "export AWS_PROFILE=p\necho 'aws s3 ls' | at now",
    "export AWS_PROFILE=p\nsg docker 'aws s3 ls'",
    "echo 'aws s3 ls' | at -l",
    "f() { if [ -f r ]; then export AWS_PROFILE=p; else sleep 1; f; fi; }\nf\naws s3 ls",
    'f() { [ "$1" -gt 5 ] && exit 1\n[ -f r ] && { export AWS_PROFILE=p; return; }\nf $(($1 + 1)); }\nf 1\naws s3 ls',
    'f() { if [ "$1" -gt 0 ]; then f $(($1 - 1)); else echo p; fi; }\nexport AWS_PROFILE=$(f 5)\naws s3 ls',
    'set -e\n[ -n "$P" ]\nexport AWS_PROFILE=$P\naws s3 ls',
    "set -e\n[[ -n $P ]]\nexport AWS_PROFILE=$P\naws s3 ls",
    'f() { test -n "$P"; }\nset -e\nf\naws s3 ls --profile "$P"',
    '[ -n "$AWS_SESSION_TOKEN" ] || exit 1\naws s3 ls',
    'if [ -f k ]; then export AWS_ACCESS_KEY_ID=$(cat k) AWS_SECRET_ACCESS_KEY=$(cat s) AWS_SESSION_TOKEN=$(cat t); fi\n: "${AWS_SESSION_TOKEN:?}"\naws s3 ls',
    `V=\ncase \${C:+1} in\n1) [ -n "$V" ] || exit 1 ;;\n"") export AWS_PROFILE=p ;;\nesac\naws s3 ls`,
    `trap 'aws s3 ls' EXIT\nset -e\ncat > ./e <<'E'\nA=p\nE\nexport AWS_PROFILE=p`,
    // The options of the script, of which each call of `getopts` reads the next one.
    ...[
      "set -- -n2 -papp -x bucket\nwhile getopts n:p:x o; do case $o in p",
      "set -- -xn 2 -p app\nwhile getopts n:p:x o; do case $o in p",
      "set -- -xyn2 -z -p app\nwhile getopts :n:p:x o; do case $o in p",
      "set -- -n2 -x -p\nwhile getopts :n:p:x o; do case $o in :",
      "set -- -n2 -x -- -p app\nwhile getopts n:x o; do :; done\nshift $((OPTIND - 1))\nOPTIND=1\nwhile getopts p: o; do case $o in p",
    ].map((script) => `${script}) export AWS_PROFILE=$OPTARG ;; esac; done\naws s3 ls`),
    "aws s3 ls --profile p",
    "aws --no-sign-request s3 ls",
    "export AWS_PROFILE=p\naws s3 ls",
    `${KEYS}\naws s3 ls`,
    "AWS_PROFILE=p aws s3 ls",
    "env AWS_PROFILE=p aws s3 ls",
    "export AWS_SHARED_CREDENTIALS_FILE=/dev/null\naws s3 ls",
    "set -a\nAWS_PROFILE=p\nset +a\naws s3 ls",
    'set -a\neval "$(aws configure export-credentials --profile p --format=env-no-export)"\naws s3 ls',
    "export $(aws configure export-credentials --profile p --format env-no-export)\naws s3 ls",
    "aws configure export-credentials --profile p --format env > e\n. ./e\naws s3 ls",
    "f() { export AWS_PROFILE=p; }\nf\naws s3 ls",
    "if a; then export AWS_PROFILE=p; else export AWS_DEFAULT_PROFILE=q; fi\naws s3 ls",
    'if [ -z "$X" ]; then exit 1; fi\nexport AWS_PROFILE=p\nx=$(aws s3 ls)',
    "export AWS_PROFILE=p\nbash -c 'aws s3 ls'",
    "export AWS_PROFILE=p\nsudo -E aws s3 ls",
    "sudo AWS_PROFILE=p aws s3 ls",
    "export AWS_PROFILE=p\nexec gosu app:app aws s3 ls",
    `${KEYS}\nsu-exec 1000 bash -c 'aws s3 ls'`,
    "aws configure set aws_access_key_id a\naws configure set aws_secret_access_key s\ngosu 0:0 aws s3 ls",
    "gosu app",
    // No user has this name.
    "gosu -e aws s3 ls",
    ". ./credentials.env\naws s3 ls",
    "export $(cat /etc/app.env)\naws s3 ls",
    'while read -r line; do export "$line"; done < /etc/app.env\naws s3 ls',
    'while IFS= read -r line; do\n[[ $line =~ ^# ]] && continue\nexport "$line"\ndone < /etc/app.env\naws s3 ls',
    'for kv in $(cat /etc/app.env); do export "$kv"; done\naws s3 ls',
    'for kv in $(grep -v "^#" /etc/app.env); do export $kv; done\naws s3 ls',
    "export $(grep -v '^#' /etc/app.env | xargs)\naws s3 ls",
    'export "$(cat /etc/app.env)"\naws s3 ls',
    "export $(printf 'AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s' $(get-keys))\naws s3 ls",
    `C=$(aws sts assume-role --profile p --role-arn r --role-session-name s | jq -r '"AWS_ACCESS_KEY_ID=" + .x')\nexport $C\naws s3 ls`,
    'while read -r line; do export "$line"; aws s3 ls; done < /etc/app.env',
    // The start of the name shows that it may be one of a key.
    "#!/bin/bash\nwhile IFS='=' read -r k v; do export \"AWS_$k=$v\"; done < <(get-keys)\naws s3 ls",
    'k=$(choose)\nexport "AWS_SECRET_$k"="$v"\naws s3 ls',
    '#!/bin/bash\nk=$(choose)\nprintf -v "AWS_$k" %s x\nexport "AWS_$k"\naws s3 ls',
    '#!/bin/bash\nk=$(choose)\ndeclare -x "AWS_$k"=x\naws s3 ls',
    'k=$(choose)\neval "export AWS_$k=x"\naws s3 ls',
    'aws configure set aws_access_key_id "$ID"\naws configure set aws_secret_access_key "$SECRET"\naws s3 ls',
    "cat > ~/.aws/credentials <<EOF\n[default]\naws_access_key_id = $ID\naws_secret_access_key = $SECRET\nEOF\naws s3 ls",
    "mkdir -p $HOME/.aws\nprintf '[default]\\naws_access_key_id=%s\\n' \"$ID\" > $HOME/.aws/credentials\naws s3 ls",
    "aws configure import --csv file://keys.csv\naws s3 ls",
    // A script that the document writes gets the profile as an argument.
    ...[
      'bash /tmp/x.sh "$P"',
      'chmod +x /tmp/x.sh\n/tmp/x.sh "$P"',
      'sudo -u app /tmp/x.sh "$P"',
      'run() { timeout 9 /tmp/x.sh "$1"; }\nrun "$P"',
      'for n in $P other; do /tmp/x.sh "$n"; done',
      'S=/tmp/x.sh\nbash "$S" "$P"',
      'su - app -c "/tmp/x.sh $P"',
    ].map((call) => `P=app\ncat > /tmp/x.sh <<'X'\n#!/bin/bash\nexport AWS_PROFILE="$1"\naws s3 ls\nX\n${call}`),
    // Credentials files whose content is not in the script.
    '{\n  echo "[default]"\n  echo "aws_access_key_id=$ID"\n} > "$HOME/.aws/credentials"\naws s3 ls',
    'export HOME=/opt/x\necho "[default]\naws_access_key_id=$ID" > /opt/x/.aws/credentials\naws s3 ls',
    'export HOME=/home/u/\necho "[default]\naws_access_key_id=$ID" > ~u/.aws/credentials\naws s3 ls',
    'export HOME=/root\necho "[default]\naws_access_key_id=$ID" > ~root/.aws/credentials\naws s3 ls',
    "export HOME=/opt/x\naws configure set aws_access_key_id a\naws s3 ls",
    "aws configure set aws_access_key_id a\nexport HOME=/root\naws s3 ls",
    "{ /opt/get-keys app; } > ~/.aws/credentials\naws s3 ls",
    '{ echo "[default]"; cat /opt/keys; } > ~/.aws/credentials\naws s3 ls',
    'echo "[default]" > ~/.aws/credentials\n/opt/get-keys app >> ~/.aws/credentials\naws s3 ls',
    "cat > ~/.aws/credentials <<EOF\n[default]\n$(cat /opt/keys)\nEOF\naws s3 ls",
    'exec 3> ~/.aws/credentials\necho "[default]" >&3\necho "aws_access_key_id=$ID" >&3\nexec 3>&-\naws s3 ls',
    "exec {fd}>> ~/.aws/credentials\n/opt/get-keys >&$fd\naws s3 ls",
    'P=default\n{ echo "[$P]"; echo "aws_access_key_id=$ID"; } > ~/.aws/credentials\naws s3 ls',
    'F=/root/.aws/credentials\n{ echo "[default]"; echo "aws_access_key_id=$ID"; } > "$F"\naws s3 ls',
    "printf '[default]\\naws_access_key_id=%s\\n' \"$ID\" > ~root/.aws/credentials\naws s3 ls",
    'printf "%s\\n" "$ID" "$SECRET" eu-west-1 json | aws configure\naws s3 ls',
    "yes AKIAEXAMPLE | aws configure\naws s3 ls",
    "cat > /tmp/c <<EOF\n[default]\nrole_arn = r\ncredential_source = Ec2InstanceMetadata\nEOF\nexport AWS_CONFIG_FILE=/tmp/c\naws s3 ls",
    "cp /opt/creds ~/.aws/credentials\naws s3 ls",
    "install -m 600 /opt/credentials /root/.aws/\naws s3 ls",
    "aws s3 cp s3://b/c ~/.aws/credentials --no-sign-request\naws s3 ls",
    "cat <<EOF | sudo tee /root/.aws/credentials > /dev/null\n[default]\naws_access_key_id = $ID\nEOF\naws s3 ls",
    "printf '[default]\\naws_access_key_id=%s\\n' \"$ID\" | tee ~/.aws/credentials\naws s3 ls",
    "{ aws configure set aws_access_key_id a; aws configure set aws_secret_access_key s; } 2>&1 | tee log\naws s3 ls",
    "sudo bash -c 'aws configure set aws_access_key_id a; aws configure set aws_secret_access_key s'\naws s3 ls",
    'su - u -c \'printf "[default]\\naws_access_key_id=%s\\n" "$ID" > ~/.aws/credentials\'\nsudo -u u aws s3 ls',
    "cat > /home/u/.aws/credentials <<EOF\n[default]\naws_access_key_id = $ID\nEOF\nsudo -u u aws s3 ls",
    'args=(--profile p)\nfor f in $LIST; do args+=(--exclude "$f"); done\naws s3 sync a b "${args[@]}"',
    '(aws configure set aws_access_key_id "$ID"; aws configure set aws_secret_access_key "$SECRET")\naws s3 ls',
    // The fields of an unknown text.
    '#!/bin/bash\nread -ra pair <<< "$(vault-keys)"\nexport AWS_ACCESS_KEY_ID=${pair[0]} AWS_SECRET_ACCESS_KEY=${pair[1]}\naws s3 ls',
    // The CLI rejects `--profile` without a value: version 1.45 exits with 2 and reads no file.
    "aws s3 ls --profile $WHO",
    "if a; then WHO=ops; fi\naws s3 ls --profile $WHO --region us-east-1",
    "echo aws s3 ls",
    'if [ -n "$AWS_ACCESS_KEY_ID" ]; then aws s3 ls; fi',
    // A variable that is in the environment of the script is not empty.
    'if [ -z "${AWS_ACCESS_KEY_ID+x}" ]; then exit 1; fi\naws s3 ls',
    "#!/bin/bash\n[[ -v AWS_PROFILE ]] && aws s3 ls",
    // The same question about a variable of the environment has the same answer.
    'if [ "$N" -gt 3 ]; then export AWS_PROFILE=p; fi\nif [ "$N" -gt 3 ]; then aws s3 ls; fi',
    "#!/bin/bash\nif [[ $N =~ ^a ]]; then export AWS_PROFILE=p; fi\nif [[ $N =~ ^a ]]; then aws s3 ls; fi",
    // A variable without a value stays marked for export.
    'export AWS_PROFILE\nif [ -z "${AWS_PROFILE+x}" ]; then AWS_PROFILE=p; aws s3 ls; fi',
    "export AWS_PROFILE\n: ${AWS_PROFILE=p}\naws s3 ls",
    // The home directory in which the CLI writes the file is that in which it then reads it.
    "export HOME=/opt/x\naws configure set aws_access_key_id i\naws configure set aws_secret_access_key s\naws s3 ls",
    ': "${AWS_PROFILE?}"\nexport AWS_DEFAULT_PROFILE=$AWS_PROFILE\naws s3 ls',
    // An environment that contains the key also contains the secret, which stays exported with any new value.
    'if [ -n "$AWS_ACCESS_KEY_ID" ]; then AWS_SECRET_ACCESS_KEY=s; aws s3 ls; fi',
    'if [ -n "$AWS_SECRET_ACCESS_KEY" ]; then AWS_ACCESS_KEY_ID=a; AWS_SECRET_ACCESS_KEY=s; aws s3 ls; fi',
    'if [ -n "${AWS_ACCESS_KEY_ID+x}" ]; then AWS_ACCESS_KEY_ID=a; AWS_SECRET_ACCESS_KEY=s; aws s3 ls; fi',
    '[ -z "$AWS_ACCESS_KEY_ID" ] && echo no key\nset -u\n: "$AWS_SECRET_ACCESS_KEY"\naws s3 ls',
    '#!/bin/bash\n. ./e.env\nfor n in "${!AWS_@}"; do [ -n "${!n}" ] || unset "$n"; done\naws s3 ls',
    // Programs still see the exported variable that `local` hides from the shell.
    "#!/bin/bash\nf() { local AWS_PROFILE; unset AWS_PROFILE; aws s3 ls; }\nexport AWS_PROFILE=p\nf",
    // In dash, `local` without a value keeps the value of the caller's variable.
    '#!/bin/dash\nP="--profile p"\nf() { local P; aws s3 ls $P; }\nf',
    "bash -a -c 'AWS_PROFILE=p; aws s3 ls'",
    "#!/bin/bash\nexport() { :; }\nbuiltin export AWS_PROFILE=p\naws s3 ls",
    '#!/bin/bash\nA=(--profile p --debug)\naws s3 ls "${A[@]:0:2}"',
    '#!/bin/bash\nA=(--profile p)\nfor f in $LIST; do A+=(--exclude "$f"); done\naws s3 ls "${A[@]:0:2}"',
    'set -u\nif [ -z "$AWS_ACCESS_KEY_ID" ]; then exit 1; fi\naws s3 ls',
    'set -eu\nX=$(echo "$AWS_PROFILE")\naws s3 ls',
    "export AWS_PROFILE=${X/#/team-}\naws s3 ls",
    '#!/bin/bash\ndeclare -A E=([AWS_PROFILE]=p)\nfor k in "${!E[@]}"; do export "$k=${E[$k]}"; done\naws s3 ls',
    '#!/bin/bash\nE=(AWS_PROFILE)\nfor i in "${!E[@]}"; do export "${E[$i]}=p"; done\naws s3 ls',
    "export AWS_PROFILE=$(curl -s http://x | head -1)\nexport AWS_PROFILE=${AWS_PROFILE%-x}\naws s3 ls",
    'export AWS_SHARED_CREDENTIALS_FILE=f\nif [ -n "${AWS_SECRET_ACCESS_KEY:-}" ]; then aws s3 ls; fi',
    "aws configure list",
    "aws history list",
    "aws help topics",
    "exit\naws s3 ls",
    "aws {{ options }} s3 ls",
    'run() { aws "$@"; }\nrun s3 ls --profile p',
  ])("%j", (script) => expect(said(script)).toEqual([]));
});

it("a variable that `local` declares without a value may be empty in sh", () =>
  expect(said('#!/bin/sh\nP="--profile p"\nf() { local P; aws s3 ls $P; }\nf')).toEqual(["nothing 3"]));

it("a variable from the environment of the step is not empty", () => {
  const text = document("aws s3 ls").replace("inputs:\n", "inputs:\n      environment: { AWS_PROFILE: ops }\n");
  expect(report(text)).toEqual([]);
  expect(report(text.replace("AWS_PROFILE", "AWS_ACCESS_KEY_ID"))).toMatchObject([{ messageId: "keyWithoutSecret" }]);
});

describe("implicit credentials", () => {
  it.each<[string, string[]]>([
    ["aws s3 ls", ["nothing 1"]],
    ["AWS_PROFILE=p\necho 'aws s3 ls' | at now + 5 minutes", ["notExported 2"]],
    ["export AWS_PROFILE=p\nat now <<E\nunset AWS_PROFILE\naws s3 ls\nE", ["removed 4"]],
    ["echo 'aws s3 ls' > j\nat -f j now || exit 1\naws s3 ls x", ["nothing 1", "nothing 3"]],
    ["echo 'aws s3 ls' | sudo dd of=/tmp/j status=none\nbash /tmp/j", ["nothing 1"]],
    ["#!/bin/bash\nexport AWS_PROFILE=p\nexec -c aws s3 ls", ["dropped 3"]],
    ["#!/bin/bash\nexport AWS_PROFILE=p\nexec -lc -a name sh -c 'aws s3 ls'", ["dropped 3"]],
    ["#!/bin/bash\nAWS_PROFILE=p exec -c aws s3 ls", ["dropped 2"]],
    ["batch <<E\naws s3 ls\nE", ["nothing 2"]],
    ["sg docker -c 'aws s3 ls'", ["nothing 1"]],
    ["newgrp docker <<E\naws s3 ls\nE", ["nothing 2"]],
    ["#!/bin/bash\nread -r -d '' C <<E\naws s3 ls s3://{{ bucket }}\nE\neval \"$C\"", ["nothing 3"]],
    ["cat > /tmp/job.sh <<'E'\naws s3 ls\nE\n/bin/bash /tmp/job.sh", ["nothing 2"]],
    ['args=()\nfor f in $LIST; do args+=(--exclude "$f"); done\naws s3 sync a b "${args[@]}"', ["nothing 3"]],
    [
      "sudo -u app bash -c 'aws configure set aws_access_key_id i; aws configure set aws_secret_access_key s'\naws s3 ls",
      ["nothing 2"],
    ],
    ["/usr/local/bin/aws s3 ls", ["nothing 1"]],
    // The file of another home.
    ['export HOME=/opt/x\necho "[default]\naws_access_key_id=$ID" > /root/.aws/credentials\naws s3 ls', ["nothing 4"]],
    ["aws configure set aws_access_key_id a\nexport HOME=/opt/x\naws s3 ls", ["nothing 3"]],
    ['AWS=aws\n$AWS s3 ls\n"$AWS" s3 ls', ["nothing 2", "nothing 3"]],
    ["aws s3 cp $FILE s3://bucket", ["nothing 1"]],
    ["gosu app aws s3 ls\nsu-exec app:app sh -c 'aws s3 ls'", ["nothing 1", "nothing 2"]],
    // The file of another home.
    [
      "aws configure set aws_access_key_id a\naws configure set aws_secret_access_key s\ngosu app aws s3 ls",
      ["nothing 3"],
    ],
    ["unbuffer aws s3 ls | tee log\nchronic -v aws s3 ls", ["nothing 1", "nothing 2"]],
    ["find . -maxdepth 0 -exec sh -c 'cd {} && aws s3 ls' ';'", ["nothing 1"]],
    ["find . -exec aws s3 ls s3://bucket {} +", ["nothing 1"]],
    ["${CMD:-aws} s3 ls", ["nothing 1"]],
    [': "${CMD:=aws}"\n"$CMD" s3 ls', ["nothing 2"]],
    ['CMD=${1-aws}\n"$CMD" s3 ls', ["nothing 2"]],
    ["if a; then CMD=aws; else CMD=/opt/bin/wrapped; fi\n$CMD s3 ls", ["nothing 2"]],
    ["export AWS_PROFILE=${X%%-*}\naws s3 ls", ["empty 2"]],
    ['set -u\nX=$(echo "$AWS_PROFILE")\naws s3 ls', ["inherited 3"]],
    ["#!/bin/bash\nexport AWS_PROFILE=p\nunset ${!AWS_*}\naws s3 ls", ["removed 4"]],
    ['#!/bin/bash\nexport AWS_PROFILE=p\nfor n in "${!AWS_@}"; do unset "$n"; done\naws s3 ls', ["removed 4"]],
    ['#!/bin/bash\nfor n in "${!AWS_@}"; do unset "$n"; aws s3 ls; done', ["nothing 2"]],
    ["export AWS_PROFILE=${X//_/-}\naws s3 ls", ["empty 2"]],
    ["export AWS_PROFILE=${X//$Y/}\naws s3 ls", ["empty 2"]],
    ["export AWS_PROFILE=${X/*/}\naws s3 ls", ["empty 2"]],
    ["export AWS_PROFILE=${X/*/x}\naws s3 ls", []],
    ["export AWS_PROFILE=${1,,}\naws s3 ls", ["empty 2"]],
    ["aws s3 cp $FILE s3://bucket", ["nothing 1"]],
    ["find . -maxdepth 0 -exec sh -c 'cd {} && aws s3 ls' ';'", ["nothing 1"]],
    ["find . -exec aws s3 ls s3://bucket {} +", ["nothing 1"]],
    ["if a; then export AWS_PROFILE=p; fi\naws s3 ls", ["somePaths 2"]],
    ["a && export AWS_PROFILE=p\naws s3 ls", ["somePaths 2"]],
    ["f() { aws s3 ls; }\nf\nexport AWS_PROFILE=p\nf", ["somePaths 1"]],
    ['[ -n "$AWS_PROFILE" ] && echo named\naws s3 ls', ["inherited 2"]],
    ['if [ -z "$AWS_ACCESS_KEY_ID" ]; then echo no key; fi\naws s3 ls', ["inherited 2"]],
    ['[ -n "$AWS_PROFILE" ] && echo named\nAWS_DEFAULT_PROFILE=p\naws s3 ls', ["notExported 3"]],
    ['[ -n "$AWS_PROFILE" ] || { a && export AWS_PROFILE=p; }\naws s3 ls', ["somePaths 2"]],
    ['[ -n "$AWS_PROFILE" ] || exit 1\naws s3 ls', []],
    ["export AWS_ACCESS_KEY_ID=${K:?} AWS_SECRET_ACCESS_KEY=$S\naws s3 ls", []],
    [`AWS_PROFILE=p\nbash -c '[ -n "$AWS_PROFILE" ] || aws s3 ls'`, ["notExported 2"]],
    [`AWS_PROFILE=p\nbash -c '[ -z "$AWS_PROFILE" ] || sudo aws s3 ls'`, ["nothing 2"]],
    [
      '#!/bin/bash\nf() { local AWS_PROFILE; [ -n "$AWS_PROFILE" ] || sudo aws s3 ls; }\nexport AWS_PROFILE=p\nf',
      ["dropped 2"],
    ],
    ["export -n AWS_PROFILE\nexport AWS_PROFILE\naws s3 ls", ["nothing 3"]],
    ['[ -n "$AWS_ACCESS_KEY_ID" ] || exit 1\nunset AWS_SECRET_ACCESS_KEY\naws s3 ls', ["keyWithoutSecret 3"]],
    ['[ -z "$AWS_ACCESS_KEY_ID" ] || exit\nAWS_SECRET_ACCESS_KEY=s\naws s3 ls', ["notExported 3"]],
    ["AWS_PROFILE=p\naws s3 ls", ["notExported 2"]],
    // bash computes the operands: the result depends on what is read.
    ["#!/bin/bash\nread -r N\nif [[ N -eq 1 ]]; then export AWS_PROFILE=p; fi\naws s3 ls", ["somePaths 4"]],
    ["#!/bin/bash\nread -r N\nif [[ N+1 -ne 1 ]]; then export AWS_PROFILE=p; fi\naws s3 ls", ["somePaths 4"]],
    ['if [ -z "${AWS_PROFILE+x}" ]; then AWS_PROFILE=p; aws s3 ls; fi', ["notExported 1"]],
    [": ${AWS_PROFILE=p}\naws s3 ls", ["notExported 2"]],
    [
      "export HOME=/opt/x\naws configure set aws_access_key_id i\naws configure set aws_secret_access_key s\nHOME=/opt/y aws s3 ls",
      ["nothing 4"],
    ],
    ['eval "$(aws configure export-credentials --profile p --format env-no-export)"\naws s3 ls', ["notExported 2"]],
    ['(eval "$(aws configure export-credentials --profile p --format env)")\naws s3 ls', ["lost 2"]],
    ["AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=s\naws s3 ls", ["notExported 3"]],
    ["export AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=s\naws s3 ls", ["notExported 3"]],
    ["( export AWS_PROFILE=p )\naws s3 ls", ["lost 2"]],
    ["a | while read -r l; do export AWS_PROFILE=p; done\naws s3 ls", ["lost 2"]],
    ["#!\naws s3 ls", ["nothing 2"]],
    // If a function is never called, the variables at the end of the script count.
    ["which jq || exit 1\nexport AWS_PROFILE=p\ng() { aws s3 ls; }", []],
    ["g() { aws s3 ls; }\nwhich jq || exit 1\nexport AWS_PROFILE=p", []],
    ["g() { aws s3 ls; }\n[ -e done ] && exit 0\nexport AWS_PROFILE=p\nexit 0", []],
    ["g() { aws s3 ls; }\nmain() { which jq || exit 1; export AWS_PROFILE=p; exit 0; }\nmain", []],
    ["g() { aws s3 ls; }\nif q; then export AWS_PROFILE=p; fi", ["somePaths 1"]],
    ["if q; then g() { aws s3 ls; }; export AWS_PROFILE=p; fi", []],
    ["which jq || exit 1\ng() { aws s3 ls; }", ["nothing 2"]],
    ["export AWS_PROFILE=p\ng() { aws s3 ls; }\nwhich jq || exit 1\nunset AWS_PROFILE", ["removed 2"]],
    ["g() { aws s3 ls; }\nexport AWS_PROFILE=p\nexit 1", []],
    // … and its arguments are unknown.
    ['g() { local P="$1"; aws s3 ls --profile "$P"; }', []],
    ["g() { export AWS_PROFILE=$2; aws s3 ls; }", []],
    ['g() { aws s3 ls "$1"; }', ["nothing 1"]],
    // The iterations for each of a few words are followed one by one.
    ['for e in a b c d e p; do\n[ "$e" = p ] || export AWS_PROFILE=$e\n[ "$e" = p ] && aws s3 ls\ndone', []],
    [
      'for e in a b c d e p; do\n[ "$e" = p ] && unset AWS_PROFILE || export AWS_PROFILE=$e\ndone\naws s3 ls',
      ["removed 4"],
    ],
    // Functions that it calls run as it calls them, wherever they are defined.
    ["list() { aws s3 ls; }\nmain() { export AWS_PROFILE=p; list; }", []],
    ["main() { export AWS_PROFILE=p; list; }\nlist() { aws s3 ls; }", []],
    ["list() { aws s3 ls; }\nall() { list; }\nmain() { export AWS_PROFILE=p; all; }", []],
    ["a() { aws s3 ls; b; }\nb() { a; }", ["nothing 1"]],
    ['list() { aws s3 ls "$@"; list; }\nmain() { exit; list; }', ["nothing 1"]],
    ["f() { export AWS_PROFILE=p; }\naws s3 ls", ["uncalled 2"]],
    // The name of a function may be composed of several parts.
    ['do_b() { export AWS_PROFILE=p; }\nx=b\n"do_$x"\naws s3 ls', []],
    ["do_b() { export AWS_PROFILE=p; }\nfor x in a b; do do_${x}; done\naws s3 ls", []],
    ['b_now() { export AWS_PROFILE=p; }\nx=b\n"${x}"_now\naws s3 ls', []],
    ["do_b() { export AWS_PROFILE=p; }\nx=b\nrun=do_$x\n$run\naws s3 ls", []],
    ['do_b() { export AWS_PROFILE=p; }\nrun() { "$@"; }\nx=b\nrun "do_$x"\naws s3 ls', []],
    ['do_b() { export AWS_PROFILE=p; }\nx=b\ntrap "aws s3 ls" EXIT\n"do_$x"', []],
    ['do_b() { export AWS_PROFILE=p; }\ndo_a() { :; }\nx=a\n"do_$x"\naws s3 ls', ["uncalled 5"]],
    ['do_b() { unset AWS_PROFILE; }\nexport AWS_PROFILE=p\nx=b\n"do_$x"\naws s3 ls', ["removed 5"]],
    ["do_b() { unset AWS_PROFILE; }\nexport AWS_PROFILE=p\nx=b\nrun=do_$x\n$run\naws s3 ls", ["removed 6"]],
    ["aws s3 ls\nexport AWS_PROFILE=p", ["later 1"]],
    ["AWS_PROFILE=p date\naws s3 ls", ["oneCommand 2"]],
    ["export AWS_PROFILE=p\nsudo aws s3 ls", ["dropped 2"]],
    ["export AWS_PROFILE=p\nsu - user -c 'aws s3 ls'", ["dropped 2"]],
    ["export AWS_PROFILE=p\nenv -i aws s3 ls", ["dropped 2"]],
    ["export AWS_PROFILE=p\nunset AWS_PROFILE\naws s3 ls", ["removed 3"]],
    ["export AWS_PROFILE=\naws s3 ls", ["empty 2"]],
    ["export AWS_ACCESS_KEY_ID=a\naws s3 ls", ["keyWithoutSecret 2"]],
    ["export AWS_SECRET_ACCESS_KEY=s\naws s3 ls", ["secretWithoutKey 2"]],
    [
      "trap 'aws s3 ls' EXIT\ncase $1 in\na) echo a ;;\nb) export AWS_SECRET_ACCESS_KEY=s ;;\nesac",
      ["secretWithoutKey 1"],
    ],
    ["trap 'aws s3 ls' EXIT\nexit 0\nexport AWS_PROFILE=p", ["nothing 1"]],
    ["export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://x\naws s3 ls", ["nothing 2"]],
    ['C=$(aws sts assume-role --role-arn r)\nexport AWS_ACCESS_KEY_ID=$(echo "$C" | jq -r .a)', ["nothing 1"]],
    ["aws sts assume-role --role-arn r > c\nexport AWS_ACCESS_KEY_ID=$(jq -r .a c)", ["nothing 1"]],
    ["aws sts assume-role --role-arn r | tee c\nexport AWS_ACCESS_KEY_ID=$(jq -r .a < c)", ["nothing 1"]],
    ["aws sts assume-role --role-arn r > c\nread K S < c\nexport AWS_ACCESS_KEY_ID=$K", ["nothing 1"]],
    ["set -- $(aws sts assume-role --role-arn r)\nexport AWS_ACCESS_KEY_ID=$1", ["nothing 1"]],
    [
      "for A in a b; do\nunset AWS_ACCESS_KEY_ID\nC=$(aws sts assume-role --role-arn $A)\nexport AWS_ACCESS_KEY_ID=$(echo $C | jq -r .a)\ndone",
      ["nothing 3"],
    ],
    ["cat > ~/.aws/credentials <<EOF\n[other]\naws_access_key_id = a\nEOF\naws s3 ls", ["nothing 5"]],
    ["aws configure set aws_access_key_id a --profile other\naws s3 ls", ["nothing 2"]],
    ["( a && aws configure set aws_access_key_id a )\naws s3 ls", ["somePaths 2"]],
    ["bash -c 'echo aws s3 ls > ./r; chmod +x ./r; ./r'", ["nothing 1"]],
    // The position is exact although the code consists of many quoted pieces.
    [`bash -c '\naws s3 ls\n${"echo '\\''x'\\''\n".repeat(100)}'`, ["nothing 2"]],
    // A function reads a file that has changed since the previous call.
    ["get() { cat f; }\necho p > f\nX=$(get)\n: > f\nexport AWS_PROFILE=$(get)\naws s3 ls", ["empty 6"]],
    // Without HOME, as under the agent, dash does not expand `~`.
    ["rm -f ~/.aws/credentials\naws s3 ls", ["nothing 2"]],
    ['{ echo "[default]"; echo "region = $R"; } > ~/.aws/credentials\naws s3 ls', ["nothing 2"]],
    ['exec 3>> /var/log/x.log\necho "$X" >&3\naws s3 ls', ["nothing 3"]],
    ["f() { declare -x AWS_PROFILE=p; declare +x AWS_PROFILE; aws s3 ls; }\nf", ["removed 1"]],
    ['{ echo "[other]"; echo "aws_access_key_id=$ID"; } > ~/.aws/credentials\naws s3 ls', ["nothing 2"]],
    ['P=other\n{ echo "[$P]"; echo "aws_access_key_id=$ID"; } > ~/.aws/credentials\naws s3 ls', ["nothing 3"]],
    ['printf "\\n\\neu-west-1\\njson\\n" | aws configure\naws s3 ls', ["nothing 2"]],
    ['yes "" | aws configure\naws s3 ls', ["nothing 2"]],
    ['A=\nyes "$A" | sudo aws configure\naws s3 ls', ["nothing 3"]],
    ['printf "%s\\n" "$ID" "$SECRET" | aws configure --profile other\naws s3 ls', ["nothing 2"]],
    ["cat > /tmp/c <<EOF\n[default]\nregion = eu-west-1\nEOF\nexport AWS_CONFIG_FILE=/tmp/c\naws s3 ls", ["nothing 6"]],
    // Credentials that the script removes again.
    ["aws configure set aws_access_key_id a\nrm -rf ~/.aws\naws s3 ls", ["nothing 3"]],
    ["cp /opt/creds ~/.aws/credentials\nmv ~/.aws/credentials /tmp/c\naws s3 ls", ["nothing 3"]],
    // Each user has another home directory.
    ["sudo -u u aws configure set aws_access_key_id a\naws s3 ls\nsudo -u v aws s3 ls", ["nothing 2", "nothing 3"]],
    ["aws configure set aws_access_key_id a\nsudo -u u aws s3 ls", ["nothing 2"]],
    ["if a; then aws configure set aws_access_key_id a; fi\naws s3 ls", ["somePaths 2"]],
    ["if [ -r ./site.env ]; then\n  . ./site.env\nfi\naws s3 ls", ["unseen 4"]],
    ['AWS="aws --debug"\nif [ -r ./site.env ]; then\n  . ./site.env\nfi\n$AWS s3 ls', ["unseen 5"]],
    ['[ -z "$MORE" ] || eval "$MORE"\nAWS_PROFILE=p\naws s3 ls', ["notExported 3"]],
    ["[ -e a.env ] && . a.env\nif b; then export AWS_PROFILE=p; fi\naws s3 ls", ["somePaths 3"]],
    // A function that nothing calls is not another path of the command.
    ['f() { aws --profile p s3 ls; }\naws() { command aws "$@"; }\naws s3 ls', ["nothing 2"]],
  ])("%j", (script, expected) => expect(said(script)).toEqual(expected));

  it("are reported with the misleading line", () => {
    const [lost] = report(document(`(\n  ${KEYS}\n  true\n)\naws s3 cp a s3://b`));
    expect(lost!.message).toMatch(
      `\`aws s3 cp\` does not see AWS_ACCESS_KEY_ID: it is exported on line ${FIRST_LINE + 1}, but in a subshell that ends on line ${FIRST_LINE + 3}.`,
    );
    expect(lost).toMatchObject({ line: FIRST_LINE + 4, column: COLUMN, endColumn: COLUMN + "aws s3 cp".length });
    const [step] = report(documentOfSteps("export AWS_PROFILE=p", "aws s3 ls"));
    expect(step!.message).toMatch(`exported in step "step1" (line ${FIRST_LINE})`);
    const [sourced] = report(document("[ -f a.env ] && . a.env\naws s3 ls"));
    expect(sourced!.message).toMatch(`\`a.env\` (line ${FIRST_LINE}) may set credentials`);
    const [sudo] = report(document("export AWS_PROFILE=p\n\nsudo aws s3 ls"));
    const [uncalled] = report(
      document("use() { export AWS_PROFILE=p; }\nlist() { aws s3 ls; }\nmain() { list; use; }\nmain"),
    );
    expect(uncalled!.message).toMatch("in the function use, which does not run before this command");
    expect(sudo!.message).toMatch(`exported on line ${FIRST_LINE}, but \`sudo\` drops it on line ${FIRST_LINE + 2}`);
  });

  it("name the export after the assignment, unless any of several may have run", () => {
    const [removed] = report(document("AWS_PROFILE=p\nexport AWS_PROFILE\nunset AWS_PROFILE\naws s3 ls"));
    expect(removed!.message).toMatch(`exported on line ${FIRST_LINE + 1}, but \`unset\` on line ${FIRST_LINE + 2}`);
    const [dropped] = report(document("AWS_PROFILE=p\nexport AWS_PROFILE\nenv -u AWS_PROFILE aws s3 ls"));
    expect(dropped!.message).toMatch(`exported on line ${FIRST_LINE + 1}, but \`env\` drops it`);
    const either = "if a; then\nexport AWS_PROFILE\nelse\nexport AWS_PROFILE\nfi";
    const [several] = report(document(`AWS_PROFILE=p\n${either}\nunset AWS_PROFILE\naws s3 ls`));
    expect(several!.message).toMatch(`exported on line ${FIRST_LINE}, but \`unset\` on line ${FIRST_LINE + 6}`);
  });

  it("are reported in another part of a pipeline and in a trap of the shell that reads a here-document", () => {
    expect(said(`{\n  aws s3 ls\n} | {\n  ${KEYS}\n  true\n}`)).toEqual(["nothing 2"]);
    const [piped] = report(document(`{\n  ${KEYS}\n  true\n} | {\n  aws s3 ls\n}`));
    expect(piped!.message).toMatch(`in a pipeline stage that ends on line ${FIRST_LINE + 3}`);
    const [trapped] = report(
      document("bash <<'E'\ntrap 'export AWS_PROFILE=p' EXIT\necho x | xargs bash -c 'aws s3 ls'\nE"),
    );
    expect(trapped!.message).toMatch("in the trap for EXIT, which does not run before this command");
  });

  it("in a trap are reported even if other paths have set the same or other traps", () => {
    const script = [
      "#!/bin/bash",
      "if a; then f() { aws s3 ls; }; export -f f; bash -c f",
      "elif b; then c || trap 'aws s3 ls' EXIT; fi",
      "if d; then false",
      "elif [ \"${E:-0}\" -eq 1 ]; then trap 'aws s3 cp x y' EXIT; fi",
      "g; if [ $? -ne 0 ]; then exit 1; fi",
      "wait",
    ];
    expect(said(script.join("\n"))).toEqual(["nothing 2", "nothing 3", "nothing 5"]);
  });

  it("are reported once for each command, also in JSON", () => {
    expect(said('f() { aws s3 ls; }\nsudo bash -c "$(declare -f f); f"')).toEqual(["nothing 1"]);
    const script = "f() { aws s3 ls; }\nf\nf\nfor i in 1 2; do aws s3 ls; done";
    expect(said(script)).toEqual(["nothing 1", "nothing 4"]);
    expect(report(jsonDocument("aws s3 ls"), {})).toMatchObject([{ messageId: "nothing", line: 9 }]);
  });
});

describe("a command whose name is expanded into code", () => {
  it.each([
    'AWS="aws --region x"\nbash <<EOF\ntrue\n$AWS s3 ls a\n$AWS s3 ls b\nEOF',
    "AWS=(aws --region x)\nbash <<EOF\ntrue\n${AWS[@]} s3 ls a\n${AWS[@]} s3 ls b\nEOF",
  ])("is reported at the code: %j", (script) => expect(said(script)).toEqual(["nothing 4", "nothing 5"]));

  it.each(['echo "$AWS s3 ls" | bash', 'bash -c "$AWS s3 ls"', 'eval "$AWS s3 ls"'])("is reported at %s", (command) =>
    expect(said(`AWS=/usr/bin/aws\n${command}`)).toEqual(["nothing 2"]),
  );

  it("is reported at the assignment if that contains the whole command", () => {
    expect(said('LIST="aws s3 ls"\neval "$LIST"')).toEqual(["nothing 1"]);
  });
});

it("a call without credentials on one path is reported although other paths differ in other facts", () => {
  const script = `set -e
exec >> ./log.txt 2>&1
[[ -n "\${AWS_PROFILE-}" && -n "\${C-}" ]] || {
aws s3 rm s3://b
}
for i in 1 2 3; do
printf '%s\n' one two | while read -r line; do
if [ -z "\${AWS_PROFILE:-}" ] || [ -z "\${C:-}" ]; then
with_profile() { AWS_PROFILE=p "$@"; }
elif [ -n "\${AWS_PROFILE:-}" ]; then
case $(mode) in
y*) aws s3 mb s3://b
esac
fi
aws s3 ls
done
test "$(val)" = "y" || declare -x AWS_PROFILE=p
aws s3 cp s3://b -
done`;
  expect(said(`#!/bin/bash\n${script}`)).toEqual(["later 5", "somePaths 17", "somePaths 20"]);
});

describe("functions that run their arguments", () => {
  it.each([
    '"$@"',
    "$*",
    'echo "+ $*"; "$@" || exit 1',
    'timeout 60 "$@"',
    'local program=$1; shift; "$program" "$@"',
    'local all=("$@"); "${all[@]}"',
    'eval "$*"',
    'local code="$*"; bash -c "$code"',
    'if ! "$@"; then return 1; fi',
    'for try in 1 2; do "$@" && return; done',
    'local out; out=$("$@" 2>&1)',
    'log "$@"; "$@"; }; log() { echo "$*"',
    'inner "$@"; }; inner() { "$@"',
  ])("are followed at each call: %s", (body) => {
    const kinds = (script: string) => report(document(script)).map(({ messageId }) => messageId);
    const before = "run a\nrun b\nrun c\nrun d";
    expect(kinds(`run() { ${body}; }\n${before}\nrun aws s3 ls`)).toEqual(["nothing"]);
    expect(kinds(`run() { ${body}; }\ndeploy() { aws s3 ls; }\n${before}\nrun deploy`)).toEqual(["nothing"]);
    const paths = "if a; then export AWS_PROFILE=p; else export AWS_PROFILE=${X:+q}; date > ./f; fi";
    expect(kinds(`run() { ${body}; }\n${paths}\nrun aws s3 ls`)).toEqual(["somePaths"]);
  });

  it.each(['"$@"', "$*", 'timeout 60 "$@"', 'local n=1; shift 0; for i in 1 2; do "$@" && return; done'])(
    "are reported at their calls: %s",
    (body) => {
      const calls =
        "run aws s3 cp a b\nrun rm a\nrun aws s3 ls --profile p\nif a; then run aws sts get-caller-identity; fi\nrun aws s3 cp a b";
      const found = report(document(`run() { ${body}; }\n${calls}`));
      expect(found.map(({ messageId, line }) => `${messageId} ${line - FIRST_LINE + 1}`)).toEqual([
        "nothing 2",
        "nothing 5",
        "nothing 6",
      ]);
      expect(found[0]).toMatchObject({ column: COLUMN + 4, endColumn: COLUMN + "run aws s3 cp".length });
      const wanted: Options = { credentials: { profile: "up" } };
      expect(fix(document(`run() { ${body}; }\n${calls}`), configured(wanted))).toBe(
        document(`run() { ${body}; }\n${calls.replaceAll(/aws (?=s3 cp|sts)/g, "aws --profile up ")}`),
      );
    },
  );

  it("are reported at the call if a variable contains the program's name", () => {
    const script = `A=aws\nrun() { "$@"; }\nrun $A s3 ls --profile p\nrun $A s3 cp a b`;
    const [only, ...others] = report(document(script));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ messageId: "nothing", line: FIRST_LINE + 3, column: COLUMN + "run $A ".length });
  });

  it.each([
    ["run $A s3 ls", "run $A --profile up s3 ls"],
    ['run "aws" s3 ls', 'run "aws" --profile up s3 ls'],
    ['run aws "$SERVICE" ls', 'run aws --profile up "$SERVICE" ls'],
    ['for s in s3 ec2; do run aws "$s" ls; done', 'for s in s3 ec2; do run aws --profile up "$s" ls; done'],
    // The position of the program's name in the call is unknown.
    ['for s in s3 ec2; do run $A "$s" ls; done', undefined],
    ['inner() { run $A "$1" ls; }\ninner s3', undefined],
  ])("get a profile at their calls: %s", (call, expected = call) => {
    const before = 'A=aws\nrun() { "$@"; }\n';
    const wanted: Options = { credentials: { profile: "up" } };
    expect(fix(document(before + call), configured(wanted))).toBe(document(before + expected));
  });

  it.each([
    'set -u\nif [[ $X =~ a(b+) ]]; then aws s3 ls --region "${BASH_REMATCH[1]}"; fi',
    'set -u\necho "${FUNCNAME[1]} ${BASH_LINENO[1]} ${BASH_VERSINFO[1]} ${GROUPS[1]}"; aws s3 ls',
    '[[ $X =~ (a)(b)? ]]; if [ -n "${BASH_REMATCH[2]}" ]; then aws s3 ls; fi',
    'f() { [ "${FUNCNAME[1]}" = g ] || exit 1; aws s3 ls; }\nf',
  ])("are reported if the shell fills an array itself: %s", (script) => {
    expect(report(document(`#!/bin/bash\n${script}`)).map(({ messageId }) => messageId)).toEqual(["nothing"]);
  });

  it.each(['export "MY_$K=x"\naws s3 ls', 'export "AWS_$1=x"\naws s3 ls', 'f() { local "AWS_$K=x"; aws s3 ls; }\nf'])(
    "are reported if only the start of an exported name is known, and not that of a key: %s",
    (code) => {
      expect(report(document(`K=$(choose)\n${code}`)).map(({ messageId }) => messageId)).toEqual(["nothing"]);
    },
  );

  it("are reported after a function whose first calls end the script", () => {
    const calls = "case $1 in a) f no ;; b) f no ;; *) f yes ;; esac";
    expect(said(`die() { exit 1; }\nf() { [ "$1" = yes ] || die; }\n${calls}\naws s3 ls`)).toEqual(["nothing 4"]);
    expect(said(`f() { [ "$1" = yes ] || exit 1; }\n${calls}\naws s3 ls`)).toEqual(["nothing 3"]);
  });

  it("are reported in the function if there are too many calls to distinguish", () => {
    const calls = Array.from({ length: 60 }, (_, index) => `run aws s3 ls s3://b${index}`).join("\n");
    expect(said(`run() { timeout 60 "$@"; }\n${calls}`)).toEqual(["nothing 1"]);
  });
});

describe("an empty --profile", () => {
  it.each([
    'P=\naws s3 ls --profile "$P"',
    // The agent passes no arguments.
    'P=${1}\naws s3 ls --profile "$P"',
    '\naws s3 ls "--profile=$PROFILE"',
  ])("has no effect, which the message says: %j", (script) => {
    expect(said(script)).toEqual(["emptyOption 2"]);
    expect(said(script, { allowImplicit: true })).toEqual(["emptyOption 2"]);
  });

  it.each([
    ['aws s3 ls --profile "$(cat p)"', []],
    // It is not why the call has no credentials.
    ['AWS_PROFILE=p\naws s3 ls --profile ""', ["notExported 2"]],
  ])("is not reported for %j", (script, expected) => expect(said(script as string)).toEqual(expected));
});

describe("messages are accurate", () => {
  it.each([
    ["while read -r x; do\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\ndone\naws s3 ls", ["removed 6"]],
    ["for i in 1 2; do\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\ndone", ["removed 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\nf", ["later 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\nf\nf", ["removed 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\nwhile true; do f; done", ["removed 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\ng() { f; }\ng\ng", ["removed 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\ntrap f EXIT\nf", ["removed 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\n$1\nf", ["later 3"]],
    ["f() {\n  aws s3 ls\n  export AWS_PROFILE=p\n  unset AWS_PROFILE\n}\nf_$1\nf", ["removed 3"]],
    ["f() { if a; then aws s3 ls; export AWS_PROFILE=p; else aws s3 ls; fi; }\nf", ["later 2", "otherBranch 2"]],
    ["export AWS_PROFILE=p\nexport -n AWS_PROFILE\naws s3 ls", ["removed 4"]],
    ["export AWS_PROFILE=p\ndeclare +x AWS_PROFILE\naws s3 ls", ["removed 4"]],
    // The output of a command ends before its last newlines.
    ["X=$(echo)\naws s3 ls ${X:+--profile p}", ["nothing 3"]],
    ["set -- $LIST\naws s3 ls ${1+--profile p}", ["somePaths 3"]],
    // The most informative reason, in whatever order.
    ["if a; then export AWS_PROFILE=p; else ( export AWS_PROFILE=q ); aws s3 ls; fi", ["lost 2"]],
    ["if a; then ( export AWS_PROFILE=q ); aws s3 ls; else export AWS_PROFILE=p; fi", ["lost 2"]],
    ["if a; then aws s3 ls; exit; fi\nexport AWS_PROFILE=p", ["otherBranch 2"]],
    ["if a; then aws s3 ls; else export AWS_PROFILE=p; fi", ["otherBranch 2"]],
    ["if a; then export AWS_PROFILE=p; else aws s3 ls; fi", ["otherBranch 2"]],
    ["case $1 in a) aws s3 ls ;; b) export AWS_PROFILE=p ;; esac", ["otherBranch 2"]],
    ["if a; then\n  export AWS_PROFILE=p\n  exit\nfi\naws s3 ls", ["otherBranch 6"]],
    ["if a; then ( export AWS_PROFILE=p ); else aws s3 ls; fi", ["otherBranch 2"]],
    ["if a; then aws s3 ls; fi\nexport AWS_PROFILE=p", ["later 2"]],
    ["for i in ${A:+b}; do\naws s3 ls\nunset AWS_PROFILE\nexport AWS_PROFILE=p\ndone", ["later 3"]],
    ['for i in "$A"; do\naws s3 ls\nunset AWS_PROFILE\nexport AWS_PROFILE=p\ndone', ["later 3"]],
    ["for i in *.a; do\naws s3 ls\nexport AWS_PROFILE=p\nunset AWS_PROFILE\ndone", ["removed 3"]],
    ["aws s3 ls || exit 1\nexport AWS_PROFILE=p", ["later 2"]],
    ["bash -c 'aws s3 ls\nexport AWS_PROFILE=p'", ["later 2"]],
    ["bash <<'END'\naws s3 ls\nexport AWS_PROFILE=p\nEND", ["later 3"]],
    ["sudo sh -c 'if a; then export AWS_PROFILE=p; else aws s3 ls; fi'", ["otherBranch 2"]],
    ["while a; do\neval 'aws s3 ls; unset AWS_PROFILE; export AWS_PROFILE=p'\nunset AWS_PROFILE\ndone", ["removed 3"]],
    ["list() { aws s3 ls; }\nlist\nexport AWS_PROFILE=p", ["later 2"]],
    ["aws s3 ls\nexit\nexport AWS_PROFILE=p", ["nothing 2"]],
    ["f() { local AWS_PROFILE=p; export AWS_PROFILE; date; }\nf\naws s3 ls", ["unreached 4"]],
    ["export AWS_PROFILE\naws s3 ls", ["noValue 3"]],
    // bash runs a RETURN trap that a function sets when it returns, and when its caller or a sourced file does, but in no subshell.
    ["f() { trap 'aws s3 rm s3://b/t' return; }\nf", ["nothing 2"]],
    ["f() { local P=ops; trap 'aws --profile \"$P\" s3 ls' RETURN; return 1; }\nf", []],
    ["f() { trap 'unset AWS_PROFILE' RETURN; export AWS_PROFILE=p; }\nf\naws s3 ls", ["removed 4"]],
    ["f() { trap 'export AWS_PROFILE=p' RETURN; }\ng() { f; unset AWS_PROFILE; }\ng\naws s3 ls", []],
    [
      "f() { trap 'trap - RETURN; export AWS_PROFILE=p' RETURN; }\ng() { f; unset AWS_PROFILE; }\ng\naws s3 ls",
      ["removed 5"],
    ],
    ["trap 'export AWS_PROFILE=p' RETURN\nf() { :; }\nf\naws s3 ls", ["nothing 5"]],
    ["trap 'export AWS_PROFILE=p' RETURN\necho : > /tmp/f\n. /tmp/f\naws s3 ls", []],
    ["echo : > /tmp/f\ntrap 'aws s3 ls' RETURN\n(. /tmp/f)", []],
    ["unset AWS_PROFILE\ndeclare -x AWS_PROFILE\naws s3 ls", ["noValue 4"]],
    ['export AWS_PROFILE\nif [ -n "$X" ]; then AWS_PROFILE=x; fi\naws s3 ls', ["somePaths 4"]],
    ["f() { export AWS_PROFILE=p; }\naws s3 ls\nf", ["uncalled 3"]],
    ["read -r K S < <(aws sts assume-role)\nexport AWS_ACCESS_KEY_ID=$K", ["nothing 2"]],
    ['read -r K S <<< "$(aws sts assume-role)"\nexport AWS_ACCESS_KEY_ID=$K', ["nothing 2"]],
    ["C=($(aws sts assume-role))\nexport AWS_ACCESS_KEY_ID=${C[0]}", ["nothing 2"]],
    ["read -r K S < <(aws sts assume-role)\nexport AWS_PROFILE=p", ["later 2"]],
    ["[ -f ./a.env ] && . ./a.env\nunset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY\naws s3 ls", ["unseenRemoved 4"]],
  ])("%j", (script, expected) => expect(said(`#!/bin/bash\n${script}`)).toEqual(expected));

  it("if an earlier step unsets what it has exported", () => {
    const kinds = (...steps: string[]) => report(documentOfSteps(...steps)).map(({ messageId }) => messageId);
    expect(kinds("export AWS_PROFILE=p\ndate\nunset AWS_PROFILE", "aws s3 ls")).toEqual(["nothing"]);
    expect(kinds("unset AWS_PROFILE\nexport AWS_PROFILE=p", "aws s3 ls")).toEqual(["otherStep"]);
    expect(kinds("export AWS_PROFILE=p", "export AWS_PROFILE=q\nunset AWS_PROFILE", "aws s3 ls")).toEqual([
      "otherStep",
    ]);
  });

  it.each(['eval "$L"', 'export "$L"', 'declare -gx "$L"="$V"'])("if a builtin may set credentials: %s", (code) => {
    const script = `#!/bin/bash\nif a; then while read -r L; do ${code}; done < f; fi\naws s3 ls`;
    expect(report(document(script))[0]!.message).toMatch(`\`${code}\` (line ${FIRST_LINE + 1}) may set`);
  });

  it("if a file may set credentials", () => {
    const first = (script: string) => report(document(script))[0]!.message;
    expect(first("if [ -f /opt/app/config.sh ]; then\n  . /opt/app/config.sh\nfi\naws s3 ls")).toMatch(
      `\`/opt/app/config.sh\` (line ${FIRST_LINE + 1}) may set credentials for \`aws s3 ls\`, but it is only sourced if it exists.`,
    );
    expect(first("if a; then . /opt/app/config.sh; fi\naws s3 ls")).toMatch("but it does not run on every path.");
    for (const guard of ["[ -f /opt/k ] || exit 1", "test -f /opt/k || exit", "if [ ! -f /opt/k ]; then exit 1; fi"])
      expect(first(`${guard}\nif a; then . /opt/k; fi\naws s3 ls`)).toMatch("but it does not run on every path.");
    expect(first("[ -f ./a.env ] && . ./a.env\nunset AWS_ACCESS_KEY_ID\naws s3 ls")).toMatch(
      `\`./a.env\` (line ${FIRST_LINE}) may set it, but \`unset\` on line ${FIRST_LINE + 1} removes it.`,
    );
  });
});

describe("code of unknown content", () => {
  const kinds = (script: string, options?: Options) => said(`#!/bin/bash\n${script}`, options);

  it.each([
    "source <(kubectl completion bash)",
    "source <(/usr/local/bin/helm completion bash) || true",
    '. <(eksctl completion bash); eval "$(argocd completion bash)"',
    'source <(flux completion bash)\nsource <(minikube completion bash)\neval "$(kustomize completion bash)"',
    'source <(npm completion); eval "$(pip completion --bash)"; eval "$(gh completion -s bash)"',
    "complete -C /usr/local/bin/aws_completer aws",
    "kubectl completion bash > /etc/bash_completion.d/kubectl; . /etc/bash_completion.d/kubectl",
    "helm completion bash | tee /opt/helm.sh > /dev/null; . /opt/helm.sh",
  ])("sets no credentials if it is a shell completion: %s", (code) => {
    expect(kinds(`${code}\naws s3 ls`)).toEqual([`nothing ${code.split("\n").length + 2}`]);
    expect(kinds(`export AWS_PROFILE=p\n${code}\naws s3 ls`, { trustSourced: false })).toEqual([]);
  });

  it.each([
    ". /etc/os-release",
    ". /etc/profile.d/jdk.sh; . /etc/profile.d/aws-apitools-common.sh",
    'eval "$(cat /etc/os-release)"',
    "export $(grep -v '^#' /etc/os-release | xargs)",
    'X=$(grep ^ID= /etc/os-release); eval "$X"',
    "source <(sed 's/^/export /' /etc/os-release)",
    "cat /etc/os-release > /tmp/os; . /tmp/os",
    ". ~/.bash_completion",
    "source /opt/conda/bin/deactivate; source activate env; . ./venv/bin/activate",
  ])("sets no credentials if it is from a file that contains none: %s", (code) => {
    expect(kinds(`${code}\naws s3 ls`)).toEqual(["nothing 3"]);
  });

  it.each([
    "cleanup() { aws s3 ls; exit; }\ntrap cleanup INT TERM\nwhile true; do sleep 1; done",
    "cleanup() { aws s3 ls; exit; }\ntrap cleanup TERM\nmain() { while :; do sleep 1 & wait $!; done; }; main",
    "trap 'aws s3 ls; exit 1' TERM\nsleep 9",
    "trap 'aws s3 ls; exit 1' 15\nwhile true; do sleep 1; aws s3 cp a b --profile p; done",
    "trap 'aws s3 ls; exit 1' HUP\nexit 1",
    "if c; then trap 'aws s3 ls' USR1; fi\nsleep 9",
  ])("is missing in the handler of a signal: %s", (script) => {
    expect(kinds(script)).toHaveLength(1);
    expect(kinds(script.replace("aws s3 ls", "aws --profile p s3 ls"))).toEqual([]);
    expect(kinds(`export AWS_PROFILE=p\n${script}`)).toEqual([]);
  });

  it("is there if the script exports it before the signal comes", () => {
    expect(kinds("trap 'aws s3 ls; exit' TERM\nexport AWS_PROFILE=p\nwhile true; do sleep 1; done")).toEqual([]);
    expect(kinds("trap 'aws s3 ls' TERM\nexport AWS_PROFILE=p\nsleep 9\ntrap - TERM\nunset AWS_PROFILE")).toEqual([]);
    expect(kinds("trap 'aws s3 ls' TERM\ntrap - TERM\nsleep 9")).toEqual([]);
  });

  it.each([
    'eval "$(aws ecr get-login --no-include-email --profile p)"',
    "L=$(aws --profile p ecr get-login); eval $L",
    "eval $(aws ecr get-login --profile p | sed 's|https://||')",
    "aws ecr get-login --profile p > login.sh; . ./login.sh",
  ])("sets no credentials if it is `docker login`: %s", (code) => {
    expect(kinds(`${code}\naws s3 ls`)).toEqual(["nothing 3"]);
  });

  it.each(["export $(cat .env | xargs)", 'eval "$(cat /etc/os-release /opt/app/env)"'])(
    "may set credentials if it is from another file: %s",
    (code) => expect(kinds(`${code}\naws s3 ls`)).toEqual([]),
  );

  it.each([
    "source <(helm config bash)",
    'eval "$(tool completion-credentials)"',
    ". ./completion.sh",
    ". /etc/profile.d/aws-env.sh",
  ])("may set credentials in all other cases: %s", (code) => expect(kinds(`${code}\naws s3 ls`)).toEqual([]));

  const DOWNLOADED = [
    "source <(curl -s https://example.com/env.sh)",
    'eval "$(curl -s https://example.com/env.sh)"',
    "curl -s https://example.com/env.sh > env.sh; . ./env.sh",
    "curl -sO https://example.com/env.sh; . ./env.sh",
    "curl -s -o /tmp/env.sh https://example.com/x; . /tmp/env.sh",
    'F=$DIR/env.sh; curl -s -o "$F" https://example.com/x; . "$F"',
    "sudo curl -s https://example.com/x -o /tmp/env.sh; chmod +x /tmp/env.sh; . /tmp/env.sh",
    "wget -q https://example.com/env.sh && source env.sh",
    "wget -q -O /tmp/env.sh https://example.com/x; source /tmp/env.sh",
    "wget -qO- https://example.com/env.sh | sudo tee /opt/env.sh; . /opt/env.sh",
    'load() { . <(curl -s "$1"); }; load https://example.com/env.sh',
  ];

  it.each(DOWNLOADED)("is not trusted if it was just downloaded: %s", (code) => {
    expect(kinds(`${code}\naws s3 ls`)).toEqual(["downloaded 3"]);
    expect(kinds(`export AWS_PROFILE=p\n${code}\naws s3 ls`)).toEqual([]);
    expect(kinds(`${code}\nexport AWS_PROFILE=$(profile)\naws s3 ls`)).toEqual([]);
    expect(kinds(`if a; then . /opt/local.env; else ${code}; fi\naws s3 ls`)).toEqual(["unseen 3"]);
  });

  it("is trusted if another program prints it, or a signed request returns it", () => {
    const get = "curl -s http://169.254.170.2/v2/credentials";
    const keys = `${get} | jq -r 'to_entries[] | "export \\(.key)=\\(.value)"'`;
    expect(kinds(`eval "$(${keys})"\naws s3 ls`)).toEqual([]);
    const half = `${get} | jq -r '"export AWS_ACCESS_KEY_ID=\\(.AccessKeyId)"'`;
    expect(kinds(`eval "$(${half})"\naws s3 ls`)).toEqual(["keyWithoutSecret 3"]);
    expect(kinds("aws --profile p s3 cp s3://b/env.sh /tmp/env.sh\n. /tmp/env.sh\naws s3 ls")).toEqual([]);
  });

  const STS = `aws --profile p sts assume-role --role-arn r --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text`;

  it.each([
    `export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s" $(${STS}))`,
    `C=$(${STS}); export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s" $C)`,
    `eval "$(printf 'export AWS_ACCESS_KEY_ID=%s\\nexport AWS_SECRET_ACCESS_KEY=%s\\nexport AWS_SESSION_TOKEN=%s\\n' $(${STS}))"`,
    `set -- $(${STS}); export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3`,
    `use() { export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2; shift 2; export AWS_SESSION_TOKEN=$1; }; use $(${STS})`,
    `read -r K S T <<< "$(${STS})"; export AWS_ACCESS_KEY_ID=$K AWS_SECRET_ACCESS_KEY=$S AWS_SESSION_TOKEN=$T`,
    `IFS=$'\\t' read -r K S T < <(${STS}); export AWS_ACCESS_KEY_ID=$K AWS_SECRET_ACCESS_KEY=$S AWS_SESSION_TOKEN=$T`,
    `C=($(${STS})); export AWS_ACCESS_KEY_ID=\${C[0]} AWS_SECRET_ACCESS_KEY=\${C[1]} AWS_SESSION_TOKEN=\${C[2]}`,
  ])("exports the keys that it visibly exports, trusted or not: %s", (code) => {
    expect(kinds(`${code}\naws s3 ls`, { trustSourced: false })).toEqual([]);
    expect(kinds(`${code}\nunset AWS_SECRET_ACCESS_KEY\naws s3 ls`, { trustSourced: false })).toEqual(["removed 4"]);
  });
});

describe("options", () => {
  it("allowImplicit: reports only calls that show an intent to set credentials", () => {
    expect(said("aws s3 ls", { allowImplicit: true })).toEqual([]);
    expect(said("AWS_PROFILE=p\naws s3 ls", { allowImplicit: true })).toEqual(["notExported 2"]);
  });

  const keys = (get: string) =>
    `${get}\nexport AWS_ACCESS_KEY_ID=$(jq -r .K f) AWS_SECRET_ACCESS_KEY=$(jq -r .S f)\naws s3 ls`;
  const assume = (role: string) => keys(`aws sts assume-role --role-arn ${role} --role-session-name s > f`);
  const UNSET = "unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY";

  it.each([
    `${assume("r")}\n${UNSET}\naws s3 ls`,
    `${assume("r")}\n${UNSET}\n${assume("s")}`,
    `[ -f ./a.env ] && . ./a.env\n${UNSET}\naws s3 ls`,
    "[ -f ./a.env ] && . ./a.env\nunset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY\naws s3 ls",
    `aws s3 ls\n${assume("r")}`,
    `aws s3 ls\n${keys("curl -so f https://keys/")}`,
    `switch() {\n${assume("r")}\n}\naws s3 ls\nswitch`,
  ])("allowImplicit: the script uses the instance's credentials first, or again: %j", (script) => {
    expect(said(script, { allowImplicit: true })).toEqual([]);
    expect(said(script)).not.toEqual([]);
  });

  it.each([
    ["aws s3 ls\nexport AWS_PROFILE=p", "later 1"],
    [`aws s3 ls\n${keys("cp /opt/keys f")}`, "later 1"],
    [`switch() {\n${keys("curl -so f https://keys/")}\n}\naws s3 ls`, "uncalled 6"],
    ["export AWS_PROFILE=p\nexport -n AWS_PROFILE\naws s3 ls", "removed 3"],
  ])("allowImplicit: %j", (script, finding) =>
    expect(said(`#!/bin/bash\n${script}`, { allowImplicit: true })).toEqual([
      finding.replace(/\d+/, (line) => String(Number(line) + 1)),
    ]),
  );

  it("trustSourced: false assumes no credentials", () => {
    expect(said(". ./credentials.env\naws s3 ls", { trustSourced: false })).toEqual(["nothing 2"]);
  });

  it.each([{ credentials: "role" }, { credentials: { profile: "" } }, { other: true }])("rejects %j", (options) => {
    expect(() => report(document("aws s3 ls"), options as never)).toThrow(/explicit-aws-credentials/);
  });
});

describe("fixes", () => {
  const fixed = (script: string, options: Options = {}) => fix(document(script), configured(options));

  it("export the role credentials once, before the first command that needs them", () => {
    const script = "# upload\ncd /tmp; aws s3 ls\nif a; then\n  aws s3 cp a s3://b\nfi";
    const output = fixed(script, { credentials: "instance-role" });
    expect(output.match(/api\/token/g)).toHaveLength(1);
    expect(output.indexOf("export AWS_ACCESS_KEY_ID")).toBeLessThan(output.indexOf("# upload"));
    expect(lint(output, configured({}))).toEqual([]);
    expect(fix(output, configured({ credentials: "instance-role" }))).toBe(output);
  });

  it.each([
    ["a\nbash <<'E'\naws s3 ls\nE\nb", "bash <<'E'"],
    ["a\ncat <<E | sudo bash -s\naws s3 ls\nE\nb", "cat <<E | sudo -E bash -s"],
    ["a\nif b; then\n  sudo -E bash <<E\nsudo aws s3 ls\nE\nfi", "if b; then\n            sudo -E bash <<E"],
  ])("export them before the command that reads a here-document: %j", (script, command) => {
    const output = fixed(script, { credentials: "instance-role" });
    expect(output).toContain(`export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN\n          ${command}`);
    expect(lint(output, configured({}))).toEqual([]);
  });

  it.each(["su - u <<'E'\naws s3 ls\nE", "env -i bash <<E\naws s3 ls\nE"])(
    "export nothing if the environment does not reach the command: %j",
    (script) => expect(fixed(script, { credentials: "instance-role" })).toBe(document(script)),
  );

  it("add the configured profile", () => {
    const options: Options = { credentials: { profile: "uploads" } };
    expect(fixed("aws s3 ls\nx=$(aws sts get-caller-identity)", options)).toBe(
      document("aws --profile uploads s3 ls\nx=$(aws --profile uploads sts get-caller-identity)"),
    );
  });

  it.each([
    ["AWS_PROFILE=p\naws s3 ls", "export AWS_PROFILE=p\naws s3 ls"],
    ["X=1 AWS_PROFILE=p Y=\naws s3 ls", "export X=1 AWS_PROFILE=p Y=\naws s3 ls"],
    [
      "AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=s\nAWS_SESSION_TOKEN=t\naws s3 ls",
      "export AWS_ACCESS_KEY_ID=a\nexport AWS_SECRET_ACCESS_KEY=s\nexport AWS_SESSION_TOKEN=t\naws s3 ls",
    ],
    ["f() { AWS_PROFILE=$1; }\nf p\naws s3 ls", "f() { export AWS_PROFILE=$1; }\nf p\naws s3 ls"],
    [
      "case $1 in a) AWS_PROFILE=p ;; *) [ -f x ] && AWS_PROFILE=q || AWS_PROFILE=r ;; esac\naws s3 ls",
      "case $1 in a) export AWS_PROFILE=p ;; *) [ -f x ] && export AWS_PROFILE=q || export AWS_PROFILE=r ;; esac\naws s3 ls",
    ],
    ["f() {\n  AWS_ACCESS_KEY_ID=$(cat k) || exit 1\n  AWS_SECRET_ACCESS_KEY=s\n}\nf\naws s3 ls", undefined],
    ["[ -f p ] && AWS_PROFILE=$(cat p)\naws s3 ls", undefined],
    [
      "read -r AWS_PROFILE < /etc/p || exit 1\naws s3 ls",
      "export AWS_PROFILE; read -r AWS_PROFILE < /etc/p || exit 1\naws s3 ls",
    ],
    ["if ! read -r AWS_PROFILE < /etc/p; then exit 1; fi\naws s3 ls", undefined],
    ["X=`AWS_PROFILE=p; aws s3 ls`", "X=`export AWS_PROFILE=p; aws s3 ls`"],
    ["read -r AWS_PROFILE < /etc/p\naws s3 ls", "export AWS_PROFILE; read -r AWS_PROFILE < /etc/p\naws s3 ls"],
    [
      'printf -v AWS_PROFILE %s "$(cat /etc/p)"\naws s3 ls',
      'export AWS_PROFILE; printf -v AWS_PROFILE %s "$(cat /etc/p)"\naws s3 ls',
    ],
    ["f() { local AWS_PROFILE=p; aws s3 ls; }\nf", "f() { local AWS_PROFILE=p; export AWS_PROFILE; aws s3 ls; }\nf"],
    [
      "f() {\n  local AWS_PROFILE\n  AWS_PROFILE=p\n  aws s3 ls\n}\nf",
      "f() {\n  local AWS_PROFILE\n  export AWS_PROFILE=p\n  aws s3 ls\n}\nf",
    ],
    ["export -n AWS_PROFILE=p\naws s3 ls", undefined],
    ["bash -c 'AWS_PROFILE=p; aws s3 ls'", undefined],
    ["export AWS_PROFILE=p\nsudo aws s3 ls", "export AWS_PROFILE=p\nsudo -E aws s3 ls"],
    ["export AWS_PROFILE=p\nsudo -n bash -c 'aws s3 ls'", "export AWS_PROFILE=p\nsudo -E -n bash -c 'aws s3 ls'"],
  ])("need no option for %j", (script, output) => expect(fixed(script)).toBe(document(output ?? script)));

  it.each([
    "export AWS_PROFILE=p\nsudo -u app aws s3 ls",
    "export AWS_PROFILE=p\nunset AWS_PROFILE\naws s3 ls",
    "aws s3 ls",
    // A value that says that there is none.
    'if [ -z "${AWS_ACCESS_KEY_ID+x}" ]; then AWS_ACCESS_KEY_ID=false; fi\naws s3 ls',
    "AWS_PROFILE=${1:-none}\naws s3 ls",
    "AWS_PROFILE=p\n[ -f x ] || AWS_PROFILE='N/A'\naws s3 ls",
  ])("do not change %j", (script) => expect(fixed(script)).toBe(document(script)));

  const wanted: Options[] = [{}, { credentials: "instance-role" }, { credentials: { profile: "ops" } }];
  const offered = (script: string, shebang = "#!/bin/bash") =>
    wanted.flatMap((options) =>
      report(document(`${shebang}\n${script}`), options).flatMap(({ messageId, fix: change, suggestions = [] }) => [
        ...(change === undefined ? [] : [`${messageId} fix`]),
        ...suggestions.map((one) => `${messageId} ${one.messageId}`),
      ]),
    );

  it.each([
    `if a; then ${KEYS}; fi\naws s3 ls`,
    "if a; then export AWS_PROFILE=p; fi\naws s3 ls",
    "[ -f ./a.env ] && . ./a.env\naws s3 ls",
    '[ -n "$AWS_PROFILE" ] && echo named\naws s3 ls',
    `list() { aws s3 ls; }\nlist\n${KEYS}\nlist`,
    'run() { aws "$@"; }\nrun s3 ls\nexport AWS_PROFILE=p\nrun s3 cp a s3://b',
  ])("never override the credentials of the command on another path: %s", (script) =>
    expect(offered(script)).toEqual([]),
  );

  it("never replace keys that the script forgets to export", () => {
    const keys = "K=$(aws sts assume-role --profile p --role-arn r --role-session-name s)\n";
    const assign = "AWS_ACCESS_KEY_ID=$(echo $K | jq -r .a)\nAWS_SECRET_ACCESS_KEY=$(echo $K | jq -r .b)\n";
    const found = report(document(`${keys}${assign}aws s3 ls`));
    expect(found.map(({ messageId, suggestions }) => [messageId, suggestions?.length ?? 0])).toEqual([
      ["notExported", 0],
    ]);
  });

  it("never print the role's keys in a trace", () => {
    const files = "nothing leaveFilesOut";
    expect(offered("set -x\naws s3 ls")).toEqual([files, files, "nothing fix", files]);
    expect(offered("aws s3 ls", "#!/bin/bash -x")).toEqual(offered("set -x\naws s3 ls"));
    expect(offered("set -x\na\nset +x\naws s3 ls")).toEqual(offered("aws s3 ls"));
  });

  it.each(["export AWS_PROFILE=p\naws s3 cp a s3://b", ". ./a.env\naws s3 cp a s3://b"])(
    "do not export keys before a command that gets its credentials in another way: %s",
    (script) => expect(offered(`aws s3 ls\n${script}`)).toEqual([expect.stringMatching(/^(?:later|nothing) fix$/)]),
  );

  ruleTester().run("explicit-aws-credentials", explicitAwsCredentials, {
    valid: [document("aws s3 ls --profile p")],
    invalid: [
      {
        code: document("aws s3 ls\naws s3 ls --profile p").replace("mainSteps", "parameters: {}\nmainSteps"),
        errors: [
          {
            messageId: "nothing",
            suggestions: [
              {
                messageId: "takeInstanceRole",
                output: fix(
                  document("aws s3 ls\naws s3 ls --profile p"),
                  configured({ credentials: "instance-role" }),
                ).replace("mainSteps", "parameters: {}\nmainSteps"),
              },
              {
                messageId: "leaveFilesOut",
                output: document(
                  "export AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_CONFIG_FILE=/dev/null\naws s3 ls\naws s3 ls --profile p",
                ).replace("mainSteps", "parameters: {}\nmainSteps"),
              },
              {
                messageId: "nameProfile",
                data: { profile: "p" },
                output: document("aws --profile p s3 ls\naws s3 ls --profile p").replace(
                  "mainSteps",
                  "parameters: {}\nmainSteps",
                ),
              },
            ],
          },
        ],
      },
    ],
  });
});

it.each([
  ["Profile", true],
  ["awsProfile", true],
  ["AWS_CLI_PROFILE", true],
  ["ProfileName", true],
  ["InstanceProfile", false],
  ["ProfileBucket", false],
  ["TunedProfile", false],
])("suggests the parameter %s as a profile: %s", (name, isOne) => {
  const [only] = report(
    document("aws s3 ls").replace("mainSteps", `parameters: { ${name}: { type: String } }\nmainSteps`),
  );
  const offered = only!.suggestions?.map(({ desc }) => desc);
  expect(offered?.includes(`Use the profile {{ ${name} }}.`)).toBe(isOne);
});

describe("a profile that the script itself creates", () => {
  /** The profiles that are suggested for each finding. */
  const offered = (script: string) =>
    report(document(script)).map(({ suggestions = [] }) =>
      suggestions.flatMap(({ desc }) => /^Use the profile (.*)\.$/.exec(desc)?.[1] ?? []),
    );
  const create =
    "aws configure set aws_access_key_id k --profile p\naws configure set aws_secret_access_key s --profile p";
  const use = "aws s3 cp a s3://b --profile p";

  it("is only suggested if it exists", () => {
    expect(offered(`aws s3 ls\n${create}\n${use}\naws s3 mb s3://c`)).toEqual([[], ["p"]]);
    expect(offered(`f() { aws s3 ls; }\n${create}\nf`)).toEqual([["p"]]);
    expect(offered(`if test -f k; then\n${create}\nfi\naws s3 ls`)).toEqual([[]]);
    expect(offered(`aws s3 ls\nprintf '%s\\n' "$K" "$S" r json | aws configure --profile p\n${use}`)).toEqual([[]]);
  });

  it("does not hide another one", () => {
    expect(offered(`aws s3 ls\n${create}\naws s3 mb s3://b --profile q`)).toEqual([["q"]]);
    expect(offered("aws s3 ls\naws configure get region --profile q")).toEqual([["q"]]);
  });
});

it("the examples on the rule's page have the findings it describes", () => {
  const page = readFileSync("rules/explicit-aws-credentials.md", "utf8");
  const [bad, good] = [...page.matchAll(/```yaml\n([^]*?)```/gu)].map((match) => match[1]!);
  expect(report(bad!).map(({ messageId }) => messageId)).toEqual(["nothing", "lost"]);
  expect(report(good!)).toEqual([]);
});

it.each(["--profile p", "--no-sign-request"])("names %s if only some paths have it", (option) => {
  const [only] = report(document(`X=\nif [ -f x ]; then X="${option}"; fi\naws s3 ls $X`));
  expect(only!.message).toContain(`gets ${option.split(" ")[0]} only on some paths`);
});

test("a call without credentials is found behind more calls than are kept, for which unknown code may have set some", () => {
  const calls = Array.from({ length: 60 }, (_, index) => `export E=${index}; f`).join("\n");
  const script = `f() { aws s3 ls "s3://$E"; }\nif c; then\n. /opt/x.sh\n${calls}\nexit\nfi\nexport E=last\nf`;
  expect(report(document(script)).map(({ messageId }) => messageId)).toEqual(["unseen"]);
});

describe("a key without its secret", () => {
  const HALF = "export AWS_ACCESS_KEY_ID=AKIA";
  const SECRET = "AWS_SECRET_ACCESS_KEY=s";
  const messageOf = (script: string) => {
    const found = lint(document(script), { rules: { "explicit-aws-credentials": explicitAwsCredentials } });
    expect(found).toHaveLength(1);
    return found[0]!.message;
  };

  it.each([
    `${HALF}\n${SECRET}\naws s3 ls`,
    `${HALF}\n(export ${SECRET})\naws s3 ls`,
    `${HALF} ${SECRET}\nunset AWS_SECRET_ACCESS_KEY\naws s3 ls`,
    `${HALF} ${SECRET}\nsudo --preserve-env=AWS_ACCESS_KEY_ID aws s3 ls`,
    `${HALF} AWS_SECRET_ACCESS_KEY=\naws s3 ls`,
  ])("stops the CLI, which asks no other provider: %j", (script) => {
    expect(messageOf(script)).toMatch(
      /AWS_SECRET_ACCESS_KEY.* [Tt]he CLI stops with "Partial credentials found in env"\.$/,
    );
    expect(messageOf(script)).not.toContain("leftover");
  });

  it("is named by the half that is missing on some paths", () =>
    expect(messageOf(`${HALF}\nif a; then export ${SECRET}; fi\naws s3 ls`)).toBe(
      `\`aws s3 ls\` gets AWS_SECRET_ACCESS_KEY from line ${FIRST_LINE + 1} only on some paths. On the others, the CLI stops with "Partial credentials found in env".`,
    ));
});

test("an empty profile stops the CLI on the paths that have it", () => {
  const script = 'for p in "" ops; do export AWS_PROFILE=$p; aws s3 ls; done';
  const [only] = lint(document(script), { rules: { "explicit-aws-credentials": explicitAwsCredentials } });
  expect(only!.message).toContain(
    'only on some paths. On the others, the CLI stops with "The config profile () could not be found".',
  );
});

describe("a command substitution in arithmetic", () => {
  it.each([
    "X=$((1 + $(aws s3 ls | wc -l)))",
    'echo "$(($(aws s3 ls | wc -l) + 1))"',
    "(( X = $(aws s3 ls | wc -l) ))",
    "if (( $(aws s3 ls | wc -l) > 1 )); then echo; fi",
    "X=$((1 + `aws s3 ls | wc -l`))",
    "for ((i = 0; i < $(aws s3 ls | wc -l); i++)); do echo; done",
    "cat <<E\n$((1 + $(aws s3 ls | wc -l)))\nE",
  ])("runs: %j", (script) => {
    const text = document(`#!/bin/bash\n${script}\nexport AWS_PROFILE=p\n${script}`);
    const found = lint(text, { rules: { "explicit-aws-credentials": explicitAwsCredentials } });
    expect(found.map(({ line }) => line < FIRST_LINE + 4)).toEqual([true]);
  });

  it("gives the number that it prints", () => {
    const script = "if [ $(( $(echo 2) + 1 )) -eq 3 ]; then export AWS_PROFILE=p; fi\naws s3 ls";
    expect(lint(document(script), { rules: { "explicit-aws-credentials": explicitAwsCredentials } })).toEqual([]);
  });
});

it("no profile is added to a command that names an empty one", () => {
  const [only] = lint(document('P=\naws s3 ls --profile "$P"\naws s3 ls --profile q'), { rules });
  expect(only!.suggestions?.map(({ messageId }) => messageId)).not.toContain("nameProfile");
});

it.each([
  ["f() { export AWS_PROFILE; }", true],
  ["f() { readonly AWS_PROFILE; export AWS_PROFILE; }", true],
  ["f() { :; }", false],
])("an assignment before a call in bash stays if the function exports the variable: %s", (definition, stays) => {
  const found = lint(document(`#!/bin/bash\n${definition}\nAWS_PROFILE=p f\naws s3 ls`), { rules });
  expect(found.filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")).toHaveLength(stays ? 0 : 1);
});

// `report` compares the findings with those of the slice.
describe("variables whose names are computed", () => {
  const readers = [
    'local X=$1; aws s3 ls --profile "${!X}"',
    'aws s3 ls --profile "${!1}"',
    'local -n X=$1; aws s3 ls --profile "$X"',
    'eval "X=\\$$1"; aws s3 ls --profile "$X"',
  ];

  it.each<[string, string[]]>([
    ["A=(--profile p) X='A[@]'\naws s3 ls \"${!X}\"", []],
    ["A=(--region r) X='A[@]'\naws s3 ls \"${!X}\"", ["nothing 3"]],
    ["A=() X='A[@]'\naws s3 ls \"${!X:---profile=p}\"", []],
    // Which element this is, is not determined.
    ["A=(a p) X='A[1]'\nexport AWS_PROFILE=${!X}\naws s3 ls", []],
    ["declare -A M=([k]=p)\nX='M[k]'\naws s3 ls --profile \"${!X}\"", []],
    ["X='a b'\naws s3 ls --profile \"${!X}\"", []],
    ...readers.flatMap((body): [string, string[]][] => [
      [`f() { ${body}; }\nP=p\nf P`, []],
      [`f() { g "$1"; }\ng() { ${body}; }\nP=p\nf P`, []],
      [`f() { ${body}; }\nP=\nf P`, ["emptyOption 2"]],
    ]),
  ])("%j", (script, expected) => expect(said(`#!/bin/bash\n${script}`)).toEqual(expected));

  const composed = [
    'V=P_$S; C="${!V}"',
    'V="${S}_P"; C=${!V}',
    "V=P; V+=_$S; C=${!V}",
    "W=P_$S; V=$W; C=${!V}",
    "printf -v V 'P_%s' $S; C=${!V}",
    "printf -v V '%s_P' $S; C=${!V}",
    "f() { local V=$1_P; C=${!V}; }; f k",
    "f() { local V=P_$1; C=${!V}; }; f $S",
    'f() { eval "C=\\${$1_$2}"; }; f P $S',
    'read V <<< "P_$S"; C=${!V}',
    'V=$(echo "P_$S"); C=${!V}',
    "T=P_; V=$T$S; C=${!V}",
    'declare -n V="P_$S"; C=$V',
    'eval "C=\\$P_$S"',
    "eval C=\\$P_${S}",
    "C=$(eval echo \\$P_$S)",
    'N=P_k; eval "C=\\$$N"',
    'N=P_k; C=$(eval echo "\\${$N}")',
    'get() { local V=$1; echo "${!V}"; }; C=$(get P_$S)',
    'get() { eval "echo \\$P_$1"; }; C=$(get k)',
    'get() { local -n V=P_$1; echo "$V"; }; C=$(get k)',
  ];

  it.each<[string, string[]]>(
    composed.flatMap((line): [string, string[]][] => [
      [`P_k=p\nk_P=p\nS=k\n${line}\naws s3 ls --profile "$C"`, []],
      [`P_k=\nk_P=\nS=k\n${line}\naws s3 ls --profile "$C"`, ["emptyOption 6"]],
    ]),
  )("are composed: %j", (script, expected) => expect(said(`#!/bin/bash\n${script}`)).toEqual(expected));

  const keys = "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY";

  it.each<[string, string[]]>([
    [`for X in ${keys}; do if [ -z \${!X} ]; then exit 1; fi; done\naws s3 ls`, []],
    [`for X in ${keys} B; do [[ -n "\${!X:-}" ]] || exit 1; done\naws s3 ls`, []],
    [`need() { test -n "\${!1}" || exit 1; }\nneed AWS_PROFILE\naws s3 ls`, []],
    ['X=AWS_PROFILE\ncase "${!X}" in "") exit 1 ;; esac\naws s3 ls', []],
    ['X=AWS_PROFILE\n[ -n "${!X}" ] && exit 1\naws s3 ls', ["nothing 4"]],
    // Which variable this is, is not known.
    ['X=$(cat name)\n[ -n "${!X}" ] || exit 1\naws s3 ls', ["nothing 4"]],
    // Nor is it a variable that a test of a length, or of all names, is about.
    ['X=AWS_PROFILE\n[ -n "${!X*}" ] || exit 1\naws s3 ls', ["nothing 4"]],
  ])("are tested for emptiness: %j", (script, expected) => expect(said(`#!/bin/bash\n${script}`)).toEqual(expected));
});

describe("a file to which the script appends before it sources it", () => {
  const append = 'echo "export A=1" >> /opt/env';

  it.each([
    `${append}\n. /opt/env`,
    `${append}\n${append}\n. /opt/env`,
    `if c; then ${append}; fi\n. /opt/env`,
    "while read -r L; do echo $L >> $E; done < f\n. $E",
    'f() { echo "export A=$1" >> /opt/env; }\nf 1\nf 2\n. /opt/env',
    'echo "export A=1" | tee -a /opt/env\n. /opt/env',
    "a 2>> /opt/env\n. /opt/env",
  ])("may already set credentials: %j", (script) => {
    expect(said(`#!/bin/bash\n${script}\naws s3 ls`)).toEqual([]);
  });

  it.each([
    `: > /opt/env\n${append}\n. /opt/env`,
    `echo "export B=1" > /opt/env\n${append}\n. /opt/env`,
    'E=$(mktemp)\necho "export A=1" >> $E\n. $E',
    'D=$(mktemp -d)\necho "export A=1" >> $D/env\n. $D/env',
    // Nothing that matters is in this file.
    'echo "export A=1" >> ~/.bashrc\n. ~/.bashrc',
  ])("is known if it was new: %j", (script) => {
    expect(said(`#!/bin/bash\n${script}\naws s3 ls`)).toEqual([expect.stringMatching(/^nothing /)]);
  });

  it("runs what the script appends", () => {
    expect(said("echo 'env -i aws s3 ls' >> /opt/env\n. /opt/env")).toEqual([expect.stringMatching(/ [12]$/)]);
  });
});

describe("code of which only some lines are known", () => {
  it.each([
    "{ cat /opt/template; echo A=1; } > /opt/env\n. /opt/env",
    "envsubst < /opt/template > /opt/env\necho A=1 >> /opt/env\n. /opt/env",
    "printf '%s\\n' \"$CFG\" A=1 > /opt/env\n. /opt/env",
    "cat > /opt/env <<END\nA=1\n$CFG\nEND\n. /opt/env",
    'eval "$(cat /opt/env; echo A=1)"',
    'eval "$CFG; A=1"',
    'eval "A=1; $CFG"',
  ])("may set credentials: %j", (script) => {
    expect(said(`#!/bin/bash\n${script}\naws s3 ls`)).toEqual([]);
  });

  it.each([
    'eval "$(ssh-agent -s; echo A=1)"',
    'eval "$CMD --quiet"',
    'eval "echo $CFG"',
    // Each word is a piece of the code.
    'eval echo "$CFG"',
    'eval set -- "$(tool) $CFG"',
    'eval "$CMD" --quiet',
    "cat > /opt/env <<END\nA=$CFG\nB=1\nEND\n. /opt/env",
  ])("is known if unknown text is only a part of each line: %j", (script) => {
    expect(said(`#!/bin/bash\n${script}\naws s3 ls`)).toEqual([expect.stringMatching(/^nothing /)]);
  });
});
