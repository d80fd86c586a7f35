/** Fallbacks to IMDSv1 if there is no token, however the script reads the token, compared with what bash sends. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { requireImdsv2 } from "../../../../rules/require-imdsv2.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const PUT = 'curl -sf -X PUT $M/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60"';
const HEADER = '-H "X-aws-ec2-metadata-token: $T"';

const reported = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\nM=http://169.254.169.254/latest\n${script}`), {
    rules: { "require-imdsv2": requireImdsv2 },
  }).map(({ messageId }) => messageId);

/** Whether the request of the script has the token, if the service answers with this one. */
function sendsToken(script: string, token: string): boolean {
  const stub = `curl() { case "$*" in *PUT*) printf %s "${token}" ;; *) echo "$*" ;; esac; }`;
  const { stdout } = spawnSync("bash", ["-c", `${stub}\n${script}`], { encoding: "utf8", timeout: 10_000 });
  expect(stdout).toContain("-sf");
  return stdout.includes("metadata-token: abc");
}

const READS = [
  `T=$(${PUT})`,
  `read -r T < <(${PUT})`,
  `read -r T rest <<< "$(${PUT})"`,
  `read -ra T < <(${PUT})`,
  `IFS= read -rd "" T < <(${PUT})`,
  `T=($(${PUT}))`,
  `T=("$(${PUT})")`,
  `mapfile -t T < <(${PUT})`,
  `readarray -t T <<< "$(${PUT})"`,
  `mapfile -t A < <(${PUT}); T=\${A[0]}`,
  `token() { ${PUT}; }; mapfile -t T < <(token)`,
];
const USES = [
  `if [ -n "$T" ]; then curl -sf ${HEADER} $M/a; else curl -sf $M/a; fi`,
  `if [ -z "\${T[0]}" ]; then curl -sf $M/a; else curl -sf ${HEADER} $M/a; fi`,
  `curl -sf \${T:+${HEADER}} $M/a`,
  `O=()\n[ -z "$T" ] || O=(${HEADER})\ncurl -sf "\${O[@]}" $M/a`,
  `get() { if [[ -z $T ]]; then curl -sf $M/$1; else curl -sf ${HEADER} $M/$1; fi; }\nfor x in a b; do get $x; done`,
  `case "$T" in "") curl -sf $M/a ;; *) curl -sf ${HEADER} $M/a ;; esac`,
];

it.each(READS.flatMap((read) => USES.map((use) => `${read}\n${use}`)))("silent: %s", (script) => {
  expect(reported(script)).toEqual([]);
  expect(sendsToken(script, "abc")).toBe(true);
  expect(sendsToken(script, "")).toBe(false);
});

// `read` fails at the end of a text without a newline, and a token has none. That the second line is empty is usual.
it.each([
  `if read -r T < <(${PUT}); then curl -sf ${HEADER} $M/a; else curl -sf $M/a; fi`,
  `while read -r l; do T=$l; done < <(${PUT})\nif [ -n "$T" ]; then curl -sf ${HEADER} $M/a; else curl -sf $M/a; fi`,
  `mapfile -t A < <(${PUT}); T=\${A[1]}\nif [ -n "$T" ]; then curl -sf ${HEADER} $M/a; else curl -sf $M/a; fi`,
])("reported: %s", (script) => {
  expect(reported(script)).toEqual(["absent"]);
  expect(sendsToken(script, "abc")).toBe(false);
});
