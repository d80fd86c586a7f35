/** The program slice: the statements that are evaluated for the rules' interest, and the variables that keep paths apart. */
import { expect, test } from "vitest";
import { interestIn } from "../../../support/interest.ts";
import { parseShell } from "../../../../src/shell/syntax/parse.ts";
import { Relevance } from "../../../../src/shell/slice/slice.ts";
import { surveyOf } from "../../../../src/shell/slice/survey/script-survey.ts";

function relevance(text: string): { readonly relevance: Relevance; readonly statements: readonly string[] } {
  const tree = parseShell(text).tree!;
  const found = new Relevance(surveyOf(text, tree), { ...interestIn(text), outcomes: undefined });
  const matter = tree.commands.filter((one) => found.matters(one) && one.command.type !== "Function");
  return { relevance: found, statements: matter.map(({ pos, end }) => text.slice(pos, end)) };
}

const IMDS = "http://169.254.169.254/latest/meta-data/";

const FOLLOWED: readonly (readonly [what: string, script: string, statements: readonly string[]])[] = [
  [
    "a log that is written, tested and printed is skipped",
    'log() { echo "$1" | tee -a "$LOG"; }\nLOG=/tmp/log\ndate > "$LOG"\nlog start\ntail -1 "$LOG"\nrm "$LOG"\naws s3 ls',
    ["aws s3 ls"],
  ],
  [
    "a request is skipped if the address of the metadata service is another argument of its function",
    `f() { curl "$1"; echo "$2"; }\nf https://h/ ${IMDS}\ng() { curl "\${2}"; echo "$1"; }\ng https://h/ ${IMDS}\naws s3 ls`,
    [`g https://h/ ${IMDS}`, "aws s3 ls"],
  ],
  [
    "a function with local variables is skipped",
    'f() { local x="$1"; readonly Y="$x"; echo "$x"; }\nf a\naws s3 ls',
    ["aws s3 ls"],
  ],
  [
    "a variable of unknown name can be any variable",
    'f() { export "$1"; }\nf "$X"\nexport "$Y=1"\nread "$Z"\nprintf -v "$V" x\naws s3 ls',
    ['f "$X"', 'export "$Y=1"', 'read "$Z"', 'printf -v "$V" x', "aws s3 ls"],
  ],
  [
    "the indexes of an array are no names of variables, its elements may be",
    'Q=c\nL=Q\nR=d\nM=R\nfor I in "${!L[@]}"; do aws s3 ls "$I" "${!M}"; done',
    ["L=Q", "R=d", "M=R", 'for I in "${!L[@]}"; do aws s3 ls "$I" "${!M}"; done'],
  ],
  [
    "a file that a relevant command reads is followed, and the file it was copied from",
    `date > /tmp/log\necho "$N" > /tmp/a\ncp /tmp/a /tmp/b\nT=$(cat /tmp/b)\ncurl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`,
    ['echo "$N" > /tmp/a', "cp /tmp/a /tmp/b", "T=$(cat /tmp/b)", `curl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`],
  ],
  [
    "a command whose name is read from a file that contains no program of interest is skipped",
    "date > /tmp/n\nread -r N < /tmp/n\n$N run\naws s3 ls",
    ["aws s3 ls"],
  ],
  [
    "a command that writes to /dev/null, or only to a file descriptor, is skipped",
    'date > /dev/null 2>&1\nuptime >&2\nX=$(cat /dev/null 2>&1)\naws s3 ls "$X" < /dev/null 2>&1',
    ["X=$(cat /dev/null 2>&1)", 'aws s3 ls "$X" < /dev/null 2>&1'],
  ],
  [
    "a file that a function reads by its argument is followed",
    `get() { sed -n 1p "$1"; }\necho "$N" > /tmp/a\nT=$(get /tmp/a)\ncurl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`,
    ['echo "$N" > /tmp/a', "T=$(get /tmp/a)", `curl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`],
  ],
  [
    "a file whose name ends in single quotes is followed",
    `F="$D"'/t'\necho "$N" > /tmp/t\nT=$(cat "$F")\ncurl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`,
    [`F="$D"'/t'`, 'echo "$N" > /tmp/t', 'T=$(cat "$F")', `curl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`],
  ],
  [
    "a file that is executed is followed",
    "echo date > /tmp/a.sh\necho date > /tmp/b.sh\necho date > /tmp/c.sh\nsudo sh /tmp/a.sh\n/tmp/b.sh\nls /tmp/c.sh\naws s3 ls",
    ["echo date > /tmp/a.sh", "echo date > /tmp/b.sh", "sudo sh /tmp/a.sh", "/tmp/b.sh", "aws s3 ls"],
  ],
  [
    "a test of the output of a program of interest is followed, and of values derived from it",
    `Z=$(curl -s ${IMDS})\nR=\${Z%?}\n[ -n "$R" ] || exit 1\ndate`,
    [`Z=$(curl -s ${IMDS})`, "R=${Z%?}", '[ -n "$R" ] || exit 1'],
  ],
  [
    "all assignments of a variable are followed if one is, because another variable is assigned with it",
    'X=1 N=3\nN=$((N-1))\nM=1\n[ "$X" = 2 ] && exit\naws s3 ls',
    ["X=1 N=3", "N=$((N-1))", '[ "$X" = 2 ] && exit', "aws s3 ls"],
  ],
];

test.each(FOLLOWED)("%s", (_what, script, statements) => {
  expect(relevance(script).statements).toEqual(statements);
});

test("the output of a program is not a program name, and the words of a command are not its output", () => {
  const script = `R=$(sudo -E curl -s ${IMDS}placement/region)\nfor e in "ssm.$R" x; do ping "$e"; done\nC=$(command -v curl)\n$C ${IMDS}`;
  expect(relevance(script).relevance.has("e")).toBe(false);
  expect(relevance(script).relevance.has("C")).toBe(true);
});

test("the values of variables in code are needed, but do not keep paths apart", () => {
  const { relevance: found, statements } = relevance('if x; then A=1; else A=2; fi\neval "f $A"\naws s3 ls');
  expect(statements).toContain("if x; then A=1; else A=2; fi");
  expect([found.has("A"), found.hasValues("A")]).toEqual([false, true]);
});

test("files are distinguished by variables that one declaration sets", () => {
  const script = (name: string): string =>
    `f() {\n  local LIST=/tmp/a OTHER=/tmp/b THIRD\n  echo "$N" > "$LIST"\n  date > "$OTHER"\n  T=$(cat "${name}")\n}\nf\ncurl -H "X-aws-ec2-metadata-token: $T" ${IMDS} 2> "$OTHER" < /dev/null`;
  const uses = (name: string, words: readonly string[]): string => relevance(script(name)).relevance.useOfFile(words);
  expect([uses("$LIST", ["a", "LIST"]), uses("$LIST", ["b", "OTHER"])]).toEqual(["decisive", "none"]);
  expect([uses("$OTHER", ["a", "LIST"]), uses("$OTHER", ["b", "OTHER"])]).toEqual(["none", "decisive"]);
});

test("a condition that ends the script keeps paths apart if it depends on the criterion, unless it is inside the same branch", () => {
  const script = (end: string): string =>
    `if x; then\n  T=$(curl -X PUT http://169.254.169.254/latest/api/token); N=1\nfi\n${end}\ncurl -H "X-aws-ec2-metadata-token: $T" ${IMDS}`;
  expect(relevance(script('[ "$N" = 1 ] || exit')).relevance.has("N")).toBe(true);
  const inside = `if [ "$K" = x ]; then\n  T=$(curl -X PUT http://169.254.169.254/latest/api/token); N=1\n  [ "$N" = 1 ] || exit\n  curl -H "X-aws-ec2-metadata-token: $T" ${IMDS}\nfi`;
  expect(relevance(inside).relevance.has("N")).toBe(false);
});

test("only variables of AWS that affect credentials or output keep paths apart", () => {
  const script = 'AWS_BUCKET=b\nAWS_INSTANCEID=i\nAWS_DEFAULT_AVAILABILITY_ZONE=z\nAWS_SECRET_KEY=k\nexport "AWS_$X=1"';
  const { relevance: found, statements } = relevance(`${script}\naws s3 ls`);
  expect(statements).toEqual(["AWS_SECRET_KEY=k", 'export "AWS_$X=1"', "aws s3 ls"]);
  expect(["AWS_BUCKET", "AWS_PROFILE", "AWS_DEFAULT_OUTPUT"].map((name) => found.has(name))).toEqual([
    false,
    true,
    true,
  ]);
});

test("a complete evaluation for known rules looks for checks in the same functions as the command line", () => {
  const script =
    'log() { echo "$1"; }\nhas() { [ -s "$1" ]; }\nboth() { has "$1"; }\ncurl -fo a.zip http://h/a.zip\nlog x\nboth a.zip || exit 1\n';
  const { tree, text } = parseShell(script);
  const survey = surveyOf(text, tree!);
  const checking = (only: boolean) => {
    const found = new Relevance(survey, { ...interestIn(text), only });
    return ["log", "has", "both"].filter((name) => found.checksCalls(name));
  };
  expect(checking(true)).toEqual(["has", "both"]);
  expect(checking(false)).toEqual(checking(true));
});

test("an arithmetic `for` assigns no variable of its body", () => {
  const text = 'for ((i = 0; i < N; i++)); do echo "$X" word; done';
  const { definitions } = surveyOf(text, parseShell(text).tree!);
  expect([...definitions.keys()].toSorted()).toEqual(["N", "i"]);
});
