/**
 * Large scripts: one to four statements that ssmlint evaluates, in nested constructs, repeated until the script is as long as the limits
 * on time and memory are promised for. They show what two features cost together.
 */
import type { Random } from "./random.ts";

/** Statements. `<n>` is a number that differs in each repetition. */
const STATEMENTS = [
  "aws s3 cp f<n> s3://b/<n>",
  "aws --profile p<n> s3 ls",
  "A<n>=$(aws ec2 describe-tags --filters Name=key,Values=<n> --output text)",
  "S<n>=$(aws secretsmanager get-secret-value --secret-id s<n> --query SecretString --output text)",
  'echo "$S<n>" | sed "s/a/b/" | tee -a /var/log/app.log',
  'P=$(aws ssm get-parameter --name /n/<n> --with-decryption --query Parameter.Value --output text); mysql -u root -p"$P" db<n>',
  "export AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id --profile p<n>)",
  "export AWS_PROFILE=p<n>",
  "unset AWS_PROFILE",
  'C=$(aws sts assume-role --role-arn arn:aws:iam::1:role/r<n> --role-session-name s --output json); export AWS_ACCESS_KEY_ID=$(echo "$C" | jq -r .Credentials.AccessKeyId)',
  "eval $(aws sts assume-role --role-arn r<n> --role-session-name s | jq -r '.Credentials | \"export AWS_ACCESS_KEY_ID=\\(.AccessKeyId)\"')",
  "aws sts get-caller-identity | grep Arn | cut -d'\"' -f4",
  "X<n>=$(curl -s http://169.254.169.254/latest/meta-data/instance-id)",
  "T=$(curl -sf -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')",
  'curl -sf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/placement/region',
  "R=$(curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | grep region | awk -F\\\" '{print $4}')",
  "curl -o /tmp/f<n> https://example.com/f<n> && tar -xzf /tmp/f<n> -C /opt",
  "curl -sL https://example.com/install<n>.sh | bash -s -- -x <n>",
  "wget -q https://example.com/<n> -O - | sh",
  "source /opt/app<n>/env.sh",
  ". ./env<n>",
  "echo 'A<n>=1' >> /tmp/env; . /tmp/env",
  "printf -v V<n> '%s-%s' \"$A\" <n>",
  "read -r L<n> < /etc/f<n>",
  'IFS=, read -r a<n> b<n> c<n> <<< "$X<n>"',
  "declare -A M; M[k<n>]=$(hostname)",
  'declare -x D<n>="$X<n>"',
  'ARR+=("$X<n>" "$(date)")',
  "mapfile -t L<n> < <(aws s3 ls)",
  "N=$((N + <n>)); [ $N -gt <n> ] && echo more",
  "((N<n>++))",
  "let I<n>=I<n>+1",
  "set -e",
  "set -x; set +x",
  "set -o pipefail; shopt -s nullglob",
  'set -- a<n> "$@"; shift',
  "trap 'rm -f /tmp/t<n>; aws s3 rm s3://b/<n>' EXIT",
  "trap - ERR",
  "systemctl restart app<n> || exit <n>",
  "service app<n> stop",
  '[ -n "$X<n>" ] || { echo none >&2; exit 1; }',
  "[[ $X<n> =~ ^i-[0-9a-f]+$ ]] && E<n>=${BASH_REMATCH[0]}",
  "test -f /etc/f<n> && rm /etc/f<n>",
  "case $X<n> in i-*) K=<n> ;; '') exit 1 ;; *) K= ;; esac",
  "command -v tool<n> >/dev/null || yum install -y tool<n>",
  'F<n>=$(mktemp); echo "$S<n>" > $F<n>; cat $F<n>',
  "sudo -u app<n> aws s3 ls s3://b<n>",
  "env -i PATH=/bin V<n>=1 aws s3 ls",
  "find /opt -name 'x<n>' -exec aws s3 cp {} s3://b \\;",
  "ls /opt | xargs -n 1 -I{} aws s3 cp {} s3://b/<n>",
  "ssh host<n> 'aws s3 ls'",
  "timeout 5 aws s3 ls s3://b<n> || true",
  "nohup aws s3 sync /a<n> s3://b >/dev/null 2>&1 &",
  "wait",
  "docker run -e AWS_PROFILE=p<n> image<n> aws s3 ls",
  "python3 -c 'import json,sys; print(json.load(sys.stdin)[\"k<n>\"])' < /tmp/f<n>",
  "cat > /etc/app<n>.conf <<EOF\nid=$X<n>\nkey=$S<n>\nEOF",
  "tee /root/.aws/credentials <<'EOF'\n[p<n>]\naws_access_key_id=x\nEOF",
  'echo "${X<n>:-none}" "${X<n>%%-*}" "${X<n>/i-/}" "${#X<n>}"',
  "Y<n>=${X<n>}${Y}; Y=$Y<n>",
  "for w in {1..9}; do B<n>=$w; done",
  "alias l<n>='aws s3 ls'",
  "jq -r '.a<n> | .b' /tmp/f > /tmp/g<n>",
  "awk -v n=<n> '{ s += $1 } END { print s }' /tmp/f",
  "set | sort > /tmp/set<n>",
  "exec 3>/tmp/log<n>",
  "getopts ab:c o && echo $o",
  'echo {{ p }} "{{ p }}" <n>',
  'tool<n> --flag "$(cat /tmp/f<n>)"',
];

/** Constructs around statements: `<in>` is their place, `<n>` a number that differs in each repetition. */
const CONSTRUCTS = [
  "if check<n>; then\n<in>\nfi",
  'if [ "$X<n>" = a ]; then\n<in>\nelse\n<in>\nfi',
  "if [ -f /etc/f<n> ]; then\n<in>\nelif q<n>; then\ntrue\nelse\nexit 1\nfi",
  "case $1 in\na<n>) <in>\n;;\nb) true ;;\nesac",
  "for i in a b c; do\n<in>\ndone",
  "for i in $(aws s3 ls); do\n<in>\ndone",
  "for ((i=0; i<3; i++)); do\n<in>\ndone",
  "while read -r line; do\n<in>\ndone < /tmp/list<n>",
  "cat /tmp/list | while IFS= read -r l; do\n<in>\ndone",
  "until check<n>; do\n<in>\nsleep 1\ndone",
  "while true; do\n<in>\nbreak\ndone",
  "f<n>() {\n<in>\n}\nf<n> a b",
  "function g<n> {\nlocal X=$1\n<in>\nreturn 0\n}\ng<n> x && g<n> y",
  "h<n>() (\n<in>\n)\nZ=$(h<n> <n>)",
  "(\n<in>\n)",
  "{\n<in>\n} >> /tmp/log 2>&1",
  "{\n<in>\n} 2>&1 | tee /tmp/log<n>",
  "(\n<in>\n) | grep -v x || exit 1",
  "OUT<n>=$(\n<in>\n)",
  "(\n<in>\n) &\nwait",
  "bash <<'EOF<n>'\n<in>\nEOF<n>",
  "sudo bash <<EOF<n>\n<in>\nEOF<n>",
  "sudo -E bash -s -- a <<'EOF<n>'\n<in>\nEOF<n>",
  "t<n>() {\n<in>\n}\ntrap t<n> EXIT",
  "t<n>() {\n<in>\n}\ntrap t<n> ERR",
  "set -e\n<in>\nset +e",
  'r<n>() { local n=0; until "$@"; do n=$((n+1)); [ $n -lt 5 ] || return 1; done; }\nk<n>() {\n<in>\n}\nr<n> k<n> <n>',
  "eval \"$(cat <<'EOF<n>'\n<in>\nEOF<n>\n)\"",
  "if ! (\n<in>\n); then exit 1; fi",
  "x<n> && {\n<in>\n} || exit 1",
  "source <(\n<in>\n)",
  "cat > /tmp/s<n>.sh <<'EOF<n>'\n<in>\nEOF<n>\nbash /tmp/s<n>.sh",
];

/** A script that takes about `length` characters in a document. */
export function largeScript(random: Random, length: number): string {
  const statements = Array.from({ length: 1 + random.below(4) }, () => random.pick(STATEMENTS));
  const construct = (): string => (random.has(0.75) ? random.pick(CONSTRUCTS) : "<in>");
  const [outer, middle, inner] = [random.has(0.5) ? construct() : "<in>", construct(), construct()];
  const group = 1 + random.size(12);
  const start = random.pick([
    "",
    "",
    "#!/bin/bash\n",
    "#!/bin/sh\n",
    "set -euo pipefail\n",
    "set -e\n",
    "exec > >(tee /tmp/log) 2>&1\n",
  ]);
  let number = 0;
  const numbered = (template: string, inside: string): string => {
    const own = String(number++);
    return template.replaceAll("<n>", own).replaceAll("<in>", () => inside);
  };
  const round = (): string => {
    const lines = Array.from({ length: group }, () =>
      statements.map((one) => one.replaceAll("<n>", String(number++))).join("\n"),
    );
    return numbered(middle, numbered(inner, lines.join("\n")));
  };
  const rounds: string[] = [];
  const times = outer.split("<in>").length - 1;
  for (let total = 0; total < length / times;) {
    const one = round();
    rounds.push(one);
    total += writtenLength(one);
  }
  return `${start}${numbered(outer, rounds.join("\n"))}\naws s3 ls\ncurl http://169.254.169.254/latest/meta-data/instance-id\n`;
}

/** The approximate length of the lines in a document: with escapes, quotes and indentation. */
function writtenLength(lines: string): number {
  return JSON.stringify(lines).length + 14 * lines.split("\n").length;
}
