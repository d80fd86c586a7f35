/** Temporary keys that a script writes to the credentials file, in all ways in which it may write its session token too. */
import { expect, it } from "vitest";
import { completeAwsCredentials } from "../../../../rules/complete-aws-credentials.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const ASSUME = `C=$(aws sts assume-role --role-arn r --role-session-name s --profile p) || exit 1
AK=$(echo "$C" | jq -r .Credentials.AccessKeyId)
SK=$(echo "$C" | jq -r .Credentials.SecretAccessKey)
ST=$(echo "$C" | jq -r .Credentials.SessionToken)
`;
const SET = 'aws configure set aws_access_key_id "$AK"\naws configure set aws_secret_access_key "$SK"\n';

const reported = (script: string): readonly (string | undefined)[] =>
  lint(document(script), { rules: { "complete-aws-credentials": completeAwsCredentials } }).map(
    ({ messageId }) => messageId,
  );

it.each([
  `${ASSUME}f() { ${SET}}\nf\naws s3 ls`,
  `${ASSUME}for x in a b; do ${SET}aws s3 ls; done`,
  `${ASSUME}aws configure set aws_access_key_id "$AK" --profile x\naws configure set aws_secret_access_key "$SK" --profile x\nexport AWS_PROFILE=x\naws s3 ls`,
  `${ASSUME}export AWS_PROFILE=x\n${SET}aws s3 ls`,
  `${ASSUME}export AWS_SHARED_CREDENTIALS_FILE=/tmp/c\n${SET}aws s3 ls`,
  `${ASSUME}echo "[default]" > ~/.aws/credentials\necho "aws_access_key_id=$AK" >> ~/.aws/credentials\necho "aws_secret_access_key=$SK" >> ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}aws configure set aws_session_token "$ST" --profile other\naws s3 ls`,
  `${ASSUME}${SET}aws s3 ls\naws configure set aws_session_token "$ST"`,
  `${ASSUME}${SET}(aws configure set region eu-west-1; aws s3 ls | cat)`,
  `R=$(curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/r)\naws configure set aws_access_key_id "$(echo "$R" | jq -r .AccessKeyId)"\naws configure set aws_secret_access_key "$(echo "$R" | jq -r .SecretAccessKey)"\naws s3 ls`,
  `${ASSUME}${SET}X=$(aws s3 ls) || exit 1`,
  `${ASSUME}{ echo "[default]"; echo "aws_access_key_id = $AK"; echo "aws_secret_access_key = $SK"; } > ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}tee ~/.aws/credentials > /dev/null <<EOT\n[default]\naws_access_key_id = $AK\naws_secret_access_key = $SK\nEOT\naws s3 ls`,
  `${ASSUME}sudo aws configure set aws_access_key_id "$AK"\nsudo aws configure set aws_secret_access_key "$SK"\nsudo aws s3 ls`,
  `${ASSUME}aws configure set default.aws_access_key_id "$AK"\naws configure set default.aws_secret_access_key "$SK"\naws s3 ls`,
  `${ASSUME}aws configure set profile.x.aws_access_key_id "$AK"\naws configure set profile.x.aws_secret_access_key "$SK"\naws s3 ls --profile x`,
  "aws configure set aws_access_key_id ASIAX\naws configure set aws_secret_access_key {{ secret }}\naws s3 ls",
  // The CLI takes no token from the environment for a key of the file.
  `${ASSUME}${SET}export AWS_SESSION_TOKEN=$ST\naws s3 ls`,
])("without the token: %s", (script) => {
  expect(reported(script)).toEqual(["fileWithoutToken"]);
});

it.each([
  `${ASSUME}${SET}[ -n "$ST" ] && aws configure set aws_session_token "$ST"\naws s3 ls`,
  `${ASSUME}${SET}echo "aws_session_token = $ST" >> ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}aws configure set aws_access_key_id "$AK" --profile x\naws configure set aws_secret_access_key "$SK" --profile x\naws s3 ls`,
  `${ASSUME}aws configure set aws_access_key_id "$AK" --profile x\naws configure set aws_secret_access_key "$SK" --profile x\naws s3 ls --profile y`,
  `${ASSUME}${SET}export AWS_ACCESS_KEY_ID=AKIAX AWS_SECRET_ACCESS_KEY=s\naws s3 ls`,
  `${ASSUME}set_() { aws configure set "$1" "$2"; }\nset_ aws_access_key_id "$AK"; set_ aws_secret_access_key "$SK"; set_ aws_session_token "$ST"\naws s3 ls`,
  `${ASSUME}while read -r k v; do aws configure set "$k" "$v"; done < x\n${SET}aws s3 ls`,
  `${ASSUME}${SET}aws s3 ls --no-sign-request`,
  `${ASSUME}${SET}aws configure list`,
  `${ASSUME}aws configure set aws_access_key_id "$AK" --profile x\naws configure set aws_secret_access_key "$SK" --profile x\naws configure set role_arn r --profile x\naws configure set source_profile y --profile x\naws s3 ls --profile x`,
  `read -r AK SK < keys\n${SET}aws s3 ls`,
  `${ASSUME}${SET}sed -i "s/^aws_secret.*/&\\naws_session_token = $ST/" ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}python3 fix.py ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}. ./more.sh\naws s3 ls`,
  `${ASSUME}cat > ~/.aws/credentials <<EOT\n[default]\naws_access_key_id = $AK\naws_secret_access_key = $SK\naws_session_token = $ST\nEOT\naws s3 ls`,
  `${ASSUME}cat > ~/.aws/credentials <<EOT\n[default]\naws_access_key_id = $AK\naws_secret_access_key = $SK\n$EXTRA\nEOT\naws s3 ls`,
  `${ASSUME}if [ "$1" = a ]; then ${SET}fi\naws s3 ls`,
  `P=AKIA\nif [ "$1" = a ]; then P=ASIA1; fi\naws configure set aws_access_key_id $P\naws configure set aws_secret_access_key s\naws s3 ls`,
  `${ASSUME}${SET}rm -f ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}HOME=/home/u aws s3 ls`,
  `${ASSUME}${SET}cp /tmp/c ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}cat /tmp/token >> ~/.aws/credentials\naws s3 ls`,
  `${ASSUME}${SET}for k in aws_session_token; do aws configure set $k "$ST"; done\naws s3 ls`,
  "aws configure set aws_access_key_id AKIAX\naws configure set aws_secret_access_key s\naws s3 ls",
])("not reported: %s", (script) => {
  expect(reported(script)).toEqual([]);
});
