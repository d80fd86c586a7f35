import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { noSilentCredentialFallback } from "../../../rules/no-silent-credential-fallback.ts";
import { fix, lint } from "../../support/lint.ts";
import { document, FIRST_LINE, jsonDocument } from "../../support/rule-tester.ts";

const rules = { "no-silent-credential-fallback": noSilentCredentialFallback };
const said = (script: string) =>
  lint(document(script), { rules }).map(({ messageId, line }) => `${messageId} ${line - FIRST_LINE + 1}`);

const URL = "http://169.254.169.254/latest/meta-data/iam/security-credentials/role";
const jq = (name: string, key: string, options = "-r") => `${name}=$(echo "$C" | jq ${options} .${key})`;
const REST = `${jq("AWS_SECRET_ACCESS_KEY", "SecretAccessKey")}\n${jq("AWS_SESSION_TOKEN", "Token")}`;
const EXPORT = "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN\naws s3 ls";
const KEY = jq("AWS_ACCESS_KEY_ID", "AccessKeyId");
const CUT = `AWS_ACCESS_KEY_ID=$(echo "$C" | grep AccessKeyId | cut -d'"' -f4)`;

const ROLE =
  "$(aws sts assume-role --profile p --role-arn r --role-session-name s --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)";
const WORDS = "export AWS_ACCESS_KEY_ID=$K AWS_SECRET_ACCESS_KEY=$S AWS_SESSION_TOKEN=$T\naws s3 ls";
const ELEMENTS =
  "export AWS_ACCESS_KEY_ID=${C[0]}\nexport AWS_SECRET_ACCESS_KEY=${C[1]} AWS_SESSION_TOKEN=${C[2]}\naws s3 ls";

describe("a key that is one of several words of an output", () => {
  it.each([
    [`read K S T <<< "${ROLE}"\n${WORDS}`, "masked 3"],
    [`set -e\nread K S T <<< "${ROLE}"\n${WORDS}`, "masked 4"],
    [`read K S T < <${ROLE.slice(1)}\n${WORDS}`, "masked 3"],
    [`set -- ${ROLE}\nK=$1 S=$2 T=$3\n${WORDS}`, "masked 4"],
    [`C=(${ROLE})\n${ELEMENTS}`, "masked 3"],
    [`IFS=$'\\t' read -ra C <<< "${ROLE}"\n${ELEMENTS}`, "masked 3"],
    [`mapfile -t C < <(aws sts assume-role --profile p | jq -r '.Credentials[]')\n${ELEMENTS}`, "masked 3"],
    // On each of two paths, it is known which start of the call printed the word.
    [`O=()\n[ -n "$M" ] && O=(-s $M)\nread K S T < <${ROLE.slice(1, -1)} "\${O[@]}")\n${WORDS}`, "masked 5"],
    [
      `if [ -n "$U" ]; then export AWS_PROFILE="$U"; aws s3 ls; unset AWS_PROFILE; fi\nC=(${ROLE})\n${ELEMENTS}`,
      "masked 4",
    ],
  ])("%j", (script, finding) => expect(said(`#!/bin/bash\n${script}`)).toEqual([finding]));

  it.each([
    ...[
      '[ -n "$K" ] || exit 1',
      'if [ -z "$T" ]; then exit 1; fi',
      "[[ $K == ASIA* ]] || exit 1",
      ': "${K:?}"',
      "[ ${#K} -gt 0 ] || exit 1",
    ].map((check) => `read K S T <<< "${ROLE}"\n${check}\n${WORDS}`),
    `set -e\nX=${ROLE}\nread K S T <<< "$X"\n${WORDS}`,
    `X=${ROLE} || exit 1\nread K S T <<< "$X"\n${WORDS}`,
    `set -e\nread K S T < <${ROLE.slice(1)}\n${WORDS}`,
    `read K S T < <${ROLE.slice(1)} || exit 1\n${WORDS}`,
    `aws sts assume-role --profile p --output text | while read K S T; do\n${WORDS}\ndone`,
    `set -- ${ROLE}\n[ $# -eq 3 ] || exit 1\nK=$1 S=$2 T=$3\n${WORDS}`,
    `set -e\nC=(${ROLE})\n${ELEMENTS}`,
    `C=(${ROLE}) || exit 1\n${ELEMENTS}`,
    ...[
      "[ ${#C[@]} -eq 3 ] || exit 1",
      "(( ${#C[@]} == 3 )) || exit 1",
      'if [ -z "${C[0]}" ]; then exit 1; fi',
      "case ${C[0]} in ASIA*) ;; *) exit 1 ;; esac",
      ': "${C[0]:?}"',
    ].map((check) => `C=(${ROLE})\n${check}\n${ELEMENTS}`),
    `C=(${ROLE})\n${ELEMENTS.replace("${C[0]}", "${C[0]:?}")}`,
    ...[
      [`C=(${ROLE})\n[ \${#C[@]} -lt 3 ] && continue`, ELEMENTS],
      [`C=(${ROLE}) || continue`, ELEMENTS],
      [`X=${ROLE} || continue\nread K S T <<< "$X"`, WORDS],
      [`if ! read K S T < <${ROLE.slice(1)}; then continue; fi`, WORDS],
    ].map((code) => `for A in 1 2; do\n${code.join("\n").replace("-arn r", "-arn r$A")}\ndone`),
  ])("is checked: %j", (script) => expect(said(`#!/bin/bash\n${script}`)).toEqual([]));
});

describe("a key that cannot silently be empty", () => {
  it.each([
    "export AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=s\naws s3 ls",
    "export AWS_ACCESS_KEY_ID={{ key }} AWS_SECRET_ACCESS_KEY={{ secret }}\naws s3 ls",
    `C=$(curl -s ${URL})\n${KEY}\n[ -n "$AWS_ACCESS_KEY_ID" ] || exit 1\n${REST}\n${EXPORT}`,
    `C=$(curl -s ${URL})\nexport ${KEY}\n: "\${AWS_ACCESS_KEY_ID:?}"\n${REST}\n${EXPORT}`,
    `C=$(curl -s ${URL})\n${KEY}\n${REST}\nif [ -z "$AWS_SESSION_TOKEN" ]; then exit 1; fi\n${EXPORT}`,
    ...[
      'if [ -z "$AWS_ACCESS_KEY_ID" ] || [ "$AWS_ACCESS_KEY_ID" = null ]; then exit 1; fi',
      "case $AWS_ACCESS_KEY_ID in '' | null) exit 1 ;; esac",
      '[ "$(echo "$C" | jq -r .Code)" = Success ] || exit 1',
      'STATUS=$(echo "$C" | jq -r .Code)\nif [ "$STATUS" != Success ]; then exit 1; fi',
    ].map((check) => `C=$(curl -s ${URL})\n${KEY}\n${REST}\n${check}\n${EXPORT}`),
    `C=$(curl -s ${URL})\n[ "$(echo "$C" | grep Code | cut -d'"' -f4)" = Success ] || exit 1\nexport ${CUT}\n${REST}\n${EXPORT}`,
    ...['[ "$S" = 200 ]', '[ "$S" -eq 200 ]'].map(
      (check) =>
        `S=$(curl -so f -w '%{http_code}' ${URL})\n${check} || exit 1\nAWS_ACCESS_KEY_ID=$(grep AccessKeyId f | cut -d'"' -f4)\n${REST}\n${EXPORT}`,
    ),
    `must() { if [ -z "$1" ]; then exit 1; fi; }\nmust "$X"; must "$Y"; must "$Z"\nC=$(curl -s ${URL})\n${KEY}\nmust "$AWS_ACCESS_KEY_ID"\n${REST}\n${EXPORT}`,
    `set -e\nC=$(curl -sf ${URL})\n${KEY}\n${REST}\n${EXPORT}`,
    `set -e\nC=$(curl -s ${URL})\n${jq("AWS_ACCESS_KEY_ID", "AccessKeyId", "-er")}\n${REST}\n${EXPORT}`,
    `set -e\nC=$(curl -sf ${URL})\n${CUT}\n${REST}\n${EXPORT}`,
    `C=$(curl -sf ${URL}) || exit 1\n${CUT}\n${REST}\n${EXPORT}`,
    `C=$(curl -sf ${URL})\n[ -n "$C" ] || exit 1\nexport ${CUT}\n${REST}\n${EXPORT}`,
    `if ! C=$(curl -sf ${URL}); then exit 1; fi\n${CUT}\n${REST}\n${EXPORT}`,
    ...[
      "which jq > /dev/null || exit 1",
      "if ! which jq; then exit 1; fi",
      "jq --version > /dev/null || exit 1",
      "R=$(jq -r .region conf.json) || exit 1",
    ].map((check) => `${check}\nC=$(curl -sf ${URL}) || exit 1\nexport ${KEY}\n${REST}\n${EXPORT}`),
    ...[
      "if [ $? -ne 0 ]; then exit 1; fi",
      "rc=$?; [ $rc -eq 0 ] || exit $rc",
      'rc=$?\necho done\nif [ "$rc" != 0 ]; then exit 1; fi',
      "rc=${?}; [[ $rc = 0 ]] || exit 1",
      "rc=$?; if (( rc != 0 )); then exit 1; fi",
      "rc=$?; case $rc in 0) ;; *) exit $rc ;; esac",
      "if (( $? )); then exit 1; fi",
    ].map((check) => `#!/bin/bash\nC=$(curl -sf ${URL})\n${check}\nexport ${CUT}\n${REST}\n${EXPORT}`),
    // Two of the paths that meet before the check have made the same call.
    `if [ -z "$M" ] || [ "$N" = 1 ]; then U=${URL}; else U=http://h/x; fi\nif [ "$U" = http://h/x ]; then C=$(curl -sf "$U?$M"); else C=$(curl -sf "$U"); fi\nif [ $? -ne 0 ]; then exit 1; fi\nexport ${CUT}\n${REST}\n${EXPORT}`,
    `#!/bin/bash\nf() { C=$(curl -sf ${URL}); local rc=$?; [ $rc -eq 0 ] || return $rc; }\nf || exit 1\nexport ${CUT}\n${REST}\n${EXPORT}`,
    `C=$(curl -s ${URL})\necho "$C" | grep -q AccessKeyId || exit 1\n${CUT}\n${REST}\n${EXPORT}`,
    `set -e\nAWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id --profile p)\n${REST}\n${EXPORT}`,
    `C=$(curl -s ${URL})\n${KEY}\n${REST}\n${EXPORT} --profile p`,
    `C=$(curl -s ${URL})\n${KEY}\n${REST}\naws s3 ls`,
    `K=$(aws configure get aws_access_key_id --profile p)\n[ -n "$K" ] || exit 1\nAWS_ACCESS_KEY_ID=\${K%x}\n${REST}\n${EXPORT}`,
  ])("%j", (script) => expect(said(script)).toEqual([]));
});

describe("a key from the output of one of many calls", () => {
  const calls = (names: string, check: string) =>
    `case $E in ${[...names].map((p) => `${p}) P=${p} ;;`).join(" ")} esac
if [ -n "$M" ]; then C=$(aws sts assume-role --profile "$P" --serial-number "$M")${check}
else C=$(aws sts assume-role --profile "$P")${check}; fi`;

  it.each([
    calls("abcde", " || exit 1"),
    `set -e\n${calls("abcde", "")}`,
    `${calls("abcde", "")}\n[ $? -eq 0 ] || exit 1`,
    `${calls("abcde", "")} || exit 1`,
  ])("is not reported if each call is checked: %j", (script) =>
    expect(said(`${script}\n${CUT}\nexport AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=s\naws s3 ls`)).toEqual([]),
  );

  it("is reported if the calls are few enough to be told apart", () =>
    expect(said(`${calls("a", "")}\nexport ${CUT} AWS_SECRET_ACCESS_KEY=s\naws s3 ls`)).toEqual(["masked 4"]));
});

it("names the program that can still fail", () => {
  const [message] = lint(document(`C=$(curl -sf ${URL}) || exit 1\nexport ${KEY}\n${REST}\n${EXPORT}`), { rules });
  expect(message!.message).toMatch(/^If `jq` fails, AWS_ACCESS_KEY_ID is empty and the failure is hidden/);
});

describe("a key that can silently be empty", () => {
  it.each<[string, string[]]>([
    [`C=$(curl -s ${URL})\nexport ${KEY}\n${REST}\n${EXPORT}\naws s3 ls`, ["masked 2"]],
    [`export AWS_ACCESS_KEY_ID=$(grep key /etc/keys | cut -d= -f2)\n${REST}\n${EXPORT}`, ["textTool 1"]],
    [`set -e\nC=$(curl -s ${URL})\nexport ${KEY}\n${REST}\n${EXPORT}`, ["masked 3"]],
    [`set -e\nC=$(curl -s ${URL})\n${CUT}\n${REST}\n${EXPORT}`, ["errorPage 3"]],
    // jq fails for the error page of the metadata service, which is XML, but not for any page.
    [`set -e\nC=$(curl -s ${URL})\n${KEY}\n${REST}\n${EXPORT}`, []],
    [`set -e\nC=$(curl -s ${URL})\n${KEY.replace("jq -r", "jq -Rr")}\n${REST}\n${EXPORT}`, ["errorPage 3"]],
    [`set -e\nC=$(curl -s http://keys/)\n${KEY}\n${REST}\n${EXPORT}`, ["errorPage 3"]],
    [`set -e\nC=$(curl -s ${URL} || true)\n${KEY}\n${REST}\n${EXPORT}`, ["errorPage 3"]],
    [`C=$(curl -s ${URL})\n[ -n "$C" ] || exit 1\n${CUT}\n${REST}\n${EXPORT}`, ["textTool 3"]],
    [`C=$(curl -sf ${URL})\n${CUT}\n${REST}\n${EXPORT}`, ["textTool 2"]],
    [
      `set -e\nAWS_ACCESS_KEY_ID=$(curl -sf ${URL} | grep AccessKeyId | cut -d'"' -f4)\n${REST}\n${EXPORT}`,
      ["textTool 2"],
    ],
    // The answer is checked, but `jq` may not be installed.
    [`C=$(curl -sf ${URL}) || exit 1\n${KEY}\n${REST}\n${EXPORT}`, ["unchecked 2"]],
    [`which yq || exit 1\nC=$(curl -sf ${URL}) || exit 1\n${KEY}\n${REST}\n${EXPORT}`, ["unchecked 3"]],
    [`which jq || echo\nC=$(curl -sf ${URL}) || exit 1\n${KEY}\n${REST}\n${EXPORT}`, ["unchecked 3"]],
    [`which jq || exit 1\nC=$(curl -sf ${URL})\nexport ${KEY}\n${REST}\n${EXPORT}`, ["masked 3"]],
    // The check reads another answer.
    [
      `C=$(curl -s ${URL})\nO=$(curl -s http://a)\necho "$O" | grep -q AccessKeyId || exit 1\n${CUT}\n${REST}\n${EXPORT}`,
      ["textTool 4"],
    ],
    [`AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id --profile p)\n${REST}\n${EXPORT}`, ["unchecked 1"]],
    [
      `K=$(aws configure get aws_access_key_id --profile p)\nAWS_ACCESS_KEY_ID=\${K%x}\n${REST}\n${EXPORT}`,
      ["unchecked 2"],
    ],
    [
      `f() { local k=$(curl -s ${URL}); echo "$k"; }\nexport AWS_ACCESS_KEY_ID=$(f) AWS_SECRET_ACCESS_KEY=s\naws s3 ls`,
      ["masked 2"],
    ],
  ])("%j", (script, expected) => expect(said(script)).toEqual(expected));
});

describe("a check that an empty key passes", () => {
  // It is empty if the request fails: without input, jq prints nothing.
  it.each(["", "{}", "null"].map((input) => [input, input === "" ? "" : "null\n"]))("jq and %j", (input, printed) =>
    expect(spawnSync("bash", ["-c", "jq -r .AccessKeyId"], { input, encoding: "utf8" }).stdout).toBe(printed),
  );

  it.each([
    'if [ "$AWS_ACCESS_KEY_ID" = null ]; then exit 1; fi',
    '[ "$AWS_ACCESS_KEY_ID" != null ] || exit 1',
    "case $AWS_ACCESS_KEY_ID in null) exit 1 ;; esac",
    'STATUS=$(echo "$C" | jq -r .Code)\n[ "$STATUS" = Failed ] && exit 1',
  ])("%s", (check) =>
    expect(said(`C=$(curl -s ${URL})\n${KEY}\n${REST}\n${check}\n${EXPORT}`)).toEqual(["textTool 2"]),
  );

  it.each(['[ "$S" = 404 ]', '[ "$S" -eq 404 ]'])("the status is 000 without an answer: %s", (check) => {
    const fetch = `S=$(curl -so f -w '%{http_code}' ${URL})\n${check} && exit 1`;
    const get = `AWS_ACCESS_KEY_ID=$(grep AccessKeyId f | cut -d'"' -f4)`;
    expect(said(`${fetch}\n${get}\n${REST}\n${EXPORT}`)).toEqual(["textTool 3"]);
  });
});

describe("assignments that a program prints", () => {
  const NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
  const GET = "aws sts assume-role --profile p --role-arn r --role-session-name s";
  const TEXT = `${GET} --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text`;
  const AWK = `${TEXT} | awk '{print "${NAMES.map((name, index) => `${name}="$${index + 1}`).join('" ')}}'`;
  const JQ = String.raw`jq -r '.Credentials | "${NAMES[0]}=\(.AccessKeyId) ${NAMES[1]}=\(.SecretAccessKey)"'`;

  it.each([
    [`export $(${AWK})`, "masked 1"],
    [`set -e\nexport $(${AWK})`, "masked 2"],
    [`set -e\nA=$(${AWK})\nexport $A`, "textTool 3"],
    [`C=$(${GET})\nexport $(echo "$C" | ${JQ})`, "masked 2"],
    [`C=$(${GET})\neval "$(echo "$C" | ${JQ.replace('"', '"export ')})"`, "masked 2"],
  ])("%s", (script, finding) => expect(said(`${script}\naws s3 ls`)).toEqual([finding]));

  it.each([
    ...[': "${AWS_ACCESS_KEY_ID:?}"', '[ -n "$AWS_SESSION_TOKEN" ] || exit 1'].map(
      (check) => `export $(${AWK})\n${check}`,
    ),
    `#!/bin/bash\nset -eo pipefail\nA=$(${AWK})\nexport $A`,
    // If the call fails, these are the credentials.
    `export AWS_ACCESS_KEY_ID={{ key }} AWS_SECRET_ACCESS_KEY={{ secret }}\nexport $(${AWK})`,
  ])("%s", (script) => expect(said(`${script}\naws s3 ls`)).toEqual([]));

  it("the fix stops the script if bash has exported nothing", () => {
    const stub = "aws() { return 1; }\n";
    const fixed = fix(jsonDocument(`export $(${AWK})\naws s3 ls`), { rules });
    const script = JSON.parse(fixed).mainSteps[0].inputs.runCommand.join("\n");
    const { status, stderr } = spawnSync("bash", ["-c", stub + script], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] },
    });
    expect(stderr).toMatch(/AWS_ACCESS_KEY_ID: is empty: no credentials/);
    expect(status).not.toBe(0);
  });
});

describe("the fix", () => {
  const fixed = (script: string) => fix(document(script), { rules });

  it.each([
    [
      `C=$(curl -s ${URL})\nif a; then\n  export ${CUT} # key\nfi\n${REST}\n${EXPORT}`,
      `C=$(curl -s ${URL})\nif a; then\n  export ${CUT} # key\n  : "\${AWS_ACCESS_KEY_ID:?is empty: no credentials}"\nfi\n${REST}\n${EXPORT}`,
    ],
    [
      `C=$(curl -s ${URL})\nexport ${KEY}\n${REST}\n${EXPORT}`,
      `C=$(curl -s ${URL})\nexport ${KEY}\ncase $AWS_ACCESS_KEY_ID in '' | null) echo 'AWS_ACCESS_KEY_ID is empty: no credentials' >&2; exit 1 ;; esac\n${REST}\n${EXPORT}`,
    ],
  ])("checks the key after its assignment", (script, output) => {
    expect(fixed(script)).toBe(document(output));
    expect(said(output)).toEqual([]);
  });

  it("checks a key that the last line sets for a trap, after the line's comment", () => {
    const keys = "trap 'aws s3 ls' EXIT\nexport AWS_ACCESS_KEY_ID=$(get-key) AWS_SECRET_ACCESS_KEY=s # key";
    const output = `${keys}\n: "\${AWS_ACCESS_KEY_ID:?is empty: no credentials}"`;
    expect(fix(jsonDocument(keys), { rules })).toBe(jsonDocument(output));
  });

  it("is not offered if the check would not see the key, or only run after the command that uses it", () => {
    const keys = "AWS_ACCESS_KEY_ID=$(get-key) AWS_SECRET_ACCESS_KEY=s";
    for (const script of [
      `${keys} aws s3 ls`,
      `${keys} bash -c 'aws s3 ls'`,
      `f() { aws s3 ls; }\n${keys} f`,
      `env ${keys} aws s3 ls`,
      `cat > up.sh <<E\naws s3 ls\nE\nsudo ${keys} sh up.sh`,
      `bash -c 'export ${keys}; aws s3 ls'`,
      `export ${keys} && aws s3 ls`,
    ]) {
      expect(said(script), script).not.toEqual([]);
      expect(fixed(script)).toBe(document(script));
    }
  });

  it("is described as a separate command if the key is set for one command", () => {
    const messageOf = (script: string) => lint(document(script), { rules })[0]!.message;
    const keys = "AWS_ACCESS_KEY_ID=$(get-key) AWS_SECRET_ACCESS_KEY=s";
    expect(messageOf(`${keys} aws s3 ls`)).toMatch(/\. Set it in a separate command, and check it there: `\[ -n /);
    expect(messageOf(`export ${keys}\naws s3 ls`)).toMatch(/\. Check it first: `\[ -n /);
  });

  it("is not offered if the line contains other commands", () => {
    for (const script of [
      `C=$(curl -s ${URL}); export ${KEY}; ${REST.replace("\n", "; ")}; ${EXPORT.replace("\n", "; ")}`,
      `C=$(curl -s ${URL})\nif export ${KEY}; then ${REST.replace("\n", "; ")}; fi\n${EXPORT}`,
    ]) {
      expect(said(script)).not.toEqual([]);
      expect(fixed(script)).toBe(document(script));
    }
  });
});

it("the examples on the rule's page have the findings it describes", () => {
  const page = readFileSync("rules/no-silent-credential-fallback.md", "utf8");
  const [bad, good] = [...page.matchAll(/```yaml\n([^]*?)```/gu)].map((match) => match[1]!);
  expect(lint(bad!, { rules }).map(({ messageId }) => messageId)).toEqual(["masked"]);
  expect(lint(good!, { rules })).toEqual([]);
});

describe("another source of credentials", () => {
  const keys = `C=$(curl -s ${URL})\n${KEY}\n${REST}\n${EXPORT}`;

  it.each(["export AWS_PROFILE=p", ". /opt/env", 'eval "$(/opt/env)"'])("if the key is empty: %s", (before) =>
    expect(said(`${before}\n${keys}`)).toEqual([]),
  );

  it.each([". /etc/os-release", "[ -f /opt/env ] && . /opt/env"])("perhaps none: %s", (before) =>
    expect(said(`${before}\n${keys}`)).toHaveLength(1),
  );
});
