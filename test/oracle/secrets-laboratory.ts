/**
 * Runs scripts in dash and bash, under every assignment of their conditions, with programs that print marked secrets first on PATH.
 * Returns their output on stdout and stderr.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MARKS, type Generated } from "./secrets-generate.ts";

const STS = JSON.stringify(
  {
    Credentials: {
      AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
      SecretAccessKey: MARKS.stsKey,
      SessionToken: MARKS.stsToken,
      Expiration: "2026-01-01T06:30:00+00:00",
    },
    AssumedRoleUser: { AssumedRoleId: "AROA:s", Arn: "arn:aws:sts::123456789012:assumed-role/r/s" },
  },
  undefined,
  4,
);
const DATABASE = JSON.stringify({ username: "admin", password: MARKS.password, host: "db.example.com" });
const ROLE = `{
  "Code" : "Success",
  "LastUpdated" : "2026-01-01T00:10:00Z",
  "Type" : "AWS-HMAC",
  "AccessKeyId" : "ASIAIOSFODNN7EXAMPLE",
  "SecretAccessKey" : "${MARKS.roleKey}",
  "Token" : "${MARKS.roleToken}",
  "Expiration" : "2026-01-01T06:30:00Z"
}`;

/** What filters for other JSON look for in a secret that is JSON. */
const OTHER_FIELDS = ["AccessKeyId", "Expiration", "LastUpdated", "key"].map((name) => `"${name}": "x"`).join(", ");

/** A stored secret is a word, or JSON in which it is the first or last field. */
export type Form = "word" | "first" | "last";

const STUBS: Readonly<Record<string, string>> = {
  aws: `case "$*" in
  *get-caller-identity*) echo 123456789012 ;;
  *Credentials.\\[*) echo ASIAIOSFODNN7EXAMPLE ${MARKS.stsKey} ${MARKS.stsToken} ;;
  *Credentials.AccessKeyId*) echo ASIAIOSFODNN7EXAMPLE ;;
  *Credentials.SecretAccessKey*) echo ${MARKS.stsKey} ;;
  *assume-role*) echo '${STS}' ;;
  *--query\\ ARN*) echo arn:aws:secretsmanager:us-east-1:123456789012:secret:db ;;
  *get-secret-value*) echo '${DATABASE}' ;;
  *status.token*) echo ${MARKS.plain} ;;
  *status.expiration*) echo 2026-01-01T06:30:00Z ;;
  *eks\\ get-token*) echo '{"kind": "ExecCredential", "status": {"token": "${MARKS.plain}"}}' ;;
  *get-login-password*) echo ${MARKS.plain} ;;
  *) case $FORM in
    first) echo '{"value": "${MARKS.plain}", ${OTHER_FIELDS}}' ;;
    last) echo '{${OTHER_FIELDS}, "value": "${MARKS.plain}"}' ;;
    *) echo ${MARKS.plain} ;;
    esac ;;
esac`,
  curl: `v= before=
for word; do
  case $word in -sv) v=1 ;; esac
  case $before in
    -H) [ -z "$v" ] || [ "$word" = "A: " ] || echo "> $word" >&2 ;;
    -K) [ -z "$v" ] || sed -n 's/^header = "\\(.*\\)"$/> \\1/p' "$word" >&2 ;;
  esac
  before=$word
done
case "$*" in
  */security-credentials/web) printf %s '${ROLE}' ;;
  */config) echo '{"user": "a", "key": "x"}' ;;
  */instance-id) printf i-0123456789abcdef0 ;;
  *) echo answer ;;
esac`,
  // Another host has none of the files and variables.
  ssh: `while :; do case $1 in -*) shift ;; *) break ;; esac; done
shift
rm -rf remote
mkdir remote
cd remote
[ $# -eq 0 ] && exec env -i PATH="$PATH" FORM="$FORM" bash
exec env -i PATH="$PATH" FORM="$FORM" bash -c "$*"`,
  docker: "cat > /dev/null\necho 'Login Succeeded'",
};

/** The start of each program: the call with the number `$FAIL` fails and prints a message. */
const FAILING = `[ -z "$FAIL" ] || {
  calls=x$(cat "$OUT/calls" 2> /dev/null)
  printf %s "$calls" > "$OUT/calls"
  [ "\${#calls}" != "$FAIL" ] || {
    echo "An error occurred (AccessDeniedException) when calling an operation" >&2
    exit 255
  }
}`;

const TOOLS =
  "sh dash bash cat cut diff base64 rev tr sed wc head grep sha256sum awk sort tee jq perl python3 env printenv date mkdir rm xargs timeout echo".split(
    " ",
  );

/** The time limit for each script in seconds, in case one of its processes does not end by itself. */
const SECONDS = 10;

const DRIVER = `
while read -r case shell c1 c2 FAIL; do
  mkdir -p "$WORK/$case"
  cd "$WORK/$case" || exit
  rm -f -- * "$OUT/calls"
  export FAIL
  C1= C2=
  unset C1 C2
  [ "$c1" = - ] || export C1=1
  [ "$c2" = - ] || export C2=1
  # A pipe, as the agent reads it: > /dev/stderr would cut a file off.
  "$shell" "$SCRIPTS/$case" 2>&1 < /dev/null | cat > "$OUT/$case.$shell.$c1$c2$FAIL"
done < "$LIST"
`;

/** The output of each run of each script, with stored secrets of this form. In each run all calls succeed, or the one with a number in `failing` fails. */
export function outputsOf(
  all: readonly Generated[],
  failing: readonly number[] = [],
  form: Form = "word",
): readonly (readonly string[])[] {
  const root = mkdtempSync(join(tmpdir(), "secrets-"));
  try {
    const [bin, scripts, work, out] = ["bin", "scripts", "work", "out"].map((name) => join(root, name)) as [
      string,
      string,
      string,
      string,
    ];
    for (const one of [bin, scripts, work, out]) mkdirSync(one);
    for (const tool of TOOLS)
      symlinkSync(
        [`/usr/bin/${tool}`, `/bin/${tool}`].find((path) => existsSync(path))!,
        join(bin, tool),
      );
    for (const [name, body] of Object.entries(STUBS)) {
      writeFileSync(join(bin, name), `#!/bin/dash\n${FAILING}\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    all.forEach(({ text }, index) => writeFileSync(join(scripts, String(index)), `${text}\n`));
    const runs = all.map(({ bash, text }, index) => {
      const choices = (name: string): readonly string[] => (text.includes(`$${name}`) ? ["-", "+"] : ["-"]);
      return (bash ? ["bash"] : ["dash", "bash"]).flatMap((shell) =>
        choices("C1").flatMap((c1) =>
          choices("C2").flatMap((c2) => ["", ...failing].map((fail) => ({ index, shell, c1, c2, fail }))),
        ),
      );
    });
    const list = join(root, "list");
    writeFileSync(
      list,
      runs
        .flat()
        .map(({ index, shell, c1, c2, fail }) => `${index} ${shell} ${c1} ${c2} ${fail}\n`)
        .join(""),
    );
    const env = { PATH: bin, WORK: work, SCRIPTS: scripts, OUT: out, LIST: list, FORM: form };
    spawnSync("/bin/bash", ["-c", DRIVER], { env, timeout: SECONDS * 1000 * all.length * (1 + failing.length) });
    return runs.map((some) =>
      some.map(({ index, shell, c1, c2, fail }) => {
        const path = join(out, `${index}.${shell}.${c1}${c2}${fail}`);
        // bash's `set` prints the last word of the previous command as `$_`, which ssmlint does not track.
        return existsSync(path) ? readFileSync(path, "utf8").replaceAll(/^_=.*\n/gm, "") : "";
      }),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** This many consecutive characters of a secret are more than a hint. */
const TELLING = 8;

const parts = new Set(
  Object.values(MARKS).flatMap((mark) => {
    const lower = mark.toLowerCase();
    const reversed = [...lower].toReversed().join("");
    const encoded = [mark, `${mark}\n`, `{"username":"admin","password":"${mark}`].map((text) =>
      Buffer.from(text).toString("base64").slice(0, -4),
    );
    const windows = [lower, reversed].flatMap((text) =>
      Array.from({ length: text.length - TELLING + 1 }, (_, at) => text.slice(at, at + TELLING)),
    );
    return [...windows, ...encoded.map((text) => text.toLowerCase().slice(-16))];
  }),
);

/** Whether the text reveals a secret. */
export function tells(text: string): boolean {
  const lower = text.toLowerCase();
  for (const part of parts) if (lower.includes(part)) return true;
  return false;
}
