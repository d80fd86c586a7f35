import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { rules as allRules } from "../../../rules/index.ts";
import { requireImdsv2 } from "../../../rules/require-imdsv2.ts";
import { configWith, fix, lint, type LintOptions } from "../../support/lint.ts";
import { document, FIRST_LINE, jsonDocument } from "../../support/rule-tester.ts";
import { hasShared, shared } from "../../support/shared.ts";

const rules = { "require-imdsv2": requireImdsv2 } as unknown as NonNullable<LintOptions["rules"]>;
const strict: LintOptions["config"] = { rules: { "ssm/require-imdsv2": ["error", { allowFallback: false }] } };

const PUT = 'curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token';
const TOKEN_URL = "http://169.254.169.254/latest/api/token";
const GET = "http://169.254.169.254/latest/meta-data/instance-id";
const HEADER = '-H "X-aws-ec2-metadata-token: $TOKEN"';

/** `messageId@line of the script` for each finding. */
function found(script: string, config?: LintOptions["config"]): string[] {
  const messages = lint(document(script), { rules, ...(config && { config }) });
  return messages.map(({ messageId, line, message }) => `${messageId ?? message}@${line - FIRST_LINE + 1}`);
}

/** The script after all passes of the fix. */
function repaired(script: string): string {
  const text = fix(document(script), { rules });
  const head = document("");
  expect(text.startsWith(head.trimEnd())).toBe(true);
  return text
    .slice(head.trimEnd().length + 1)
    .replaceAll(/^ {10}/gm, "")
    .replace(/\n$/, "");
}

describe("accepts", () => {
  it.each([
    `TOKEN=$(${PUT})\ncurl -s ${HEADER} ${GET}`,
    `TOKEN=$(${PUT}) && curl -s ${HEADER} ${GET}`,
    `curl -H "X-aws-ec2-metadata-token: $(${PUT})" ${GET}`,
    `for n in $(seq 1 5); do TOKEN=$(${PUT}) && break; sleep 1; done\ncurl -s ${HEADER} ${GET}`,
    `for n in $(seq 300); do TOKEN=$(${PUT}) && break; sleep 1; done\ncurl -s ${HEADER} ${GET}`,
    `ID=$(TOKEN=$(${PUT}) && curl -s ${HEADER} ${GET})`,
    `TOKEN=$(${PUT})\nHDR=(-H "X-aws-ec2-metadata-token: $TOKEN")\ncurl "\${HDR[@]}" ${GET}`,
    `TOKEN=$(${PUT})\nHDR="-H X-aws-ec2-metadata-token:$TOKEN"\ncurl $HDR ${GET}`,
    `get() { curl -s -H "X-aws-ec2-metadata-token: $1" "http://$2/latest/$3"; }\nTOKEN=$(${PUT})\nget "$TOKEN" 169.254.169.254 meta-data`,
    `TOKEN=$(wget -qO- --method=PUT --header="X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)\nwget -qO- --header="X-aws-ec2-metadata-token: $TOKEN" ${GET}`,
    `curl -H "{{ header }}" ${GET}`,
    // The time to live is not known, or not all headers are; or only the status is of interest.
    `curl -sfX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: {{ ttl }}" ${TOKEN_URL}`,
    `curl -sfX PUT -H "$(cat /etc/header)" ${TOKEN_URL}`,
    `curl -sfX PUT -K /etc/ttl ${TOKEN_URL}`,
    `TTL=21600\ncurl -sfX PUT -H "X-AWS-EC2-Metadata-Token-TTL-Seconds: $TTL" ${TOKEN_URL}`,
    `curl -so /dev/null -w "%{http_code}" -X PUT ${TOKEN_URL}`,
    `curl -H "X-aws-ec2-metadata-token: {{ token }}" ${GET}`,
    `HDR=$(cat /etc/header)\ncurl -H "$HDR" ${GET}`,
    "curl -s -H Metadata:true 'http://169.254.169.254/metadata/instance?api-version=2021-02-01'",
    "curl -H 'Metadata-Flavor: Google' http://169.254.169.254/computeMetadata/v1/",
    "curl http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    `iptables -A OUTPUT -d 169.254.169.254 -j DROP\nexport no_proxy=169.254.169.254\necho curl ${GET}`,
    "curl -x http://169.254.169.254 -e http://169.254.169.254/ http://example.com/",
    'URL={{ url }}\ncurl "$URL/latest/meta-data"',
    `unset TOKEN\nfalse && curl ${GET}`,
    `T=x\n: > c\nV=$(echo "header = \\"X-aws-ec2-metadata-token: $T\\"" > c)\ncurl -K c ${GET}`,
    // If the variable is not set, the shell exits before the request.
    `set -u\necho "$TOKEN"\ncurl -H "X-aws-ec2-metadata-token: \${TOKEN:-}" ${GET}`,
    `set -eu\nlog() { TEXT="token $TOKEN"; }\nlog\ncurl -H "X-aws-ec2-metadata-token: \${TOKEN-}" ${GET}`,
    `logger "\${TOKEN:?}"\ncurl ${HEADER} ${GET}`,
    `curl -s -H $HDR ${GET}`,
    `ip route get curl ${GET}\nip netns add curl ${GET}\nip netns exec curl ${GET}\nnsenter -t curl ${GET}`,
    `T=tok\nprintf 'header = "X-aws-ec2-metadata-token: %s"\\n' "$T" | curl -s -K - ${GET}`,
    `#!/bin/bash\nT=tok\ncurl -s -H @<(echo "X-aws-ec2-metadata-token: $T") ${GET}`,
    `T=tok\ntest -e /x && echo "X-aws-ec2-metadata-token: $T" | curl -s -H @- ${GET}`,
    `TOKEN=\nuntil test -e /x; do\n  TOKEN=$(${PUT})\ndone\nTOKEN=$(${PUT})\ncurl ${HEADER} ${GET}`,
    `TOKEN=$(${PUT})\nTOKEN=\${TOKEN%x}\ncurl \${TOKEN:+-H X-aws-ec2-metadata-token:$TOKEN} ${GET}`,
    `TOKEN=$(${PUT})\nTOKEN=\${TOKEN//\\"/}\nif [ -z "$TOKEN" ]; then curl ${GET}; fi`,
    `TOKEN=$(${PUT})\nif [ -n "$TOKEN" ]; then\n  TOKEN=$(${PUT})\nfi\nTOKEN=\${TOKEN%x}\ncurl ${HEADER} ${GET}`,
    `trap 'curl ${HEADER} ${GET}' EXIT\nTOKEN=$(${PUT})\nif [ -n "$TOKEN" ]; then\n  while test -e /x; do\n    TOKEN=$(${PUT})\n  done\nfi`,
    // The function is never called, so it is unknown on which of the paths it is reached.
    `TOKEN=$(${PUT})\nget() { curl ${HEADER} ${GET}; }\nif [ -n "$TOKEN" ]; then curl ${HEADER} ${GET}; fi`,
    `get() { curl -H "X-aws-ec2-metadata-token: $1" ${GET}; }`,
    `T=x\nset -- -H "X-aws-ec2-metadata-token: $T"\ncurl "$@" ${GET}`,
    `T=x\necho "$T" > /tmp/t\n{ read -r H; } < /tmp/t\ncurl -H "X-aws-ec2-metadata-token: $H" ${GET}`,
    `set -u\ncurl -sH "X-aws-ec2-metadata-token: $TOKN" ${GET}`,
  ])("%s", (script) => {
    expect(found(script)).toEqual([]);
  });
});

describe("reports", () => {
  it.each([
    [`curl ${GET}`, "absent@1"],
    ["curl 169.254.169.254/latest/meta-data/", "absent@1"],
    ["IMDS=169.254.169.254\ncurl -s http://$IMDS/latest/", "absent@2"],
    ['ARGS=(-s http://169.254.169.254/latest/)\ncurl "${ARGS[@]}"', "absent@2"],
    ['get() { curl -s "http://169.254.169.254/latest/$1"; }\nget a\nget b', "absent@1"],
    ["wget -qO- http://instance-data/latest/meta-data/", "absent@1"],
    // Only the directory of the program is unknown.
    [`CURL=$(which curl)\n$CURL -s ${GET}`, "absent@2"],
    [`"$BIN"/wget -qO- ${GET}`, "absent@1"],
    ["sudo timeout 5 curl -g 'http://[fd00:ec2::254]/latest/'", "absent@1"],
    [`bash -c 'curl ${GET}'`, "absent@1"],
    [`ip -4 netns exec blue curl ${GET}`, "absent@1"],
    [`f() { sudo nsenter --target 1 -n -m"$NS" "$@"; }\nf sh -c 'curl ${GET}'`, "absent@2"],
    [`curl -sH "X-aws-ec2-metadata-token: $TOKN" ${GET}`, "neverSet@1"],
    [`TOKEN=\ncurl -sH "X-aws-ec2-metadata-token: $TOKEN" ${GET}`, "empty@2"],
    [`TOKEN=$(${PUT})\nHDR="X-aws-ec2-metadata-token: $TOKEN"\ncurl -H $HDR ${GET}`, "split@3"],
    [`TOKEN=$(${PUT})\ncurl -H X-aws-ec2-metadata-token: $TOKEN ${GET}`, "split@2"],
    [`TOKEN=$(${PUT})\ncurl -H 'X-aws-ec2-metadata-token:' $TOKEN ${GET}`, "split@2"],
    [`TOKEN=$(${PUT})\nHDR="X-aws-ec2-metadata-token: $TOKEN"\ncurl -s -H$HDR ${GET}`, "split@3"],
    [`TOKEN=$(${PUT})\nHDR="--header=X-aws-ec2-metadata-token: $TOKEN"\nwget -qO- $HDR ${GET}`, "split@3"],
    [`TOKEN=$(${PUT})\nwget -qO- --header=X-aws-ec2-metadata-token: $TOKEN ${GET}`, "split@2"],
    [`TOKEN=\ncurl -sHX-aws-ec2-metadata-token:$TOKEN $MORE ${GET}`, "empty@2"],
    [`TOKEN=$(${PUT})\ncurl -H 'X-aws-ec2-metadata-token: $TOKEN' ${GET}`, "literal@2"],
    // A subshell writes the file, or does so on some paths only.
    [
      `T=x\n: > c\n(test -e /x && echo "header = \\"X-aws-ec2-metadata-token: $T\\"" > c)\ncurl -K c ${GET}`,
      "somePaths@4",
    ],
    [`T=x\necho "header = \\"X-aws-ec2-metadata-token: $T\\"" > c\nV=$(: > c)\ncurl -K c ${GET}`, "absent@4"],
    [`TOKEN=$(${PUT})\ncurl -H "aws-ec2-metadata-token: $TOKEN" ${GET}`, "misnamed@2"],
    [`TOKEN=$(${PUT})\nwget -qO- --header="X-aws-ec2-metadata-token-ttl-seconds: 60" ${GET}`, "misnamed@2"],
    [
      `T=$(${PUT})\ncurl -H "X-aws-ec2-metadata_token: $T" -H "X-aws-ec2-metadata-token: $T" ${GET}\ncurl ${GET}`,
      "absent@3",
    ],
    [`TOKEN=$(${PUT})\ncurl "-H X-aws-ec2-metadata-token: $TOKEN" ${GET}`, "folded@2"],
    [`TOKEN=$(${PUT})\nHDR="-H X-aws-ec2-metadata-token:$TOKEN"\ncurl "$HDR" ${GET}`, "folded@3"],
    [`TOKEN=$(${PUT})\ncurl -K - ${GET} <<< "header = \\" X-aws-ec2-metadata-token: $TOKEN\\""`, "folded@2"],
    [`TOKEN=$(${PUT})\ncurl --header="X-aws-ec2-metadata-token: $TOKEN" ${GET}`, "equals@2"],
    ["TOKEN=$(curl --request=PUT http://169.254.169.254/latest/api/token)", "equals@1"],
    [`TOKEN=$(${PUT})\nwget -qO- -H "X-aws-ec2-metadata-token: $TOKEN" ${GET}`, "spanHosts@2"],
    ["curl -X POST http://169.254.169.254/latest/api/token", "method@1"],
    ["curl -X PUT http://169.254.169.254/latest/api/token", "ttl@1"],
    [`f() { curl -sfX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: $1" ${TOKEN_URL}; }\nT=$(f 86400)`, "ttl@1"],
    [`H="x-aws-ec2-metadata-token-ttl-seconds:0"\nwget -qO- --method=PUT --header="$H" ${TOKEN_URL}`, "ttl@2"],
    [`curl -sfX PUT -H X-aws-ec2-metadata-token-ttl-seconds: 60 ${TOKEN_URL}`, "ttl@1"],
    [`if test -e /x; then TOKEN=$(${PUT}); fi\ncurl ${HEADER} ${GET}`, "somePaths@2"],
    [`test -e /x && HDR=(-H "X-aws-ec2-metadata-token: $(${PUT})")\ncurl "\${HDR[@]}" ${GET}`, "somePaths@2"],
    [`TOKEN=$(${PUT})\nwhile test -e /x; do\n  TOKEN=\ndone\ncurl ${HEADER} ${GET}`, "somePaths@5"],
    [`TOKEN=$(${PUT})\ncase $1 in a) TOKEN= ;; b) TOKEN=$(${PUT}) ;; esac\ncurl ${HEADER} ${GET}`, "somePaths@3"],
    [
      `set -e\nTOKEN=$(${PUT})\ncurl -K - ${GET} <<< "header = \\"X-aws-ec2-metadata-token: $TOKEN\\""\ncurl ${GET}`,
      "absent@4",
    ],
    [`IFS= read -r HDR <<EOF\nX-aws-ec2-metadata-token: $TOKEN\nEOF\ncurl -H "$HDR" ${GET}`, "neverSet@4"],
    // Under `set -u`, only the part of the pipeline exits that expands the unset token.
    [`set -u\necho "X-aws-ec2-metadata-token: $T" | curl -H @- ${GET}`, "somePaths@2"],
    // bash joins `@` and the file name of the substitution; dash has none.
    [`#!/bin/bash\ncurl -H @<(echo "X-aws-ec2-metadata-token: $T") ${GET}`, "neverSet@2"],
    [`#!/bin/bash\ncurl -H@<(printf 'Accept: %s\\n' "$T") ${GET}`, "absent@2"],
    // The script does not exit either if bash expands the redirection in the process that it has already started for the program.
    [`#!/bin/bash\nset -u\ncat <<< "$T"\necho "X-aws-ec2-metadata-token: $T" | curl -H @- ${GET}`, "somePaths@4"],
    // Empty output is not a token.
    [`get() { grep -q on /x || return 1; ${PUT}; }\nTOKEN=$(get) || true\ncurl ${HEADER} ${GET}`, "somePaths@3"],
    // An empty value stays empty if a part is removed from it.
    [`TOKEN=\${TOKEN%$'\\r'}\ncurl ${HEADER} ${GET}`, "empty@2"],
    [`TOKEN=\${TOKEN//[[:space:]]/}\ncurl ${HEADER} ${GET}`, "empty@2"],
    // It is unknown whether parts of two unknown texts are equal.
    [`if [ "\${A%x}" = "\${B%x}" ]; then TOKEN=$(${PUT}); curl ${HEADER} ${GET}; else curl ${GET}; fi`, "absent@1"],
    // Values that are passed through `set --` or a file count where they are read.
    [`T=x\nif ls /x; then T=; fi\nset -- -H "X-aws-ec2-metadata-token: $T"\ncurl "$@" ${GET}`, "somePaths@4"],
    [`IMDS=http://169.254.169.254\necho "url = $IMDS/latest/" > /tmp/c\ncurl -K /tmp/c`, "absent@3"],
    // curl drops the text after a semicolon. If a header is given twice, wget sends the last one.
    [`TOKEN=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token; $TOKEN" ${GET}`, "empty@2"],
    [
      `TOKEN=$(${PUT})\nwget --header "X-aws-ec2-metadata-token: $TOKEN" --header=X-aws-ec2-metadata-token: ${GET}`,
      "empty@2",
    ],
    [
      `set -e\nTOKEN=$(${PUT})\ncurl -K - "http://$HOST/" <<< "header = \\"X-aws-ec2-metadata-token: $TOKEN\\""\ncurl ${GET}`,
      "absent@4",
    ],
    [
      `IMDS=http://169.254.169.254\nT=\nwhile read -r L; do curl -s -H "X-aws-ec2-metadata-token: $T" "$L"; done <<< "$IMDS/latest/"`,
      "empty@3",
    ],
    [`TOKEN=\nTOKEN=\${TOKEN%x}\ncurl \${TOKEN:+-H X-aws-ec2-metadata-token:$TOKEN} ${GET}`, "absent@3"],
    // The success of `tr` does not prove that it read a token.
    [`set -e\nTOKEN=$(${PUT} | tr -d '\\n')\ncurl ${GET}`, "absent@3"],
    [`get() { curl -s "$@"; }\nTOKEN=\nget ${HEADER} ${GET}`, "empty@1"],
    [`echo ${GET} | xargs curl -s ${HEADER}`, "neverSet@1"],
    [`curl -s -H "\${HDR[1]}" ${GET}`, "absent@1"],
    [`TOKEN=$(${PUT})\nbash -c 'curl -H "X-aws-ec2-metadata-token: $TOKEN" ${GET}'`, "empty@2"],
  ])("%s", (script, expected) => {
    expect(found(script)).toEqual([expected]);
  });
});

describe("a probe of the protocol", () => {
  const PROBE = `curl -s -o /dev/null -w "%{http_code}" ${GET}`;
  const V2 = `curl -H "X-aws-ec2-metadata-token: $(${PUT})" ${GET}`;
  /** Puts the script in a function that is called several times. */
  const again = (script: string): string =>
    `all() {\n${script}\n}\nall || all\nID=$(all)\nwhile q; do all && break; done`;

  it.each([
    `CODE=$(${PROBE})\nif [ "$CODE" = 200 ]; then\ncurl ${GET}\nfi`,
    `CODE=$(${PROBE})\n[ "$CODE" = 200 ] || exit 1\ncurl ${GET}`,
    `CODE=$(${PROBE})\n[ "$CODE" -eq 401 ] && exit 1\ncurl ${GET}`,
    `case $(${PROBE}) in\n200)\ncurl ${GET} ;; esac`,
    `if ${PROBE} | grep -q 200; then\n:\ncurl ${GET}; fi`,
    `if [ "$(${PROBE})" = 200 ]; then V=1; else V=2; fi\necho $V\ncurl ${GET}`,
    `f() { if [ "$(${PROBE})" = 200 ]; then V=1; else V=2; fi; echo $V; }\nf\ncurl ${GET}`,
    `f() { if [ "$(${PROBE})" = 200 ]; then V=1; else V=2; fi; echo $V; }\nf\ncurl ${GET}\n`,
  ])("is reported together with the IMDSv1 request that it leads to: %s", (script) => {
    const v1 = script.split("\n").findIndex((line) => line.startsWith(`curl ${GET}`)) + 1;
    const all = [script, `${V2}\n${script}`, `${script}\n${V2}`, `TOKEN=$(${PUT})\n${script}\ncurl ${HEADER} ${GET}`];
    const lines = all.map((text, index) => found(text).map((one) => Number(one.split("@")[1]) - (index % 2)));
    expect(lines).toEqual(all.map(() => [1, v1]));
    expect(found(again(script)).map((one) => Number(one.split("@")[1]) - 1)).toEqual([1, v1]);
  });

  it("does not excuse an IMDSv1 request on the branch with the IMDSv2 request", () => {
    expect(found(`if [ "$(${PROBE})" = 200 ]; then\n${V2}\ncurl ${GET}\nfi`)).toEqual(["absent@1", "absent@3"]);
  });

  it.each([
    `if [ "$(${PROBE})" = 200 ]; then curl ${GET}; else ${V2}; fi`,
    `CODE=$(${PROBE})\nif [ "$CODE" = 401 ]; then ${V2}; else curl ${GET}; fi`,
    `TOKEN=$(${PUT})\nif ${PROBE} | grep -q 200; then curl ${GET}; else curl ${HEADER} ${GET}; fi`,
    `V=2\n[ "$(${PROBE})" = 200 ] && V=1\nif [ $V = 1 ]; then curl ${GET}; else ${V2}; fi`,
    `get() { if [ "$V" = 2 ]; then ${V2}; else curl ${GET}; fi; }\nif [ "$(${PROBE})" = 200 ]; then V=1; else V=2; fi\nget`,
    `CODE=$(${PROBE})\nif [ "$CODE" = 200 ]; then HDR=; else HDR="X-aws-ec2-metadata-token: $(${PUT})"; fi\ncurl -H "$HDR" ${GET}`,
  ])("is accepted together with the IMDSv1 request if another result leads to IMDSv2: %s", (script) => {
    expect(found(script)).toEqual([]);
    expect(found(`${V2}\n${script}\n${V2}`)).toEqual([]);
    expect(found(again(script))).toEqual([]);
    expect(found(script, strict).length).toBeGreaterThan(1);
  });

  it("is accepted next to a probe of IMDSv2, and reported without one", () => {
    const both = `V1=$(${PROBE})\nV2=$(${PROBE} ${HEADER})\nif [ "$V1" = 200 ]; then echo 1; elif [ "$V2" = 200 ]; then echo 2; fi`;
    expect(found(`TOKEN=$(${PUT})\n${both}`)).toEqual([]);
    expect(found(`V1=$(${PROBE})\nif [ "$V1" = 200 ]; then echo 1; fi`)).toEqual(["absent@1"]);
  });

  it("is not described as using an error page as a value", () => {
    const [probe, request] = lint(document(`CODE=$(${PROBE})\n[ $CODE = 200 ] && curl ${GET}`), { rules });
    expect(probe!.message).not.toContain("without -f");
    expect(request!.message).toContain("without -f");
  });
});

describe("accepts as a deliberate fallback, unless the option forbids it:", () => {
  it.each([
    [
      "an array that is filled if there is a token",
      `TOKEN=$(${PUT} || true)\nHDR=()\n[ -n "$TOKEN" ] && HDR=(-H "X-aws-ec2-metadata-token: $TOKEN")\ncurl "\${HDR[@]}" ${GET}`,
    ],
    [
      "a request if neither of two tokens is available",
      `TOKEN=$(${PUT})\nuntil test -e /x; do\n  TOKEN=$(${PUT})\ndone\nif [ -n "$TOKEN" ]; then HDR="X-aws-ec2-metadata-token: $TOKEN"; else HDR=; fi\ncurl -H "$HDR" ${GET}`,
    ],
    [
      "a request if one of two programs gave no token, whichever ran last",
      `T=\ntrap 'curl -H "X-aws-ec2-metadata-token: $T" ${GET}' EXIT\nT=$(wget -qO- --method=PUT --header="X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)\n[ -n "$T" ] || exit 0\nT=$(${PUT})\n[ -n "$T" ] || exit 0`,
    ],
    [
      "a request if tokens are unavailable and another program failed",
      `TOKEN=$(${PUT})\nif ls /x; then\n  TOKEN=$(${PUT})\nfi\nf() {\n  if [ -n "$TOKEN" ]; then\n    TOKEN=$(${PUT})\n  fi\n}\nf\nf\nif [ -n "$TOKEN" ]; then HDR="X-aws-ec2-metadata-token: $TOKEN"; else HDR=; fi\ncurl -H "$HDR" ${GET}`,
    ],
    [
      "a request if one of three tokens of two programs is unavailable",
      `if ls /y; then\n  TOKEN=$(wget -qO- --method=PUT --header="X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)\nelse\n  TOKEN=$(${PUT})\nfi\nls /x && TOKEN=$(${PUT})\nHDR=()\n[ -n "$TOKEN" ] && HDR=(-H "X-aws-ec2-metadata-token: $TOKEN")\ncurl "\${HDR[@]}" ${GET}`,
    ],
    [
      "a request if the token is empty, after a file that leaves the name of the program in its variable",
      `CURL=curl\n. ./settings\nTOKEN=$($${PUT.replace("curl", "CURL")})\nif [ -z "$TOKEN" ]; then $CURL ${GET}; else $CURL ${HEADER} ${GET}; fi`,
    ],
    [
      "a request if the token that passed a filter is empty",
      `TOKEN=$(${PUT} | tr -d '\\n')\nif [ -z "$TOKEN" ]; then curl ${GET}; else curl ${HEADER} ${GET}; fi`,
    ],
    [
      "a request if the token is empty",
      `TOKEN=$(${PUT})\nif [ -z "$TOKEN" ]; then\n  ID=$(curl ${GET})\nelse\n  ID=$(curl ${HEADER} ${GET})\nfi`,
    ],
    ["a request if the PUT failed", `if TOKEN=$(${PUT}); then curl ${HEADER} ${GET}; else curl ${GET}; fi`],
    ["a request if the request with a token failed", `TOKEN=$(${PUT})\ncurl -sf ${HEADER} ${GET} || curl -sf ${GET}`],
    [
      "a request if the token is unavailable from an address set outside the script",
      `IMDS=\${IMDS_URL:-http://169.254.169.254}\nTOKEN=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" $IMDS/latest/api/token)\nHDR=()\n[ -n "$TOKEN" ] && HDR=(-H "X-aws-ec2-metadata-token: $TOKEN")\ncurl "\${HDR[@]}" ${GET}`,
    ],
    [
      "a request that is sent for each result of a probe",
      `case $(curl -s -o /dev/null -w "%{http_code}" ${GET}) in 200 | 000) curl ${GET} ;; 401) curl -H "X-aws-ec2-metadata-token: $(${PUT})" ${GET} ;; *) curl ${GET} ;; esac`,
    ],
    ...[" || echo 000)", ") || CODE=000"]
      .flatMap((end) => [
        `CODE=$(curl -s -o /dev/null -w "%{http_code}" ${GET}${end}\nif [ "$CODE" = 401 ]; then curl -H "X-aws-ec2-metadata-token: $(${PUT})" ${GET}; else curl ${GET}; fi`,
        `CODE=$(curl -s -o t -w "%{http_code}" ${PUT.slice("curl -sf".length)}${end}\nif [ "$CODE" != 200 ]; then curl ${GET}; else curl -H "X-aws-ec2-metadata-token: $(cat t)" ${GET}; fi`,
        `get() {\n local code\n code=$(curl -s -o out -w '%{http_code}' "$@"${end.replace("CODE", "code")}\n if [ "$code" != 200 ]; then return 1; fi\n cat out\n}\nT=$(get ${PUT.slice("curl -sf".length)})\nget -H "X-aws-ec2-metadata-token: $T" ${GET}`,
      ])
      .map((script): [string, string] => ["a status that is a text of the script's own if the request fails", script]),
    [
      "a header that depends on the status of a probe",
      `CODE=$(curl -s -o /dev/null -w "%{http_code}" ${GET})\nHDR=""\nif [ "$CODE" = 401 ]; then HDR="X-aws-ec2-metadata-token: $(${PUT})"; fi\ncurl --header "$HDR" ${GET}`,
    ],
  ])("%s", (_, script) => {
    expect(found(script)).toEqual([]);
    expect(found(script, strict).every((finding) => finding.startsWith("fallback@"))).toBe(true);
    expect(found(script, strict).length).toBeGreaterThan(0);
  });

  it("a request that is sent regardless of the token is not a fallback", () => {
    expect(found(`TOKEN=$(${PUT}) || true\ncurl ${GET}`)).toEqual(
      ["somePaths@2"].map(() => expect.stringMatching(/@2$/)),
    );
  });
});

describe("fixes", () => {
  const NEW = `IMDS_TOKEN=$(curl -sf -m 5 -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 21600" http://169.254.169.254/latest/api/token) || true`;
  const WITH = '-H "X-aws-ec2-metadata-token: $IMDS_TOKEN"';

  it.each([
    [
      "one token for all requests",
      `A=$(curl -s ${GET})\necho "$A"\nB=$(curl -s ${GET})`,
      `${NEW}\nA=$(curl ${WITH} -s ${GET})\necho "$A"\nB=$(curl ${WITH} -s ${GET})`,
    ],
    [
      "one token for a request and another one in a branch after it",
      `curl ${GET}\nif c; then curl ${GET}; fi\nfor i in 1 2; do\nif c; then curl ${GET}; fi\ndone`,
      `${NEW}\ncurl ${WITH} ${GET}\nif c; then curl ${WITH} ${GET}; fi\nfor i in 1 2; do\nif c; then curl ${WITH} ${GET}; fi\ndone`,
    ],
    ["with an existing token", `TOKEN=$(${PUT})\ncurl -s ${GET}`, `TOKEN=$(${PUT})\ncurl ${HEADER} -s ${GET}`],
    [
      "a mistyped name",
      `TOKEN=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token: $TOKN" ${GET}`,
      `TOKEN=$(${PUT})\ncurl ${HEADER} ${GET}`,
    ],
    [
      "missing quotes",
      `TOKEN=$(${PUT})\nH="X-aws-ec2-metadata-token: $TOKEN"\ncurl -H $H ${GET}`,
      `TOKEN=$(${PUT})\nH="X-aws-ec2-metadata-token: $TOKEN"\ncurl ${HEADER} ${GET}`,
    ],
    [
      "single quotes",
      `TOKEN=$(${PUT})\ncurl -H 'X-aws-ec2-metadata-token: $TOKEN' ${GET}`,
      `TOKEN=$(${PUT})\ncurl ${HEADER} ${GET}`,
    ],
    [
      "the spelling of wget",
      `TOKEN=$(${PUT})\ncurl --header="X-aws-ec2-metadata-token: $TOKEN" ${GET}`,
      `TOKEN=$(${PUT})\ncurl --header "X-aws-ec2-metadata-token: $TOKEN" ${GET}`,
    ],
    [
      "inside a function",
      `id() {\n  curl -s ${GET}\n}\nid\nid`,
      `id() {\n  ${NEW}\n  curl ${WITH} -s ${GET}\n}\nid\nid`,
    ],
    [
      "inside a branch on one line",
      `if [ -e /x ]; then curl -s ${GET}; fi\necho`,
      `if [ -e /x ]; then ${NEW}; curl ${WITH} -s ${GET}; fi\necho`,
    ],
    [
      "before the `if` whose condition sends the request",
      `if curl -s ${GET}; then\n  echo\nfi`,
      `${NEW}\nif curl ${WITH} -s ${GET}; then\n  echo\nfi`,
    ],
    [
      "inside bash -c in single quotes",
      `bash -c 'curl -s ${GET}'\necho`,
      `bash -c '${NEW}; curl ${WITH} -s ${GET}'\necho`,
    ],
    [
      "outside bash -c in double quotes",
      `bash -c "curl -s ${GET}"\necho`,
      `${NEW}\nbash -c "curl -H X-aws-ec2-metadata-token:$IMDS_TOKEN -s ${GET}"\necho`,
    ],
    [
      "without ending the script under set -e",
      `set -e\nID=$(curl -s ${GET}) || ID=unknown`,
      `set -e\n${NEW}\nID=$(curl ${WITH} -s ${GET}) || ID=unknown`,
    ],
    [
      "in backticks with escapes",
      `A=\`curl -s ${GET} | sed \\"s/x/y/\\"\`\necho`,
      `${NEW}\nA=\`curl ${WITH} -s ${GET} | sed \\"s/x/y/\\"\`\necho`,
    ],
    [
      "with the correct header name and the intended token",
      `T=$(${PUT})\nU=$(${PUT})\ncurl -H "aws-ec2-metadata-token: $U" ${GET}`,
      `T=$(${PUT})\nU=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token: $U" ${GET}`,
    ],
    [
      "with a token in the header for its time to live",
      `T=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${GET}`,
      `T=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token: $T" ${GET}`,
    ],
    [
      "with a token that is not only in the environment of the command",
      `TOKEN=$(${PUT}) curl -s ${HEADER} ${GET}\necho`,
      `${NEW}\nTOKEN=$(${PUT}) curl -s ${WITH} ${GET}\necho`,
    ],
    [
      "on the paths on which the variable in the header is empty",
      `if test -e /x; then T=$(${PUT}); fi\nA=$(curl -H "X-aws-ec2-metadata-token: $T" ${GET})\ncurl -H "X-aws-ec2-metadata-token: \${T}" ${GET}`,
      `if test -e /x; then T=$(${PUT}); fi\n[ -n "$T" ] || ${NEW.replace("IMDS_TOKEN", "T")}\nA=$(curl -H "X-aws-ec2-metadata-token: $T" ${GET})\ncurl -H "X-aws-ec2-metadata-token: \${T}" ${GET}`,
    ],
    [
      "within the statement that empties the variable",
      `if test -e /x; then T=$(${PUT}); fi\n{ test -e /y || T=; curl -H "X-aws-ec2-metadata-token: $T" ${GET}; } || T=$(id)\necho`,
      `if test -e /x; then T=$(${PUT}); fi\n{ test -e /y || T=; [ -n "$T" ] || ${NEW.replace("IMDS_TOKEN", "T")}; curl -H "X-aws-ec2-metadata-token: $T" ${GET}; } || T=$(id)\necho`,
    ],
    [
      "again if the variable may be empty again",
      `if test -e /x; then TOKEN=$(${PUT}); fi\ncurl ${HEADER} ${GET}\nif test -e /y; then TOKEN=; fi\ncurl ${HEADER} ${GET}`,
      `if test -e /x; then TOKEN=$(${PUT}); fi\n[ -n "$TOKEN" ] || ${NEW.slice("IMDS_".length)}\ncurl ${HEADER} ${GET}\nif test -e /y; then TOKEN=; fi\n[ -n "$TOKEN" ] || ${NEW.slice("IMDS_".length)}\ncurl ${HEADER} ${GET}`,
    ],
    ["after curl's -q", `curl -q ${GET}\necho`, `${NEW}\ncurl -q ${WITH} ${GET}\necho`],
  ])("%s", (_, before, after) => {
    expect(repaired(before)).toBe(after);
    expect(found(after)).toEqual([]);
    expect(spawnSync("bash", ["-n"], { input: after }).status).toBe(0);
  });

  it("quote the header that is part of wget's option", () => {
    const ask =
      "TOKEN=$(wget -qO- --method=PUT --header='X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)";
    const split = `${ask}\nwget -qO- --header=X-aws-ec2-metadata-token: $TOKEN ${GET}`;
    expect(repaired(split)).toBe(`${ask}\nwget -qO- --header="X-aws-ec2-metadata-token: $TOKEN" ${GET}`);
  });

  it.each(["", "TOKEN=\n"])("no token that only some paths have, whatever other rules follow: %j", (start) => {
    const script = `${start}if [ -e /x ]; then TOKEN=$(${PUT}); fi\ncurl -s ${GET}\n[ -z "$TOKEN" ] || curl ${HEADER} ${GET}`;
    const finding = lint(document(script), { rules: allRules }).find(({ ruleId }) => ruleId === "ssm/require-imdsv2");
    expect(finding).toMatchObject({ messageId: "absent", fix: { text: expect.stringContaining("IMDS_TOKEN") } });
  });

  it("wget after a header that clears the headers before it", () => {
    const script = `T=$(${PUT})\nH=\nwget -qO- --header "$H" ${GET}`;
    expect(repaired(script)).toBe(`${script} --header "X-aws-ec2-metadata-token: $T"`);
  });

  it("wget with a token request by wget", () => {
    const after = repaired(`wget -qO- ${GET}\necho`);
    expect(after).toContain("IMDS_TOKEN=$(wget -q -O - -T 5 -t 1 --method=PUT");
    expect(after).toContain('wget --header "X-aws-ec2-metadata-token: $IMDS_TOKEN" -qO-');
    expect(found(after)).toEqual([]);
  });

  it("items on one line of a JSON document", () => {
    const text = jsonDocument(`ID=$(curl -s ${GET})\ncurl -s ${GET}`);
    const after = fix(text, { rules });
    expect(lint(after, { rules, filename: "doc.json" })).toEqual([]);
    const { runCommand } = JSON.parse(after).mainSteps[0].inputs;
    expect(runCommand).toHaveLength(2);
    expect(runCommand[0]).toBe(`${NEW}; ID=$(curl ${WITH} -s ${GET})`);
  });

  it.each([
    ["wget of busybox", `busybox wget -qO- ${GET}`],
    ["a request that shares its command with others", `curl -s ${GET} http://example.com/`],
    [
      "a function that also sends requests to other hosts",
      `get() { curl -s "$1"; }\nget ${GET}\nget http://example.com/`,
    ],
    ["a function that also runs other programs", `try() { "$@" || exit 1; }\ntry curl -s ${GET}\ntry hostname`],
    [
      "a variable that contains options besides the header",
      `TOKEN=$(${PUT})\nARGS="-s -H X-aws-ec2-metadata-token: $TOKEN"\ncurl $ARGS ${GET}`,
    ],
    ["requests that have headers of their own", `curl -s ${GET} --next -s ${GET}`],
    ["a request after one with a token", `T=$(${PUT})\ncurl -H "X-aws-ec2-metadata-token: $T" ${GET} --next ${GET}`],
    ["a statement that reads the status of the previous command", `false\ncurl -s ${GET} || exit $?`],
    ["a command that would print the token", `curl -sv ${GET}\necho`],
    [
      "a statement that itself empties the variable",
      `if test -e /x; then TOKEN=$(${PUT}); fi\ntest -e /y || TOKEN= && curl ${HEADER} ${GET}\necho`,
    ],
    [
      "a variable that may be readonly",
      `if test -e /x; then readonly TOKEN=$(${PUT}); fi\ncurl ${HEADER} ${GET}\necho`,
    ],
    [
      "an option of wget in a request without a token on some paths",
      `if test -e /x; then T=$(${PUT}); fi\ncurl --header="X-aws-ec2-metadata-token: $T" ${GET}\necho`,
    ],
  ])("no fix for %s", (_, script) => {
    expect(found(script)).toHaveLength(1);
    expect(repaired(script)).toBe(script);
  });

  it("a new token for a function whose last of many calls has none", () => {
    const calls = Array.from({ length: 20 }, (_, at) => `V=${at}; get $V`).join("\n");
    const script = (body: string): string => `get() { ${body}; }\nT=$(${PUT})\n${calls}\nT=\nget 3`;
    expect(repaired(script(`curl -f ${GET}`))).toBe(script(`${NEW}; curl ${WITH} -f ${GET}`));
  });

  it("no fix for a token on some paths if each request has to have one", () => {
    const text = document(`if test -e /x; then TOKEN=$(${PUT}); fi\ncurl ${HEADER} ${GET}\necho`);
    expect(fix(text, { rules })).not.toBe(text);
    expect(fix(text, { rules, config: strict })).toBe(text);
  });
});

it("change only the two requests in each document of the story", () => {
  for (const name of ["upload-imds-grep", "upload-imds-jq"]) {
    const text = readFileSync(new URL(`../../../examples/${name}.yaml`, import.meta.url), "utf8");
    expect(lint(text, { rules }).map(({ messageId }) => messageId)).toEqual(["absent", "absent"]);
    const after = fix(text, { rules });
    expect(lint(after, { rules })).toEqual([]);
    expect(after.match(/api\/token/g)).toHaveLength(1);
  }
});

describe.skipIf(!hasShared)("real documents", () => {
  const names = hasShared ? readdirSync(`${shared}/corpus`, { recursive: true, encoding: "utf8" }) : [];
  const asking = names.filter((name) => {
    if (!/\.(ya?ml|json|template)$/.test(name)) return false;
    const text = readFileSync(`${shared}/corpus/${name}`, "utf8");
    return text.includes("169.254.169.254");
  });

  it("parse after the fix, have no finding left, and do not change again", { timeout: 240_000 }, () => {
    const linter = new Linter({ configType: "flat" });
    const sliced = configWith(rules, { languageOptions: { complete: false } });
    let fixedDocuments = 0;
    for (const name of asking) {
      const text = readFileSync(`${shared}/corpus/${name}`, "utf8");
      const filename = name.endsWith("json") ? "doc.json" : "doc.yaml";
      const { fixed, output, messages } = linter.verifyAndFix(text, sliced, { filename });
      // A document that does not change is checked with other rules in test/differential/fixes/corpus.test.ts.
      if (!fixed && messages.every(({ ruleId }) => ruleId === null)) continue;
      fixedDocuments++;
      expect([name, messages]).toEqual([name, []]);
      expect([name, lint(output, { rules, filename })]).toEqual([name, []]);
    }
    expect(fixedDocuments).toBeGreaterThan(5);
  });
});

describe("reports a position once", () => {
  it.each(['f\nbash -c "$(declare -f f); f"', 'bash -c "$(declare -f f); f"\nf', "f\ndeclare -f f | bash"])(
    "%s",
    (calls) => {
      expect(found(`f() { curl -s ${GET}; }\n${calls}`)).toEqual(["absent@1"]);
    },
  );
});

it("reports a request at the code into which the program's name is expanded", () => {
  expect(found(`CURL="curl -s"\nbash <<EOF\n$CURL ${GET}\nEOF`)).toEqual(["absent@3"]);
});

it("reports a request for an address that a script gets as its argument", () => {
  const script = `cat > x.sh <<'X'\ncurl -sf $1/meta-data/instance-id\nX\nB=http://169.254.169.254/latest\nbash x.sh "$B"`;
  expect(found(script)).toEqual(["absent@2"]);
});

describe("the inserted token request", () => {
  const fixed = (script: string) => fix(document(script), { rules });

  it.each(['curl() {\n  command curl -s --retry 3 "$@"\n}', 'function curl {\n  command curl -s --retry 3 "$@"\n}'])(
    "does not call the function around it: %j",
    (wrapper) => expect(fixed(`${wrapper}\ncurl ${GET}`)).toContain("IMDS_TOKEN=$(command curl -sf"),
  );

  it.each(["set -x", "set -eux", "set -o errexit -o xtrace", "set -x\nset +e", "#!/bin/bash -x", "#!/bin/sh -ex"])(
    "is not printed by %j",
    (settings) => {
      const script = document(`${settings}\ncurl -s ${GET}`);
      expect(fix(script, { rules })).toBe(script);
    },
  );

  it.each(["<<'EOF'", '<<"E O F"', "<<\\EOF", "<<-'EOF'"])("is inserted into a here-document after %s", (start) => {
    const end = /[A-Z ]{2,}/.exec(start)![0];
    for (const command of ["bash", "cat > f.sh"]) {
      const script = `${command} ${start}\ncurl -sf ${GET} || exit 1\n${end}\nsh f.sh`;
      const [first, token, request] = fixed(script)
        .trimEnd()
        .split("\n")
        .slice(-5)
        .map((line) => line.trim());
      expect(first).toBe(`${command} ${start}`);
      expect(token).toMatch(/^IMDS_TOKEN=\$\(curl -sf .*\) \|\| true$/);
      expect(request).toBe(`curl -H "X-aws-ec2-metadata-token: $IMDS_TOKEN" -sf ${GET} || exit 1`);
    }
  });

  it.each(["bash <<EOF\ncurl -s URL\nEOF", "cat <<'A' > x; bash <<EOF\ntext\nA\ncurl -s URL\nEOF"])(
    "is not inserted into text that the shell expands: %j",
    (script) => {
      const code = document(script.replace("URL", GET));
      expect(fix(code, { rules })).toBe(code);
    },
  );

  it("is not passed to a request that is traced", () => {
    const after = fixed(`curl -s ${GET}\nset -x\ncurl -s ${GET}`);
    expect(after.match(/-H "X-aws-ec2-metadata-token: \$IMDS_TOKEN"/g)).toHaveLength(1);
    expect(after).toMatch(/set -x\n *curl -s http/);
  });

  it.each(["set -e", "set -x\ntrue\nset +x", "set -- -x", "# set -x", "true # set -x", "#!/bin/bash -x\nset +x"])(
    "is inserted after %j",
    (settings) => expect(fixed(`${settings}\ncurl -s ${GET}`)).toContain("IMDS_TOKEN=$(curl -sf"),
  );
});

it.each([
  ["-ov", true],
  ["-v --no-verbose", true],
  ["--trace-ascii -", false],
  ["-sv", false],
])("curl %s: a token is added: %s", (options, isFixed) => {
  const script = document(`curl ${options} ${GET}\necho`);
  expect(fix(script, { rules }) !== script).toBe(isFixed);
});

describe("a loop that waits", () => {
  const ASK = /\w+=\$\(curl [^)]*-X PUT [^)]*\)/g;
  const TOKEN = `TOKEN=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)`;
  const asks = (script: string) =>
    fix(document(script), { rules })
      .replace(/^[^]*- \|\n/, "")
      .replaceAll(ASK, "ASK")
      .replaceAll(/http:[^\s;)]+/g, "URL")
      .replaceAll(/^ +/gm, "");
  const sent = (name: string) => `curl -H "X-aws-ec2-metadata-token: $${name}" URL`;

  it.each([
    [
      `${TOKEN}\nwhile sleep 5; do curl ${GET}; done`,
      `ASK\nwhile sleep 5; do ASK || true; ${sent("IMDS_TOKEN")}; done\n`,
    ],
    [
      `curl ${GET}\nwhile :; do\n(curl ${GET})\nsleep 5\ndone`,
      `ASK || true\n${sent("IMDS_TOKEN")}\nwhile :; do\n(ASK || true; ${sent("IMDS_TOKEN")})\nsleep 5\ndone\n`,
    ],
    [
      `${TOKEN}\nwhile sleep 5; do\n${TOKEN}\ncurl ${GET}\ndone`,
      `ASK\nwhile sleep 5; do\nASK\n${sent("TOKEN")}\ndone\n`,
    ],
    [
      `IMDS_${TOKEN}\nreadonly IMDS_TOKEN\nwhile sleep 5; do curl ${GET}; done`,
      `ASK\nreadonly IMDS_TOKEN\nwhile sleep 5; do ASK || true; ${sent("IMDS_TOKEN_2")}; done\n`,
    ],
    [`${TOKEN}\nbash -c "sleep 5; curl ${GET}"`, undefined],
    [`${TOKEN}\nfor P in a b; do curl ${GET}; done`, `ASK\nfor P in a b; do ${sent("TOKEN")}; done\n`],
  ])("requests a token in each iteration: %s", (script, expected) => {
    if (expected === undefined) expect(asks(script).match(/ASK/g)).toHaveLength(1);
    else expect(asks(script)).toBe(expected);
  });
});

describe("a token in an exported variable", () => {
  const TOKEN = `export TOKEN=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)`;
  const fixed = (script: string) => fix(document(`${TOKEN}\n${script}`), { rules });

  it.each([
    `sudo bash -c 'curl -s ${HEADER} ${GET}'`,
    `env -i bash -c 'curl -s ${GET}'`,
    `su - app -c 'sudo curl -s ${GET}'`,
  ])("does not reach a shell that is started without it: %s", (script) => {
    const output = fixed(script);
    expect(output).toContain("'IMDS_TOKEN=$(curl -sf");
    expect(output).toContain('"X-aws-ec2-metadata-token: $IMDS_TOKEN"');
    expect(lint(output, { rules })).toEqual([]);
  });

  it.each([`sudo curl ${GET}`, `X=$(sudo -u app timeout 3 curl ${GET})`, `sudo bash -c 'true'; env -i curl ${GET}`])(
    "is used if the shell that expands it has it: %s",
    (script) => expect(fixed(script)).toBe(document(`${TOKEN}\n${script.replace("curl", `curl ${HEADER}`)}`)),
  );
});

describe("a request that is passed to a function", () => {
  const retry = 'retry() {\n  for i in 1 2 3; do "$@" && return; sleep 1; done\n  return 1\n}';

  it("is reported at each call", () => {
    const script = [
      retry,
      `TOKEN=$(retry ${PUT})`,
      `A=$(retry curl -sf ${HEADER} ${GET})`,
      `B=$(retry curl -sf ${GET})`,
      `retry curl -sf \\`,
      `  "${GET}"`,
      `G="curl -s"`,
      `retry $G ${GET}`,
      "retry yum install -y jq",
    ];
    expect(found(script.join("\n"))).toEqual(["absent@7", "absent@8", "absent@11"]);
    // The token would be added to the arguments of every command.
    expect(fix(document(script.join("\n")), { rules })).toBe(document(script.join("\n")));
  });

  it("is fixed if it is the only one", () => {
    expect(found(`run() { "$@"; }\nrun curl -s ${GET}`)).toEqual(["absent@2"]);
    expect(fix(document(`run() { "$@"; }\nrun curl -s ${GET}`), { rules })).toContain('"$@" -H "X-aws');
  });
});

it.each(["[ ${#T} -gt 10 ]", "(( ${#T} > 20 ))", "[[ ${#T} -eq 56 ]]"])(
  "a fallback may test the length of a token: %s",
  (test) => {
    const script = (v1: string) =>
      `T=$(${PUT})\nif ${test}; then curl -s -H "X-aws-ec2-metadata-token: $T" ${GET}; ${v1}`;
    expect(found(script(`else curl -s ${GET}; fi`))).toEqual([]);
    expect(found(script(`fi\ncurl -s ${GET}`))).toEqual(["absent@3"]);
  },
);

it("a header without a colon is not sent", () => {
  expect(found(`T=$(${PUT})\ncurl -s -H "X-aws-ec2-metadata-token $T" ${GET}`)).toEqual(["absent@2"]);
});

it("a fallback in a loop is one in each round", () => {
  const ask = `code=$(curl -s -o /tmp/t -w '%{http_code}' ${PUT.slice("curl -sf".length)})`;
  const choose = `case "$code" in\n200) curl -s -H "X-aws-ec2-metadata-token: $(cat /tmp/t)" ${GET} ;;\n*) curl -s ${GET} ;;\nesac`;
  expect(found(`${ask}\n${choose}`)).toEqual([]);
  expect(found(`for i in a b; do\n${ask}\n${choose}\ndone`)).toEqual([]);
});

describe("a comparison on which no request depends is no fallback, whatever else is compared later", () => {
  const comparisons = ['case "$T" in AQ*) A=1 ;; esac', '[ "$T" = AQ ] && A=1', '[[ "$T" == AQ* ]] && A=1'];
  const later = [
    "mkdir /x || exit 1",
    "case $(uname) in Linux) ;; *) exit ;; esac",
    '[ "$(uname)" = Linux ] || exit',
    "O=$(uname) || exit 1",
    'U=$(uname); [ -n "$U" ] || exit',
  ];
  it.each(comparisons.flatMap((one) => later.map((other) => [one, other])))("%s, %s", (one, other) => {
    expect(found(`#!/bin/bash\nA=\nT=$(${PUT})\n${one}\n${other}\ncurl -s ${GET}$A`)).toEqual(["absent@6"]);
  });
});
