import { noFragileJsonParsing } from "../../../rules/no-fragile-json-parsing.ts";
import { describe, expect, it, test } from "vitest";
import { fix, lint, type LintOptions } from "../../support/lint.ts";
import { document, FIRST_LINE, ruleTester } from "../../support/rule-tester.ts";

const URL = "http://169.254.169.254/latest/meta-data/iam/security-credentials/web";
const creds = (rest: string): string => document(`CREDS=$(curl -s ${URL})\n${rest}`);
const identity = (rest: string): string =>
  document(`curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | ${rest}`);
const role = "aws sts assume-role --role-arn r --role-session-name s";

ruleTester().run("no-fragile-json-parsing", noFragileJsonParsing, {
  valid: [
    // Correct in every layout.
    creds(`K=$(echo "$CREDS" | sed -n 's/.*"SecretAccessKey"\\s*:\\s*"\\([^"]*\\)".*/\\1/p')`),
    creds(`K=$(grep -oP '"Token"\\s*:\\s*"\\K[^"]+' <<< "$CREDS")`),
    creds(`K=$(printf '%s\\n' "$CREDS" | grep -o '"Token" *: *"[^"]*"' | cut -d'"' -f4)`),
    creds(`K=$(echo "$CREDS" | jq -r .Token)`),
    // Not JSON.
    document("aws sts assume-role --output text --query Credentials | awk '{print $3}'"),
    document("REGION=$(curl -s http://169.254.169.254/latest/meta-data/placement/availability-zone | sed 's/.$//')"),
    document("AWS_DEFAULT_OUTPUT=text; export AWS_DEFAULT_OUTPUT; aws sts get-caller-identity | cut -f1"),
    document("df -h | awk 'NR==2 {print $5}' | tr -d %"),
    document("grep VERSION_ID /etc/os-release | cut -d'\"' -f2"),
    ...[
      "grep resource main.tf | cut -d'\"' -f4",
      String.raw`V=$(curl -s https://example.com/x | grep -oP '"tag_name"\s*:\s*"v\K[0-9.]+')`,
      "grep '\"active\"' users.csv | cut -d'\"' -f4",
      "cat server.xml | grep Connector | awk -F'\"' '{print $4}'",
      "awk -F'\"' '/POST/ {print $4}' /var/log/nginx/access_log",
      "blkid | grep xvdf | cut -d'\"' -f4",
      "docker logs web | grep GET | cut -d'\"' -f4",
      "curl -s https://example.com/index.html | grep download | cut -d'\"' -f4",
      "curl -s https://example.com/downloads/ | grep href | cut -d'\"' -f4",
    ].map((command) => document(command)),
    // Tests, filters and counts extract nothing.
    creds(`if echo "$CREDS" | grep -q '"Code" : "Success"'; then :; fi`),
    creds(`echo "$CREDS" | grep AccessKeyId`),
    creds(`echo "$CREDS" | tr -d '\\n'`),
    creds(`echo "$CREDS" | sed 's/us-east-1/us-west-2/' > copy.json`),
    creds(`echo "$CREDS" | tr ',' '\\n' | grep -c Key`),
    document("N=$(aws ec2 describe-volumes | grep VolumeId | wc -l | tr -d ' ')"),
    document("N=$(aws ec2 describe-volumes | grep -c '\"VolumeId\"' | tr -d '\\n')"),
    // To remove the punctuation of a list is not to select a field.
    document(
      "for V in $(aws ec2 describe-volumes --query 'Volumes[].VolumeId' --output json | tr -d '[]\",'); do :; done",
    ),
    document("aws ec2 describe-volumes --query 'Volumes[].VolumeId' | sed 's/[][\" ,]//g' | sort"),
    creds(`echo "$CREDS" | grep : | cut -d'"' -f4`),
    // The known output of an operation is only a sample: another value or another element of a list may be in the real output.
    document(`aws sts get-caller-identity | grep Arn | grep -o 'assumed-role/[^/"]*'`),
    document(`aws ssm get-parameter --name /a/b | grep '"Name"' | awk -F/ '{print $3}'`),
    document(`aws iam list-access-keys | grep AccessKeyId | sed -n 2p | cut -d'"' -f4`),
    // A value that the sample lacks and an instance or a caller may have.
    ...["grep us-west-2 | cut -d'\"' -f4", "grep -o 'eu-[a-z]*-[0-9]'", "grep architecture | grep -o arm64"].map(
      (search) => document(`X=$(curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | ${search})`),
    ),
    ...[
      "grep Arn | grep -o 'user/.*'",
      "grep user | cut -d/ -f2",
      "awk '{print $2}' | grep iam | cut -d: -f2-5",
      String.raw`sed -n 's/.*arn:aws:iam::\([0-9]\{12\}\):.*/\1/p'`,
      String.raw`grep -oP 'arn:aws:iam::\K\d+'`,
    ].map((search) => document(`X=$(aws sts get-caller-identity | ${search})`)),
    // A value that the pattern itself contains, and a value that may be more than one line away.
    document(`S=$(aws ec2 describe-volumes | grep '"State": "available"' | cut -d'"' -f4)`),
    document(`N=$(aws ec2 describe-tags | grep -A1 '"Key": "Name"' | grep Value | cut -d'"' -f4)`),
    // Stages that are not simulated, unknown patterns, unknown input.
    creds(`echo "$CREDS" | awk '{print > "file"}' | cut -d'"' -f4`),
    creds(`echo "$CREDS" | grep "{{ key }}" | cut -d'"' -f4`),
    document("aws s3 cp s3://b/page.html - | grep title | cut -d'\"' -f4"),
    // A value without its quotes.
    document(`aws sts get-caller-identity --query Account | tr -d '"'`),
    // A part of such a value is not the value of a key.
    document(`V=$(aws ec2 describe-images --query 'Images[0].Name' | sed -r 's/^.*(v[[:digit:]]+).*$/\\1/')`),
    document(`V=$(aws sts get-caller-identity --query Arn | cut -d/ -f2)`),
  ],
  invalid: [
    {
      code: creds(`K=$(echo "$CREDS" | grep AccessKeyId | cut -d'"' -f4)`),
      output: null,
      errors: [
        {
          messageId: "layout",
          line: FIRST_LINE + 1,
          column: 11 + 'K=$(echo "$CREDS" | '.length,
          suggestions: [
            { messageId: "replaceWith", output: creds(`K=$(echo "$CREDS" | jq -r '.AccessKeyId // empty')`) },
            {
              messageId: "replaceWith",
              output: creds(
                `K=$(echo "$CREDS" | sed -n 's/.*"AccessKeyId"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*/\\1/p')`,
              ),
            },
          ],
        },
      ],
    },
    {
      code: creds(`K=$(echo "$CREDS" | grep AccessKeyId | cut -d'"' -f4)`),
      options: [{ extractor: "jq" }],
      output: creds(`K=$(echo "$CREDS" | jq -r '.AccessKeyId // empty')`),
      errors: [{ messageId: "layout", suggestions: 1 }],
    },
    {
      code: document(`K=$(${role} | grep SessionToken | cut -d'"' -f4)`),
      options: [{ extractor: "sed" }],
      output: document(`K=$(${role} --query Credentials.SessionToken --output text)`),
      errors: [{ messageId: "layout", suggestions: 2 }],
    },
  ],
});

describe("an extractor has the input and output of the pipeline", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing } as unknown as NonNullable<LintOptions["rules"]>;
  const config: LintOptions["config"] = { rules: { "ssm/no-fragile-json-parsing": ["error", { extractor: "jq" }] } };
  const jq = "jq -r '.AccessKeyId // empty'";
  const query = "--query Credentials.AccessKeyId --output text";
  it.each([
    [`K=$(grep AccessKeyId <<< "$CREDS" | cut -d'"' -f4)`, `K=$(${jq} <<< "$CREDS")`],
    [`K=$(awk -F'"' '/AccessKeyId/ {print $4}' <<< "$CREDS" 2>/dev/null)`, `K=$(${jq} <<< "$CREDS" 2>/dev/null)`],
    [`echo "$CREDS" | grep AccessKeyId 2>/dev/null | cut -d'"' -f4 > k`, `echo "$CREDS" | ${jq} > k`],
    [`echo "$CREDS" > c\nK=$(grep AccessKeyId < c | cut -d'"' -f4)`, `echo "$CREDS" > c\nK=$(${jq} < c)`],
    [`echo "$CREDS" > c\nK=$(< c grep AccessKeyId | cut -d'"' -f4)`, `echo "$CREDS" > c\nK=$(${jq} < c)`],
    [`echo "$CREDS" > c\nK=$(grep AccessKeyId c | cut -d'"' -f4)`, `echo "$CREDS" > c\nK=$(${jq} c)`],
    [
      `F=/tmp/c\necho "$CREDS" > "$F"\nK=$(sed -n /AccessKeyId/p "$F" | cut -d'"' -f4)`,
      `F=/tmp/c\necho "$CREDS" > "$F"\nK=$(${jq} "$F")`,
    ],
    [`${role} 2>err | grep AccessKeyId | cut -d'"' -f4 >k 2>&1`, `${role} ${query} 2>err >k`],
  ])("%s", (script, expected) => {
    expect(fix(creds(script), { rules, config })).toBe(creds(expected));
  });

  it("a later stage still takes its part of the value", () => {
    const call = "aws sts get-caller-identity";
    const code = document(`A=$(${call} | sed -n 's/.*"Account": "\\(.*\\)".*/\\1/p' | cut -d- -f1)`);
    const [found] = lint(code, { rules });
    const outputs = (found?.suggestions ?? []).map(({ fix: { range, text } }) =>
      [code.slice(0, range[0]), text, code.slice(range[1])].join(""),
    );
    expect(outputs).toContain(document(`A=$(${call} | jq -r '.Account // empty' | cut -d- -f1)`));
  });

  it.each([
    `echo "$CREDS" > c\nK=$(grep AccessKeyId c d | cut -d'"' -f4)`,
    `f() { grep AccessKeyId "$1" | cut -d'"' -f4; }\necho "$CREDS" > c\necho "$CREDS" > d\nf c\nf d`,
    `echo "$CREDS" | grep AccessKeyId > k | cut -d'"' -f4 < k`,
    `echo "$CREDS" > c\nK=$(sudo grep AccessKeyId c | cut -d'"' -f4)`,
    `K=$(grep AccessKeyId <<EOF | cut -d'"' -f4\n$CREDS\nEOF\n)`,
  ])("otherwise it is not suggested: %s", (script) => {
    const found = lint(creds(script), { rules });
    expect(found.flatMap(({ suggestions = [] }) => suggestions)).toEqual([]);
  });
});

describe("an extractor selects the same list elements as the pipeline", () => {
  const offered = (pipeline: string) => {
    const [only] = lint(document(`I=$(aws ec2 describe-instances | ${pipeline})`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing } as unknown as NonNullable<LintOptions["rules"]>,
    });
    return (only?.suggestions ?? []).slice(0, 2).map(({ desc }) => desc);
  };
  const query = "--query 'Reservations[].Instances[].InstanceId | [].[@]' --output text";
  const jq = "jq -r '.Reservations[].Instances[].InstanceId // empty'";
  it.each([
    [`grep '"InstanceId"' | cut -d'"' -f4`, ""],
    [`grep '"InstanceId"' | head -1 | cut -d'"' -f4`, " | head -n 1"],
    [`grep -m1 '"InstanceId"' | awk '{print $2}'`, " | head -n 1"],
    [`awk -F'"' '/"InstanceId"/ {print $4}' | tail -1`, " | tail -n 1"],
    [`grep '"InstanceId"' | cut -d'"' -f4 | sort -u`, " | sort -u"],
    [`grep '"InstanceId"' | cut -d'"' -f4 | sort`, " | sort"],
    [`grep '"InstanceId"' | sort | tail -1 | cut -d'"' -f4`, " | sort | tail -n 1"],
    [`grep '"InstanceId"' | sort -u | head -n 1 | cut -d'"' -f4`, " | sort | head -n 1"],
  ])("%s", (pipeline, selection) => {
    expect(offered(pipeline)).toEqual([query, jq].map((one) => `Replace it with \`${one}${selection}\`.`));
  });

  it.each([
    [`grep VpcId | cut -d'"' -f4`, ""],
    [`grep '"VpcId"' | head -1 | cut -d'"' -f4`, " | head -n 1"],
  ])("if an answer may lack another key of that name: %s", (pipeline, selection) => {
    const [first] = lint(document(`V=$(aws ec2 describe-vpcs | ${pipeline})`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing } as unknown as NonNullable<LintOptions["rules"]>,
    });
    expect(first).toMatchObject({ messageId: "optionalKey" });
    expect(first?.suggestions?.[0]?.desc).toBe(
      `Replace it with \`--query 'Vpcs[].VpcId | [].[@]' --output text${selection}\`.`,
    );
  });

  it("a boolean may be false, which `// empty` omits", () => {
    const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
    const taken = (script: string) => lint(document(script), { rules })[0]?.suggestions?.map(({ desc }) => desc);
    const replacement = "jq -r '.Vpcs[].IsDefault | values'";
    expect(taken(`D=$(aws ec2 describe-vpcs | grep '"IsDefault"' | cut -d: -f2 | tr -d ' ,')`)).toContain(
      `Replace it with \`${replacement}\`.`,
    );
    // An absent value fails, and does not become `null`.
    const fails = `D=$(aws ec2 describe-vpcs | grep -o '"IsDefault": [a-z]*' | grep -o '[a-z]*$')`;
    expect(taken(fails)).toContain(`Replace it with \`${replacement} | grep ''\`.`);
  });

  it.each([
    ["set -o pipefail", `grep '"InstanceId"' | cut -d'"' -f4`, " | grep ''", true],
    ["set -o pipefail", `grep '"InstanceId"' | head -1 | cut -d'"' -f4`, " | head -n 1 | grep ''", false],
    [":", `grep -o '"InstanceId": "[^"]*"' | grep -o 'i-[0-9a-f]*'`, " | grep ''", true],
    [":", `grep -oP '"InstanceId": "\\K[^"]*' | head -1`, " | head -n 1", false],
  ])("fails without a value, as the pipeline does: %s; %s", (options, pipeline, selection, isJq) => {
    const [only] = lint(document(`${options}\nI=$(aws ec2 describe-instances | ${pipeline}) || exit 1`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    });
    expect(only?.suggestions?.slice(0, 2).map(({ desc }) => desc)).toEqual([
      `Replace it with \`${query}${selection}\`.`,
      `Replace it with \`${isJq ? jq.replace("-r", "-er") : `${jq}${selection}`}\`.`,
    ]);
  });

  it("otherwise it is not suggested", () => {
    expect(offered(`grep '"InstanceId"' | cut -d'"' -f4 | sed -n 1,2p`)).toEqual([]);
  });
});

test.each(["[0]", "[1]", "[12]"])("an element that --query selects is known, whichever it is: %s", (index) => {
  const script = `I=$(aws ec2 describe-instances --query 'Reservations${index}' | grep '"ReservationId"' | cut -d'"' -f4)`;
  const [only] = lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(only!.suggestions![0]!.desc).toBe("Replace it with `jq -r '.ReservationId // empty'`.");
});

describe("commands that process the whole value are not part of the extraction", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing } as unknown as NonNullable<LintOptions["rules"]>;
  it.each([
    ["aws sts get-caller-identity", `grep Arn | cut -d'"' -f4`, "cut -d/ -f2", "--query Arn --output text"],
    [
      "aws sns create-topic --name n",
      `grep TopicArn | awk -F'"' '{print $4}'`,
      "sed 's/.*://'",
      "--query TopicArn --output text",
    ],
    [
      "aws ec2 describe-instances",
      `grep '"InstanceId"' | cut -d'"' -f4`,
      "tr '\\n' ' '",
      "--query 'Reservations[].Instances[].InstanceId | [].[@]' --output text",
    ],
  ])("%s | %s | %s", (command, pipeline, rest, query) => {
    const [only] = lint(document(`X=$(${command} | ${pipeline} | ${rest})`), { rules });
    expect(only!.message).toContain(`\`${pipeline}\``);
    expect(
      fix(document(`X=$(${command} | ${pipeline} | ${rest})`), {
        rules,
        config: { rules: { "ssm/no-fragile-json-parsing": ["error", { extractor: "jq" }] } },
      }),
    ).toBe(document(`X=$(${command} ${query} | ${rest})`));
  });

  it.each([
    [`grep VpcId | cut -d'"' -f4`, "tr '\\n' ','"],
    [`grep VpcId | cut -d'"' -f4 | head -1`, "sed 's/$/:80/'"],
  ])("nor if not every answer has the other keys of this name: %s | %s", (pipeline, rest) => {
    const script = document(`X=$(aws ec2 describe-vpcs | ${pipeline} | ${rest})`);
    const [only] = lint(script, { rules });
    expect(only).toMatchObject({ messageId: "optionalKey" });
    const { range, text } = only!.suggestions![0]!.fix;
    expect(text).toMatch(/^ --query 'Vpcs/);
    expect(script.slice(range[1])).toMatch(` | ${rest})`);
  });
});

const REPORTED: readonly (readonly [string, string | RegExp])[] = [
  [creds(`K=$(echo "$CREDS" | grep AccessKeyId | cut -d'"' -f4)`), /on one line, it extracts the value of Code/],
  [
    creds(`K=$(echo "$CREDS" | grep AccessKey | cut -d'"' -f4)`),
    /`grep AccessKey` matches AccessKeyId and SecretAccessKey/,
  ],
  [
    creds(`K=$(echo "$CREDS" | grep SessionToken | cut -d'"' -f4)`),
    /the metadata service's credentials document does not contain SessionToken\. The key is called Token\./,
  ],
  [creds(`K=$(echo "$CREDS" | grep Token | awk '{print $2}' | tr -d '",')`), /returns `:`, which/],
  [creds(`K=$(echo "$CREDS" | grep Token | awk '{print $3}' | tr -d '"')`), "leftover"],
  [creds(`K=$(echo "$CREDS" | grep SecretAccessKey | cut -d'"' -f4 | tr -cd '[:alnum:]')`), "partialValue"],
  [creds(`K=$(echo "$CREDS" | grep Expiration | cut -d: -f2 | tr -d '", ')`), "partialValue"],
  [creds(`K=$(echo "$CREDS" | sed -n 's/.*"Token": "\\(.*\\)",/\\1/p')`), "spacing"],
  [creds(`K=$(echo "$CREDS" | sed -n 's/.*Token"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*/\\1/p')`), "similarKey"],
  // The order of keys has no meaning: these extractions only work because their key is the first or the last.
  [
    identity(`grep '"accountId"' | cut -d'"' -f4`),
    /keeps the order of its keys.*\(RFC 8259\): on one line and with its keys in another order, it extracts the value of architecture\./,
  ],
  [document(`A=$(aws sts get-caller-identity | grep '"UserId"' | cut -d'"' -f4)`), "order"],
  [document(`A=$(aws sts get-caller-identity | grep '"Arn"' | sed 's/.*: *"//; s/".*//')`), "order"],
  [document(`A=$(aws sts get-caller-identity | sed -n 2p | cut -d'"' -f4)`), "layout"],
  [creds(`C=$(echo "$CREDS" | grep -oP '"Expiration"\\s*:\\s*\\K[^}\\n]+' | tr -d '" ')`), "order"],
  [creds(`C=$(echo "$CREDS" | grep -A1 '"Code"' | grep -oP '"LastUpdated"\\s*:\\s*"\\K[^"]+')`), "order"],
  // A search that ignores case finds the key as the document spells it. A case-sensitive search misses it.
  [
    document(`K=$(${role} | grep -i secretaccesskey | awk '{print $3}')`),
    /finds nothing: the output of aws sts assume-role is printed with .* SecretAccessKey is not found/,
  ],
  [document(`K=$(${role} | awk 'tolower($0) ~ /sessiontoken/ {print $3}')`), "spacing"],
  [document(`K=$(${role} | sed -n 's/.*"sessiontoken" : "\\(.*\\)".*/\\1/Ip')`), "spacing"],
  [
    document(`K=$(${role} | grep secretaccesskey | cut -d'"' -f4)`),
    /does not contain secretaccesskey\. The key is called SecretAccessKey\./,
  ],
  [
    creds(`K=$(echo "$CREDS" | grep -i sessiontoken | cut -d'"' -f4)`),
    /does not contain sessiontoken\. The key is called Token\./,
  ],
  [
    document(`K=$(aws sts get-session-token | grep '"Token"' | cut -d'"' -f4)`),
    /does not contain Token\. The key is called SessionToken\./,
  ],
  [document(`K=$(aws sts assume-role | grep -o '"Token":"[^"]*"' | cut -d'"' -f4)`), "noSuchKey"],
  [
    document(`A=$(aws sts get-caller-identity | grep userid | cut -d'"' -f4)`),
    /does not contain userid\. The key is called UserId\./,
  ],
  [identity(`awk '/"pendingTime" :/ {print; exit}' | cut -d: -f9`), "spacing"],
  [identity(`grep subnetId | cut -d'"' -f4`), /does not contain subnetId\./],
  [identity(`grep -oP '"vpc"\\s*:\\s*"\\K[^"]+'`), /does not contain vpc\./],
  // Names of keys in other answers of the service; no value of this one contains them.
  [identity(`grep '"Token"' | cut -d'"' -f4`), /does not contain Token\./],
  [identity(`grep -i accesskeyid | cut -d: -f2 | tr -d '",'`), /does not contain accesskeyid\./],
  [creds(`R=$(echo "$CREDS" | grep region | awk '{print $3}')`), /does not contain region\./],
  // `$CREDS` without quotes is one line: the rest of it remains.
  [creds(`K=$(echo $CREDS | grep Type | cut -d: -f2-)`), "leftover"],
  [creds(`K=$(echo $CREDS | sed 's/^.*"Token" *://')`), "leftover"],
  [document("P=$(aws ssm get-parameter --name p)\nT=$(echo $P | grep DataType | cut -d: -f2-)"), "leftover"],
  [document("P=$(aws sts get-caller-identity)\nT=$(echo $P | grep Account | awk '{print $2}')"), "leftover"],
  // Wrong if the key that was added is the first one, so that the brace is on its line.
  [
    creds(`K=$(echo "$CREDS" | tr , '\\n' | grep Type | sed 's/^.*"Type" *: *"//; s/".*$//' | tr -d '[:space:]')`),
    "order",
  ],
  // Finds nothing in any layout.
  [document(`K=$(${role} | grep SessionToken | tr -d ' ' | awk '{print $3}')`), "spacing"],
  [document(`A=$(aws sts get-caller-identity | tr -d '\\n' | awk -F'"' '$2 == "Account" {print $4}')`), "spacing"],
  // The pattern does not match in today's layout: `sed` prints the document unchanged, `grep` prints nothing.
  [creds(`K=$(echo "$CREDS" | sed 's/.*"Token" : "\\(.*\\)".*/\\1/')`), "leftover"],
  [creds(`K=$(echo "$CREDS" | sed -E 's/.*"Token" : "([^"]*)".*/\\1/')`), "leftover"],
  [creds(`K=$(echo "$CREDS" | sed 's/.*"Token":"\\([^"]*\\)".*/\\1/')`), "leftover"],
  [document(`#!/bin/bash\nread -r C < <(${role})\nK=$(echo "$C" | grep AccessKeyId | cut -d'"' -f4)`), "firstLine"],
  [document(`A=$(aws sts get-caller-identity | grep -oP '"Account":"\\K\\d+' | xargs echo -n)`), "spacing"],
  // Without quotes, field splitting joins the lines first.
  [creds(`K=$(echo $CREDS | grep AccessKeyId | cut -d'"' -f4)`), /extracts the value of Code instead of AccessKeyId/],
  [identity("grep instance | cut -d'\"' -f4"), "severalKeys"],
  [identity("grep -i id | cut -d'\"' -f4"), "severalKeys"],
  // Keys that only some of AWS's answers contain: the message names those that make a difference, by their path if their name is the same.
  [
    document(`V=$(aws ec2 create-volume --size 1 | grep VolumeId | cut -d'"' -f4)`),
    /extracts VolumeId only if no other key in the output of aws ec2 create-volume matches: with SourceVolumeId or Attachments\[\]\.VolumeId, it returns several values\./,
  ],
  [
    document(`V=$(aws ec2 create-volume | grep 'Volume.*Id' | cut -d'"' -f4)`),
    /extracts VolumeId only if .* SourceVolumeId/,
  ],
  [
    document(`V=$(aws ec2 create-volume | grep VolumeId | head -1 | cut -d'"' -f4)`),
    /with SourceVolumeId, it extracts the value of that key/,
  ],
  [
    document(`V=$(aws ec2 create-vpc | grep VpcId | cut -d'"' -f4)`),
    /with Vpc\.EncryptionControl\.VpcId, it returns several values/,
  ],
  [
    document(`A=$(aws rds describe-db-instances | grep '"Address"' | cut -d'"' -f4)`),
    /with DBInstances\[\]\.ListenerEndpoint\.Address, it/,
  ],
  [
    document(`S=$(aws ec2 describe-images | grep State | cut -d'"' -f4)`),
    /extracts State only if .* with StateReason, it returns more than its value/,
  ],
  [
    document(`S=$(aws ec2 describe-snapshots | grep State | awk '{print $2}')`),
    /returns `"v\d+-x",`, which is more than the value of State/,
  ],
  [
    document(`A=$(aws sts get-caller-identity --query Arn | sed 's/"//')`),
    /returns `arn:[^`]*`, which is more than the value in the output of aws sts get-caller-identity --query\./,
  ],
  [
    document(String.raw`A=$(aws sts get-caller-identity | sed 's/.*"Arn" : "\([^"]*\)".*/\1/')`),
    /returns `{ [^`]*`, which is more than the value of Arn/,
  ],
  [
    document(`S=$(aws ec2 describe-subnets | grep '"State"' | cut -d'"' -f4)`),
    /with Subnets\[\]\.Ipv6CidrBlockAssociationSet\[\]\.Ipv6CidrBlockState\.State, it returns several values/,
  ],
  [
    document(`C=$(aws autoscaling describe-auto-scaling-groups | grep DesiredCapacity | cut -d'"' -f4)`),
    /finds nothing: .* is printed with "key": 123, .* DesiredCapacity is not found/,
  ],
  // A secret is either text or binary.
  [
    document(`S=$(aws secretsmanager get-secret-value | grep Secret | cut -d'"' -f4)`),
    /extracts SecretString only if its value is not JSON: for `\{.*`, it returns `\{\\`\./,
  ],
  [
    document(`S=$(aws secretsmanager get-secret-value | grep SecretBinary | cut -d'"' -f4)`),
    /extracts SecretBinary only as long as/,
  ],
  // The output of a value that is not a string.
  [
    document(`E=$(aws rds describe-db-instances | grep Endpoint | cut -d'"' -f4)`),
    /"key": \{…\}, .* Endpoint is not found/,
  ],
  [
    document(`D=$(aws guardduty list-detectors | grep DetectorIds | cut -d'"' -f4)`),
    /"key": \[…\], .* DetectorIds is not/,
  ],
  // Other keys also have the value `true`.
  [
    document(`V=$(aws codebuild start-build | grep Ssl | awk '{print $2}' | tr -d '",')`),
    /extracts insecureSsl only if .* with build\.secondarySources\[\]\.insecureSsl, it/,
  ],
  [
    document(`V=$(aws ec2 describe-volumes | grep Enc | awk '{print $2}' | tr -d '",')`),
    /extracts Encrypted only as long as/,
  ],
  // Each answer contains an object with exactly this name, so the search cannot be for the other names alone.
  [document(`S=$(aws ec2 describe-instances | grep State | cut -d'"' -f4)`), "wrongText"],
  [document(`N=$(aws ec2 describe-instances | grep Name | cut -d'"' -f4)`), "severalKeys"],
  [document(`V=$(aws ec2 create-volume | grep Volume | cut -d'"' -f4)`), "severalKeys"],
  [
    document(`V=$(aws iam create-access-key | grep AccessKey | cut -d'"' -f4)`),
    /matches AccessKeyId and SecretAccessKey/,
  ],
  // The field beside a value that the pipeline searches for.
  [
    document(`N=$(aws ec2 describe-volumes | grep -A1 '"Key": "Name"' | grep Value | cut -d'"' -f4)`),
    /extracts Value only as long as the JSON keeps its current layout/,
  ],
  [
    document(`K=$(aws ec2 describe-volumes | grep -B1 '"Value": "web"' | grep Key | cut -d'"' -f4)`),
    /extracts Key only as long as/,
  ],
  [
    document(`N=$(aws ec2 describe-volumes | grep -A1 '"Key": "Name"' | tail -1 | cut -d'"' -f4)`),
    /extracts Value only as long as/,
  ],
  [
    document(`N=$(aws ec2 describe-volumes | grep -A1 '"Key":"Name"' | grep Value | cut -d'"' -f4)`),
    /finds nothing: .* Value is not found/,
  ],
  // The rest of the output, from the value on.
  [document(`I=$(aws ec2 describe-instances | grep -A1 InstanceId | sed 's/.*"InstanceId": "//')`), "wrongText"],
  // The first line is `{`, also if the shell splits it into words.
  [
    document(`#!/bin/bash\nread -r C < <(aws sts get-session-token)\nI=$(echo $C | cut -d'"' -f6)`),
    /cut -d'"' -f6` returns `\{`, which is not a value/,
  ],
  // The output is half of the document, but the pipeline searches for a part of a name.
  [
    document(`K=$(aws configure export-credentials | grep -A1 AccessKey | awk '{ gsub(/[",]/, ""); print $NF }')`),
    "severalKeys",
  ],
  [document("aws secretsmanager get-secret-value --secret-id x | grep password | cut -d'\"' -f4"), "partialValue"],
  [document(`aws sts get-caller-identity | sed -n 's/.*"Account": "\\([0-9]*\\)".*/\\1/p'`), "layout"],
  // JSON inside a string value.
  [
    document(
      `aws secretsmanager get-secret-value --secret-id x --query SecretString --output text | grep -o '"password":"[^"]*"' | cut -d'"' -f4`,
    ),
    "unknownLayout",
  ],
  // The input is unknown, but it is JSON.
  [document(`curl -s https://example.com/x | sed 's/.*"sealed":\\([a-z]*\\).*/\\1/'`), "unknownLayout"],
  [
    document("curl -s https://example.com/x | grep '\"tag_name\":' | cut -d'\"' -f4"),
    /extracts tag_name only from JSON in one layout: on one line, it extracts the value of the key that comes first\./,
  ],
  [
    document("curl -s https://example.com/x | grep '\"tag_name\":' | rev | cut -d'\"' -f2 | rev"),
    /on one line, it extracts the value of the key that comes last\./,
  ],
  [
    document('curl -s https://example.com/x | grep \'"tag_name":\' | sed \'s/^ *"tag_name": "//; s/",$//\''),
    /on one line, it returns more than its value\./,
  ],
  // A key of an object that an earlier stage searches for.
  [
    document(`T=$(grep -A2 '"bot"' "$HOME/config.json" | grep '"token"' | cut -d'"' -f4)`),
    /extracts token only from JSON in one layout: on one line, it extracts the value of the key that comes first\./,
  ],
  [document(`P=$(sed -n '/"db"/,/}/p' app.json | grep '"port"' | cut -d: -f2 | tr -d ' ,')`), "unknownLayout"],
  // If only one of two layout changes breaks the pipeline, the message names that change.
  [
    document(`curl -s https://example.com/x | grep -o '"id":"[^"]*"' | cut -d'"' -f4`),
    /with different white space, it finds nothing\./,
  ],
  [
    document(`aws ssm send-command --document-name x | grep -o '"CommandId": "[^"]*"' | cut -d'"' -f4`),
    /with different white space, it finds nothing\./,
  ],
  [
    document(`curl -s https://example.com/x | grep -oP 'tag_name"\\s*:\\s*"\\K[^"]+' | head -1`),
    /with Othertag_name, it extracts the value of that key\./,
  ],
  [document("curl -s https://example.com/x | grep tag_name | cut -d'\"' -f4"), "unknownLayout"],
  // The output is the format.
  [
    document('J=$(aws iam get-user)\nI=$(printf "$J\\n" | grep UserId | cut -d\'"\' -f4)'),
    /extracts UserId only as long as the JSON keeps its current layout: on one line, it returns `Path`\./,
  ],
  // A pattern selects the line by the value.
  ...[
    "grep url | grep linux-amd64 | cut -d'\"' -f4",
    "grep url | cut -d'\"' -f4 | grep linux",
    "grep url | grep -v rpm | cut -d'\"' -f4",
    'grep "url.*amd64.deb" | cut -d\'"\' -f4',
    "awk -F'\"' '/url/ && /amd64/ {print $4}'",
    "grep -A2 linux | grep url | cut -d'\"' -f4",
  ].map((pipeline): [string, RegExp] => [
    document(`curl -s https://example.com/x | ${pipeline}`),
    /extracts url only from JSON in one layout: on one line, it extracts the value of the key that comes first\./,
  ]),
  // Only the version of a tag is extracted.
  [
    document(`curl -s https://example.com/x | grep '"tag_name"' | sed -E 's/.*"v([^"]+)".*/\\1/'`),
    /extracts tag_name only from JSON in one layout: on one line, it extracts the value of the key that comes last\./,
  ],
  [document(`curl -s https://example.com/x | grep -oP '"tag_name": "v\\K[0-9.]+'`), /white space, it finds nothing\./],
  [
    document(`curl -s https://example.com/x | grep '"tag_name"' | cut -d'"' -f4 | cut -c2-`),
    /`grep '"tag_name"' \| cut -d'"' -f4` .*the key that comes first\./,
  ],
  // The second pattern names only the end of the key.
  [
    document(`K=$(grep '"AccessKeyId"' x.json | sed 's/.*Id" : "\\([^"]*\\)",.*/\\1/')`),
    /extracts AccessKeyId only from JSON in one layout: with different white space, it returns more than its value\./,
  ],
  [document("grep region /opt/app/config.json | cut -d'\"' -f4"), "unknownLayout"],
  [document(`P=$(echo "$V" | sed 's/.*"password":"\\(.*\\)".*/\\1/')`), "unknownLayout"],
  [document(`P=$(grep '"password":' f | cut -d: -f2 | tr -d ' "}')`), "unknownLayout"],
  [document("lsblk -J | grep name | cut -d'\"' -f4"), "unknownLayout"],
  [document(`T=$(grep '"token"' "$CONFIG" | sed 's/.*"token".*"\\([^"]*\\)".*/\\1/')`), "unknownLayout"],
  [document(`R=$(cat $f | grep \\"region\\" | awk '{print $2}' | awk -F\\" '{print $2}')`), "unknownLayout"],
  [identity(`grep region | sed -e's/"[^"]*$//' | sed -e's/.*"//'`), "layout"],
  // What a parameter expansion leaves of the document.
  [
    creds(`for C in "\${CREDS#x}"; do K=$(echo "$C" | grep -o '"Token":\\s*"[^"]*' | grep -o '[^"]*$'); done`),
    "unknownLayout",
  ],
  // The pattern is in a file.
  [creds(`echo AccessKeyId > /tmp/p\nK=$(echo "$CREDS" | grep -f /tmp/p | cut -d'"' -f4)`), "layout"],
  [creds(`echo 's/.*"Token" : "\\(.*\\)",/\\1/p' > /tmp/p\nK=$(echo "$CREDS" | sed -nf /tmp/p)`), "layout"],
  [creds(`echo '/"Token"/ { print $4 }' > /tmp/p\nK=$(echo "$CREDS" | awk -F'"' -f /tmp/p)`), "layout"],
  // Through a file, and in a loop over names.
  [document(`curl -s -o /tmp/c ${URL}\nK=$(grep Token /tmp/c | cut -d'"' -f4)`), "layout"],
  [creds(`for k in AccessKeyId; do echo "$CREDS" | grep "$k" | cut -d'"' -f4; done`), "layout"],
  // The file is empty on one path and contains JSON on another.
  [document(`[ -n "$X" ] && V=1\necho "$X" > /tmp/j\nV=$(grep '"name"' /tmp/j | cut -d'"' -f4)`), "unknownLayout"],
  [creds(`echo "$CREDS" > /tmp/c\nif a; then : > /tmp/c; fi\nK=$(grep Token /tmp/c | cut -d'"' -f4)`), "unknownLayout"],
  [creds(`f() { K=$(grep Token /tmp/c | cut -d'"' -f4); }\ntouch /tmp/c\nf\necho "$CREDS" > /tmp/c\nf`), "layout"],
  // After a loop that assigns it, the variable may still be inherited, and so be exported to `bash -c`.
  [
    document(
      `while a; do\nX=$(docker inspect web)\necho a > /tmp/j\ndone\nbash -c 'echo "$X" | grep "\\"name\\"" | cut -d"\\"" -f4'`,
    ),
    "unknownLayout",
  ],
];

test.each(REPORTED)("%s", (code, expected) => {
  const [message, ...others] = lint(code, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(others).toEqual([]);
  if (typeof expected === "string") expect(message?.messageId).toBe(expected);
  else expect(message?.message).toMatch(expected);
});

describe("a function that is called with different keys", () => {
  const keys = (last: string): string =>
    [...Array.from({ length: 11 }, (_, index) => (index % 2 === 0 ? "Code" : "Type")), last]
      .map((key, index) => `V${index}=$(value ${key})`)
      .join("\n");

  it("is judged at each call", () => {
    const body = `echo "$CREDS" | grep -o "\\"$1\\" *: *\\"[^\\"]*\\"" | cut -d'"' -f4`;
    const found = (last: string) =>
      lint(creds(`value() { ${body}; }\n${keys(last)}`), {
        rules: { "no-fragile-json-parsing": noFragileJsonParsing },
      });
    expect(found("Token")).toEqual([]);
    expect(found("SessionToken").map(({ messageId }) => messageId)).toEqual(["noSuchKey"]);
    expect(found("SessionToken")[0]?.suggestions ?? []).toEqual([]);
  });

  it("is not fixed for a single key", () => {
    const code = creds(`value() { echo "$CREDS" | grep "$1" | cut -d'"' -f4; }\n${keys("Token")}`);
    const [message] = lint(code, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
    expect([message?.messageId, message?.fix, message?.suggestions]).toEqual(["similarKey", undefined, undefined]);
  });
});

test("a problem is reported once, in the pipeline that causes it, even if other pipelines use the output", () => {
  const take = `grep '"tag_name"' | sed -E 's/.*"([^"]+)".*/\\1/'`;
  const script = `V=$(docker inspect web | ${take})\nA=$(echo "$V" | tr -d ' ')\nB=$(echo "$V" | tr -d v)`;
  const found = lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(found.map(({ line, column }) => [line, column])).toEqual([
    [FIRST_LINE, 11 + "V=$(docker inspect web | ".length],
  ]);
});

describe("a value that parameter expansions clean up", () => {
  const take = `aws ec2 describe-instances | grep InstanceId | awk '{print $2}'`;
  const kinds = (script: string): readonly (string | undefined)[] =>
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(
      ({ messageId }) => messageId,
    );

  it.each([
    [`I=$(${take}); I=\${I//[\\",]/}; echo "$I"`],
    [`I=$(${take})\nJ=$(date)\nI=\${I//\\"/}\n[ -n "$I" ] || exit 1\nI="\${I%,}"\necho "$I"`],
    [`I=$(${take})\nID=\${I//\\"/}\nID=\${ID%,}\necho "$ID"`],
    [`f() {\n  local I="$(${take})"\n  local ID="\${I//[\\",]/}"\n  echo "$ID"\n}\nf`],
    [`I=$(${take})\necho "\${I//[\\",]/}" > a\necho "\${I//[\\",]/}" > b`],
    [`I=$(${take}) || exit 1; I=\${I//[\\",]/}; echo "$I"`],
    [`if ! I=$(${take}); then exit 1; fi; I=\${I//[\\",]/}; echo "$I"`],
    [`I=$(${take} || true); I=\${I//[\\",]/}; echo "$I"`],
    [`while I=$(${take}); do I=\${I//[\\",]/}; echo "$I"; done`],
    [`{ I=$(${take}); } || exit 1; I=\${I//[\\",]/}; echo "$I"`],
  ])("is judged after the expansions: %s", (script) => {
    expect(kinds(script)).toEqual(["layout"]);
  });

  it("is judged by its own expansions, if the variable gets another value later", () => {
    const script = `I=$(${take})\nI=\${I//[\\",]/}\necho "$I"\nI=$(date)\nI=\${I%?????}\necho "$I"`;
    expect(kinds(script)).toEqual(["layout"]);
    expect(kinds(`I=$(${take})\nI=\${I//\\"/}\nI=$(date)\nI=\${I%,}\necho "$I"`)).toEqual(["leftover"]);
  });

  it("is not reported if the expansions work for every form of the JSON", () => {
    const quoted = `sed -n 's/.*"Token"[[:space:]]*:[[:space:]]*\\("[^"]*"\\).*/\\1/p'`;
    const script = `T=$(curl -s ${URL} | ${quoted})`;
    expect(kinds(`${script}\necho "$T"`)).toEqual(["leftover"]);
    expect(kinds(`${script}\nT=\${T//\\"/}\necho "$T"`)).toEqual([]);
  });

  it.each([
    // The text is also used unchanged.
    [`I=$(${take})\necho "$I"\nI=\${I//[\\",]/}`],
    [`I=$(${take})\nID=\${I//[\\",]/}\necho "$ID" "$I"`],
    [`I=$(${take})\necho "\${I%,}" "\${I//[\\",]/}"`],
    [`I=$(${take})\nID=\${I//[\\",]/}\nif a; then I=$(date); fi\necho "$ID" "$I"`],
    // A comma is left.
    [`I=$(${take}); I=\${I//\\"/}; echo "$I"`],
    // It is unknown what the expansion removes.
    [`I=$(${take}); I=\${I//$X/}; echo "$I"`],
    [`I=$(${take}); if a; then I=\${I//[\\",]/}; fi; echo "$I"`],
    // The other command prints something else.
    [`I=$(${take} || echo none); I=\${I//[\\",]/}; echo "$I"`],
    [`[ -n "$Q" ] && I=$(${take}); I=\${I//[\\",]/}; echo "$I"`],
  ])("is judged without the expansions: %s", (script) => {
    expect(kinds(script)).toEqual(["leftover"]);
  });
});

describe("parameter expansions that take a value", () => {
  const identities = "curl -s http://169.254.169.254/latest/dynamic/instance-identity/document";
  const found = (script: string) =>
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });

  it.each([
    [`C=$(curl -s ${URL})\nK=\${C#*'"AccessKeyId" : "'}; K=\${K%%'"'*}\necho "$K"`, "layout"],
    [`C=$(curl -s ${URL})\nK=\${C#*AccessKeyId*:*'"'}\necho "\${K%%'"'*}"`, "similarKey"],
    [`C=$(curl -s ${URL})\necho "$C" | jq -r .Code\nK=\${C#*'"AccessKeyId" : "'}; echo "\${K%%'"'*}"`, "layout"],
    [`curl -s ${URL} > c\nC=$(cat c)\nC=\${C#*'"AccessKeyId" : "'}\necho "\${C%%'"'*}"`, "layout"],
    [`L=$(${identities} | grep '"region"')\nL=\${L%'"'*}\necho "\${L##*'"'}"`, "layout"],
    [`f() {\n  local d l\n  d=$(${identities})\n  l=$(echo "$d" | grep region)\n  echo "\${l#*: }"\n}\nf`, undefined],
    [
      `f() {\n  local d=$(${identities})\n  local r=\${d##*region}\n  r=\${r#*'"'*'"'}\n  echo "\${r%%'"'*}"\n}`,
      "similarKey",
    ],
    [`C=$(curl -sf ${URL}) || exit 1\nK=\${C#*'"AccessKeyId" : "'}; K=\${K%%'"'*}\necho "$K"`, "layout"],
    [`if ! C=$(curl -sf ${URL}); then exit 1; fi\nK=\${C#*'"AccessKeyId" : "'}; echo "\${K%%'"'*}"`, "layout"],
    [`C=$(curl -s ${URL})\nif [ -n "$C" ]; then\nK=\${C#*'"AccessKeyId" : "'}; K=\${K%%'"'*}\necho "$K"\nfi`, "layout"],
    [`C=$(curl -s ${URL})\nif [ -n "$C" ]; then\nC=\${C#*'"AccessKeyId" : "'}; C=\${C%%'"'*}\necho "$C"\nfi`, "layout"],
    // The second key, too.
    [
      `C=$(curl -s ${URL})\nB=\${C//[[:space:]]/}; B=\${B#*'"Code":"'}; B=\${B%%'"'*}\n` +
        `K=\${C##*'"Token" : "'}; K=\${K%%'"'*}\necho "$B" "$K"`,
      "layout",
    ],
  ])("are judged like text tools: %s", (script, kind) => {
    expect(found(script).map(({ messageId }) => messageId)).toEqual(kind === undefined ? [] : [kind]);
  });

  it.each([
    // Right in every form.
    `C=$(curl -s ${URL})\nC=\${C//[[:space:]]/}\nK=\${C#*'"AccessKeyId":"'}\necho "\${K%%'"'*}"`,
    `A=$(aws sts get-caller-identity --query Account)\nA=\${A%'"'}\necho "\${A#'"'}"`,
    `V=$(aws ec2 describe-volumes --query 'Volumes[].VolumeId')\nfor I in \${V//[][',"']/}; do :; done`,
    `C=$(curl -s ${URL})\nif [ -n "$C" ]; then\nC=\${C//[[:space:]]/}\nC=\${C#*'"AccessKeyId":"'}\necho "\${C%%'"'*}"\nfi`,
    // No value of a key.
    `C=$(curl -s ${URL})\necho "\${C//[[:space:]]/}"`,
    `C=$(curl -s ${URL})\necho "\${C%%[[:space:]]*}"`,
    `L=$(curl -s ${URL} | grep '"Code"')\necho "\${L%,}"`,
  ])("are no fault if they take it from every form, or take no value: %s", (script) => {
    expect(found(script)).toEqual([]);
  });

  it("are named by the message, and not replaced", () => {
    const [only] = found(`L=$(${identities} | grep '"region"')\nL=\${L%'"'*}\necho "\${L##*'"'}"`);
    expect(only!.message).toContain("`${L%'\"'*}, ${L##*'\"'}` extracts region only as long as");
    expect(only!.suggestions).toBeUndefined();
  });
});

test("the field next to a matched value is not replaced by the fields of the whole list", () => {
  const code = document(`N=$(aws ec2 describe-volumes | grep -A1 '"Key": "Name"' | grep Value | cut -d'"' -f4)`);
  const [message] = lint(code, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect([message?.messageId, message?.fix, message?.suggestions]).toEqual(["layout", undefined, undefined]);
});

describe("a key with similar keys in the response", () => {
  const suggestions = (command: string): readonly string[] => {
    const [message] = lint(document(`V=$(${command})`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
    expect(message?.messageId).toBe("optionalKey");
    expect(message?.fix).toBeUndefined();
    return (message?.suggestions ?? []).map(({ desc }) => desc);
  };

  it("is suggested if it is the closest match", () => {
    expect(suggestions(`aws ec2 create-vpc | grep VpcId | cut -d'"' -f4`)).toContain(
      "Replace it with `--query Vpc.VpcId --output text`.",
    );
  });

  it("is not suggested if the other key may be intended", () => {
    expect(suggestions(`aws ec2 describe-security-groups | grep FromPort | cut -d: -f2 | tr -d ', '`)).toEqual([]);
  });
});

test("a field that is printed with all other lines is reported", () => {
  const script = `C=$(curl -s http://169.254.169.254/latest/meta-data/iam/info)\nX=$(echo "$C" | sed -e 's/.*"Code"[^:]*: *"//' -e 's/".*//')`;
  expect(lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } })).toHaveLength(1);
});

test("a pipeline over several lines is shown on one line, without the backslashes", () => {
  const lines = [
    "curl -s http://169.254.169.254/latest/dynamic/instance-identity/document",
    "grep region",
    "cut -d'\"' -f4",
  ];
  const [only] = lint(document(lines.join(" \\\n  | ")), {
    rules: { "no-fragile-json-parsing": noFragileJsonParsing },
  });
  expect(only!.message).toContain("`grep region | cut -d'\"' -f4` extracts region");
});

it.each([
  `G=$(which grep) C=$(which cut)\nX=$(aws sts get-session-token | $G Expiration | $C -d'"' -f4)`,
  `X=$(aws sts get-session-token | "$BIN"/grep Expiration | $BIN/cut -d'"' -f4)`,
])("tools of which only the directory is unknown: %s", (script) =>
  expect(
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(
      ({ messageId }) => messageId,
    ),
  ).toEqual(["layout"]),
);

describe("arguments from xargs", () => {
  const findings = (script: string) =>
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(
      ({ messageId }) => messageId,
    );
  const take = "aws ec2 describe-snapshots | grep SnapshotId";

  it.each([
    [`${take} | cut -d'"' -f4 | xargs -n1 aws ec2 delete-snapshot --snapshot-id`, ["layout"]],
    [`${take} | awk '{print $2}' | xargs logger`, ["leftover"]],
    // `xargs` removes the quotes, but not the comma.
    [`${take} | awk '{print $2}' | tr -d , | xargs -r -n 5 logger`, ["layout"]],
    [`${take} | awk '{print $2}' | tr -d , | xargs -I{} logger "id={}"`, ["layout"]],
    [`${take} | awk '{print $2}' | tr -d , | xargs -d '\\n' logger`, ["leftover"]],
    [`${take} | xargs -n1 logger`, []],
    // One echo for each item: the words of all of them are on lines of their own.
    ["aws sts get-caller-identity | grep Account | xargs -n1 echo | tail -1 | tr -d ,", ["layout"]],
    ["aws s3 ls | xargs -n1 echo | cut -d' ' -f1", []],
    ["aws ec2 describe-snapshots --query 'Snapshots[].SnapshotId' | tr -d '[]\",' | xargs logger", []],
  ])("%s", (script, expected) => expect(findings(script)).toEqual(expected));
});

describe("a line that a loop reads and a case chooses", () => {
  const findings = (items: string, word = '"$line"') => {
    const loop = `while read -r line; do\ncase ${word} in\n${items}\nesac\ndone < c`;
    const script = document(`aws sts assume-role > c\n${loop}`);
    return lint(script, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  };

  it.each([
    [`*AccessKeyId*) K=$(echo "$line" | cut -d'"' -f4) ;;`, "layout"],
    [`*'"SessionToken"'*) K=$(echo $line | awk '{print $2}' | tr -d '",') ;;`, "layout"],
    [`*AccessKey*) K=$(cut -d'"' -f4 <<< "$line") ;;`, "severalKeys"],
    [`*\\"SecretAccessKey\\"*) K=$(echo "$line" | awk '{print $2}') ;;`, "leftover"],
  ])("is judged as after a grep: %s", (item, messageId) => {
    for (const word of ["$line", '"${line}"']) {
      const found = findings(`*Arn*) : ;;\n${item}\n*) : ;;`, word);
      expect(found.map((one) => one.messageId)).toEqual([messageId]);
      // A replacement would only read one line.
      expect(found[0]!.suggestions).toBeUndefined();
    }
  });

  it("is named by its pattern", () => {
    const [only] = findings(`*AccessKey*) K=$(echo "$line" | cut -d'"' -f4) ;;`);
    expect(only!.message).toContain("`*AccessKey*` matches AccessKeyId and SecretAccessKey");
  });

  it.each([`*Access*Id*) K=$(echo "$line" | cut -d'"' -f4) ;;`, `*AccessKeyId*) echo "$line" ;;`])(
    "says nothing of %s",
    (item) => expect(findings(item)).toEqual([]),
  );
});

describe("a line that a loop reads and a test chooses", () => {
  const kinds = (body: string) =>
    lint(document(`while read -r line; do\n${body}\ndone < <(${role})`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    }).map(({ messageId }) => messageId);

  it.each([
    [`if [[ $line == *AccessKeyId* ]]; then K=$(echo "$line" | cut -d'"' -f4); fi`, "layout"],
    [
      `if [[ $line == *Arn* ]]; then :; elif [[ "$line" = *'"AccessKey'* ]]; then echo "$line" | cut -d'"' -f4; fi`,
      "layout",
    ],
    [`[[ $line == *AccessKey* ]] && K=$(cut -d'"' -f4 <<< "$line")`, "severalKeys"],
    [`[[ $line =~ SessionToken ]] && T=$(echo "$line" | awk '{print $2}' | tr -d '",')`, "layout"],
  ])("is judged as after a grep: %s", (body, messageId) => expect(kinds(body)).toEqual([messageId]));

  it.each([
    `[[ $line == *AccessKeyId* ]] && echo "$line"`,
    `[[ $line == *AccessKeyId* ]] || K=$(echo "$line" | cut -d'"' -f4)`,
    `[[ $line == Access*Id ]] && K=$(echo "$line" | cut -d'"' -f4)`,
    `[[ $line =~ Access.*Id ]] && K=$(echo "$line" | cut -d'"' -f4)`,
  ])("says nothing of %s", (body) => expect(kinds(body)).toEqual([]));
});

test.each([
  [
    `aws sqs get-queue-attributes --queue-url u --attribute-names All | grep '"DelaySeconds"' | cut -d'"' -f4`,
    ["layout"],
  ],
  ["aws sns get-topic-attributes --topic-arn a | grep TopicArn | awk '{print $2}' | tr -d '\",'", ["layout"]],
  [
    `aws sqs get-queue-attributes --queue-url u | grep -o '"DelaySeconds"[[:space:]]*:[[:space:]]*"[0-9]*"' | cut -d'"' -f4`,
    [],
  ],
  ["aws sqs get-queue-attributes --queue-url u | grep -c Delay", []],
])("the keys of a map are those that the pattern looks for: %s", (pipeline, expected) => {
  const found = lint(document(`X=$(${pipeline})`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(found.map(({ messageId }) => messageId)).toEqual(expected);
});

describe("an ARN", () => {
  const findings = (script: string) =>
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(
      ({ messageId }) => messageId,
    );

  it.each([
    "aws sts get-caller-identity | grep -o 'arn:aws[^\"]*' | cut -d/ -f2",
    'aws ecs run-task --task-definition t | grep -oP \'"containerInstanceArn"\\s*:\\s*"\\K[^"]+\' | cut -d/ -f3',
    "aws sts get-caller-identity | jq -r .Arn | cut -d: -f6",
    // The sample's ARN has fewer parts.
    "aws lambda publish-version --function-name f | grep FunctionArn | cut -d: -f9 | cut -d'\"' -f1",
    "aws ecs run-task --task-definition t | grep taskArn | cut -d/ -f3 | cut -d'\"' -f1",
  ])("can be split: %s", (pipeline) => expect(findings(`X=$(${pipeline})\necho "$X"`)).toEqual([]));

  it.each([
    "aws ecs register-task-definition --cli-input-json file://t.json | grep taskDefinitionArn | cut -d : -f 8 | cut -d '\"' -f 1",
    "aws sts get-caller-identity | grep Arn | cut -d: -f6",
    "aws ecs describe-services --services s | grep taskDefinition | head -1 | sed 's/.*task-definition\\///; s/\",*//'",
  ])("is not split on one line: %s", (pipeline) => {
    const found = lint(document(`X=$(${pipeline})\necho "$X"`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    });
    expect(found.map(({ messageId, suggestions }) => [messageId, suggestions])).toEqual([["layout", undefined]]);
    expect(found[0]!.message).toMatch(
      / extracts a part of \w+ only as long as the JSON keeps its current layout: on one line, /,
    );
  });

  it("is split only if no other key is similar", () =>
    expect(findings("aws sts get-caller-identity | grep Arn | cut -d/ -f2 | tr -d '\"'")).toEqual(["similarKey"]));

  it.each([
    ["aws sts get-caller-identity | grep Arn | cut -d'\"' -f4", "layout"],
    ["aws sts get-caller-identity | grep Arn | cut -d: -f6-", "wrongText"],
    ["aws sts get-caller-identity | grep Arn | cut -d/ -f3", "wrongText"],
    ["aws sts get-caller-identity | grep '\"Arn\":\"' | cut -d'\"' -f4", "spacing"],
  ])("is reported if the extraction is fragile: %s", (pipeline, messageId) =>
    expect(findings(`X=$(${pipeline})\necho "$X"`)).toEqual([messageId]),
  );
});

test("an identifier has the prefix of its kind, whatever precedes the key", () => {
  const script = `V=$(aws ec2 create-volume --size 1 | grep VolumeId | sed 's/.*\\(vol-.*\\)".*/\\1/')\necho "$V"`;
  const [only] = lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(only!.message).toContain("with SourceVolumeId");
});

test.each(["set -e", "set -e -o pipefail"])("%s does not affect what a long pipeline reads", (options) => {
  const pipeline = `${role} | tee c.json | cat | grep AccessKeyId | head -n 1 | cut -d'"' -f4`;
  const found = lint(document(`${options}\n${pipeline}`), {
    rules: { "no-fragile-json-parsing": noFragileJsonParsing },
  });
  expect(found.map(({ messageId }) => messageId)).toEqual(["layout"]);
});

test.each([
  [
    `echo "$SECRET" | sed 's/.*"password":"\\([^"]*\\)".*/\\1/'`,
    "with different white space, it returns more than its value",
  ],
  [`cat x.json | sed 's/.*"a": "\\([^"]*\\)".*/\\1/'`, "with different white space, it returns more than its value"],
  [`cat x.json | grep -o '"a":"[^"]*"' | cut -d'"' -f4`, "with different white space, it finds nothing"],
])("an extraction that works on one line is not said to fail on one line: %s", (pipeline, expected) => {
  const [only] = lint(document(`X=$(${pipeline})`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(only!.message).toContain(`: ${expected}`);
});

describe("an identifier or address that is a path", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
  const ID = `aws route53 list-hosted-zones | grep '"Id"'`;

  it("keeps the stages that take its parts", () => {
    const text = document(`X=$(${ID} | cut -d'"' -f4 | cut -d/ -f3)`);
    const [only] = lint(text, { rules });
    const { range, text: replacement } = only!.suggestions![0]!.fix;
    expect(text.slice(0, range[0]) + replacement + text.slice(range[1])).toBe(
      document("X=$(aws route53 list-hosted-zones --query 'HostedZones[].Id | [].[@]' --output text | cut -d/ -f3)"),
    );
  });

  it.each([
    `${ID} | cut -d/ -f3 | tr -d '",'`,
    "aws sqs get-queue-url --queue-name q | grep QueueUrl | cut -d/ -f5 | tr -d '\"'",
    "aws ecr describe-repositories | grep repositoryUri | cut -d/ -f1 | cut -d'\"' -f4",
  ])("may be split, but not on one line: %s", (pipeline) => {
    const [only] = lint(document(`X=$(${pipeline})`), { rules });
    expect(only!.message).toContain("extracts a part of ");
    expect(only!.suggestions).toBeUndefined();
  });
});

test.each(["sed 's/\\..*//'", "awk -F. '{print $1}'", "cut -d- -f1", "tr . _"])(
  "a stage that takes a part of the value is kept, though the sample's value has no such part: %s",
  (stage) => {
    const text = document(`X=$(aws elbv2 describe-load-balancers | grep '"DNSName"' | cut -d'"' -f4 | ${stage})`);
    const [only] = lint(text, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
    const { range, text: replacement } = only!.suggestions![0]!.fix;
    expect(text.slice(0, range[0]) + replacement + text.slice(range[1])).toBe(
      document(
        `X=$(aws elbv2 describe-load-balancers --query 'LoadBalancers[].DNSName | [].[@]' --output text | ${stage})`,
      ),
    );
  },
);

test("a result that is white space is described", () => {
  const pipeline = `aws elbv2 describe-load-balancers | grep '"DNSName"' | sed 's/.*"DNSName": "//; s/".*//'`;
  const [only] = lint(document(`X=$(${pipeline})`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(only!.message).toContain("with different white space, it returns only white space.");
});

test.each([
  [`I=$(aws ec2 run-instances | grep InstanceId | awk '{print $2}')\nI=\${I//[\\",]/}\necho "$I"`, "layout"],
  [
    `while IFS= read -r l; do\ncase $l in\n*AccessKeyId*) K=$(echo "$l" | cut -d'"' -f4) ;;\nesac\ndone < <(${role})`,
    "layout",
  ],
])("code for another shell has the same verdict: %s", (code, kind) => {
  const quoted = `bash -c '${code.replaceAll("'", String.raw`'\''`)}'`;
  for (const script of [code, `bash <<'END'\n${code}\nEND`, quoted]) {
    const found = lint(document(`#!/bin/bash\n${script}`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    });
    expect(found.map(({ messageId }) => messageId)).toEqual([kind]);
  }
});

describe("assignments that the pipeline prints", () => {
  const kinds = (script: string) =>
    lint(document(script), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(
      ({ messageId, suggestions }) => [messageId, suggestions],
    );
  const keys = "grep -E 'AccessKeyId|SecretAccessKey|SessionToken'";

  it.each([
    String.raw`eval "$(${role} | sed -n 's/^ *"\(AccessKeyId\)": "\(.*\)",*$/\1=\2/p')"`,
    String.raw`${role} | ${keys} | sed -E 's/^ *"(\w+)": ("[^"]*"),?$/export \1=\2;/' > f; . ./f`,
    String.raw`export $(${role} | ${keys} | sed -E 's/^ *"(\w+)": "([^"]*)",?$/\1=\2/' | xargs)`,
    `eval $(${role} | grep SessionToken | tr -d ' ",' | tr : =)`,
    `eval "$(${role} | awk -F'"' '/"Secret/{print "S=" $4} /"Access/{print "A=" $4}')"`,
  ])("are right today, and depend on the layout: %s", (script) => {
    expect(kinds(script)).toEqual([["layout", undefined]]);
  });

  it.each([
    // Another key is another variable.
    String.raw`eval "$(${role} | tr -d '\n ' | tr ',{}' '\n' | sed -n 's/^"\(SessionToken\)":\(".*"\)$/\1=\2/p')"`,
    String.raw`${role} | jq .Credentials | sed -n 's/^ *"\(.*\)": "\(.*\)",*$/\1=\2/p'`,
  ])("are no fault if each variable gets the same value from every form: %s", (script) => {
    expect(kinds(script)).toEqual([]);
  });

  it.each([`${role} | grep AccessKeyId | tr -d ' "' | tr : =`, `${role} | grep SecretAccess | sed 's/.*": "/S="/'`])(
    "are wrong if a value is more or less than that of a key: %s",
    (script) => {
      expect(kinds(script).map(([kind]) => kind)).toEqual(["leftover"]);
    },
  );
});

describe("text that the pipeline adds to the value", () => {
  it.each([
    String.raw`sed -n 's/.*"AccessKeyId"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/export K=\1/p'`,
    String.raw`sed -n 's/.*"AccessKeyId"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' | awk '{print "K=" $1 ";"}'`,
  ])("is no fault: %s", (tool) => {
    expect(lint(document(`${role} | ${tool}`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } })).toEqual(
      [],
    );
  });

  it.each([
    [`awk -F'"' '/AccessKeyId/{print "export K="$4}'`, "layout", false],
    [String.raw`awk -F'"' '/AccessKeyId/{printf "export K=%s\n", $4}'`, "layout", false],
    // A replacement keeps the stage that adds the text.
    [`grep AccessKeyId | cut -d'"' -f4 | sed 's/^/K=/'`, "layout", true],
    [`grep AccessKeyId | awk '{print "K="$2}'`, "leftover", false],
    [`grep AccessKeyId | cut -d: -f2`, "leftover", true],
    [`grep AccessKeyId | tr -d ' "'`, "leftover", true],
    [`grep AccessKeyId | sed 's/"AccessKeyId": "/K=/'`, "leftover", false],
  ])("is not the reason for a finding, and not lost in a fix: %s", (tool, kind, isFixable) => {
    const [only] = lint(document(`${role} | ${tool}`), { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
    expect(only!.messageId).toBe(kind);
    expect(only!.suggestions !== undefined).toBe(isFixable);
  });
});

test("a finding in a string begins at the first stage, although that ends in an escaped quote", () => {
  const stages = `grep -E '"AccessKeyId"|"SessionToken"' | cut -d'"' -f4`;
  const text = document(`bash -c '${role} | ${stages.replaceAll("'", String.raw`'\''`)}'`);
  const [only] = lint(text, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } });
  expect(text.split("\n")[only!.line - 1]!.slice(only!.column - 1)).toMatch(/^grep/);
});

describe.each(["gawk", "mawk"])("%s is read as awk", (program) => {
  const codes = REPORTED.map(([code]) => code).filter((code) => /\bawk\b/.test(code));
  const found = (code: string) =>
    lint(code, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } }).map(({ messageId, message, line }) => ({
      messageId,
      message: message.replaceAll(program, "awk").slice(0, 100),
      line,
    }));

  const named = codes.map((code) => [code.trimEnd().split("\n").at(-1)!, code]);
  test.each(named)("%s", (_, code) => {
    expect(found(code.replaceAll(/\bawk\b/g, program))).toEqual(found(code));
  });
});

describe("a formatter before the text tools", () => {
  const instance = "curl -s http://169.254.169.254/latest/dynamic/instance-identity/document";
  const account = `grep '"accountId"' | cut -d'"' -f4`;

  it.each([
    [`${instance} | jq . | ${account}`, []],
    [`${instance} | python3 -m json.tool | ${account}`, []],
    [`${instance} | python -mjson.tool | ${account}`, []],
    [`${instance} | python -mjson.tool | grep accountId | cut -d'"' -f4`, ["similarKey"]],
    [`${instance} > f; python3 -m json.tool f | ${account}`, []],
    [`${instance} > f; python3 -m json.tool f | grep accountId | cut -d'"' -f4`, ["similarKey"]],
    [`python3 -m json.tool --sort-keys x.json | ${account}`, []],
    [`python3 -m tool json.tool | ${account}`, ["unknownLayout"]],
    [`${instance} | jq -c . | grep -o '"accountId":"[^"]*"' | cut -d'"' -f4`, []],
    [`curl -s https://example.com/x | jq . | ${account}`, []],
    [`jq '.[0]' x.json | ${account}`, []],
    [`jq -r .text x.json | ${account}`, ["unknownLayout"]],
    [`jq -r . x.json | ${account}`, []],
    [`jq --arg k -r .text x.json | ${account}`, []],
    [`jq -r '.[]' x.json | ${account}`, ["unknownLayout"]],
    [`${role} | jq -r .Credentials | grep '"AccessKeyId"' | cut -d'"' -f4`, []],
    [`${role} | jq -cr .Credentials | grep '"AccessKeyId"' | cut -d'"' -f4`, ["unknownLayout"]],
    [`aws ec2 describe-vpcs | jq -r '.Vpcs[] | select(.IsDefault)' | grep '"VpcId"' | cut -d'"' -f4`, []],
    [`aws secretsmanager get-secret-value | jq -r .SecretString | ${account}`, ["unknownLayout"]],
    [`${instance} > f; jq . f | ${account}`, []],
    [`${instance} > f; jq . f | grep accountId | cut -d'"' -f4`, ["similarKey"]],
    [`${instance} > f; jq -c . f | ${account}`, ["order"]],
    [`${instance} | jq -c . | ${account}`, ["order"]],
    [`${instance} | jq . | grep accountId | cut -d'"' -f4`, ["similarKey"]],
    [`${instance} | jq . | grep -o '"accountId" : "[^"]*"' | cut -d'"' -f4`, ["spacing"]],
  ])("decides the layout: %s", (pipeline, expected) => {
    const options = { rules: { "no-fragile-json-parsing": noFragileJsonParsing } };
    for (const script of [`X=$(${pipeline})\necho "$X"`, pipeline.replace(" | grep", " > f\ncat f | grep")])
      expect(lint(document(script), options).map(({ messageId }) => messageId)).toEqual(expected);
  });
});

describe("input that its file or program shows to be JSON", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
  const found = (script: string) => lint(document(script), { rules }).map(({ messageId }) => messageId);

  it.each([
    `grep version package.json | head -1 | awk -F: '{ print $2 }' | sed 's/[",]//g' | tr -d '[[:space:]]'`,
    "P=$(grep port /opt/app/config.json | awk '{print $2}' | tr -d ,)",
    `F=/opt/app/config.json\nP=$(cat "$F" | grep host | cut -d: -f2 | xargs)`,
    "grep serial terraform.tfstate | sed 's/.*: //; s/,//'",
    `kubectl get pod web -o json | grep podIP | awk '{print $2}' | tr -d '",'`,
    `az vm show -n web --output=json | grep vmId | awk -F: '{print $2}' | tr -d '", '`,
    `lsblk -J | grep mountpoint | awk '{print $2}' | tr -d \\"`,
    `curl -s https://example.com/x | grep token | awk '{print $2}' | tr -d '",'`,
    `curl -s https://example.com/x.json | grep token | awk '{print $2}' | tr -d '"'`,
    // Awk's own patterns show the key.
    String.raw`R=$(cat "$1" | awk '$1 == "\"region\"" {print $3}' | sed 's/"//g; s/,//g')`,
    `R=$(cat "$1" | awk '/"region"/ {print $3}' | tr -d '",')`,
    `R=$(awk -F'"' '$2 == "region" {print $4}' "$1")`,
    `R=$(awk '$1 ~ /"region"/ {gsub(/[",]/, ""); print $2}' "$1")`,
    `Q='[",]'\ndocker inspect web | awk '/HostPort/ {print $2}' | sed "s/$Q//g"`,
    `X=$(curl -s https://example.com/x)\necho "$X" | grep token | sed 's/.*: "//; s/",*//'`,
  ])("is judged although the pipeline does not show it: %s", (script) => {
    expect(found(script)).toEqual(["unknownLayout"]);
  });

  it.each([
    // Other formats that these programs print.
    "curl -s http://localhost:9100/metrics | grep node_load1 | awk '{print $2}'",
    `curl -s https://example.com/x | grep title | awk '{print $2}' | tr -d '"'`,
    `curl -s https://example.com/x | grep load | awk '{ gsub(/"/, ""); print $2 + 0 }'`,
    `aws s3 cp s3://b/page.txt - | grep title | awk '{print $2}' | tr -d '"'`,
    "kubectl get pods -o jsonpath='{.items[*].status.podIP}' | grep 10 | awk '{print $1}' | tr -d '\"'",
    "kubectl get pods | grep web | awk '{print $1}'",
    "helm list -o yaml | grep chart | awk '{print $2}'",
    `awk '/"region"/ {print $2}' main.tf | tr -d '",'`,
    `awk '!/"region"/ {print $2}' "$1" | tr -d '",'`,
    `awk -F'"' '$2 != "region" {print $4}' "$1"`,
    String.raw`awk '{print $1 / 2 " \"ms\" " $2 / 3}' "$1"`,
    // The pipeline itself does not show JSON.
    "terraform output -json | grep value | awk '{print $2}'",
    // Whole lines, and answers.
    "cat app.json | grep host",
    "grep -c host app.json",
    "wc -l app.json | awk '{print $1}'",
    "ls *.json | awk -F. '{print $1}'",
    // Any layout.
    String.raw`grep -oP '"host"\s*:\s*"\K[^"]+' app.json | head -1`,
    "jq . app.json | grep host | cut -d'\"' -f4",
  ])("is not judged if the pipeline extracts nothing from JSON: %s", (script) => {
    expect(found(script)).toEqual([]);
  });
});

describe("the extractor sed", () => {
  const fixed = (script: string): string =>
    fix(document(script), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
      config: { rules: { "ssm/no-fragile-json-parsing": ["error", { extractor: "sed" }] } },
    });

  it("finds the value of a key", () =>
    expect(fixed(`R=$(aws sts get-caller-identity)\nA=$(echo "$R" | grep Account | cut -d'"' -f4)`)).toContain(
      "sed -n",
    ));

  it.each(["echo $R", 'echo "$R"'])("is none for a field in a list, which may be on one line: %s", (print) => {
    const script = `R=$(aws ec2 describe-instances)\nA=$(${print} | grep -o '"InstanceId": "[^"]*"' | cut -d'"' -f4)`;
    expect(fixed(script)).toBe(document(script));
  });
});

describe("a value that the chain looks for", () => {
  const found = (command: string) =>
    lint(document(`V=$(${command})`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
      config: { rules: { "ssm/no-fragile-json-parsing": "error" } },
    });

  it.each([
    [`aws kms list-aliases | grep alias/my -A1 | grep TargetKeyId | cut -d'"' -f4`, "layout"],
    [`aws kms list-aliases | grep -A2 my-key | grep TargetKeyId | awk '{print $2}' | tr -d '",'`, "layout"],
    [`aws iam list-policies | grep mypolicy | grep Arn | awk '{print $2}'`, "leftover"],
    [`aws iam list-policies | grep mypolicy | grep Arn | cut -d'"' -f4`, "layout"],
    [`aws ec2 describe-tags | grep -2 Name | grep Value | cut -d'"' -f4`, "layout"],
    [`aws route53 list-hosted-zones | grep -B 1 example.com. | grep Id | cut -d'"' -f4`, "layout"],
    [`aws sqs list-queues | grep myqueue | cut -d'"' -f2`, "layout"],
    [`aws ecs list-services --cluster c | grep myservice | tr -d '", '`, "layout"],
  ])("is beside the key, or in its value: %s", (command, kind) => {
    const messages = found(command);
    expect(messages.map(({ messageId }) => messageId)).toEqual([kind]);
    // They would extract the key of all elements.
    expect(messages[0]!.suggestions ?? []).toEqual([]);
  });

  test("that all elements have selects no element", () => {
    const [only] = found(`aws ecs list-tasks --cluster c | grep arn:aws | tr -d '", '`);
    expect([only!.messageId, only!.suggestions![1]!.desc]).toEqual([
      "layout",
      "Replace it with `jq -r '.taskArns[] // empty'`.",
    ]);
  });

  it.each([
    "aws iam list-policies | jq -r '.Policies[].Arn' | grep mypolicy",
    "aws ec2 describe-instances | grep running | wc -l",
    "aws ec2 describe-instances --output text | grep mygroup | cut -f3",
    `aws iam list-policies --query 'Policies[].[PolicyName,Arn]' --output text | grep mypolicy | awk '{print $2}'`,
  ])("may be looked for in text: %s", (command) => {
    expect(found(command)).toEqual([]);
  });
});

describe("the elements of a list that --query selects", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
  const volumes = (rest: string): string => `X=$(aws ec2 describe-volumes --query 'Volumes[].VolumeId' | ${rest})`;
  const found = (script: string) => lint(document(script), { rules });

  it.each([
    volumes(`grep vol- | tr -d '", '`),
    volumes(`sed -n 2p | tr -d '", '`),
    volumes(`tr -d '"' | sed -n 2p`),
    volumes(`awk -F'"' '{print $2}'`),
    volumes(`sed '1d;$d' | tr -d '", '`),
    volumes(`grep vol- | tr -d '"'`),
    // The sample does not contain the value that the pattern looks for.
    volumes(`grep vol-0abc | tr -d '", '`),
    `X=$(aws s3api list-buckets --query 'Buckets[].Name' | grep backup | cut -d'"' -f2)`,
    `L=$(aws ec2 describe-volumes --query 'Volumes[*].VolumeId')\nfor V in $(echo "$L" | grep vol- | tr -d '", '); do :; done`,
    `X=$(aws ec2 describe-volumes --query "Volumes[?State=='in-use'].VolumeId" | grep vol- | tr -d '", ')`,
    `X=$(aws ec2 describe-volumes --query 'sort_by(Volumes, &Size)[].VolumeId' | grep vol- | tr -d '", ')`,
    `X=$(aws ec2 describe-instances --query 'Reservations[*].Instances[*].InstanceId' | grep i- | sed 's/[" ,]//g' | sort)`,
    `X=$(aws ec2 describe-volumes --query 'Volumes[].[VolumeId,State]' | grep vol- | cut -d'"' -f2)`,
    `X=$(aws s3api list-objects --bucket b --query '[sum(Contents[].Size)]' | sed -n 2p | tr -d ' ')`,
    `X=$(aws ec2 describe-volumes --query '[Volumes[0].VolumeId, Volumes[0].State]' | grep vol- | cut -d'"' -f2,4)`,
  ])("depend on the layout: %s", (script) =>
    expect(found(script).map(({ messageId }) => messageId)).toEqual(["elements"]),
  );

  it.each([
    volumes(`cut -d'"' -f2`),
    `aws ec2 describe-volumes --query 'Volumes[].VolumeId' | awk -F'"' '{print $1 $2}' | tr -d ' ' | xargs -n1 aws ec2 delete-volume --volume-id`,
  ])("are printed with the brackets: %s", (script) =>
    expect(found(script).map(({ messageId }) => messageId)).toEqual(["leftoverElements"]),
  );

  it.each([
    // Right in every layout.
    volumes(`tr -d '[]", \\n'`),
    volumes(`tr -d '[]", '`),
    volumes(`grep -o 'vol-[0-9a-f]*'`),
    volumes(`head -2 | tail -1 | cut -d'"' -f2`),
    volumes(`jq -r '.[]'`),
    volumes(`jq . | grep vol- | tr -d '", '`),
    volumes(`python3 -c 'import json,sys; print(json.load(sys.stdin)[0])'`),
    `X=$(aws ec2 describe-volumes --query '[Volumes[0].VolumeId]' | grep '"' | cut -d'"' -f2)`,
    `X=$(aws ec2 describe-volumes --query 'Volumes[0].VolumeId' | tr -d '"')`,
    volumes(`tr -d '", '`) + "\nfor V in ${X//[][]/}; do :; done",
    // Counts, tests, and the list as people read it.
    volumes("grep -c vol-"),
    volumes(`grep vol- | tr -d '", ' | wc -l`),
    `if aws ec2 describe-volumes --query 'Volumes[].VolumeId' | tr -d '", ' | grep -qx vol-0abc; then :; fi`,
    `aws ec2 describe-volumes --query 'Volumes[].VolumeId' | tr -d '"'`,
    `aws ec2 describe-volumes --query 'Volumes[].VolumeId' | tr -d '", '`,
    `aws ec2 describe-volumes --query 'Volumes[].VolumeId' | grep vol-`,
    // It is not known what these select.
    `X=$(aws ec2 describe-volumes --query 'Volumes[0:2].VolumeId' | sed -n 2p | tr -d '", ')`,
    `X=$(aws ec2 describe-volumes --query 'Volumes[].Tags || Volumes[].VolumeId' | sed -n 2p | tr -d '", ')`,
    `X=$(aws ec2 describe-volumes --query 'Volumes[].Nothing' | sed -n 2p | tr -d '", ')`,
    `X=$(aws lambda list-versions-by-function --function-name f --query 'Versions[-1].[Version]' | grep -oE '[0-9]+')`,
    `X=$(aws lambda list-versions-by-function --function-name f --query 'Versions[].Version' | grep -oE '[0-9]+' | tail -1)`,
  ])("are no fault: %s", (script) => expect(found(script)).toEqual([]));

  it.each([
    [`grep vol- | tr -d '", '`, "the elements of the list", "returns `[vol-"],
    [`sed -n 2p | tr -d '", '`, "an element of the list", "finds nothing"],
    [`awk -F'"' '{print $2}'`, "the elements of the list", "extracts only the first element"],
    [`tac | awk -F'"' 'NF>1{print $(NF-1)}'`, "the elements of the list", "extracts only the last element"],
  ])("are named: %s", (pipeline, elements, takes) => {
    const [only] = found(volumes(pipeline));
    expect(only!.message).toContain(`extracts ${elements} from the output of aws ec2 describe-volumes --query only as`);
    expect(only!.message).toContain(`on one line, it ${takes}`);
  });

  it.each([
    [`grep vol- | tr -d '", '`, ` | tr '\\t' '\\n'`, ""],
    [`sed -n 2p | tr -d '", '`, ` | tr '\\t' '\\n' | head -n 1`, " | head -n 1"],
    [`grep vol- | tr -d '", ' | sort`, ` | tr '\\t' '\\n' | sort`, " | sort"],
  ])("are printed by --output text or jq: %s", (pipeline, lines, selection) => {
    const [only] = found(`X=$(aws ec2 describe-volumes --query 'Volumes[].VolumeId' 2>log | ${pipeline})`);
    expect(only!.suggestions!.map(({ desc, fix: { text } }) => [desc, text])).toEqual([
      [`Replace it with \`--output text${lines}\`.`, ` --output text 2>log${lines}`],
      [`Replace it with \`jq -r '.[] // empty'${selection}\`.`, `jq -r '.[] // empty'${selection}`],
    ]);
  });

  it.each([
    volumes(`grep vol-0abc | tr -d '", '`),
    `X=$(aws s3api list-buckets --query 'Buckets[].Name' | grep v | cut -d'"' -f2)`,
    `X=$(aws ec2 describe-volumes --query 'Volumes[].[VolumeId,State]' | grep vol- | cut -d'"' -f2)`,
  ])("are not replaced if the pipeline selects some: %s", (script) => {
    const [only] = found(script);
    expect([only!.messageId, only!.suggestions]).toEqual(["elements", undefined]);
  });

  test("an object in a list is replaced by a filter that jq accepts", () => {
    const [only] = found(`X=$(aws ec2 describe-volumes --query 'Volumes[]' | grep '"VolumeId"' | cut -d'"' -f4)`);
    expect(only!.suggestions!.map(({ desc }) => desc)).toEqual(["Replace it with `jq -r '.[].VolumeId // empty'`."]);
  });
});

describe("an extracted value that grep only tests", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
  const kinds = (script: string) => lint(document(script), { rules }).map(({ messageId, line }) => [messageId, line]);
  const numbers = "aws ec2 describe-network-acls | grep RuleNumber | cut -d: -f2";

  it.each([
    [`X=$(${numbers})\nN=$(echo $X | tr " " "\\n" | grep -xc 5)`, "layout", 1],
    [`X=$(${numbers})\nif echo "$X" | tr -d " ," | grep -qx 5; then :; fi`, "layout", 1],
    [`if ${numbers} | tr -d " ," | grep -qx 5; then :; fi`, "layout", 0],
    [`N=$(${numbers} | tr -d " ," | grep -c "^5$")`, "layout", 0],
    [`if ${numbers} | tr -d " ," | grep -qx "$1"; then :; fi`, "layout", 0],
    [`X=$(${numbers})\nN=$(echo "$X" | sed 's/:/ /' | grep -xc $1)`, "leftover", 0],
    // A space is before the number: never found.
    [`if ${numbers} | grep -qx 5; then :; fi`, "leftover", 0],
    [`if aws iam list-roles | grep RoleName | awk -F'"' '{print $4}' | grep -q my-role; then :; fi`, "layout", 0],
  ])("is reported: %s", (script, kind, line) => expect(kinds(script)).toEqual([[kind, FIRST_LINE + line]]));

  it.each([
    // How many there are, or whether there is one.
    `N=$(${numbers} | wc -l)`,
    `N=$(${numbers} | grep -c .)`,
    `N=$(aws ec2 describe-volumes | grep '"VolumeId"' | cut -d'"' -f4 | sort -u | grep -c vol- | tr -d ' ')`,
    // The text beside the value does not matter, or the pattern contains the name.
    `if ${numbers} | grep -q 5; then :; fi`,
    `if aws iam list-roles | grep RoleName | awk '{print $2}' | grep -q my-role; then :; fi`,
    `if aws ec2 describe-network-acls | grep RuleNumber | tr -d '" ,' | grep -qx RuleNumber:5; then :; fi`,
    `if aws ec2 describe-volumes | tr -d '" ,' | grep -q State:available; then :; fi`,
    // Found in every layout.
    `if aws s3api list-buckets --query 'Buckets[].Name' | tr -d '", ' | grep -q backup; then :; fi`,
    `if aws s3api list-buckets --query 'Buckets[].Name' | cut -d'"' -f2 | grep -qx backup; then :; fi`,
  ])("is no fault: %s", (script) => expect(kinds(script)).toEqual([]));
});

describe("a document in other white space", () => {
  const rules = { "no-fragile-json-parsing": noFragileJsonParsing };
  const QUERIES = [
    "logs filter-log-events --query 'events[].[timestamp,message]'",
    "ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId]'",
    "sts get-caller-identity",
  ];
  const found = (script: string) => lint(document(script), { rules }).map(({ messageId }) => messageId);

  it.each(QUERIES)("is the whole document: %s", (query) => {
    expect(found(`X=$(aws ${query} | tr -d '[:space:]')\n[ "$X" = "[]" ]`)).toEqual([]);
    expect(found(`aws ${query} > f\ne() { [ "$(tr -d '[:space:]' < "$1")" = "[]" ]; }\ne f`)).toEqual([]);
  });

  it("is an extraction if it is a single value with its quotes", () =>
    expect(found("X=$(aws sts get-caller-identity --query Account | tr -d ' \\n')")).toEqual(["leftover"]));
});
