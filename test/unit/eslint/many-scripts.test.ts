/** Many scripts in one document share the limits of one long script. */
import { expect, test } from "vitest";
import { recommended } from "../../support/recommended.ts";

/** About sixty characters per line, and thousands of commands to evaluate before the last command. */
const EXPLODING = [
  "f0() { if a$1; then X=$1 aws s3 ls $X; fi; if b; then Y=$Y$1; fi; }",
  "f1() { for i in 1 2 3 4 5 6 7 8; do f0 $1$i; done; }",
  "f2() { for j in 1 2 3 4 5 6 7 8; do f1 $1$j; done; }",
  "while q; do f2 $R; f2 x; f2 y; done",
];

const ORDINARY = [
  "set -eu",
  'log() { echo "$(date): $*"; }',
  'for package in jq unzip curl; do log "installing $package"; yum install -y "$package"; done',
  "if [ -f /etc/app.env ]; then . /etc/app.env; fi",
];

function steps(count: number, lines: readonly string[]): string {
  const all = Array.from({ length: count }, (_, index) => [
    "- action: aws:runShellScript",
    `  name: step${index}`,
    "  inputs:",
    "    runCommand:",
    "    - |",
    ...[...lines, `aws s3 ls s3://bucket${index}`].map((line) => `      ${line}`),
  ]);
  return ['schemaVersion: "2.2"', "description: many", "mainSteps:", ...all.flat(), ""].join("\n");
}

function found(text: string): readonly string[] {
  return recommended(text).map(({ ruleId, messageId }) => `${ruleId}/${messageId}`);
}

const calls = (all: readonly string[]): number =>
  all.filter((one) => one.startsWith("ssm/explicit-aws-credentials/")).length;
const cuts = (all: readonly string[]): number => all.filter((one) => one === "ssm/valid-document/cut").length;

test("scripts that would together take minutes are cut short, each with a finding", () => {
  expect(cuts(found(steps(1, EXPLODING)))).toBe(0);
  expect(cuts(found(steps(120, EXPLODING)))).toBe(120);
}, 60_000);

test("two hundred ordinary scripts are evaluated completely", () => {
  const all = found(steps(200, ORDINARY));
  expect(cuts(all)).toBe(0);
  expect(calls(all)).toBe(200);
}, 60_000);
