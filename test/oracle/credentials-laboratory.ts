/** The programs that the oracle of `explicit-aws-credentials` puts first on PATH, and the definition of explicit credentials. */
import type { Laboratory, Recorded, Stub } from "./harness.ts";

const watched = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_SHARED_CREDENTIALS_FILE",
];

/** The variables that may be in the environment of the scripts. */
const all = [...watched, ...Array.from({ length: 20 }, (_, index) => `C${index + 1} V${index + 1}`)].join(" ");

/** Each call names its place, which identifies the call site, as in `s3://b/17`. Its status is a decision. It prints one word. */
const aws: Stub = {
  name: "aws",
  text: `
record "$@"
place=
for word; do case $word in s3://b/*) place=\${word#s3://b/} ;; esac; done
echo out
if decide "status $place"; then exit 1; fi
exit 0`,
};

/** The real `find`, except that it may fail. */
const find: Stub = {
  name: "find",
  text: `
/usr/bin/find "$@"
place=
for word; do case $word in s3://b/*) place=\${word#s3://b/} ;; esac; done
if decide "status find $place"; then exit 1; fi
exit 0`,
};

/** The real `tee`, except that it may fail, as it does if it cannot write its file. */
const tee: Stub = {
  name: "tee",
  text: `
/usr/bin/tee "$@"
if decide "status tee \${1##*/}"; then exit 1; fi
exit 0`,
};

/** The part of sudo that the scripts use. test/differential/wrappers compares the model with the real sudo. */
const sudo: Stub = {
  name: "sudo",
  text: `
keep= all= shell=
while [ $# -gt 0 ]; do
  case $1 in
    -E | --preserve-env) all=1 ;;
    --preserve-env=*) keep="$keep,\${1#*=}" ;;
    -n | -H) ;;
    -u) shift ;;
    -s | -i) shell=1 ;;
    --) shift; break ;;
    [A-Za-z_]*=*) export "$1"; keep="$keep,\${1%%=*}" ;;
    *) break ;;
  esac
  shift
done
if [ -z "$all" ]; then
  for name in ${all}; do
    case "$keep," in *",$name,"*) ;; *) unset "$name" ;; esac
  done
fi
if [ $# -eq 0 ]; then [ -z "$shell" ] || exec bash; exit 1; fi
exec "$@"`,
};

/** \`su [-] USER [-c TEXT]\`, and runuser with the same arguments. */
const su: Stub = {
  name: "su",
  text: `
login= text= user= given=
while [ $# -gt 0 ]; do
  case $1 in
    - | -l) login=1 ;;
    -c) shift; text=$1 given=1 ;;
    -u) shift; user=$1 ;;
    --) shift; exec "$@" ;;
    *) user=$1 ;;
  esac
  shift
done
if [ -n "$login" ]; then unset ${all}; fi
if [ -n "$given" ]; then exec bash -c "$text"; fi
exec bash`,
};

/** The limits for the test suite. `thoroughLaboratory` is for `npm run oracle`. */
export const credentialsLaboratory: Laboratory = {
  stubs: [aws, find, tee, sudo, su, { ...su, name: "runuser" }],
  watched,
  // An environment that contains the key also contains the secret.
  together: { AWS_SECRET_ACCESS_KEY: "AWS_ACCESS_KEY_ID" },
  most: 32,
};

export const thoroughLaboratory: Laboratory = { ...credentialsLaboratory, most: 64, sampled: 24 };

/** The place that is named in a recorded call of `aws`. */
export function placeOf(argv: readonly string[]): string | undefined {
  return argv.map((word) => /^s3:\/\/b\/(\w+)$/.exec(word)?.[1]).find((place) => place !== undefined);
}

/** Whether a recorded call really had explicit credentials, as the design (§6) defines them. */
export function isExplicit({ argv, environment }: Recorded): boolean {
  const profile = argv.findIndex((word) => word === "--profile");
  if (profile >= 0 && (argv[profile + 1] ?? "") !== "") return true;
  if (argv.some((word) => /^--profile=./.test(word) || word === "--no-sign-request")) return true;
  const has = (name: string): boolean => (environment[name] ?? "") !== "";
  // The CLI exits if it finds a key without a secret.
  const partial = has("AWS_ACCESS_KEY_ID");
  return (
    has("AWS_PROFILE") ||
    has("AWS_DEFAULT_PROFILE") ||
    (has("AWS_ACCESS_KEY_ID") && has("AWS_SECRET_ACCESS_KEY")) ||
    (!partial && has("AWS_WEB_IDENTITY_TOKEN_FILE") && has("AWS_ROLE_ARN")) ||
    (!partial && has("AWS_SHARED_CREDENTIALS_FILE"))
  );
}
