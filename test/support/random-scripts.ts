/** Random documents with faults that have a fix, and other commands around them. */
import fc from "fast-check";

const SERVICE = "http://169.254.169.254/latest";
const LIST = `${SERVICE}/meta-data/iam/security-credentials/`;

/** Shell text. The number of the block replaces `#` after a name or a space. */
const plain = fc.constantFrom(
  "mark # \"a b\" 'c  d'",
  "mark # $HOME",
  "mark # {{ name }}",
  "export REGION=eu-west-1; mark # $REGION",
  'for each in 1 2; do mark # "$each"; done',
  "mark # $(printf '%s' \"x\")",
);
const calls = fc.constantFrom(
  "aws s3 ls s3://bucket-#",
  'aws s3 cp "a b.txt" s3://bucket-#/',
  "VERSION=$(aws ssm get-parameter --name /p-# --query Parameter.Value --output text)\nmark # $VERSION",
  "aws ec2 describe-tags --region eu-west-1 | cat",
  "aws s3 ls && mark #",
  "mark #; aws s3 sync . s3://bucket-#",
  "aws s3 cp a \\\n  s3://bucket-#",
  "sudo aws s3 ls s3://bucket-#",
  "AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=session\naws s3 ls s3://bucket-#",
  "aws s3 ls s3://bucket-#\nexport AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=session",
  "bash -c 'aws s3 ls s3://bucket-#'",
  "send() { aws s3 cp \"$1\" s3://bucket-#/; }\nsend 'a b'",
  "! aws s3 ls s3://bucket-# || mark #",
  'aws s3 ls | while read -r line; do mark # "$line"; done',
  "cat <<END | aws s3 cp - s3://bucket-#\n$HOME\nEND",
);
const requests = fc.constantFrom(
  `ID=$(curl -s ${SERVICE}/meta-data/instance-id)\nmark # $ID`,
  `ID=\`curl -s ${SERVICE}/meta-data/instance-id\`\nmark # $ID`,
  `ID=$(wget -qO- ${SERVICE}/meta-data/instance-id)\nmark # $ID`,
  `curl -s ${SERVICE}/meta-data/placement/region | tr -d ' ' > /dev/null`,
  `URL=${SERVICE}/meta-data\nmark # "$(curl -s "$URL/instance-id")"`,
  `ask() { curl -s "${SERVICE}/meta-data/$1"; }\nmark # $(ask instance-id)`,
  `bash -c 'mark # $(curl -s ${SERVICE}/meta-data/instance-id)'`,
  `bash -c "curl -s ${SERVICE}/meta-data/instance-id"`,
  `if curl -s ${SERVICE}/meta-data/instance-id; then mark #; fi`,
  `curl -s ${SERVICE}/meta-data/instance-id\nmark # $?`,
  `curl -s ${SERVICE}/meta-data/tags | while read -r line; do mark # "$line"; done`,
  `[ "$(curl -s ${SERVICE}/meta-data/instance-id)" = x ] || mark #`,
  `until ID=$(curl -s ${SERVICE}/meta-data/instance-id); do sleep 1; done\nmark # $ID`,
  `case $(curl -s ${SERVICE}/meta-data/instance-id) in value*) mark #;; esac`,
  `get() { local ID=$(curl -s ${SERVICE}/meta-data/instance-id); mark # $ID; }\nget; get`,
  `ID=$(curl -s ${SERVICE}/meta-data/instance-id) || exit 1\nmark # $ID`,
  `sudo curl -s ${SERVICE}/meta-data/instance-id`,
  `bash <<'INNER'\nmark # $(curl -s ${SERVICE}/meta-data/instance-id)\nINNER`,
  `cat <<INNER\n$(curl -s ${SERVICE}/meta-data/instance-id)\nINNER`,
  `IMDS_TOKEN=mine\nID=$(curl -s ${SERVICE}/meta-data/instance-id); mark # $IMDS_TOKEN $ID`,
  `TOKEN=$(curl -s -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${SERVICE}/api/token)\nmark # $(curl -s ${SERVICE}/meta-data/mac)`,
  `curl -s ${SERVICE}/meta-data/instance-id & wait`,
);
const extractions = fc
  .constantFrom("grep KEY | cut -d'\"' -f4", 'grep "KEY" | cut -d \\" -f 4')
  .map((take) =>
    [
      `ROLE=$(curl -s ${LIST})`,
      `ANSWER=$(curl -s ${LIST}$ROLE)`,
      ...["AccessKeyId", "SecretAccessKey", "Token"].map(
        (key) => `V_${key}=$(echo "$ANSWER" | ${take.replace("KEY", key)})`,
      ),
      "mark # $ROLE $V_AccessKeyId $V_SecretAccessKey $V_Token",
    ].join("\n"),
  );

const simple = fc.oneof(plain, calls, requests, extractions);
const around = fc.constantFrom(
  (body: string) => body,
  (body: string) => `if [ -n "$HOME" ]; then\n  ${body.replaceAll("\n", "\n  ")}\nelse\n  mark #\nfi`,
  (body: string) => `work_#() {\n${body}\n}\nwork_#`,
  (body: string) => `(\n${body}\n)`,
  (body: string) => `{\n${body}\n} | cat`,
  (body: string) => `for turn in 1 2; do\n${body}\ndone`,
  (body: string) => `case $HOME in\n/*)\n${body}\n;;\nesac`,
);
const block = fc
  .tuple(around, fc.array(simple, { minLength: 1, maxLength: 2 }))
  .map(([put, parts]) => put(parts.join("\n")));

/** A script as a list of statements, each of which can be an item of `runCommand`. */
const script = fc
  .tuple(
    fc.constantFrom("#!/bin/bash", "set -u", "set -e", "set -euo pipefail", "mark start"),
    fc.array(block, { minLength: 1, maxLength: 4 }),
  )
  .map(([head, blocks]) => {
    let next = 0;
    return [
      head,
      ...blocks.map((text) => {
        next++;
        return text.replaceAll(/(?<=\b(?:mark |work_|bucket-|p-))#/g, String(next));
      }),
    ];
  });

const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, " ".repeat(by));
const doubled = (text: string): string => JSON.stringify(text);

/** The lines of the statements. The agent joins items with line feeds, so each line can be an item. */
const lines = (statements: readonly string[]): string[] => statements.flatMap((text) => text.split("\n"));

const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const isPlain = (text: string): boolean =>
  /^[A-Za-z][^\n]*$/.test(text) && !/: | #|:$|\s$/.test(text) && text.trim() === text;

const HEAD =
  'schemaVersion: "2.2"\nparameters:\n  name: { type: String }\nmainSteps:\n  - action: aws:runShellScript\n    name: step\n    inputs:\n      runCommand:\n';
const yaml = (items: readonly string[]): string => `${HEAD}${items.map((item) => `        - ${item}\n`).join("")}`;
const literal = (text: string): string => `|\n${indent(text, 10)}`;
const folded = (text: string): string =>
  `>-\n${indent(text.replaceAll(/\n(?! )/g, "\n\n").replaceAll(/(\n +[^\n]*)\n\n/g, "$1\n"), 10)}`;
const content = (items: readonly string[]): object => ({
  schemaVersion: "2.2",
  parameters: { name: { type: "String" } },
  mainSteps: [{ action: "aws:runShellScript", name: "step", inputs: { runCommand: items } }],
});

/** The formats in which a document can be written. */
const STYLES: Readonly<Record<string, (statements: readonly string[]) => string>> = {
  literal: (statements) => yaml([literal(statements.join("\n"))]),
  "literal items": (statements) => yaml(statements.map(literal)),
  folded: (statements) => yaml([folded(statements.join("\n"))]),
  "double-quoted": (statements) => yaml([doubled(statements.join("\n"))]),
  "double-quoted lines": (statements) => yaml(lines(statements).map(doubled)),
  "single-quoted lines": (statements) => yaml(lines(statements).map(single)),
  "plain lines": (statements) => yaml(lines(statements).map((line) => (isPlain(line) ? line : single(line)))),
  CRLF: (statements) => yaml([literal(statements.join("\n"))]).replaceAll("\n", "\r\n"),
  flow: (statements) => `${HEAD.trimEnd()} [${lines(statements).map(doubled).join(", ")}]\n`,
  json: (statements) => `${JSON.stringify(content(lines(statements)), undefined, 2)}\n`,
  "json, one string": (statements) => JSON.stringify(content([statements.join("\n")])),
  "json, tabs and CRLF": (statements) =>
    JSON.stringify(content(lines(statements)), undefined, "\t").replaceAll("\n", "\r\n"),
  "content string": (statements) =>
    `Resources:\n  Doc:\n    Type: AWS::SSM::Document\n    Properties:\n      DocumentType: Command\n      Content: ${single(JSON.stringify(content(lines(statements))))}\n`,
};

export interface RandomDocument {
  readonly style: string;
  readonly filename: string;
  readonly text: string;
}

export const randomDocument: fc.Arbitrary<RandomDocument> = fc
  .tuple(fc.constantFrom(...Object.keys(STYLES)), script)
  .map(([style, statements]) => ({
    style,
    filename: style.startsWith("json") ? "document.json" : "document.yaml",
    text: STYLES[style]!(statements),
  }));
