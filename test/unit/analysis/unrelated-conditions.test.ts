/**
 * Metamorphic tests: unrelated conditions change no verdict. Up to 60 independent conditional statements, inserted anywhere in a script,
 * do not change any rule's findings on the script's own lines.
 *
 *     ORACLE_COUNT=500 ORACLE_SEED=1 npx vitest run test/unit/analysis/unrelated-conditions.test.ts
 */
import { Linter } from "eslint";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import { script as credentialsScript } from "../../oracle/generate.ts";
import { script as metadataScript, scriptText as metadataText } from "../../oracle/metadata-generate.ts";
import { scriptText as credentialsText } from "../../oracle/script-text.ts";
import { configWith } from "../../support/lint.ts";
import { document, FIRST_LINE } from "../../support/rule-tester.ts";
import { seed as suiteSeed } from "../../support/seed.ts";
import {
  insertionOffsets,
  isUnrelated,
  UNRELATED,
  withUnrelated,
  withUnrelatedBlock,
} from "../../support/unrelated-conditions.ts";

const count = Number(process.env["ORACLE_COUNT"] ?? 12);
const seed = Number(process.env["ORACLE_SEED"] ?? suiteSeed);
const MANY = 20;
const COUNTS = [1, 8, 25, 60];

const config = configWith(rules);

/** The findings of all rules on the script's own lines, each as the text of its line and its message ID. */
function verdicts(script: string, complete: boolean): readonly string[] {
  const lines = script.split("\n");
  const messages = new Linter({ configType: "flat" }).verify(
    document(script),
    config.map((one) => ({ ...one, languageOptions: { complete } })),
    { filename: "document.yaml" },
  );
  // If a branch does more than pass a failure on, the additional work may be a reaction to the failure.
  return messages
    .filter(({ messageId }) => messageId !== "handedOn")
    .map(({ line, ruleId, messageId, message }) => `${lines[line - FIRST_LINE]}: ${ruleId} ${messageId ?? message}`)
    .filter((one) => !isUnrelated(one))
    .toSorted();
}

const TOKEN =
  'TOKEN=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)';
const ID = "http://169.254.169.254/latest/meta-data/instance-id";

/** Scripts whose verdict depends on which values of several variables occur together, or on what a path has established. */
const CORRELATED: Readonly<Record<string, string>> = {
  "a fallback by an optional header": `${TOKEN}\nif [ -n "$TOKEN" ]; then HDR="X-aws-ec2-metadata-token: $TOKEN"; fi\ncurl -s -H "$HDR" ${ID}`,
  "a header that is not always set": `if zap; then ${TOKEN}; fi\nHDR="X-aws-ec2-metadata-token: $TOKEN"\ncurl -s -H "$HDR" ${ID}`,
  "a profile or an option": `if zap; then export AWS_PROFILE=p; OPTION=; else OPTION="--profile q"; fi\naws s3 ls $OPTION`,
  "a profile or no option": `if zap; then export AWS_PROFILE=p; OPTION=; else OPTION="--region r"; fi\naws s3 ls $OPTION`,
  "keys on one path, a profile on the other": `if zap; then\nexport AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=secret\nelse\nexport AWS_PROFILE=p\nfi\naws s3 ls`,
  "a key on one path, the secret on the other": `if zap; then\nexport AWS_ACCESS_KEY_ID=AKIA\nelse\nexport AWS_SECRET_ACCESS_KEY=secret\nfi\naws s3 ls`,
  "a flag and the state it represents": `SIGNED=no\nif zap; then export AWS_PROFILE=p; SIGNED=yes; fi\nif [ "$SIGNED" = no ]; then exit 1; fi\naws s3 ls`,
  "a flag for the opposite branch": `SIGNED=no\nif zap; then export AWS_PROFILE=p; SIGNED=yes; fi\nif [ "$SIGNED" = yes ]; then exit 1; fi\naws s3 ls`,
  "nothing at all": "aws s3 ls",
  "on some paths": "if zap; then export AWS_PROFILE=p; fi\naws s3 ls",
  "a wrapper that is defined in either branch": `if zap; then run() { sudo "$@"; }; else run() { "$@"; }; fi\nexport AWS_PROFILE=p\nrun aws s3 ls`,
  "arguments of the script": `if zap; then set -- --profile p; else set -- --region r; fi\naws s3 ls "$@"`,
  "an array of options": `if zap; then A=(--profile p); else A=(--region r); fi\naws s3 ls "\${A[@]}"`,
  "a file that either branch writes": `if zap; then echo "export AWS_PROFILE=p" > e.sh; else echo : > e.sh; fi\n. ./e.sh\naws s3 ls`,
  "errexit on some paths": `if zap; then set -e; fi\nfalse\naws s3 ls`,
  "errexit on some paths, and credentials on the others": `if zap; then set -e; else export AWS_PROFILE=p; fi\nfalse\naws s3 ls`,
  "a trap on some paths": `if zap; then trap 'aws s3 ls' EXIT; else export AWS_PROFILE=p; fi\necho done`,
  "one of four modes": `case "$1" in a) export AWS_PROFILE=a; KIND=a ;; b) export AWS_PROFILE=b; KIND=b ;; c) KIND=c ;; *) KIND=d ;; esac\nif [ "$KIND" = c ]; then exit 0; fi\nif [ "$KIND" = d ]; then exit 0; fi\naws s3 ls "$KIND"`,
  "keys that are checked right after they are fetched": `${TOKEN}\nif CREDS=$(curl -sf -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/iam/security-credentials/r); then\nexport AWS_ACCESS_KEY_ID=$(echo "$CREDS" | jq -r .AccessKeyId) AWS_SECRET_ACCESS_KEY=$(echo "$CREDS" | jq -r .SecretAccessKey) AWS_SESSION_TOKEN=$(echo "$CREDS" | jq -r .Token)\nelse\nexport AWS_PROFILE=p\nfi\naws s3 ls`,
  "a document from either of two requests": `if zap; then J=$(aws --profile p sts get-caller-identity); else J='{"Account": "1"}'; fi\necho "$J" | grep Account | cut -d'"' -f4`,
};

describe("in scripts with correlated values", () => {
  const shapes = Object.entries(CORRELATED).map(([shape, correlated]) => {
    const script = `${correlated}\necho end`;
    return { shape, script, expected: verdicts(script, false) };
  });

  for (const [name, condition] of Object.entries(UNRELATED)) {
    test(name, () => {
      for (const { shape, script, expected } of shapes) {
        const offsets = insertionOffsets(script);
        const top = offsets.filter((offset) => !/\bthen$|\belse$/.test(script.slice(0, Math.max(0, offset - 1))));
        const changed = withUnrelatedBlock(script, condition, MANY, top.at(-1)!);
        expect(verdicts(changed, false), shape).toEqual(expected);
      }
    });
  }
});

test("variables assigned together stay correlated at a join of several paths", () => {
  const script = `if [ -z "$zzx1" ]; then zzx1=zz; fi\ntrap 'for x4 in $(cond 4 >/dev/null && echo a); do\nw3() { aws "$@"; }\na8="aws s3 ls"\naws s3 ls s3://b/9' ERR\nif {\nzzx2=$(aws --profile zz ssm get-parameter --name zz2 --query Parameter.Value --output text || :)\nif [ -z "$zzx2" ]; then zzx2=zz; fi\nif [ "\${AWS_ACCESS_KEY_ID:+x}" = x ]; then\nzzx4=$(aws --profile zz ssm get-parameter --name zz4 --query Parameter.Value --output text || :)\nif [ -z "$zzx4" ]; then zzx4=zz; fi\nzzx5=$(aws --profile zz ssm get-parameter --name zz5 --query Parameter.Value --output text || :)\nif [ -z "$zzx5" ]; then zzx5=zz; fi\nfi\n}; then\nif [ -z "$zzx6" ]; then zzx6=zz; fi\naws s3 ls s3://b/17\nzzx7=$(aws --profile zz ssm get-parameter --name zz7 --query Parameter.Value --output text || :)\nif [ -z "$zzx7" ]; then zzx7=zz; fi\nAWS_ACCESS_KEY_ID=k AWS_SECRET_ACCESS_KEY=s aws s3 ls s3://b/18\nw19 s3 ls s3://b/19\nfi\naws s3 ls s3://b/20\naws --profile zz s3 ls "s3://zz$zzx1" >/dev/null || :\naws --profile zz s3 ls "s3://zz$zzx2" >/dev/null || :\naws --profile zz s3 ls "s3://zz$zzx4" >/dev/null || :\naws --profile zz s3 ls "s3://zz$zzx5" >/dev/null || :\naws --profile zz s3 ls "s3://zz$zzx6" >/dev/null || :\naws --profile zz s3 ls "s3://zz$zzx7" >/dev/null || :`;
  const found = verdicts(script, true).filter((one) => one.includes("keyWithoutSecret"));
  expect(found).toEqual([]);
});

/** Random scripts that define no other `aws` or `curl`. `echo end` follows, because the last command's status would be the step's. */
const scripts = fc
  .oneof(credentialsScript.map(credentialsText), metadataScript.map(metadataText))
  .map((text) => `${text}\necho end`)
  .filter((text) => !/^\s*(?:function +)?(?:aws|curl)\s*\(\)|alias/m.test(text) && insertionOffsets(text).length > 0);

const inserted = scripts.chain((text) => {
  const offsets = insertionOffsets(text);
  return fc.record({
    text: fc.constant(text),
    condition: fc.constantFrom(...Object.keys(UNRELATED)),
    at: fc.constantFrom(...COUNTS).chain((many) =>
      fc.oneof(
        fc.constantFrom(...offsets).map((offset) => Array.from({ length: many }, () => offset)),
        fc.array(fc.constantFrom(...offsets), { minLength: many, maxLength: many }),
      ),
    ),
    complete: fc.boolean(),
  });
});

test("in random scripts", { timeout: 60_000 + count * 4_000 }, () => {
  let findings = 0;
  fc.assert(
    fc.property(inserted, ({ text, condition, at, complete }) => {
      const before = verdicts(text, complete);
      findings += before.length;
      expect(verdicts(withUnrelated(text, UNRELATED[condition]!, at), complete)).toEqual(before);
    }),
    { numRuns: count, seed, endOnFailure: count > 100 },
  );
  expect(findings).toBeGreaterThan(count);
});
