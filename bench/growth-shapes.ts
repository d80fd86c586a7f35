/** Documents, each of which grows in one way: `npm run bench:growth` and the tests for linear work measure them. */

export interface Shape {
  readonly name: string;
  /** Numbers of repeated elements, in ascending order. Each size is twice the previous one. */
  readonly sizes: readonly number[];
  /** The text of a document of this size, in YAML if `language` is absent. */
  readonly document: (size: number) => string;
  readonly language?: "hcl";
}

/** The name of a file for the document. */
export const fileOf = ({ language }: Shape): string => (language === "hcl" ? "document.tf" : "document.yaml");

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

const HEAD =
  'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: run\n    inputs:\n      runCommand:\n';

const block = (script: string): string => `${HEAD}        - |\n${script.replaceAll(/^/gm, "          ")}\n`;

const items = (lines: string): string => `${HEAD}${lines.replaceAll(/^/gm, "        - ")}\n`;

const doubling = (from: number, to: number): number[] => {
  const sizes: number[] = [];
  for (let size = from; size <= to; size *= 2) sizes.push(size);
  return sizes;
};

const LINES = doubling(1_000, 64_000);
const PARTS = doubling(250, 8_000);

const nested = (count: number, open: string, inside: string, close: string): string =>
  `${`${open}\n`.repeat(count)}${inside}\n${`${close}\n`.repeat(count)}`;

const METADATA = "http://169.254.169.254/latest/meta-data";

export const shapes: readonly Shape[] = [
  { name: "lines", sizes: LINES, document: (n) => block(times(n, (i) => `echo "line ${i}"`)) },
  {
    name: "lines with a call every 50",
    sizes: LINES,
    document: (n) =>
      block(times(n, (i) => (i % 50 === 0 ? `aws s3 ls s3://b/${i}` : `X${i % 40}=value; echo "line ${i}"`))),
  },
  {
    name: "lines with a condition every 10",
    sizes: LINES,
    document: (n) =>
      block(
        times(n, (i) =>
          i % 10 === 0 ? `if check ${i}; then export V${i % 50}=x; else aws s3 ls; fi` : `echo "line ${i}"`,
        ),
      ),
  },
  { name: "lines of one item each", sizes: LINES, document: (n) => items(times(n, (i) => `echo line ${i}`)) },
  { name: "calls of aws", sizes: PARTS, document: (n) => block(times(n, () => "aws s3 ls")) },
  { name: "calls of aws on one line", sizes: PARTS, document: (n) => block(`${"aws s3 ls; ".repeat(n)}true`) },
  { name: "calls of aws, an item each", sizes: PARTS, document: (n) => items(times(n, () => "aws s3 ls")) },
  {
    name: "calls of aws, a step each",
    sizes: PARTS,
    document: (n) =>
      `schemaVersion: "2.2"\nmainSteps:\n${times(n, (i) => `  - {action: "aws:runShellScript", name: s${i}, inputs: {runCommand: [aws s3 ls]}}`)}\n`,
  },
  {
    name: "calls of aws, after a profile in one of two branches",
    sizes: PARTS,
    document: (n) => block(`if check; then export AWS_PROFILE=p; fi\n${times(n, () => "aws s3 ls")}`),
  },
  {
    name: "calls of aws through sudo, after an export",
    sizes: PARTS,
    document: (n) => block(`export AWS_PROFILE=p\n${times(n, () => "sudo aws s3 ls")}`),
  },
  {
    name: "profiles set between calls",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `AWS_PROFILE=p${i}\naws s3 ls`)),
  },
  {
    name: "statuses in variables",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `aws s3 ls s3://b/${i}; R${i}=$?; [ $R${i} -ne 0 ] && F${i}=$R${i}`)),
  },
  {
    name: "set -e and set +e in turn",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `if check ${i}; then set -e; else set +e; fi; aws s3 ls s3://b/${i}`)),
  },
  { name: "eval of a string of calls", sizes: PARTS, document: (n) => block(`eval '${"aws s3 ls; ".repeat(n)}true'`) },
  {
    name: "bash -c of a string of calls",
    sizes: PARTS,
    document: (n) => block(`bash -c "${"aws s3 ls; ".repeat(n)}true"`),
  },
  { name: "calls in a pipeline", sizes: PARTS, document: (n) => block(`${"aws s3 ls | ".repeat(n)}cat`) },
  { name: "programs in a pipeline", sizes: PARTS, document: (n) => block(`${"cat | ".repeat(n)}aws s3 ls`) },
  {
    name: "here-documents that begin on one line",
    sizes: PARTS,
    document: (n) => block(`cat${" <<a".repeat(n)}${"\na".repeat(n)}\naws s3 ls`),
  },
  { name: "redirections of one command", sizes: PARTS, document: (n) => block(`aws s3 ls${" >& f".repeat(n)}`) },
  { name: "calls joined by &&", sizes: PARTS, document: (n) => block(`${"aws s3 ls && ".repeat(n)}true`) },
  {
    name: "functions, each called once",
    sizes: PARTS,
    document: (n) => block(`${times(n, (i) => `f${i}() { aws s3 ls s3://b/${i}; }`)}\n${times(n, (i) => `f${i}`)}`),
  },
  {
    name: "functions that call the previous one",
    sizes: PARTS,
    document: (n) => block(`f0() { aws s3 ls; }\n${times(n - 1, (i) => `f${i + 1}() { f${i}; }`)}\nf${n - 1}`),
  },
  {
    name: "functions that are never called",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `f${i}() { aws s3 ls; }`)),
  },
  {
    name: "calls of one function",
    sizes: PARTS,
    document: (n) => block(`run() { aws "$@"; }\n${times(n, (i) => `run s3 ls s3://b/${i}`)}`),
  },
  {
    name: "outputs that a function checks",
    sizes: PARTS,
    document: (n) =>
      block(`need() { [ -n "$1" ] || return 1; }\n${times(n, (i) => `V${i}=$(aws s3 ls)\nneed "$V${i}" || exit 1`)}`),
  },
  {
    name: "requests to the metadata service",
    sizes: PARTS,
    document: (n) => block(times(n, () => `curl -s ${METADATA}/instance-id`)),
  },
  {
    name: "requests of one command",
    sizes: PARTS,
    document: (n) => block(`curl -s ${METADATA}/{1..${n}}`),
  },
  {
    name: "addresses of one command",
    sizes: PARTS,
    document: (n) => block(`curl -s ${`${METADATA}/instance-id `.repeat(n)}`),
  },
  {
    name: "extractions from JSON",
    sizes: PARTS,
    document: (n) =>
      block(
        times(n, (i) => `K${i}=$(curl -s ${METADATA}/iam/security-credentials/r | grep AccessKeyId | cut -d'"' -f4)`),
      ),
  },
  {
    name: "keys that may be empty",
    sizes: PARTS,
    document: (n) =>
      block(
        times(
          n,
          () => `export AWS_ACCESS_KEY_ID=$(jq -r .A c.json) AWS_SECRET_ACCESS_KEY=$(jq -r .S c.json)\naws s3 ls`,
        ),
      ),
  },
  {
    name: "keys without a secret",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `AWS_ACCESS_KEY_ID=AKIA${i} aws s3 ls`)),
  },
  { name: "placeholders", sizes: PARTS, document: (n) => block(times(n, (i) => `echo {{ p${i % 7} }}; aws s3 ls`)) },
  {
    name: "placeholders on one line",
    sizes: PARTS,
    document: (n) => block(`echo ${"{{ name }} ".repeat(n)}\naws s3 ls`),
  },
  {
    name: "placeholders in one word",
    sizes: PARTS,
    document: (n) => block(`echo '${"a{{ name }}".repeat(n)}'\naws s3 ls`),
  },
  {
    name: "placeholders in one list",
    sizes: PARTS,
    document: (n) => block(`echo ${"{{ name }} || {{ name }} ".repeat(n)}\naws s3 ls`),
  },
  { name: "requests that nothing checks", sizes: PARTS, document: (n) => block(times(n, () => "curl http://h")) },
  { name: "syntax errors", sizes: PARTS, document: (n) => block(times(n, () => `aws s3 ls )`)) },
  {
    name: "directives",
    sizes: PARTS,
    document: (n) => block(times(n, () => `aws s3 ls # ssmlint-disable-line ssm/explicit-aws-credentials`)),
  },
  {
    name: "here-documents",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `cat > /tmp/f${i} <<EOF\naws s3 ls\nEOF`)),
  },
  {
    name: "here-documents that are run",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `cat > /tmp/f${i} <<EOF\naws s3 ls\nEOF\nsh /tmp/f${i}`)),
  },
  {
    name: "token requests",
    sizes: PARTS,
    document: (n) =>
      block(
        times(
          n,
          (i) =>
            `T${i}=$(curl -sX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${METADATA.replace("meta-data", "api/token")})\ncurl -sH "X-aws-ec2-metadata-token: $T${i}" ${METADATA}/`,
        ),
      ),
  },
  {
    name: "extractions from the CLI's answers",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `K${i}=$(aws sts get-session-token | grep AccessKeyId | cut -d'"' -f4)`)),
  },
  {
    name: "secrets that are printed",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `S=$(aws ssm get-parameter --name p${i} --with-decryption)\necho "$S"`)),
  },
  {
    name: "downloads",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `curl -s https://example.com/${i} > /tmp/f${i}`)),
  },
  {
    name: "code with a placeholder",
    sizes: PARTS,
    document: (n) => block(times(n, (i) => `X${i}="{{ name }}"\neval "$X${i}"`)),
  },
  { name: "nested conditions", sizes: PARTS, document: (n) => block(nested(n, "if a; then", "aws s3 ls", "fi")) },
  {
    name: "nested arithmetic",
    sizes: PARTS,
    document: (n) => block(`echo ${"$((x + ".repeat(n)}1${" ))".repeat(n)}\naws s3 ls`),
  },
  { name: "nested subshells", sizes: PARTS, document: (n) => block(`${"( ".repeat(n)}aws s3 ls${" )".repeat(n)}`) },
  {
    name: "nested substitutions",
    sizes: PARTS,
    document: (n) => block(`echo ${"$(echo ".repeat(n)}x${")".repeat(n)}; aws s3 ls`),
  },
  {
    name: "variables that one command assigns",
    sizes: PARTS,
    document: (n) =>
      block(
        `curl -so f "${METADATA}/tags"\nread -r ${times(n, (i) => `v${i}`).replaceAll("\n", " ")} < f\naws s3 ls "$v0" > f`,
      ),
  },
  {
    name: "lines in 60 levels of substitutions",
    sizes: PARTS,
    document: (n) => {
      const lines = times(n, (i) => `V${i % 50}=$(curl -s "${METADATA}/$W${i % 40}"); echo "$V${i % 50}" > f${i % 20}`);
      const levels = 'X=$(echo "${X:-'.repeat(60);
      return block(`${levels}"$(\n${lines}\n)"${'}")'.repeat(60)}\naws s3 ls "$X"`);
    },
  },
  {
    name: "nested flow sequences",
    sizes: PARTS,
    document: (n) => `${HEAD}        - aws s3 ls\nx: ${"[".repeat(n)}${"]".repeat(n)}\n`,
  },
  {
    name: "one pattern of brackets",
    sizes: doubling(1_000, 64_000),
    document: (n) => block(`case $x in ${"[".repeat(n)}) aws s3 ls;; esac`),
  },
  {
    name: "blanks in a header",
    sizes: doubling(1_000, 64_000),
    document: (n) => block(`curl -H "X-aws-ec2-metadata-token${" ".repeat(n)}x" ${METADATA}/`),
  },
  {
    name: "functions that call the next",
    sizes: PARTS,
    document: (n) => block(`${times(n, (i) => `f${i}() { f${i + 1}; }`)}\nf${n}() { aws s3 ls; }\nf0`),
  },
  {
    name: "variables that copy the next one",
    sizes: PARTS,
    document: (n) => block(`${times(n, (i) => `v${i}=$v${i + 1}`)}\nv${n}=$(aws s3 ls)\ncurl $v0`),
  },
  {
    name: "conditions on what the previous one sets",
    sizes: PARTS,
    document: (n) =>
      block(`${times(n, (i) => `if [ "$v${i}" = x ]; then v${i + 1}=y; fi`)}\nif [ "$v${n}" = z ]; then aws s3 ls; fi`),
  },
  {
    name: "calls after a test for a long pattern",
    sizes: doubling(75, 1_200),
    document: (n) =>
      block(
        `case $X in ${"*[ab]".repeat(16_000)}) aws s3 ls;; esac\n${times(n, () => '[ "$X" = y ] && { aws s3 ls || exit 1; }')}`,
      ),
  },
  {
    name: "copies of a long file",
    sizes: doubling(75, 1_200),
    document: (n) =>
      block(
        `printf %s ${"ab".repeat(40_000)} > f\n${times(n, () => '[ "$X" = y ] && { aws s3 ls $(cat f) || exit 1; }; cat f > g; mv g f')}`,
      ),
  },
  {
    name: "files that are copied from the next one",
    sizes: PARTS,
    document: (n) => block(`${times(n, (i) => `cat /tmp/f${i + 1} > /tmp/f${i}`)}\naws s3 ls > /tmp/f${n}\n. /tmp/f0`),
  },
  {
    name: "steps with a fix each",
    sizes: doubling(60, 960),
    document: (n) =>
      `schemaVersion: "2.2"\nmainSteps:\n${times(n, (i) => `  - {action: "aws:runShellScript", name: s${i}, inputs: {runCommand: ["K=$(aws ec2 describe-instances --x ${i} | grep 'InstanceId${i}' | cut -d: -f${(i % 7) + 1})", "curl ${METADATA}/${i}"]}}`)}\n`,
  },
  {
    name: "steps that print a secret",
    sizes: doubling(60, 960),
    document: (n) =>
      `schemaVersion: "2.2"\nmainSteps:\n${times(n, (i) => `  - {action: "aws:runShellScript", name: s${i}, inputs: {runCommand: ["X=$(aws ssm get-parameter --name p${i} --with-decryption)", "echo $X; set -x; curl -v -u $X http://h${i}"]}}`)}\n`,
  },
  {
    name: "calls that print, in code of Python",
    sizes: doubling(250, 16_000),
    // 400 calls in each program.
    document: (n) =>
      block(
        times(Math.ceil(n / 400), (i) => {
          const calls = "print len(d); print('v', ".repeat(Math.min(n, 400) / 2);
          return `aws ssm get-parameter --with-decryption --name p${i} | python3 -c "import sys; d = sys.stdin.read(); ${calls} print(d)"`;
        }),
      ),
  },
  {
    name: "a parameter that is pasted into a script for another shell",
    sizes: doubling(1_000, 16_000),
    document: (n) =>
      `schemaVersion: "2.2"\nparameters:\n  p: {type: String}\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n        - |\n          bash <<'EOF'\n          ${"}{{ p }}".repeat(n)}\n          EOF\n`,
  },
  {
    name: "keys that one of two branches exports",
    sizes: doubling(250, 2_000),
    document: (n) => block(times(n, (i) => `if check; then export AWS_ACCESS_KEY_ID=key${i}; fi\naws s3 ls`)),
  },
  {
    name: "cases with calls in them",
    sizes: doubling(250, 2_000),
    document: (n) =>
      block(times(n, (i) => `case $x in a${i}) aws s3 ls ;; b) aws s3 cp a b ;; *) aws s3 mb s3://x ;; esac`)),
  },
  {
    name: "branches of one condition",
    sizes: doubling(250, 2_000),
    document: (n) => block(`if check; then :\n${times(n, (i) => `elif [ "$x" = ${i} ]; then aws s3 ls`)}\nfi`),
  },
  {
    name: "code of quoted placeholders",
    sizes: doubling(250, 2_000),
    document: (n) =>
      block(times(n, (i) => `eval "x ${i} '{{ p }}' {{ p }}"`)).replace(
        "mainSteps",
        'parameters:\n  p: {type: String, allowedPattern: "^[^\']*$"}\nmainSteps',
      ),
  },
  {
    name: "files of unknown content that are sourced",
    sizes: doubling(250, 2_000),
    document: (n) => block(times(n, (i) => `export A${i}=$X; . /opt/app${i}.sh; aws s3 ls`)),
  },
  {
    name: "loops with calls",
    sizes: doubling(250, 2_000),
    document: (n) => block(times(n, (i) => `for x in a b $LIST; do aws s3 ls "$x" ${i}; break; done`)),
  },
  {
    name: "calls of aws with values that Terraform inserts",
    sizes: PARTS,
    language: "hcl",
    document: (n) =>
      `resource "aws_ssm_document" "x" {\n  content = <<DOC\n${block(times(n, (i) => `aws s3 ls $\{var.a${i}}`))}DOC\n}\n`,
  },
  {
    name: "flags that a failure sets",
    sizes: PARTS,
    document: (n) => block(`${times(n, () => "aws s3 ls || FAILED=1")}\n${times(n, (i) => `wait $! || LOST${i}=1`)}`),
  },
  {
    name: "options that end the script",
    sizes: doubling(125, 1_000),
    document: (n) =>
      block(times(n, (i) => `while getopts "a:" o; do case $o in a) A${i}=$OPTARG;; *) exit 1;; esac; done`)),
  },
  {
    name: "values on which a shell ends",
    sizes: PARTS,
    document: (n) =>
      block(
        `bash <<'E'\n${times(n, (i) => `R${i}=$(curl -w '%{http_code}' http://h); [ "$R${i}" = 200 ] || exit 1`)}\nE`,
      ),
  },
  {
    name: "local variables of a trap",
    sizes: PARTS,
    document: (n) =>
      block(
        `f() {\n${times(n, (i) => `local A${i}=$1`)}\n}\ntrap f EXIT\nset -e\n${times(n, (i) => `aws s3 ls ${i}`)}`,
      ),
  },
  {
    name: "variables in an arithmetic for",
    sizes: PARTS,
    document: (n) =>
      block(`for ((i=0; i<3; i++)); do\n${times(n, (i) => `A${i}=$(hostname); aws s3 ls "$A${i}"`)}\ndone`),
  },
  {
    name: "assignments in one eval",
    sizes: PARTS,
    document: (n) =>
      block(`eval "${times(n, (i) => `A${i}=$B${i};`).replaceAll("\n", " ")}"\n${times(n, (i) => `aws s3 ls $A${i}`)}`),
  },
  {
    name: "calls in a loop that waits",
    sizes: doubling(250, 2_000),
    document: (n) => block(`while :; do\n${times(n, (i) => `aws s3 ls ${i}`)}\n[ -e f ] && break\nsleep 5\ndone`),
  },
];
