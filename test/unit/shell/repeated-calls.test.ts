/** How often a function was called before, and with what, changes nothing about what its next call does. */
import { expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const ROLE = "C=$(aws sts assume-role --role-arn r --role-session-name s --query Credentials --output json) || exit 1";
const EXPORT =
  'export AWS_ACCESS_KEY_ID=$(jq -r .AccessKeyId <<< "$C") AWS_SECRET_ACCESS_KEY=$(jq -r .SecretAccessKey <<< "$C")' +
  ' AWS_SESSION_TOKEN=$(jq -r .SessionToken <<< "$C")';
const KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const METADATA = "http://169.254.169.254/latest/meta-data/instance-id";

interface Case {
  readonly name: string;
  readonly define: string;
  readonly use: string;
  /** A call that has nothing to do with `use`; `#` is its number. */
  readonly other: string;
  readonly ruleIds: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "checks values",
    define: 'need() { [ -n "$1" ] || return 1; }',
    use: [ROLE, EXPORT, ...KEYS.map((key) => `need "$${key}" || exit 1`), "aws s3 ls || exit 1"].join("\n"),
    other: "need x || exit 1",
    ruleIds: ["ssm/explicit-aws-credentials"],
  },
  {
    name: "checks variables by their names",
    define: 'need() { if [ -z "${!1}" ]; then return 1; fi; }',
    use: [ROLE, EXPORT, ...KEYS.map((key) => `need ${key} || exit 1`), "aws s3 ls || exit 1"].join("\n"),
    other: "need HOME || exit 1",
    ruleIds: ["ssm/explicit-aws-credentials"],
  },
  {
    name: "requests what its argument names",
    define: 'get() { local url="$1"; shift; curl -sf "$url" "$@"; }',
    use: `ID=$(get ${METADATA}) || exit 1`,
    other: "X=$(get https://example.com/#) || exit 1",
    ruleIds: ["ssm/require-imdsv2"],
  },
  {
    name: "requests what a variable names",
    define: 'get() { curl -sf "$URL"; }',
    use: `URL=${METADATA}\nID=$(get) || exit 1`,
    other: "URL=https://example.com/\nX=$(get) || exit 1",
    ruleIds: ["ssm/require-imdsv2"],
  },
  {
    name: "uses a profile if it is given one",
    define: 'list() { if [ -n "$1" ]; then aws --profile "$1" s3 ls; else aws s3 ls; fi || return 1; }',
    use: 'list "" || exit 1',
    other: "list dev || exit 1",
    ruleIds: ["ssm/explicit-aws-credentials"],
  },
  {
    name: "uses the profile that is exported",
    define: "list() { aws s3 ls || return 1; }",
    use: "unset AWS_PROFILE\nlist || exit 1",
    other: "export AWS_PROFILE=dev\nlist || exit 1",
    ruleIds: ["ssm/explicit-aws-credentials"],
  },
  {
    name: "extracts from its argument",
    define: `field() { echo "$1" | grep "$2" | cut -d'"' -f4; }`,
    use: 'J=$(aws sts get-caller-identity --profile x) || exit 1\nA=$(field "$J" Account)\n[ -n "$A" ] || exit 1',
    other: 'X=$(field "$HOME" z)',
    ruleIds: ["ssm/no-fragile-json-parsing"],
  },
  {
    name: "extracts from its input",
    define: `field() { grep "$1" | cut -d'"' -f4; }`,
    use: "A=$(aws sts get-caller-identity --profile x | field Account)",
    other: "X=$(echo # | field z#)",
    ruleIds: ["ssm/no-fragile-json-parsing", "ssm/no-unnoticed-failure"],
  },
  {
    name: "uses one of many profiles",
    define: 'list() { aws s3 ls "s3://$1" || return 1; }',
    use: "unset AWS_PROFILE\nlist b || exit 1",
    other: "export AWS_PROFILE=p#\nlist b# || exit 1",
    ruleIds: ["ssm/explicit-aws-credentials"],
  },
];

it.each(CASES.flatMap((one) => [0, 3, 60].map((count) => ({ ...one, count }))))(
  "a function that $name, after $count other calls",
  ({ define, use, other, count, ruleIds }) => {
    const others = Array.from({ length: count }, (_, number) => other.replaceAll("#", String(number)));
    const script = ["#!/bin/bash", define, ...others, use, "echo done"].join("\n");
    expect(lint(document(script), { rules }).map(({ ruleId }) => ruleId)).toEqual(ruleIds);
  },
);
