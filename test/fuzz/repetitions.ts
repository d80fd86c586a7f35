/** Scripts in which a few characters are repeated very often in one place: they show what takes more than linear time. */
import type { Random } from "./random.ts";
import { CHARACTERS, INHERITED, NUMBERS } from "./words.ts";

/** What a repetition consists of: syntax of the shell, of the tools' languages, and of what rules search for. */
const UNITS = [
  ..."abqsxAX019 \n\t-_=+.,:;/|&<>(){}[]\"'`\\$#!?*@%^~",
  ..."-a,-i ,--,a=,x=1 ,x()\n,f() { :; }\n,$a,${a,${a},${a:-,$(,$((,((,[[,[ ,]],{a,b},{1..9},@(a|,!(,<<,<(,>&,2>&1 ,>f ,&& ,|| ,; ,a|,a | ,\\\n,a\n".split(
    ",",
  ),
  ..."if a; then ,else ,fi\n,while ,do ,done\n,case a in ,a) ,;; ,function f ,set -e ,set -x\n,. /x\n,eval ,exec ,trap ,read ,export A=\n,local ".split(
    ",",
  ),
  ..."aws ,aws s3 ls\n,sudo ,env ,curl ,-H ,169.254.169.254/,X-aws-ec2-metadata-token:,--query ,-o f ,docker ,systemctl ,test -f ,bash -c ,ssh h ".split(
    ",",
  ),
  ...'s/a/b/;,/a/,\\(,\\1,[^,[a],.*,a*,\\{1,{1}a,%s,%0,\\x,{{ p }},{{,}},{{ ,\'\\\'\',"\\"",\\","a":,.a,.[,|.a,//,a?,a:'.split(
    ",",
  ),
  ...CHARACTERS,
  ...INHERITED.slice(0, 3),
  ...NUMBERS.slice(0, 3),
];

/** Places for the repetition `*`. */
const PLACES = [
  "X=*",
  "X='*'",
  'X="*"\naws s3 ls "$X"',
  "export AWS_PROFILE='*'",
  "echo *",
  "echo '*'",
  'echo "*"',
  "# *",
  "# ssmlint-disable-next-line *",
  "a* b",
  "$X*",
  "f*() { aws s3 ls; }",
  "aws s3 cp * s3://b",
  "aws sts get-caller-identity --query '*' --output text",
  "aws --* s3 ls",
  "curl -* http://169.254.169.254/latest/meta-data/",
  "curl http://169.254.169.254/*",
  "curl -H '*' http://169.254.169.254/latest/meta-data/",
  "wget --header='*' http://169.254.169.254/latest/meta-data/",
  "echo '*' | curl -K - http://h/",
  "for x in *; do aws s3 ls; done",
  'for x in "*"; do aws s3 ls "$x"; done',
  "while *; do aws s3 ls; done",
  "case * in a) aws s3 ls;; esac",
  "case $X in *) aws s3 ls;; esac",
  "[ * ] && aws s3 ls",
  "[[ $X =~ * ]] && aws s3 ls",
  "[[ $X == * ]] && aws s3 ls",
  "test -* /f && aws s3 ls",
  "(( * )) && aws s3 ls",
  'let "*"',
  "echo $((*)) ${X[*]}",
  'echo "${X:-*}" "${X/*/b}" "${X##*}"',
  "echo {*}",
  "X=(*)",
  "cat <<EOF\n*\nEOF",
  "cat > /f <<'EOF'\n*\nEOF\n. /f",
  "cat > ~/.aws/credentials <<EOF\n[default]\n*\nEOF",
  "bash <<'EOF'\n*\nEOF",
  "bash -c '*'",
  "bash -*c 'aws s3 ls'",
  "eval '*'",
  "trap '*' EXIT",
  "alias a='*'\na",
  "set *",
  "set -* a",
  "read -* a",
  "printf '*' a",
  "echo -* a",
  "kill -* 1",
  "shift *",
  "exec * bash",
  "getopts '*' o",
  "sudo * aws s3 ls",
  "env * aws s3 ls",
  "xargs * aws s3 ls",
  "find / * -exec aws s3 ls \\;",
  "ssh h '*'",
  "su - u -c '*'",
  "timeout * aws s3 ls",
  "aws sts get-caller-identity | grep '*'",
  "aws sts get-caller-identity | grep -*o Arn",
  "aws sts get-caller-identity | grep -P '*'",
  "aws sts get-caller-identity | sed '*'",
  "aws sts get-caller-identity | sed -n 's/*/b/p'",
  "aws sts get-caller-identity | awk '*'",
  "aws sts get-caller-identity | awk -F'*' '{print $1}'",
  "aws sts get-caller-identity | awk '{print \"*\"}'",
  "aws sts get-caller-identity | cut -d'*' -f1",
  "aws sts get-caller-identity | tr '*' b",
  "aws sts get-caller-identity | jq -r '*'",
  "aws sts get-caller-identity | jq -* .Arn",
  "aws sts get-caller-identity | python3 -c '*'",
  "aws sts get-caller-identity | perl -ne '*'",
  "aws sts get-caller-identity | sort -* | head -*",
  "printf '*' | cut -d: -f2 | sort | uniq -c | tail -n 1",
  "S=$(aws secretsmanager get-secret-value --secret-id x)\necho \"$S\" | sed '*'",
  "S=$(aws secretsmanager get-secret-value --secret-id x)\necho \"$S\" | awk '*'",
  "S=$(aws secretsmanager get-secret-value --secret-id x)\necho \"$S\" | jq '*'",
  "S=$(aws secretsmanager get-secret-value --secret-id x) python3 -c 'import os; *'",
  "S=$(aws secretsmanager get-secret-value --secret-id x)\necho \"${S%*}\" '*'",
  "echo '*' | base64 -d | bash",
  "echo '{{ p }}' '*'",
  "sed -i 's/a/{{ p }}/' '*'",
  "X='{{ p }}' *",
  "python3 <<'EOF'\n*\nEOF",
  "tar -* f",
  "docker run * i",
  "systemctl * start",
  "sha256sum -* f",
  "while read -r l; do aws s3 ls; done <<< '*'",
  "if ! curl -sf http://h/; then *; fi",
  "aws s3 ls *",
  "aws s3 ls > * 2>&1",
  "aws s3 ls || *",
];

/** The commands after the repetition: what they reveal depends on what the script above may define. */
const AFTER = "\n. /etc/x\naws s3 ls\ncurl http://169.254.169.254/latest/meta-data/instance-id\necho '{{ p }}'\n";

/** A script that contains a repetition of about `length` characters. */
export function repetitionScript(random: Random, length: number): string {
  const unit = Array.from({ length: 1 + random.size(3) }, () => random.pick(UNITS)).join("");
  const repeated = unit.repeat(Math.ceil(length / unit.length));
  const start = random.has(0.3)
    ? random.pick(["#!/bin/bash\n", "#!/bin/sh\n", "set -e\n", `#!${unit.repeat(99)}\n`])
    : "";
  const place = random.pick(PLACES);
  const script = place.replaceAll("*", () => repeated);
  return `${start}${script}${random.has(0.8) ? AFTER : ""}`;
}
