import { expect, it } from "vitest";
import { rules as allRules } from "../../../rules/index.ts";
import { noUnnoticedFailure } from "../../../rules/no-unnoticed-failure.ts";
import type { MessageId } from "../../../src/analysis/failures/messages.ts";
import { lint } from "../../support/lint.ts";
import { COLUMN, document, FIRST_LINE, jsonDocument, ruleTester } from "../../support/rule-tester.ts";

const HEAD = "#!/bin/bash\n";

/** The metadata service answers 404 as long as no interruption is announced. */
const SPOT = "http://169.254.169.254/latest/meta-data/spot/instance-action";

/** A script with one finding, the script after the fix, and the number of suggestions: 1 if `set -e` is suggested. */
function bad(script: string, messageId: MessageId, fixed?: string, suggestions = 0) {
  return {
    code: document(script),
    errors: [suggestions === 0 ? { messageId } : { messageId, suggestions }],
    output: fixed === undefined ? null : document(fixed),
  };
}

const TOKEN = `T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)`;

/** A request that fails if the token is empty. */
const ASKED = 'curl -sSf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/';

/** A request that prints its HTTP status. */
const ASK = `curl -sS -o /dev/null -w "%{http_code}" h`;

/** Gives one variable more values than the evaluator keeps apart. */
const MANY = `case $1 in\n${Array.from({ length: 20 }, (_, n) => `${n}) T=$(curl -sSf http://h/${n}) ;;\n`).join("")}esac`;

/** Loops that end when the request succeeds. */
function waitingFor(request: string): readonly string[] {
  return [
    `until ${request}; do sleep 1; done`,
    `while ! ${request}; do sleep 1; done`,
    `while sleep 1; ! ${request}; do :; done`,
    `until ${request} || [ -f y ]; do sleep 1; done\n[ -f y ] && exit 1`,
    `while :; do ${request} && break; sleep 1; done`,
    `while :; do if ${request}; then echo; break; fi; sleep 1; done`,
    `for I in 1 2; do ${request} && exit 0; sleep 1; done\nexit 1`,
    `for I in 1 2; do ${request} && { echo; exit; }; sleep 1; done\nexit 1`,
    `f() { for I in 1 2; do if ${request}; then return; fi; sleep 1; done; return 1; }\nf || exit 1`,
  ];
}

ruleTester().run("no-unnoticed-failure", noUnnoticedFailure, {
  valid: [
    // Another command may end the function or process first; its status is kept, and passed on.
    ...[
      '[ -d /opt ] || return 1\n[ -n "$A" ] || return 1\n[ -n "$B" ] || return 1',
      'if [ -z "$A" ] || [ -z "$B" ]; then echo missing; return 1; fi',
    ].flatMap((checks) => {
      const body = `A=$(aws s3 ls a)\nB=$(aws s3 ls b)\n${checks}`;
      const exits = body.replaceAll("return", "exit");
      return [
        `work() {\n${body}\n}\nwork\nST=$?\nlogger done\nexit $ST`,
        `(\n${exits}\n)\nRC=$?\nlogger done\nexit $RC`,
        `#!/bin/bash\nmain() {\n${exits}\n}\nmain 2>&1 | tee -a log\nexit \${PIPESTATUS[0]}`,
        `#!/bin/bash\n{\n${exits}\n} 2>&1 | tee -a log\n[ \${PIPESTATUS[0]} -eq 0 ] || exit 1\necho`,
        `bash <<'X'\n${exits}\nX`,
      ];
    }),
    // Unknown code that a call provides sets variables, which the script tests.
    ...[
      'eval "$(aws s3 ls)"',
      "#!/bin/bash\nexport $(aws s3 ls | xargs)",
      "#!/bin/bash\nsource <(aws s3 ls)",
      "#!/bin/bash\nload() { source <(aws s3 ls); }\nload",
      "#!/bin/bash\naws s3 cp s3://b/env /tmp/env\n. /tmp/env",
      "#!/bin/bash\naws s3 ls > /tmp/env\n. /tmp/env",
      'eval "$(aws s3 ls)"\neval "$(date)"',
      // A loop sets a variable that had no value.
      "for w in $(aws s3 ls); do A=$w; B=$w; done",
      "#!/bin/bash\nwhile read -r w; do A=$w; B=$w; done < <(aws s3 ls)",
    ].flatMap((load) => [
      `${load}\n[ -n "$A" ] || exit 1\necho`,
      `${load}\nif [ -z "$A" ] || [ -z "$B" ]; then echo missing; exit 1; fi\necho`,
      `${load}\n: "\${A:?missing}"\necho`,
    ]),
    // An empty value would be written, but the script checks it, ends with a failure, or writes something else.
    ...[
      '[ "$N" = "$O" ] && exit 0\n[ -n "$N" ] || exit 1\necho "$N" > v',
      'if [ -n "$N" ] && [ "$N" != "$O" ]; then echo "$N" > v; fi',
      'if [ "$N" != "$O" ]; then echo "$N" > /dev/stderr; fi\necho',
      'if [ "$N" != "$O" ]; then echo "$N" >> log; fi\necho',
      'if [ "$N" != "$O" ]; then echo "$O" > log; fi\necho',
      'if [ "$N" != "$O" ]; then echo "$N" > wrong; exit 1; fi\necho',
    ].map((code) => `N=$(aws s3 ls)\nO=$(cat v)\n${code}`),
    '(\nset -e\ntrap "rm -rf w" EXIT\naws s3 ls\necho\n)\nRC=$?\necho $RC\nexit $RC',
    // The failure of another command ends a process whose status is checked.
    ...[
      'set -e\ntrap "rm -rf w" EXIT\naws s3 ls\necho',
      'set -e\ntrap "rm -rf w" EXIT\naws s3 ls || exit 1\necho',
      'set -e\nX=$(aws s3 ls | jq -r .tag)\n[ -n "$X" ] || exit 1',
      'set -e\nX=$(aws s3 ls | sort | head -n 1)\n: "${X:?}"',
      "set -e\naws ecr get-login-password | docker login --password-stdin x\ndocker pull x",
      "set -e\nOK=0\nfor i in 1 2 3; do if aws s3 ls; then OK=1; break; fi; sleep 1; done\n[ $OK = 1 ]",
    ].flatMap((code) => [
      `bash <<'X'\n${code}\nX`,
      `bash <<'X' || exit 1\n${code}\nX\necho`,
      `set -e\nbash <<'X'\n${code}\nX\necho`,
      `cat > x.sh <<'X'\n#!/bin/bash\n${code}\nX\nsudo bash x.sh || exit 1`,
      `(\n${code}\n)`,
    ]),
    // `-f` may be one of the options.
    "O=$(choose)\ncurl $O -sSo x http://h/x || exit 1\necho",
    "O=$(choose)\nU=$(ask)\ncurl -sSo x $O $U || exit 1\necho",
    // The function prints nothing if a call in it fails, which a test of its output notices, too.
    ...[
      'R=$(f)\nif [ -z "$R" ]; then R=x; fi',
      "R=$(f)\nR=${R:-x}",
      'R=$(f)\n: "${R:=x}"',
      'R=$(f)\n[ "x$R" = x ] && R=x',
      'R=$(f)\ncase "$R" in "") R=x ;; esac',
      "R=$(f)\n[ ${#R} -gt 0 ] || R=x",
      "R=$(f)\nif (( ${#R} == 0 )); then R=x; fi",
      'R=$(f)\nQ="$R"\n[[ -n $Q ]] || Q=x',
      'R=`f`\nchk() { [ -n "$R" ] || R=x; }\nchk',
      'g() { local R=$(f); [ -n "$R" ] || R=x; echo "$R"; }\ng',
    ].map((use) => `${HEAD}f() { V=$(aws ssm get-parameter --name x) || return 1; echo "$V"; }\n${use}\necho "$R"`),
    'f() { if ! V=$(aws ssm get-parameter --name x); then return 1; fi; echo "$V"; }\nR=$(f)\nif [ -n "$R" ]; then echo "$R"; fi',
    // The function is called for the third time, with the same words.
    ...["shasum -c a.zip", "[ -s a.zip ]", '[ -s "$1" ]'].map(
      (check) =>
        `check() { ${check}; }\ncheck a.zip || echo a\ncheck a.zip || echo b\ncurl -fo a.zip http://h/a.zip\ncheck a.zip || exit 1\necho`,
    ),
    // Nothing calls the function.
    "f() { curl -s http://h/x; echo; }\necho",
    "f() { X=$(curl -s http://h/x); echo $X; }\necho",
    // jq reads the file whose name is in the variable.
    'set -e\nF=/tmp/a.json\ncurl -s http://h/x -o "$F"\njq -er .a < "$F"\necho',
    "set -e\nF=/tmp/a.json\ncurl -s http://h/x -o $F\njq -er .a < ${F}\necho",
    "aws s3 ls || return 1\necho",
    "#!/bin/bash\nset -e\naws s3 ls || return 1\necho",
    "#!/bin/bash\naws s3 ls || return 1",
    `while sleep 5; do curl -sf ${SPOT}; done`,
    `set -e\nwhile :; do curl -s ${SPOT} -o x; sleep 5; done`,
    // The same question about the same value has the same answer.
    ...[
      ["V=$(rpm -E %rhel)", '[ "$V" -ge 8 ]'],
      ["V=$(cat v)", "[[ $V =~ ^a.c$ ]]"],
      ["V=$(cat v)", "[[ $V == *a* ]]"],
      ["source v", "[[ $V =~ (a|b) ]]"],
      [". ./v", "[[ $V == a* || $V == b* ]]"],
    ].map(
      ([set, test]) =>
        `${HEAD}${set}\nif ${test}; then curl -fsSo a.rpm http://h/a; fi\nif ${test}; then rpm -i a.rpm || exit 1; fi\necho`,
    ),
    'V=$(cat v)\ncase "$V" in a*) curl -fsSo a.rpm http://h/a ;; esac\ncase "$V" in a*) rpm -i a.rpm || exit 1 ;; esac\necho',
    "S=0\nfor I in 1 2; do for J in 1 2; do if aws s3 ls $J; then S=1; break; fi; done; [ $S = 1 ] && break; done\n[ $S = 1 ] || exit 1",
    // A command of a pipeline or subshell is a response.
    ...["date | cat", "(date)", "(sleep 1; date) | cat"].flatMap((response) => [
      `f() { if ! aws s3 ls; then ${response}; return $?; fi; }\nf\necho`,
      `N=0\nwhile ! aws s3 ls && [ "$N" -lt 3 ]; do N=$((N + 1)); done\n[ "$N" -lt 3 ] || exit 1\n${response}\nexit $?`,
    ]),
    // A program reads the file whose name a variable contains.
    "set -e\nP=a.deb\ncurl -sSOL $U/b/$P\ndpkg -i $P\necho",
    "P=a.deb\ncurl -fsSo $D/b/$P http://h\ndpkg -i $D/b/a.deb || exit 1\necho",
    // A file that no earlier call has left.
    ...[
      "rm -f f",
      "sudo rm f",
      'rm -r "$D"',
      "bash -c 'rm f'",
      'eval "$X"',
      ". ./x",
      "./x",
      "$X",
      "ls | xargs rm",
      "> f",
      ": > f",
      "f() { rm f; }; f",
    ].map((removal) => `for I in 1 2; do curl -fsSo f http://h; [ -s f ] || exit 1; ${removal}; done`),
    "for F in a b; do curl -fsSo $F http://h/$F; [ -s $F ] || exit 1; done",
    "for F in $L; do curl -fsSo $F http://h/$F; [ -s $F ] || exit 1; done",
    "for D in a b; do cd /opt/$D; curl -fsSo f http://h/$D; [ -s f ] || exit 1; done",
    "for I in 1 2; do wget -qO f http://h; [ -s f ] || exit 1; done",
    "for I in 1 2; do curl -fsS http://h > f; [ -s f ] || exit 1; done",
    "[ -s f ] || curl -fsSo f http://h\n[ -s f ] || exit 1\necho",
    "curl -fsSo f http://a || curl -fsSo f http://b\n[ -s f ] || exit 1\necho",
    "for I in 1 2 3; do curl -fsSo f http://h; [ -s f ] && break; sleep 1; done\n[ -s f ] || exit 1\necho",
    // The reader fails if the file does not exist.
    ...["gzip -t ./i", "xz -d ./i", "jq empty ./i", "python3 ./i $A", "node ./i", "bash ./i $A", "gzip ./i"].map(
      (reader) => `curl -fsSo ./i http://h/i\n${reader} || exit 1\necho`,
    ),
    'r() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; false; }\nr aws s3 ls || exit 1\necho',
    // `exit 1` ends a process whose status is checked, or is the script's.
    "die() { echo no >&2; exit 1; }\nX=$(aws s3 ls || die) || exit 1\necho",
    'X=$(aws s3 ls || { echo no >&2; exit 1; })\n[ -n "$X" ] || exit 1\necho',
    "ls | while read -r f; do aws s3 cp $f s3://b || { echo no; exit 1; }; done",
    "ls | while read -r f; do aws s3 cp $f s3://b || { echo no; exit 1; }; done || exit 1\necho",
    "set -e\naws s3 ls || (echo no; exit 1)\necho",
    "aws s3 ls || (echo no)\necho",
    "die() { exit 1; }\nX=$(aws s3 ls || die) || exit 1\necho",
    "f() { aws s3 ls || { rm -f x; false; }; }\nf || exit 1\necho",
    `${HEAD}if [[ $V == a* ]]; then curl -fsSo a http://h/a; else curl -fsSo b http://h/b; fi\nif [[ $V == a* ]]; then rpm -i ./a || exit 1; else rpm -i ./b || exit 1; fi\necho`,
    // A status that is printed.
    ...["S=", "export S="].map((assign) => `${assign}$(${ASK})\necho "status: $S"\necho`),
    `${ASK} | cut -c1 | tee -a log\necho`,
    `S=$(${ASK} | tr -d "\\n")\ncat <<EOF\n$S\nEOF\necho`,
    `log() { local M="$*"; echo "$M" >&2; }\ninfo() { log "INFO $1"; }\nS=$(${ASK})\ninfo "is $S"\necho`,
    `f() { ${ASK}/$1; }\nfor H in a b; do R="$R $(f $H)"; done\n{ echo "$R"; date; } >> log\necho`,
    ...["docker build ./a", "kubectl apply -f a/b.yaml", "./a/install"].map(
      (last) => `curl -f http://h/a.zip -o a.zip\nunzip a.zip\n${last}`,
    ),
    // The status of the pipeline reveals the failure after a loop in another command.
    ...[" || exit 1", "\nR=$?\nexit $R", '\n[ "${PIPESTATUS[0]}" -eq 0 ] || exit 1'].flatMap((check) =>
      ["", " | sort"].map(
        (between) => `${HEAD}set -o pipefail\naws s3 ls${between} | while read -r L; do echo "$L"; done${check}\necho`,
      ),
    ),
    `${HEAD}trap 'exit 1' ERR\nset -o pipefail\naws s3 ls | while read -r L; do echo "$L"; done\necho`,
    // `false` always has the same status.
    "f() { aws s3 ls || false; }\nf\n[ $? -eq 1 ] && exit 1\necho",
    "set -e\ntrap 'exit 0' EXIT\nX=$(! aws s3 ls)\ncase $X in *none*) exit 1 ;; esac",
    // busybox wget creates the file when the server has answered.
    "busybox wget -O ./i http://h/i\n[ -f ./i ] || exit 1\necho",
    "wget -O ./i http://h/i\n[ -s ./i ] || exit 1\necho",
    // Something reads the variable that contains the status.
    ...["exit $R", "(exit $R)", 'echo "$R"', "f() { exit $R; }\nf", "eval 'exit $R'"].map(
      (last) => `aws s3 ls\nR=$?\n${last}`,
    ),
    "aws s3 ls\nexport R=$?\n./report\necho",
    ...[
      "(exit $R) || exit 1",
      "f() { return $R; }\nf || exit 1",
      'echo "$R" | cat',
      "cat <<E\n$R\nE",
      "aws s3 ls s3://$R || true",
    ].map((read) => `aws s3 ls\nR=$?\n${read}\nR=0\necho`),
    "f() { aws s3 ls; local R=$?; echo; return $R; }\nf || exit 1\necho",
    "(! aws s3 ls; [ $? -eq 0 ] || exit $?)\necho",
    "f() { aws s3 ls; R=$?; if [ $R -ne 0 ]; then echo no; fi; return $R; }\nf\necho",
    "aws s3 cp s3://b/a f 2> err\nA=$?\naws s3 cp s3://b/b f 2> err\nB=$?\n[ $A -eq 0 ] && [ $B -eq 0 ] || exit 1\necho",
    `${HEAD}aws s3 ls | cat\nR=\${PIPESTATUS[0]}\necho\nexit $R`,
    `${HEAD}aws s3 ls | cat\n[ \${PIPESTATUS[-2]} -eq 0 ] || exit 1\necho`,
    ...["declare -i R=$?", "R=$?", "declare -ir R=$?"].map(
      (set) => `${HEAD}typeset -i R\naws s3 ls; ${set}\n(( R == 0 )) || exit 1\necho`,
    ),
    `${HEAD}f() { aws s3 ls; local -i R=$?; echo; return $R; }\nf || exit 1\necho`,
    "bash -c 'aws s3 ls; R=$?; exit $R' || exit 1\necho",
    `${HEAD}aws s3 ls\nR=$?\n[[ R -eq 0 ]] || exit 1\necho`,
    // … also if the status only depends on the output or the file of the call.
    ...["exit $R", "[ $R -eq 0 ] || exit 1\necho"].map((last) => `aws s3 ls | grep -q x\nR=$?\nrm -f tmp\n${last}`),
    "f() { aws s3 ls | grep -q x; R=$?; echo; return $R; }\nf || exit 1\necho",
    "aws s3 cp s3://b/f f\n[ -s f ]\nR=$?\naws s3 cp s3://b/g f || exit 1\n[ $R -eq 0 ] || exit 1\necho",
    // A test of the file that the call writes.
    ...["app", "./app", "$D/app", "$D/app.zip", "$D/a"].map(
      (file) => `aws s3 cp s3://b/a ${file}\n[ -f ${file} ] || exit 1\necho`,
    ),
    "aws s3 cp s3://b/app .\n[ -s app ] || exit 1\necho",
    "aws s3 cp s3://b/a app\nchmod +x app || exit 1\necho",
    "aws s3 cp s3://b/a.zip $D/a.zip\nunzip $D/a.zip || exit 1\necho",
    ...["--quiet", "--region r", "--exclude=* --no-progress"].map(
      (options) => `aws s3 cp ${options} s3://b/a.zip a.zip\nunzip a.zip || exit 1\necho`,
    ),
    "aws s3 mv s3://b/a.zip a.zip\nscp a.zip h: || exit 1\necho",
    "curl -fsS http://h/a > a\n[ -s a ] || exit 1\necho",
    "curl -fsS http://h/a | tee a\n[ -s a ] || exit 1\necho",
    'aws s3 cp s3://b/a ./a\nif [ -n "$X" -o ! -s ./a ]; then exit 1; fi\necho',
    // All messages are in the file.
    ...["2>> err", ">> err 2>&1"].map(
      (to) => `for F in *; do aws s3 cp $F s3://b ${to}; done\nif grep -q error err; then exit 1; fi\necho`,
    ),
    // A comparison with one number, and also with 0; the status that is passed on; or the status of another command.
    ...[
      "[ $? -ne 22 ] && exit 1",
      "case $? in 0) ;; 22) exit 1 ;; *) exit 2 ;; esac",
      "R=$?\nif [ $R -eq 22 ]; then exit 1; elif [ $R -ne 0 ]; then exit 2; fi",
      "R=$?\n[ $R -eq 22 ] && echo no\ncase $R in 6 | 22) exit 1 ;; esac\n[ $R = 0 ] || exit 1",
      "R=$?\n[ $R -eq 22 ] && R=0\nexit $R",
    ].map((test) => `curl -f h\n${test}\necho`),
    "for i in 1 2 3; do curl -f h; R=$?; [ $R -eq 28 ] || break; done\n[ $R -eq 0 ] || exit 1\necho",
    "f() { aws s3 ls || return 2; }\nf\n[ $? -eq 2 ] && exit 1\necho",
    "bash -c 'aws s3 ls || exit 2'\n[ $? -eq 2 ] && exit 1\necho",
    "aws s3 ls | grep -q x\n[ $? -eq 1 ] && exit 1\necho",
    // The last command's status is the step's.
    "aws s3 ls",
    "echo; sudo timeout 5 aws s3 ls",
    "f() { aws s3 ls; }\nf",
    "if [ -f x ]; then aws s3 ls; fi",
    "aws s3 ls; exit",
    "echo x | xargs aws s3 ls",
    // Something checks the status.
    "aws s3 ls || exit 1\necho",
    "aws s3 ls || true\necho",
    "f() { curl -fsSo ./f http://h || true; cat ./f || return 1; }\nf\necho",
    'f() { X=$(curl -fsS http://h || true); [ -n "$X" ] || return 1; }\nf\necho',
    "aws s3 ls && echo ok\necho",
    "if ! aws s3 ls; then echo no; fi\necho",
    "until aws s3 ls; do sleep 1; done\necho",
    "aws s3 ls\nRC=$?\necho\nexit $RC",
    "set -e\naws s3 ls\necho",
    "set -e\nX=$(aws s3 ls)\necho",
    "set -e\n(aws s3 ls; echo)\necho",
    "set -e\nX=$(aws s3 ls; echo)\necho",
    "#!/bin/bash -e\naws s3 ls\necho",
    `${HEAD}trap 'exit 1' ERR\naws s3 ls\necho`,
    `${HEAD}trap 'echo "line $LINENO failed" >&2' ERR\naws s3 ls\necho`,
    `${HEAD}set -eE\ntrap 'echo failed >&2' ERR\n(aws s3 ls)\necho "$(aws s3 ls)"`,
    `${HEAD}set -eo pipefail\naws s3 ls | sort\necho`,
    `${HEAD}aws s3 ls | sort\n[ "\${PIPESTATUS[0]}" -eq 0 ] || exit 1\necho`,
    `${HEAD}set -e\naws s3 ls | sort\n[ "\${PIPESTATUS[0]}" -eq 0 ] || exit 1\necho`,
    `${HEAD}set -e\naws s3 ls | sort > f\nRC=("\${PIPESTATUS[@]}")\n[ "\${RC[0]}" -eq 0 ] || exit 1\necho`,
    "aws s3 ls & P=$!\nwait $P || exit 1\necho",
    `${HEAD}for i in 1 2; do aws s3 ls $i & done\nfor j in $(jobs -p); do wait $j || exit 1; done\necho`,
    "for i in 1 2 3; do\naws s3 ls\nR=$?\n[ $R -eq 0 ] && break\nsleep 5\ndone\nexit $R",
    "for i in 1 2 3; do if aws s3 ls; then break; else echo again; fi; done\necho",
    "f() { aws s3 ls; if [ $? -ne 0 ]; then return 1; fi; echo; }\nf || exit 1\necho",
    "find . -exec aws s3 cp {} + || exit 1\necho",
    "aws s3 ls | grep -q x &\nwait $! || exit 1\necho",
    "for i in 1 2; do\naws s3 ls &\nwait $! || exit 1\ndone\necho",
    `${HEAD}pids=()\nfor i in 1 2; do\naws s3 ls $i & pids+=($!)\ndone\nfor p in "\${pids[@]}"; do wait "$p" || exit 1; done\necho`,
    "aws s3 ls & a=$!\naws s3 ls & b=$!\nwait $a || exit 1\nwait $b || exit 1\necho",
    `${HEAD}set -e\naws s3 ls | grep -q x &\nP=$!\nwait $P\necho`,
    "(! aws s3 ls & wait $! || exit 1)\necho",
    `${HEAD}set -e\naws s3 ls a &\naws s3 ls b &\nwait -n\nwait -n\necho`,
    `${HEAD}aws s3 ls a & aws s3 ls b & P=$!\nwait $P || exit 1\nwait -n || exit 1\necho`,
    `${HEAD}aws s3 ls a & aws s3 ls b &\nfor j in $(jobs -p); do wait -n || exit 1; done\necho`,
    `${HEAD}{ aws s3 ls a && aws s3 ls b; } &\nwait -n || exit 1\necho`,
    "bash -c 'aws s3 ls' || exit 1\necho",
    "f() { aws s3 ls || return 1; echo; }\nf || exit 1\necho",
    // wget refuses this header, so it prints nothing.
    `f() { X=$(wget -qO- --header ":" http://h/x); [ -n "$X" ] || return 1; echo; }\nf || echo none\necho`,
    "f() { aws s3 ls || { echo no >&2; return 1; }; }\nf\necho",
    "f() { aws s3 ls || return 0; }\nf\necho",
    "f() { aws s3 ls; return $?; }\nf && echo\necho",
    "(aws s3 ls; exit $?) || exit 1\necho",
    "if aws s3 ls; then echo; fi\n[ -f x ] || exit 0\necho",
    // The status that is passed on is that of `if`.
    "f() { if aws s3 ls; then echo; return 0; fi; return; }\nf\necho",
    "if aws s3 ls; then echo; exit 0; fi\nexit $?",
    // Something checks the last attempt, or its failure is that of the step.
    'retry() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; return 1; }\nretry aws s3 ls || exit 1\necho',
    'set -e\nretry() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; return 1; }\nretry aws s3 ls\necho',
    'retry() { for i in $(seq 1 5); do "$@" && return 0; sleep 5; done; echo failed >&2; return 1; }\nretry aws s3 ls\necho',
    'retry() { for i in 1 2 3; do "$@" && return 0; echo again >&2; sleep 5; done; }\nretry aws s3 ls\necho',
    "n=0\nuntil aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && exit 1; sleep 1; done\necho",
    "for i in 1 2 3; do aws s3 ls && break || true; done\necho",
    "sh -c 'aws s3 ls || exit 3'; [ $? -eq 3 ] && exit 1\necho",
    "f() { aws s3 ls || return 2; curl -f h || return 3; }\nf\ncase $? in 2) exit 1 ;; 3) exit 1 ;; esac\necho",
    "f() { aws s3 ls || return 3; }\ng() { f || return $?; }\ng; [ $? -eq 3 ] && exit 1\necho",
    "timeout 9 sh -c 'until aws s3 ls; do sleep 1; done'; [ $? -eq 124 ] && exit 1\necho",
    "#!/bin/bash\naws s3 ls\n(( $? == 0 )) || exit 1\necho",
    "#!/bin/bash\naws s3 ls\nR=$?; if (( R == 2 )); then exit 1; elif (( R )); then exit 3; fi\necho",
    // If the call fails, only the constant is left.
    'X=$(echo m && aws s3 ls)\n[ "$X" = m ] && exit 1\necho',
    'X=$(echo m && aws s3 ls)\ncase "$X" in m) exit 1 ;; esac\necho',
    'X=$(aws s3 ls; echo m)\n[ "$X" = m ] && exit 1\necho',
    'X="id-$(aws s3 ls)"\n[ "$X" = id- ] && exit 1\necho',
    '[ "$(aws s3 ls)/x" = /x ] && exit 1\necho',
    'for i in 1 2 3; do aws s3 ls && break; logger "$(date) failed"; done',
    'X=$(for i in 1 2 3; do aws s3 ls && break; date >&2; done)\necho "$X"',
    "n=0; while [ $n -lt 5 ]; do aws s3 ls && break; n=$(expr $n + 1); done\n[ $n -lt 5 ] || exit 1\necho",
    "if ! aws s3 ls; then RC=$?; echo failed >&2; exit $RC; fi\necho",
    "log() { echo $1; }\nif ! aws s3 ls; then RC=$?; log failed; exit $RC; fi\necho",
    "if ! aws s3 ls; then RC=$?; notify-admin; exit $RC; fi\necho",
    "if ! aws s3 ls; then RC=0; exit $RC; fi\necho",
    "if ! aws s3 ls; then RC=$?; RC=1; exit $RC; fi\necho",
    "aws s3 ls || { RC=$?; rm -f x; exit $RC; }\necho",
    // A function checks whether there is no attempt left.
    ...["[ $n -lt 5 ] || exit 1", "if [ $n -ge 5 ]; then echo failed; exit 1; fi; echo"].map(
      (check) => `n=0; until aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done\ncheck() { ${check}; }\ncheck\necho`,
    ),
    // The last attempt is after the loop.
    "i=0; until curl -f h; do i=$((i+1)); [ $i -gt 9 ] && break; sleep 1; done\ncurl -f h || exit 1\necho",
    "for i in 1 2 3; do aws s3 ls s3://b && break; done\nif ! aws s3 ls s3://b; then exit 1; fi\necho",
    "for i in 1 2 3; do curl -sf -o f h && break; done\ncurl -fS -o f h || exit 1\necho",
    "for i in 1 2 3; do aws s3 cp f s3://b --quiet && break; done\naws s3 cp f s3://b --debug || exit 1\necho",
    // Only a failure gets to the end of the function.
    "f() { for i in 1 2 3; do aws s3 ls && return 0; done; curl -f h; }\nf || exit 1\necho",
    "f() { for i in 1 2 3; do aws s3 ls && return 0; sleep 1; done; FAILED=1; }\nf\n[ -z $FAILED ] || exit 1\necho",
    "f() { for i in 1 2 3; do [ -e x ] || break; aws s3 ls && return 0; done; FAILED=1; }\nf\n[ -z $FAILED ] || exit 1\necho",
    'F=$1\ncurl -fso "$F" http://h/\n[ -s "$F" ] || exit 1\necho',
    "f() { for i in 1 2 3; do aws s3 ls && return 0; sleep 1; done; [ -f x ]; }\nf || exit 1\necho",
    // The condition of the outer loop tests how the inner loop ended.
    "n=0; S=0; while [ $S = 0 ] && [ $n -lt 3 ]; do for i in 1 2; do aws s3 ls && S=1 && break; done; n=$((n+1)); done; [ $S = 1 ] || exit 1\necho",
    "S=0; until [ $S = 1 ]; do for i in 1 2; do aws s3 ls && S=1 && break; done; sleep 5; done\necho",
    "for f in a b; do S=0; for i in 1 2; do aws s3 cp $f s3://b && S=1 && break; done; [ $S = 1 ] || exit 1; done\necho",
    // Each iteration leaves a different state, so the loop is not evaluated to its end.
    'd() { until curl -fso "$1" http://h/; do sleep 1; done; }\nd file\necho',
    // The loop itself checks whether this was the last attempt.
    "for i in $(seq 1 30); do if aws s3 ls; then break; fi; [ $i -lt 30 ] || { echo no; exit 1; }; sleep 5; done\necho",
    "for i in $(seq 1 $N); do aws s3 ls && break; if [ $i = $N ]; then exit 1; fi; sleep 5; done\necho",
    "n=0\nwhile [ $n -lt 30 ]; do aws s3 ls && break; n=$((n+1)); [ $n -eq 30 ] && exit 1; done\necho",
    "for i in 1 2 3; do aws s3 ls && break || { echo again; sleep 5; }; done\necho",
    "for i in 1 2 3; do aws s3 ls && break || sleep 5; done\n[ $i -lt 3 ] || exit 1\necho",
    "n=0\nuntil aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; sleep 1; done\n[ $n -lt 5 ] || exit 1\necho",
    'ok=0\nfor i in 1 2 3; do if aws s3 ls; then ok=1; break; fi; sleep 3; done\nif [ "$ok" = 0 ]; then echo failed; fi\necho',
    "n=0\nuntil aws s3 ls; do : not done; n=$((n+1)); [ $n -ge 5 ] && break; sleep 1; done\n[ $n -lt 5 ] || exit 1\necho",
    "n=0\nuntil aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; sleep 1; done\ncase $n in 5) exit 1 ;; esac\necho",
    `${HEAD}n=0\nuntil aws s3 ls; do let n++; [ $n -ge 5 ] && break; sleep 1; done\n(( n < 5 )) || exit 1\necho done`,
    "f() { n=0; until aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done; [ $n -lt 5 ]; }\nf || exit 1\necho",
    "set -e\nf() { n=0; until aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done; [ $n -lt 5 ]; }\nf\necho",
    ...[
      "until aws s3 ls || [ $n -ge 5 ]; do n=$((n+1)); echo again; done",
      "until aws s3 ls || [ $n -ge 5 ]; do n=$((n+1)); done\nif [ $n -ge 5 ]; then exit 1; fi",
      "while ! aws s3 ls && [ $n -lt 5 ]; do n=$((n+1)); done\n[ $n -lt 5 ] || exit 1",
      "until aws s3 ls || { n=$((n+1)); [ $n -ge 5 ] && exit 1; }; do sleep 1; done",
      "f() { aws s3 ls || [ -f x ]; }\nuntil f; do sleep 1; done",
    ].map((loop) => `n=0\n${loop}\necho`),
    // `sleep 5` does not fail.
    'set -e\nretry() { n=0; while [ $n -lt 3 ]; do "$@" && return; n=$((n+1)); sleep 5; done; echo no >&2; return 1; }\nX=$(retry aws s3 ls) || true\necho',
    // A function is called more often than it is evaluated. The remaining callers get its output only if it succeeds.
    `find_it() { if [ -n "$V" ]; then echo "$V"; return 0; fi; return 1; }
for i in $1; do
X=$(find_it || aws s3 ls)
if [ -n "$X" ]; then T="$X"; fi
done
echo`,
    // If a function defines another function, the variables that the inner function reads are read where it is called.
    'm() {\nif c; then\nT=$(aws s3 ls)\nfi\nf() {\nif [ -z "$T" ]; then exit 1; fi\n}\nf\n}\nm\necho',
    'm() {\nf() {\nif [ -z "$T" ]; then exit 1; fi\n}\nif c; then\nT=$(aws s3 ls)\nfi\nf\n}\nm\necho',
    // Each call of a checking function decides anew.
    `ok() { if [ $? -ne 0 ]; then exit 1; fi; }\n${"cp a b\nok\n".repeat(5)}aws s3 ls\nok\necho`,
    `must() { [ -n "$1" ] || { echo none; exit 1; }; }\n${'must "$P"\n'.repeat(50)}X=$(aws s3 ls)\nmust "$X"\necho`,
    // So does each call of a function that ends the script with the status that it receives.
    ...["exit 0", "exit 1"].map(
      (end) => `f() { RC=$?; rm -f tmp; exit $RC; }\ntrap f EXIT\n[ -f a ] || ${end}\naws s3 ls || exit 1\necho`,
    ),
    // An `exit` in the trap that names no status exits with the status that the script had before the trap.
    "trap 'rm -f tmp; exit' EXIT\naws s3 ls\nfalse",
    "set -e\nf() { RC=$?; rm -f tmp; exit $RC; }\ntrap f EXIT\nif date; then exit 1; fi\naws s3 ls\necho",
    // Something checks the output.
    'X=$(aws s3 ls)\n[ -n "$X" ] || exit 1\necho',
    'X=$(aws s3 ls | head -1)\nif [ -z "$X" ]; then exit 1; fi\necho',
    "X=$(aws s3 ls)\ncase $X in '') exit 1 ;; esac\necho",
    "aws s3 ls | grep -q b || exit 1\necho",
    // `grep -c` prints 0 and fails if no line matches.
    ...[
      "N=$(aws s3 ls | grep -c b)",
      "f() { aws s3 ls | egrep --count b; }\nf",
      "aws s3 ls > f\n(grep -cv b f)",
    ].flatMap((count) => [`set -e\n${count}\necho`, `${count} || exit 1\necho`]),
    // Both outcomes of the comparison continue, or another test rejects the empty output.
    ...[
      '[ "$X" = a ] && X=x',
      '[ "$X" = done ] && exit 0',
      '[ "$X" = None ] && exit 1\n[ -n "$X" ] || exit 1',
      '[ -z "$X" ] || [ "$X" = None ] && exit 1',
      'if [ "$X" = None ]; then exit 1; elif [ "$X" = a ]; then echo; fi',
      '[ "$X" = a ] || exit 1',
    ].map((test) => `X=$(aws s3 ls)\n${test}\necho`),
    'while :; do X=$(aws s3 ls); [ "$X" = a ] && break; [ "$X" = b ] && exit 1; sleep 1; done\necho',
    "trap 'exit 0' EXIT\nX=$(aws s3 ls)\n[ \"$X\" = ok ] || exit 1\necho",
    // The 0 that is counted in an empty output takes a path of its own, or both outcomes continue.
    ...[
      "[ $X -gt 9 ] || exit 1",
      "[ $X -eq 0 ] && exit 1",
      "if [ $X -lt 1 ]; then exit 1; fi",
      "[ $X -gt 9 ] && echo many",
      "[ $X -gt 9 ] && exit 1\n[ $X -eq 0 ] && echo none",
      "if [ $X -eq 0 ]; then echo none; fi",
    ].map((test) => `X=$(aws s3 ls | wc -l)\n${test}\necho`),
    ...[
      "(( X > 9 )) || exit 1",
      "(( X == 0 )) && exit 1",
      "if (( X < 1 )); then exit 1; fi",
      "(( 9 < X )) && echo many",
      '[ "$X" = 0 ] && exit 1',
      "[[ $X != 0 ]] || exit 1",
      "case $X in 0) exit 1 ;; esac",
    ].map((test) => `${HEAD}X=$(aws s3 ls | wc -l)\n${test}\necho`),
    // A message may match the pattern, or both outcomes continue.
    `${HEAD}X=$(aws s3 ls 2>&1)\n[[ $X == *denied* ]] && exit 1\necho`,
    `${HEAD}X=$(aws s3 ls 2>&1)\n[[ $X =~ denied ]] && exit 1\necho`,
    ...["[[ $X =~ ^a ]] || exit 1", "[[ $X =~ a ]] && echo", "[[ $X =~ a| ]] && exit 1"].map(
      (test) => `${HEAD}X=$(aws s3 ls)\n${test}\necho`,
    ),
    `${HEAD}X=$(aws s3 ls)\n[[ $X == *a* ]] && echo a\necho`,
    `${HEAD}X=$(aws s3 ls)\n[[ $X == a* ]] || exit 1\necho`,
    "X=$(aws s3 ls)\ncase $X in *a*) exit 1 ;; *b*) echo b ;; esac\necho",
    'while :; do X=$(aws s3 ls); case "$X" in a*) break ;; *b) exit 1 ;; esac; sleep 1; done\necho',
    // Nothing remains of the command if the call fails, and the status is that of the substitution.
    ...["$(aws ecr get-login)", "`aws ecr get-login` > /dev/null", "X=1 $(aws s3 ls)"].flatMap((login) => [
      `set -e\n${login}\necho`,
      `${login} || exit 1\necho`,
      `f() { ${login}; }\nf || exit 1\necho`,
      `bash <<E || exit 1\n${login.replaceAll(/[$`]/g, "\\$&")}\nE\necho`,
    ]),
    "set -e\nX=$(($(aws s3 ls) + 1))\necho",
    // A long pipeline, of whose commands `set -e` ends each one or not.
    ...["sort | uniq | tail -1", "sort | while read -r L; do echo; done | uniq | cut -c1"].flatMap((rest) => [
      `${HEAD}set -eo pipefail\naws s3 ls | ${rest}\necho`,
      `${HEAD}set -e\naws s3 ls | ${rest}\n[ \${PIPESTATUS[0]} = 0 ] || exit 1\necho`,
    ]),
    'set -e\n[ -n "$(aws s3 ls | sort | uniq | tail -1)" ]\necho',
    // The name of an empty path is empty too.
    'X=$(basename "$(aws sts get-caller-identity)")\n[ -n "$X" ] || exit 1\necho',
    // The loop prints nothing of nothing, and neither do the programs that read what it prints.
    ...["cut -c1", "sort -u | sed s/a/b/ | tr a b | head -1", "f"].map(
      (rest) =>
        `f() { uniq -c | tail -n 1; }\n[ -n "$(aws s3 ls | while read -r L; do echo "$L"; done | ${rest})" ] || exit 1\necho`,
    ),
    // The messages are counted too.
    ...["aws s3 ls 2>&1 | grep -c error", "{ aws s3 ls; } 2>&1 | wc -l", "aws s3 ls |& grep -c error"].map(
      (count) => `${HEAD}X=$(${count})\n[ $X -gt 0 ] && exit 1\necho`,
    ),
    "aws s3 ls > log 2>&1\nX=$(grep -c error log)\n[ $X -gt 0 ] && exit 1\necho",
    "aws s3 ls\nR=$?\n. ./report.sh\nR=0\n[ $R = 0 ]",
    ...["|| exit 1", "|| true", "; exit $?"].map(
      (end) => `timeout 60 bash -c "until curl -sf h; do sleep 1; done" ${end}\necho`,
    ),
    "set -e\nf() { timeout 60 bash -c 'until curl -sf h; do sleep 1; done'; }\nf\necho",
    "bash -c 'until curl -sf h; do sleep 1; done'\necho",
    // The process that sets the variable also reads it.
    ...[
      "cat list | { while read -r L; do aws s3 ls $L || R=1; done; exit $R; } || exit 1",
      "cat list | while read -r L; do X=$(aws s3 ls $L) || X=none; echo $X; done",
      "cat list | while read -r L; do aws s3 ls $L || { echo no; R=1; }; done",
      "while read -r L; do aws s3 ls $L || R=1; done < list\n[ -z $R ] || exit 1",
      "check() { [ -z $R ] || exit 1; }\n(aws s3 ls || R=1; check) || exit 1",
      "export R\n(aws s3 ls || R=1; ./report)",
    ].map((script) => `${script}\necho`),
    `${HEAD}shopt -s lastpipe\ncat list | while read -r L; do aws s3 ls $L || R=1; done\nexit $R`,
    // The messages on stderr: what tests them tests whether the call failed.
    "aws s3 cp a s3://b 2> /tmp/err\nif [ -s /tmp/err ]; then exit 1; fi\necho",
    'E=$(mktemp)\nsudo aws s3 cp a s3://b 2> "$E"\n[ ! -s "$E" ] || exit 1\necho',
    "aws s3 cp a s3://b 2>> err\naws s3 cp b s3://b 2>> err\ngrep -q error err && exit 1\necho",
    "{ aws s3 cp a s3://b; } 2> err\n[ $(wc -l < err) -eq 0 ] || exit 1\necho",
    ...[
      "{ aws s3 ls; curl -f h; }",
      "(aws s3 ls; date)",
      "for F in *; do aws s3 ls $F; done",
      "f() { aws s3 ls; date; }\nf",
    ].map((command) => `${command} 2> err\n[ -s err ] && exit 1\necho`),
    'E=$(aws s3 cp a s3://b 2>&1 > /dev/null)\n[ -z "$E" ] || exit 1\necho',
    'E=$(curl -sSfo f http://h/f 2>&1)\n[ -z "$E" ] || exit 1\necho',
    'curl -fo a.tgz http://h/a\necho "abc  a.tgz" | sha256sum -c - || exit 1\ntar xzf a.tgz\necho',
    'curl -fO http://h/kubectl\necho "$SUM  kubectl" | shasum -a 256 --check || exit 1\necho',
    "curl -fO http://h/a.tgz\ncurl -fO http://h/SUMS\nsha256sum -c SUMS || exit 1\necho",
    "X=$(aws s3 ls)\nif [ ${#X} -lt 3 ]; then exit 1; fi\necho",
    `${HEAD}A=($(aws s3 ls))\n[ \${#A[@]} -gt 0 ] || exit 1\necho`,
    `${HEAD}mapfile -t A < <(aws s3 ls)\nN=\${#A[@]}\n[[ $N -gt 0 ]] || exit 1\necho`,
    `${HEAD}mapfile -t A < <(aws s3 ls)\n(( \${#A[@]} )) || exit 1\necho`,
    `${HEAD}X=$(aws s3 ls)\n(( X > 2 )) || exit 1\necho`,
    `${HEAD}if (( $(aws s3 ls | wc -l) == 0 )); then exit 1; fi\necho`,
    `${HEAD}read -r A B < <(aws s3 ls) || exit 1\necho`,
    `${HEAD}set -e\nread -r A < <(aws s3 ls)\necho`,
    "aws s3 ls | read -r A || exit 1\necho",
    "X=$(sh -c 'aws s3 ls || exit 3; echo m')\n[ -z \"$X\" ] && exit 1\necho",
    "X=$(sh -c 'aws s3 ls || exit 3; echo m')\n[ \"$X\" = ok ] || echo no\necho",
    // … also if the result of the check is known.
    'X=$(aws s3 ls; echo m)\n[ "$X" != m ] || echo no\necho',
    "X=$(sh -c 'set -e; aws s3 ls; echo m')\ncase $X in *m) ;; *) exit 1 ;; esac\necho",
    "aws s3 cp s3://b/x.zip /tmp/x.zip\n[ -f /tmp/x.zip ] || exit 1\necho",
    "aws s3 cp s3://b/v/$ZIP ./linux/\n[ -f ./linux/$ZIP ] || exit 1\necho",
    // The checked value is the output of one of very many commands.
    `${MANY}\n[ -n "$T" ] || exit 1\necho`,
    `${MANY}\n[ "$T" = ok ] || exit 1\necho`,
    // The command that reads the written file fails.
    "wget http://h/i.sh\nbash i.sh\nrm -r i.sh",
    "curl -fO http://h/k\nchmod +x ./k\nmv ./k /usr/local/bin",
    "curl -f http://h/i.sh -o /tmp/i.sh\nchmod +x /tmp/i.sh\n/tmp/i.sh",
    "curl -f http://h/h.tgz | tar xz -C /tmp\nmv /tmp/linux/helm /usr/local/bin",
    "curl -fsSLO http://h/k.gz\nmv k.gz /tmp",
    "curl -fo k http://h/x\nmv k /tmp",
    "curl -fsSLok.gz http://h/x\nmv k.gz /tmp",
    "curl -f http://h/x --output /tmp/k.gz\nmv /tmp/k.gz /srv",
    "wget -nd http://h/k.gz\nmv k.gz /tmp",
    "aws lambda invoke --function-name f o.json --region x\nmv o.json /tmp",
    "aws lambda invoke --function-name f --no-cli-pager o.json\nmv o.json /tmp",
    "aws cloudformation package --s3-bucket b --output-template-file o.yml\nmv o.yml /tmp",
    'curl -f http://h/i -o ./i\nS=$(sha512sum ./i | cut -d" " -f1)\n[ "$S" = abc ] || exit 1\necho',
    "curl -s http://h/x -o x.zip\nunzip x.zip\n[ $? -ne 0 ] && echo no && exit 1\necho",
    'X=$(curl -s http://h/x | jq -r .a)\n[ -n "$X" ] || X=b\necho',
    // The file that the shell sources does not exist.
    "aws s3 cp s3://b/l /tmp/l\n. /tmp/l\necho",
    ...["source /tmp/l || exit 1", "if ! . /tmp/l; then exit 1; fi", "f() { . /tmp/l; }\nf || exit 1"].map(
      (test) => `${HEAD}aws s3 cp s3://b/l /tmp/l\n${test}\necho`,
    ),
    // A redirection fails if the file does not exist.
    "aws s3 cp s3://b/x.sql /tmp/x.sql\nmysql app < /tmp/x.sql || exit 1\necho",
    "aws s3 cp s3://b/list list\nwhile read -r L; do echo $L; done < list || exit 1\necho",
    "aws s3 cp s3://b/x.sql x.sql\npsql -f x.sql || exit 1\necho",
    // Without a token, the request that needs the token fails.
    `${TOKEN}\nI=$(curl -sf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id) || exit 1\necho`,
    `${TOKEN}\nI=$(curl -sf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id)\n[ -n "$I" ] || exit 1\necho`,
    `${TOKEN}\nR=$(curl -sf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/dynamic/instance-identity/document | jq -r .region)\nif [ -z "$R" ]; then exit 1; fi\necho`,
    // The script fails anyway.
    "aws s3 ls; exit 1",
    "fail() { aws sns publish; exit 1; }\n[ -f x ] || fail\necho",
    "check() { [ -f x ] || exit 1; }\ncheck\ncheck\naws s3 ls\ncheck\nexit 1",
    "#!/bin/bash\nset -e\nshopt -s inherit_errexit\nX=$(aws s3 ls; echo x)\necho",
    '#!/bin/bash\n{ aws s3 ls | wc -l; }\n[ "${PIPESTATUS[0]}" -eq 0 ] || exit 1\necho',
    // The last pipeline has two or four commands.
    ...["true | cat; else true | cat | aws s3 ls | cat", "true | cat | aws s3 ls | cat; else true | cat"].map(
      (branches) => `#!/bin/bash\nif [ -d x ]; then ${branches}; fi\n[ "\${PIPESTATUS[2]:-0}" -eq 0 ] || exit 1\necho`,
    ),
    // If there is a match, the script can succeed too, or the output contains the messages.
    "if aws s3 ls | grep -q E; then echo y; fi\necho",
    "aws s3 ls | grep -q E && exit 0\necho",
    "until aws s3 ls | grep -q E; do sleep 5; done\necho",
    "while ! aws s3 ls | grep -q E; do sleep 5; done\necho",
    "while sleep 5; do aws s3 ls | grep -q E && break; done\necho",
    "if aws s3 ls 2>&1 | grep -q E; then exit 1; fi\necho",
    "aws s3 ls > f 2>&1\ngrep -q E f && exit 1\necho",
    'X=$(aws s3 ls)\necho "$X" | grep -q E || exit 1\necho',
    // Something else may read the flag.
    ...["export R", "set -a", ". /opt/report", 'eval "$X"', "N=R\necho ${!N}"].map(
      (code) => `${code}\naws s3 ls || R=1\necho`,
    ),
    "trap 'exit \"$R\"' EXIT\naws s3 ls || R=1\necho",
    // The status is that of the call, of a failure, or written.
    'aws s3 ls || { RC=$?; echo no; exit "$RC"; }\necho',
    "aws s3 ls || { echo no; false; exit $?; }\necho",
    "aws s3 ls || { echo no; exit 1; }\necho",
    // Something checks how the loop ends, or the loop does not retry the call.
    'for I in 1 2; do X=$(aws s3 ls); [ -n "$X" ] && break; sleep 1; done\n: "${X:?}"\necho',
    'for I in 1 2; do X=$(aws s3 ls); [ -n "$X" ] && break; echo; done\necho',
    "aws s3 cp s3://b/x x\nfor I in 1 2; do [ -s x ] && break; sleep 1; done\necho",
    // The first command of a loop reads the status before it.
    "aws s3 ls\nfor I in 1 2; do [ $? -eq 0 ] || exit 1; done\necho",
    "aws s3 ls\nfor I in *.txt; do [ $? -eq 0 ] || exit 1; done\necho",
    "log() { echo; aws sns publish; }\naws s3 ls || { log; exit $?; }",
    // In a trap on EXIT, `exit` keeps the status of the script.
    `${HEAD}set -e\nc() { rm -rf x; exit; }\ntrap c EXIT\naws s3 ls`,
    "trap 'echo no; exit' EXIT\naws s3 ls || exit 1\necho",
    "trap 'exit $?' EXIT\naws s3 ls || exit 1\necho",
    "trap 'R=$?; rm x; exit $R' EXIT\naws s3 ls || exit 1\necho",
    "set -e\ntrap 'if [ $? -eq 0 ]; then echo; exit $?; fi' EXIT\naws s3 ls",
    // No output may mean that there is nothing to do, and `exit` then reports success on purpose.
    'X=$(aws s3 ls)\n[ -n "$X" ] || { echo no; exit; }\necho',
    'X=$(aws s3 ls)\n[ -z "$X" ] && exit\necho',
    'f() { X=$(aws s3 ls); [ -n "$X" ] || return; echo; }\nf\necho',
    'X=$(aws s3 ls)\n[ -z "$X" ] && Y=none\necho',
    "aws s3 ls | grep -q x || { echo no; exit; }\necho",
    // The status of the call is checked first.
    'f() { X=$(aws s3 ls) || exit 1; [ -n "$X" ] || return 1; echo; }\nf\necho',
    "f() { aws s3 cp s3://b/x x || exit 1; [ -s x ] || return 1; echo; }\nf\necho",
    // Nothing depends on the command.
    "aws --version; aws configure set region x; curl --version; echo",
    "aws ec2 wait help; aws ec2 describe-vpcs help; echo",
    "f() { aws s3 ls; echo; }",
    // Commands that do not run in this shell.
    "docker exec web aws s3 ls; echo 'aws s3 ls'; echo",
    // An early `return` without a status is meant as success.
    "f() { if ! X=$(aws s3 ls); then return; fi; echo; }\nf\necho",
    // An HTTP error is a failure, or the script does not use the exit status to detect it.
    "curl -fsS http://h/x -o x || exit 1\necho",
    "curl -s http://h/x -o x || true\necho",
    "CODE=$(curl -s -o x -w '%{http_code}' http://h/x) || exit 1\necho",
    // The second answer is only needed if the first is not 200.
    `A=$(${ASK})\nB=$(${ASK})\nif [ "$A" = 200 ]; then echo; elif [ "$B" -eq 200 ]; then echo; else exit 1; fi\necho`,
    "for I in 1 2 3; do aws s3 ls | grep -q x && exit 0; done\nexit 1",
    "for I in 1 2 3; do aws s3 ls | grep -q x && break; echo waiting; done\necho",
    "until aws s3 ls | grep -q x; do N=$((N + 1)); [ $N -gt 5 ] && exit 1; done\necho",
    "until aws s3 ls | grep -q x || [ $N -gt 5 ]; do N=$((N + 1)); done\n[ $N -gt 5 ] && exit 1\necho",
    "aws s3 cp s3://b/f /srv/f\nchown app: /srv/f",
    // A loop that waits until the server answers at all.
    ...waitingFor("curl -s http://localhost"),
    // The output is the HTTP status.
    "curl -s -o /dev/null -w '%{http_code}\\n' http://localhost/\necho",
    "echo \"Test: $(curl -s -o /dev/null -w '%{http_code}' http://localhost/)\"\necho",
    // After each failure the shell has ended, and so many calls are not followed one by one.
    `if true; then\nset -e\n${Array.from({ length: 250 }, (_, n) => `if c${n}; then\naws s3 cp a s3://b/${n}\nfi`).join("\n")}\nfi`,
    // `tar` and `yum` reject a file that is not a package.
    'set -e\nV=$(cat v)\ncurl -sSLO "https://h/v$V/a.tgz"\ntar xzf a.tgz\necho',
    "set -e\ncurl -sSL https://h/x -o a.rpm\nyum install -y a.rpm\necho",
    // Another command reads the file.
    'curl -s http://h/x -o x.tgz || exit 1\necho "$SUM  x.tgz" | sha256sum -c - || exit 1\necho',
    "curl -s http://h/x -o x.tgz || exit 1\nsha256sum --check SUMS || exit 1\necho",
    'D=$(pwd)\ncurl -s http://h/x -o "$D/x.tgz" || exit 1\ngpg --verify x.sig x.tgz || exit 1\necho',
    "curl -sO http://h/x.json || exit 1\nsudo jq -er .a x.json || exit 1\necho",
    "aws s3 cp s3://b/x.tgz $D\n[ -f /tmp/x.tgz ] || exit 1\necho",
    "aws s3 cp $URL /tmp/x.tgz\n[ -f /tmp/x.tgz ] || exit 1\necho",
    'X=$(aws s3 ls)\n. /etc/default/app\n[ -n "$X" ] || exit 1\necho',
    // A missing file ends the script, or the next command fails.
    ...[
      "cmp -s old new || exit 1",
      "diff old new || { echo differs >&2; exit 1; }",
      "cmp old new; [ $? = 0 ] || exit 1",
    ].map((check) => `aws s3 cp s3://b/new new\n${check}\necho`),
    "aws s3 cp s3://b/new new\ncmp -s old new",
    "aws s3 cp s3://b/new ./new\nif ! cmp -s old ./new; then mv ./new old || exit 1; fi\necho",
    "aws s3 ls > ./new\n[ -s ./new ] || exit 1\ndiff old ./new || mv ./new old\necho",
    // A file of an error page cannot be unpacked: the file that comes from it is missing.
    "curl -sL http://h/x | tar xz -C /tmp\nmv /tmp/x/app /usr/local/bin/app",
    "curl -so x.tgz http://h/x || exit 1\ntar xzf x.tgz\n[ -f ./x/app ] || exit 1\necho",
    "curl -so /opt/x.zip http://h/x || exit 1\nunzip -d /opt /opt/x.zip\ncp /opt/x/app /usr/bin/app || exit 1\necho",
    // The error pages of the metadata service are XML.
    ...["jq -r .region d.json", "jq -r .region < d.json"].flatMap((reader) => [
      `${TOKEN}\ncurl -sH "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/dynamic/instance-identity/document > d.json || exit 1\nR=$(${reader}) || exit 1\necho "$R"`,
      `${TOKEN}\ncurl -sH "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/dynamic/instance-identity/document -o d.json || exit 1\nR=$(${reader}) || exit 1\necho "$R"`,
    ]),
    "f() {\ncurl -so x http://h/x || exit 1\nsha256sum -c SUMS || exit 1\n}",
    // The sourced file sets R, which nothing changes between the two tests.
    ...['"$R" = 1', '1 = "$R"', '"$R" != 1'].map(
      (test) =>
        `. ./p\nif [ ${test} ]; then F=a; else F=b; fi\naws s3 cp s3://b/$F ./$F\nif [ ${test} ]; then [ -s ./a ] || exit 1; else [ -s ./b ] || exit 1; fi\necho`,
    ),
    "#!/bin/bash\n. ./p\nif [[ $R == 1* ]]; then F=a; else F=b; fi\naws s3 cp s3://b/$F ./$F\nif [[ $R == 1* ]]; then [ -s ./a ] || exit 1; else [ -s ./b ] || exit 1; fi\necho",
    'F=$D/x.json\ncurl -so "$F" http://h/x || exit 1\njq -e .a < "$F" || exit 1\necho',
    'curl -so "$D/x" http://h/x || exit 1\ntar xz < "$D/x" || exit 1\necho',
    "curl -s http://h/x > /tmp/k.asc || exit 1\ngpg --import /tmp/k.asc || exit 1\necho",
    "aws s3 cp s3://b/key - | ssh-add - || exit 1\necho",
    'curl -s http://h/x -o "$F" || exit 1\ngpg --import "$F" || exit 1\necho',
    "if curl -s http://h > /dev/null; then echo; fi\necho",
    "wget -q http://h/x || exit 1\necho",
    "curl -s file:///x -o y || exit 1\necho",
    'X=$(curl -s http://h/x) || exit 1\n[ "$X" = ok ] || exit 1\necho',
    'X=$(curl -s http://h/x | jq -r .a | tr -d " ")\n[ -n "$X" ] || exit 1\necho',
    'X=$(curl -s http://h/x | jq -r .a | xargs)\n[ -n "$X" ] || exit 1\necho',
  ].map((script) => document(script)),
  invalid: [
    // To end the script would end all other attempts.
    bad(`${HEAD}while :; do\n  X=$(aws s3 ls)\n  [ -e /opt/r ] && break\n  sleep 5\ndone\necho`, "ignored"),
    bad(
      `${HEAD}for I in 1 2; do\n  export X=$(aws s3 ls)\n  if [ -e r ]; then exit 0; fi\n  sleep 5\ndone\necho`,
      "masked",
    ),
    // These loops make no other attempt.
    bad(
      `${HEAD}for F in a b; do\n  aws s3 rm $F\n  sleep 5\ndone\necho`,
      "ignored",
      `${HEAD}for F in a b; do\n  aws s3 rm $F || exit 1\n  sleep 5\ndone\necho`,
      1,
    ),
    bad(
      `${HEAD}while read -r F; do\n  [ "$F" = end ] && break\n  aws s3 rm "$F"\n  sleep 5\ndone < list\necho`,
      "ignored",
      `${HEAD}while read -r F; do\n  [ "$F" = end ] && break\n  aws s3 rm "$F" || exit 1\n  sleep 5\ndone < list\necho`,
    ),
    // A message after the call succeeded says nothing about its failures.
    ...["aws s3 ls && echo up", "aws s3 ls && printf up"].flatMap((test) => [
      bad(`for I in 1 2 3; do if ${test}; then break; fi; done\necho`, "retried"),
      bad(`I=0\nuntil ${test}; do I=$((I + 1)); [ $I -gt 3 ] && break; done\necho`, "retried"),
    ]),
    // If the call fails, the file of the earlier one is still there: tried with curl 7.88 and AWS CLI 2.
    ...["[ -s ./f ] || exit 1", "if [ ! -f ./f ]; then exit 1; fi", "grep -q a ./f || exit 1"].flatMap((test) => [
      bad(
        `for I in 1 2; do curl -fsSo ./f http://h; ${test}; done\necho`,
        "oldFile",
        `for I in 1 2; do curl -fsSo ./f http://h || exit 1; ${test}; done\necho`,
        1,
      ),
      bad(
        `for I in $(seq 2); do aws s3 cp s3://b/f ./f; ${test}; done\necho`,
        "oldFile",
        `for I in $(seq 2); do aws s3 cp s3://b/f ./f || exit 1; ${test}; done\necho`,
        1,
      ),
      bad(
        `curl -fsSo ./f http://a || exit 1\ncurl -fsSo ./f http://b\n${test}\necho`,
        "oldFile",
        `curl -fsSo ./f http://a || exit 1\ncurl -fsSo ./f http://b || exit 1\n${test}\necho`,
        1,
      ),
      bad(
        `curl -fsSo ./f http://a\n${test}\ncurl -fsSo ./f http://b\n${test}\necho`,
        "oldFile",
        `curl -fsSo ./f http://a\n${test}\ncurl -fsSo ./f http://b || exit 1\n${test}\necho`,
        1,
      ),
    ]),
    bad(
      "aws s3 ls 2> err\n[ -s other ] && exit 1\necho",
      "ignored",
      "aws s3 ls 2> err || exit 1\n[ -s other ] && exit 1\necho",
    ),
    // `return 1` would give the failure to a function that does not test it, and `exit 1` skips what main's caller does.
    bad("f() { aws s3 ls; echo; }\nmain() { f; echo; }\nmain || { echo; exit 1; }", "ignored"),
    bad("aws s3 ls 2> err\ncat err\necho", "ignored", "aws s3 ls 2> err || exit 1\ncat err\necho"),
    // The program may be missing.
    ...['[ -z "$(which pip)" ]', "P=$(command -v pip)\n[ ! $P ]", '[ "$(type -P pip)" = "" ]'].map((test) =>
      bad(`${HEAD}${test} && aws s3 ls\necho`, "ignored", `${HEAD}${test} && { aws s3 ls || exit 1; }\necho`),
    ),
    // `.` is the directory of an empty path.
    bad('X=$(dirname "$(aws sts get-caller-identity)")\n[ -n "$X" ] || exit 1\necho', "argument"),
    bad(
      'X=$(aws s3 ls > /dev/null 2>&1)\n[ "$X" ] && exit 1\necho',
      "ignored",
      'X=$(aws s3 ls > /dev/null 2>&1) || { echo "aws s3 ls failed" >&2; exit 1; }\n[ "$X" ] && exit 1\necho',
    ),
    bad("aws s3 ls\necho", "ignored", "aws s3 ls || exit 1\necho", 1),
    bad("sudo timeout 5 aws s3 ls\necho", "ignored", "sudo timeout 5 aws s3 ls || exit 1\necho"),
    bad("aws s3 ls # why\necho", "ignored", "aws s3 ls || exit 1 # why\necho", 1),
    bad("aws s3 cp - s3://b <<X\na\nX\necho", "ignored", "aws s3 cp - s3://b <<X || exit 1\na\nX\necho", 1),
    bad("[ -f x ] && aws s3 ls\necho", "ignored", "[ -f x ] && { aws s3 ls || exit 1; }\necho"),
    bad("[ -f x ] || aws s3 ls\necho", "ignored", "[ -f x ] || aws s3 ls || exit 1\necho", 1),
    bad("echo x | aws s3 cp - s3://b\necho", "ignored", "echo x | aws s3 cp - s3://b || exit 1\necho", 1),
    bad("X=$(aws s3 ls)\necho", "ignored", "X=$(aws s3 ls) || exit 1\necho", 1),
    bad("for I in 1 2; do aws s3 ls $I; done", "ignored", "for I in 1 2; do aws s3 ls $I || exit 1; done", 1),
    bad("f() { aws s3 ls; echo; }\nf", "ignored", "f() { aws s3 ls || exit 1; echo; }\nf"),
    bad("f() { aws s3 ls; }\nf\necho", "ignored", "f() { aws s3 ls || exit 1; }\nf\necho"),
    // An exit would only end a stage of the pipeline.
    bad("main() { aws s3 ls; echo; }\nmain 2>&1 | tee -a log", "stage"),
    bad("main() { aws s3 ls | grep b; echo; }\nmain 2>&1 | tee -a log", "stage"),
    bad("main() { X=$(aws s3 ls); echo $X; }\nmain 2>&1 | tee -a log", "stage"),
    bad("{ aws s3 ls\necho; } 2>&1 | tee -a log", "stage"),
    bad("set -o pipefail\n{ aws s3 ls\necho; } 2>&1 | tee -a log", "ignored"),
    // An empty value differs too, and replaces the old one.
    ...[
      'if [ "$N" != "$O" ]; then\n  echo "$N" > v\nfi\necho',
      'if [ "$N" = "$O" ]; then\n  exit 0\nfi\necho "$N" > v',
      '[ "$N" = 1.0 ] || echo "$N" > v\necho',
      'if [ "$N" != "$O" ]; then\n  cat > v <<X\n$N\nX\nfi\necho',
      'save() { echo "$1" > v; }\nif [ "$N" != "$O" ]; then\n  save "$N"\nfi\necho',
    ].map((code) =>
      bad(`N=$(aws s3 ls)\nO=$(cat v)\n${code}`, "ignored", `N=$(aws s3 ls) || exit 1\nO=$(cat v)\n${code}`),
    ),
    // Without a round, the flag has the same value, or nothing depends on it.
    ...["found=true", "touch $x"].flatMap((round) =>
      ["if [ $found = true ]; then echo; fi", "if [ $found = true ]; then exit 1; fi", "echo"].map((end) =>
        bad(`found=false\nfor x in $(aws s3 ls); do ${round}; done\n${end}`, "words"),
      ),
    ),
    // The variable had a value, another program's output sets it, or nothing ends the script.
    bad('A=old\neval "$(aws s3 ls)"\n[ -n "$A" ] || exit 1\necho', "argument"),
    bad('A=old\nfor w in $(aws s3 ls); do A=$w; done\n[ -n "$A" ] || exit 1\necho', "words"),
    bad(`eval "$(aws s3 ls)"\necho "$A"`, "argument"),
    bad(
      '#!/bin/bash\naws s3 cp s3://b/env /tmp/env\n. /tmp/other\n[ -n "$A" ] || exit 1\necho',
      "ignored",
      '#!/bin/bash\naws s3 cp s3://b/env /tmp/env || exit 1\n. /tmp/other\n[ -n "$A" ] || exit 1\necho',
    ),
    // If another command ends the function, nothing has checked the call.
    bad(
      "work() {\naws s3 ls\n[ -d /opt ] || return 1\n}\nwork\nST=$?\nexit $ST",
      "ignored",
      "work() {\naws s3 ls || exit 1\n[ -d /opt ] || return 1\n}\nwork\nST=$?\nexit $ST",
    ),
    // `exit 1` only ends a process of its own.
    ...[
      "ls | while read -r f; do aws s3 cp $f s3://b || { echo no; exit 1; }; done\necho",
      "aws s3 ls || (echo no >&2; exit 1)\necho",
      'X=$(aws s3 ls || { echo no; exit 1; })\n[ -n "$X" ] || exit 1\necho',
      "die() { echo no >&2; exit 1; }\nX=$(aws s3 ls || die)\necho",
    ].map((code) => bad(code, "handedOn")),
    // The upload writes no file.
    ...["rm $F", "mv $F /old", 'if [ -f "$F" ]; then rm "$F"; fi'].map((end) =>
      bad(
        `F=$(hostname).tgz\naws s3 cp $F s3://b/\n${end}`,
        "ignored",
        `F=$(hostname).tgz\naws s3 cp $F s3://b/ || exit 1\n${end}`,
      ),
    ),
    bad("aws s3 ls; exit 194", "ignored", "aws s3 ls || exit 1; exit 194", 1),
    bad("(aws s3 ls)\necho", "ignored"),
    bad("bash -c 'aws s3 ls; echo'", "ignored"),
    bad(`${HEAD}set -e\nX=$(aws s3 ls; echo)\necho`, "ignored"),
    bad(
      "set -e\nf() { aws s3 ls; echo; }\nif f; then echo; fi",
      "condition",
      "set -e\nf() { aws s3 ls || return 1; echo; }\nif f; then echo; fi",
    ),
    // `timeout` ends the loop that waits.
    ...["until curl -sf h; do sleep 1; done", "while ! curl -sf h; do sleep 1; done"].map((loop) => ({
      code: document(`sudo timeout 60 bash -c '${loop}'\necho`),
      errors: [
        {
          message:
            "If `curl` fails, `timeout` fails too, but its status is not checked, and the step can still report Success. Check its status: timeout … || exit 1",
        },
      ],
      output: null,
    })),
    bad('f() { timeout 60 sh -c "until aws s3 ls; do sleep 1; done"; }\nf\necho', "handedOn"),
    // bash turns `set -e` off in the substitution itself, and other shells do not.
    ...["", "#!/bin/bash\n"].flatMap((head) =>
      ["f || exit 1", "if f; then echo; fi"].map((call) => ({
        code: document(`${head}set -e\nf() { X=$(aws s3 ls); echo; }\n${call}`),
        errors: [{ message: /despite `set -e`, which has no effect in a condition.*: X=\$\(…\) \|\| return 1$/ }],
        output: document(`${head}set -e\nf() { X=$(aws s3 ls) || return 1; echo; }\n${call}`),
      })),
    ),
    {
      code: document("#!/bin/bash\nset -e\nf() { X=$(aws s3 ls; echo); }\nif f; then echo; fi"),
      errors: [{ message: /If `aws s3 ls` fails, the script continues, and .*: aws s3 ls … \|\| exit 1$/ }],
      output: null,
    },
    // Without `set -e`, the message also recommends what the fix does.
    {
      code: document("f() { X=$(aws s3 ls); echo; }\nif f; then echo; fi"),
      errors: [{ message: /If `aws s3 ls` fails, the script continues, and .*: X=\$\(…\) \|\| return 1$/ }],
      output: document("f() { X=$(aws s3 ls) || return 1; echo; }\nif f; then echo; fi"),
    },
    ...["echo; (if f; then echo; fi)", "{ if f; then echo; fi; } | cat"].map((call) => ({
      code: document(`#!/bin/bash\nf() { X=$(aws s3 ls); echo; }\n${call}`),
      errors: [{ message: /If `aws s3 ls` fails, the script continues, and .*: X=\$\(…\) \|\| return 1$/ }],
      output: null,
    })),
    // `return` would be an error outside of a function.
    {
      code: document("(set -e; aws s3 ls; echo) || exit 1"),
      errors: [
        {
          message:
            "If `aws s3 ls` fails, the script continues despite `set -e`, which has no effect in a condition or in a function called from one, and the step can still report Success. Check it: aws s3 ls … || exit 1",
        },
      ],
      output: null,
    },
    // The caller tests the function and goes on without it.
    bad(
      "f() { X=$(aws s3 ls); echo; }\nf || echo none\necho",
      "ignored",
      "f() { X=$(aws s3 ls) || return 1; echo; }\nf || echo none\necho",
    ),
    bad(
      "f() { export X=`aws s3 ls`; echo; }\nif f; then echo; fi",
      "masked",
      "f() { X=`aws s3 ls` || return 1; export X; echo; }\nif f; then echo; fi",
    ),
    bad(
      "set -e\nf() { X=$(aws s3 ls); echo; }\nif f; then echo; fi",
      "condition",
      "set -e\nf() { X=$(aws s3 ls) || return 1; echo; }\nif f; then echo; fi",
    ),
    bad("{ X=$(aws s3 ls); echo; } || echo none\necho", "ignored"),
    bad(`f() { A=$(${ASK}) || return 1; [ -f x ] && [ "$A" = 200 ] && exit 1; echo; }\nf\necho`, "handedOn"),
    // Something must print why the script ends.
    bad(
      "aws s3 ls 2>/dev/null\necho",
      "ignored",
      'aws s3 ls 2>/dev/null || { echo "aws s3 ls failed" >&2; exit 1; }\necho',
      1,
    ),
    bad(
      "X=$(curl -s h > /dev/null 2>&1)\necho",
      "ignored",
      'X=$(curl -s h > /dev/null 2>&1) || { echo "curl failed" >&2; exit 1; }\necho',
      1,
    ),
    bad(
      "export X=$(curl -s h 2> /dev/null)\necho",
      "masked",
      'X=$(curl -f -s h 2> /dev/null) || { echo "curl failed" >&2; exit 1; }; export X\necho',
    ),
    bad(
      "aws s3 ls &> /dev/null\necho",
      "ignored",
      'aws s3 ls &> /dev/null || { echo "aws s3 ls failed" >&2; exit 1; }\necho',
      1,
    ),
    bad("aws s3 ls > /dev/null\necho", "ignored", "aws s3 ls > /dev/null || exit 1\necho", 1),
    bad("X=$(aws s3 ls 2>&1)\necho", "ignored", 'X=$(aws s3 ls 2>&1) || { echo "$X" >&2; exit 1; }\necho', 1),
    bad(
      'export X="$(curl -s h 2>&1)"\necho',
      "masked",
      'X="$(curl -fS -s h 2>&1)" || { echo "$X" >&2; exit 1; }; export X\necho',
    ),
    bad(
      "f() { local X=$(aws s3 ls 2>&1); echo; }\nf || exit 1",
      "masked",
      'f() { local X; X=$(aws s3 ls 2>&1) || { echo "$X" >&2; return 1; }; echo; }\nf || exit 1',
    ),
    bad("X=($(aws s3 ls 2>&1))\necho", "ignored", 'X=($(aws s3 ls 2>&1)) || { echo "${X[*]}" >&2; exit 1; }\necho'),
    bad("X=$(aws s3 ls > f 2>&1)\necho", "ignored", "X=$(aws s3 ls > f 2>&1) || exit 1\necho", 1),
    // The second answer is never needed.
    bad(
      `A=$(${ASK})\nB=$(${ASK})\n[ "$A" = 200 ] || exit 1\necho`,
      "ignored",
      `A=$(${ASK})\nB=$(${ASK}) || exit 1\n[ "$A" = 200 ] || exit 1\necho`,
      1,
    ),
    bad("f() { X=$(aws s3 ls); echo; }\nf\nf || echo", "ignored"),
    // No fix: the status that is tested is not that of the function.
    ...[
      "{ f; echo; } || exit 1",
      "if { f; echo; }; then echo; fi",
      "if f; echo; then echo; fi",
      "! { f; echo; } && exit 1",
      "for I in 1 2; do f; done || exit 1",
      "m() { echo; f; echo; }\nm || exit 1",
    ].map((test) => bad(`f() { aws s3 ls; echo; }\n${test}\necho`, "ignored")),
    ...[
      "if date; f; then echo; fi",
      "if\nf\nthen echo; fi",
      "f \\\n|| exit 1",
      'f "a b" "c;d" || exit 1',
      "{ echo; f; } || exit 1",
      "! f && exit 1",
      "m() { f || return 1; echo; }\nm || exit 1",
      "m() { echo; f; }\nm || exit 1",
    ].map((test) =>
      bad(`f() { aws s3 ls; echo; }\n${test}\necho`, "ignored", `f() { aws s3 ls || return 1; echo; }\n${test}\necho`),
    ),
    bad("set -e\nexport X=$(aws s3 ls)\necho", "masked", "set -e\nX=$(aws s3 ls) || exit 1; export X\necho"),
    bad('f() { local X="$(aws s3 ls)"; echo; }\nf', "masked", 'f() { local X; X="$(aws s3 ls)" || exit 1; echo; }\nf'),
    bad("export A=1 X=$(aws s3 ls)\necho", "masked"),
    bad("readonly X=$(aws s3 ls)\nif [ 0 -eq $? ]; then echo a; else echo b >&2; fi", "masked"),
    bad("export X=$(aws s3 ls); RC=$?\n[ $RC -eq 0 ] || echo b", "masked"),
    bad(
      'f() { echo "$2"; exit "$1"; }\n[ -f a ] || f 1 a\n[ -f b ] || f 1 b\naws s3 ls\nf 0 done',
      "ignored",
      'f() { echo "$2"; exit "$1"; }\n[ -f a ] || f 1 a\n[ -f b ] || f 1 b\naws s3 ls || exit 1\nf 0 done',
    ),
    // Some calls end the script, but not all of them.
    bad(
      'f() { if [ "$1" = no ]; then exit 1; fi; }\ncase $1 in a) f no ;; b) f no ;; *) f yes ;; esac\naws s3 ls\necho',
      "ignored",
      'f() { if [ "$1" = no ]; then exit 1; fi; }\ncase $1 in a) f no ;; b) f no ;; *) f yes ;; esac\naws s3 ls || exit 1\necho',
    ),
    bad(
      "f() { RC=$?; echo; exit $RC; }\n[ -f a ] || f\n[ -f b ] || f\naws s3 ls\necho\nf",
      "ignored",
      "f() { RC=$?; echo; exit $RC; }\n[ -f a ] || f\n[ -f b ] || f\naws s3 ls || exit 1\necho\nf",
    ),
    bad(`${HEAD}set -e\nexport A=($(aws s3 ls))\necho`, "masked"),
    bad(`${HEAD}set -e\nf() { local A=(x $(aws s3 ls)); echo; }\nf`, "masked"),
    // No fix: `|| exit 1` would also stop the script if the file does not exist.
    bad("export X=$([ -f x ] && aws s3 ls)\necho", "masked"),
    bad("X=$([ -f x ] && aws s3 ls)\necho", "ignored"),
    // The checksum is that of another file.
    bad(
      'curl -fo b.tgz http://h/b\necho "abc  a.tgz" | sha256sum -c - || exit 1\necho',
      "ignored",
      'curl -fo b.tgz http://h/b || exit 1\necho "abc  a.tgz" | sha256sum -c - || exit 1\necho',
      1,
    ),
    // The loop reads each line, but does not check why the output ends.
    bad(`${HEAD}while read -r A; do echo $A; done < <(aws s3 ls)\necho`, "process"),
    bad(`${HEAD}read -r A <<< "$(aws s3 ls)" || exit 1\necho`, "argument"),
    bad('eval "$(aws configure export-credentials --format env)"\nexit', "argument"),
    bad(`${HEAD}X=$(aws s3 ls)\n(( n += X ))\necho`, "ignored", `${HEAD}X=$(aws s3 ls) || exit 1\n(( n += X ))\necho`),
    bad('X=$(aws s3 ls; echo m)\n[ "$X" = "" ] && echo no\necho', "ignored"),
    // The failure is passed on, and then lost.
    bad("f() { aws s3 ls || return 1; echo; }\nf\necho", "handedOn"),
    // The only word that can be the URL is no option.
    bad("U=$(ask)\ncurl -sSo x $U || exit 1\necho", "httpError", "U=$(ask)\ncurl -f -sSo x $U || exit 1\necho"),
    bad("curl -sSo x.tgz {{ U }} || exit 1\necho", "httpError", "curl -f -sSo x.tgz {{ U }} || exit 1\necho"),
    ...[
      'R=$(f)\necho "$R"',
      'R=$(f)\nexport R\nQ=$(date)\nif [ -z "$Q" ]; then Q=x; fi',
      'R=$(f)\nR=$(date)\n[ -n "$R" ] || R=x',
      'R=$(f) Q=\n[ -n "$Q" ] || Q=x',
      'R=$(f)\nR=\n[ -n "$R" ] || R=x',
      "R=$(f)\n: $((R += 1))",
    ].map((use) =>
      bad(`f() { V=$(aws ssm get-parameter --name x) || return 1; echo "$V"; }\n${use}\necho "$R"`, "handedOn"),
    ),
    bad('U=x N=2\nuntil curl -f "$U"; do N=$((N-1)); [ $N -le 0 ] && break; done\necho', "retried"),
    bad("f() { if ! aws s3 ls; then return 1; fi; echo; }\nX=$(f)\necho", "handedOn"),
    // An exit in a function does not end the script if the function runs in another process.
    ...(
      [
        ["X=$(f)", "ignored"],
        ['echo "$(f)"', "ignored"],
        ["f | cat", "stage"],
        ["(f; echo)", "ignored"],
      ] as const
    ).flatMap(([call, ignored]) => [
      bad(`f() { aws s3 ls; }\n${call}\necho`, "handedOn"),
      bad(`f() { if [ -f x ]; then X=$(aws s3 ls); fi; }\n${call}\necho`, "handedOn"),
      bad(`f() { aws s3 ls $1; }\n${call}\nf s3://b\necho`, "ignored"),
      bad(`f() { aws s3 ls; echo; }\n${call}\necho`, ignored),
      bad(`f() { for F in a b; do aws s3 rm s3://b/$F; done; }\n${call}\necho`, ignored),
    ]),
    bad("set -e\nf() { X=$(aws s3 ls); echo; }\nf | logger\necho", "handedOn"),
    bad('#!/bin/bash\nset -e\nf() { X=$(aws s3 ls); echo; }\nX="$(f)"\necho', "ignored"),
    bad("f() { aws s3 ls | grep -q x || return 1; }\nf\necho", "handedOn"),
    ...["R=$?; [ $R -eq 0 ] || return 1", "R=$?; echo; return $R"].map((end) =>
      bad(`f() { aws s3 ls | grep -q x; ${end}; }\nf\necho`, "handedOn"),
    ),
    // The trap changes the status, but the script fails if the output is this text.
    bad("trap 'exit 0' EXIT\nX=$(aws s3 ls)\n[ \"$X\" = none ] && exit 1\necho", "overruled"),
    // Even after `exit 1`, the trap ends the script with success.
    ...[
      "trap 'exit 0' EXIT",
      "f() { for I in a b; do { rm -f $I; }; done; exit 0; }\ntrap f EXIT",
      'die() { exit "$1"; }\nf() { die 0; }\ntrap f 0',
      "T='exit 194'\ntrap \"$T\" INT EXIT",
      "S=0\ntrap 'exit $S' EXIT",
    ].flatMap((trap) => ["aws s3 ls", "aws s3 ls || exit 1"].map((call) => bad(`${trap}\n${call}\necho`, "overruled"))),
    // The trap of another shell, whose status the script checks.
    ...["aws s3 ls", "set -e; aws s3 ls; date", "f() { aws s3 ls || exit 1; }; f"].flatMap((call) =>
      [`(trap "exit 0" EXIT; ${call})`, `bash -c 'trap "exit 0" EXIT; ${call}'`].map((shell) =>
        bad(`f() { ${shell} || exit 1; }\nf\necho`, "overruled"),
      ),
    ),
    bad("(trap 'exit 0' EXIT; date)\n(set -e; aws s3 ls)\necho", "handedOn"),
    // A check of the assignment would notice the last iteration only.
    ...["", " || exit 1"].flatMap((check) => [
      bad(`${HEAD}X=$(for I in a b; do aws s3 ls $I; done)${check}\necho`, "ignored"),
      bad(`${HEAD}f() { X=$(while read -r L; do Y=$(aws s3 ls $L); done < list)${check}; }\nf\necho`, "ignored"),
    ]),
    bad("X=$(for I in a b; do aws s3 ls $I || exit 1; done)\necho", "handedOn"),
    // These keep the status, or it is another shell that they end.
    ...[
      "f() { RC=$?; rm -f x; exit $RC; }\ntrap f EXIT",
      "f() { true; }\ntrap 'f; exit' EXIT",
      "f() { exit 0; }\ntrap 'rm -f x' EXIT",
      "(trap 'exit 0' EXIT; date)",
    ].map((trap) => bad(`${trap}\naws s3 ls\necho`, "ignored", `${trap}\naws s3 ls || exit 1\necho`)),
    ...["aws s3 ls", "P { aws s3 ls; }"].map((job) => bad(`${HEAD}coproc ${job}\nwait\necho`, "background")),
    // A database client succeeds if it has nothing to read.
    ...["psql app", "gunzip | mysql app"].map((client) =>
      bad(`aws s3 cp s3://b/x - | ${client} || exit 1\necho`, "pipeline"),
    ),
    bad(
      "aws s3 cp s3://b/x - > x\nmysql app < x || exit 1\necho",
      "ignored",
      "aws s3 cp s3://b/x - > x || exit 1\nmysql app < x || exit 1\necho",
      1,
    ),
    ...["cut -c1 log", "sed -n p log", "wc -l"].map((rest) =>
      bad(`[ -n "$(aws s3 ls | while read -r L; do date; done | ${rest})" ] || exit 1\necho`, "pipeline"),
    ),
    // The 0 that is counted in an empty output passes.
    ...["[ $X -gt 9 ] && exit 1", "[ $X -le 9 ] || exit 1", "if [ $X -ne 0 ]; then exit 1; fi"].flatMap((test) => [
      bad(`X=$(aws s3 ls | wc -l | tr -d " ")\n${test}\necho`, "pipeline"),
      // No fix: if no line matches, `grep -c` fails too.
      bad(`X=$(aws s3 ls | grep -c a)\n${test}\necho`, "pipeline"),
    ]),
    ...[
      "(( X > 9 )) && exit 1",
      "(( 9 >= X )) || exit 1",
      "if (( X )); then exit 1; fi",
      '[ "$X" != 0 ] && exit 1',
      "[[ $X = 0 ]] || exit 1",
      "case $X in 0) ;; *) exit 1 ;; esac",
    ].map((test) => bad(`${HEAD}X=$(aws s3 ls | wc -l)\n${test}\necho`, "pipeline")),
    bad(`${HEAD}(( $(aws s3 ls | wc -l) > 9 )) && exit 1\necho`, "pipeline"),
    bad(
      `${HEAD}X=$(aws s3 ls)\n(( X > 9 )) && exit 1\necho`,
      "ignored",
      `${HEAD}X=$(aws s3 ls) || exit 1\n(( X > 9 )) && exit 1\necho`,
    ),
    // An empty output does not match the pattern.
    ...["[[ $X == *a* ]] && exit 1", "[[ $X =~ ^a|b ]] && exit 1", "case $X in *a* | b*) exit 1 ;; esac"].map((test) =>
      bad(
        `${HEAD}X=$(aws s3 ls)\n${test}\necho`,
        "ignored",
        `${HEAD}X=$(aws s3 ls) || exit 1\n${test}\necho`,
        test.startsWith("case") ? 1 : 0,
      ),
    ),
    // The variable is set in a process of its own.
    ...["|| R=1", "|| ((R++))", "|| R=$((R + 1))", "|| { R=1; continue; }"].map((response) =>
      bad(`R=0\ncat list | while read -r L; do aws s3 ls $L ${response}; done\nexit $R`, "flagged"),
    ),
    bad("cat list | while read -r L; do if ! aws s3 ls $L; then R=1; fi; done\n[ -z $R ] || exit 1\necho", "flagged"),
    bad("f() { cat l | while read -r L; do aws s3 ls $L || R=1; done; return $R; }\nf || exit 1\necho", "flagged"),
    bad("(if aws s3 ls; then echo; else R=1; fi)\nexit $R", "flagged"),
    bad("aws s3 ls || R=1 &\nwait\nexit $R", "flagged"),
    bad(
      "#!/bin/bash\nset -e\nshopt -s inherit_errexit\nshopt -u inherit_errexit\nX=$(aws s3 ls; echo x)\necho",
      "ignored",
    ),
    // PIPESTATUS has one element after a substitution, a subshell or a function.
    ...["N=$(aws s3 ls | wc -l)", "(aws s3 ls | wc -l)", "f() { aws s3 ls | wc -l; }\nf"].map((call) =>
      bad(`#!/bin/bash\n${call}\n[ "\${PIPESTATUS[0]}" -eq 0 ] || exit 1\necho`, "pipeline"),
    ),
    // Without output, there is no match, as after a success.
    ...['if echo "$X" | grep -q E; then exit 1; fi', 'grep -q E <<< "$X" && exit 1'].map((test) =>
      bad(
        `${HEAD}X=$(aws s3 ls)\n${test}\necho`,
        "ignored",
        `${HEAD}X=$(aws s3 ls) || exit 1\n${test}\necho`,
        test.startsWith("if") ? 1 : 0,
      ),
    ),
    ...[
      "aws s3 ls | grep -q E && exit 1",
      "if aws s3 ls | sort | grep E > /dev/null; then exit 1; fi",
      "while aws s3 ls | grep -q E; do sleep 5; done",
      "while :; do aws s3 ls | grep -q E || break; sleep 5; done",
      "(q; aws s3 ls | grep -q E) && exit 1",
    ].map((test) => bad(`${test}\necho`, "argument")),
    bad("(aws s3 ls | grep E; q) || exit 1", "ignored"),
    bad("if aws s3 ls | grep E; q; then exit 1; fi", "ignored"),
    bad(
      "aws s3 ls > f\ngrep -q E f && exit 1\necho",
      "ignored",
      "aws s3 ls > f || exit 1\ngrep -q E f && exit 1\necho",
    ),
    // Nothing reads the flag.
    bad("aws s3 ls || R=1\necho", "unread"),
    bad("for F in a b; do if aws s3 ls $F; then R=0; else R=1; fi; done\necho", "unread"),
    bad("f() { aws s3 ls || R=1; }\nf\necho", "unread"),
    // Another status replaces the status, which only depends on the output.
    bad("aws s3 ls | grep -q x\nR=$?\ndate\nR=$?\nexit $R", "ignored"),
    bad("for I in a b; do aws s3 ls $I | grep -q x; R=$?; done\nexit $R", "ignored"),
    bad(`${HEAD}aws s3 ls | grep -q x | cat\nR=\${PIPESTATUS[1]}\nR=0\nexit $R`, "pipeline"),
    bad("(aws s3 ls || exit 1; echo)\necho", "handedOn"),
    bad("(aws s3 ls; exit $?)\necho", "ignored"),
    bad(
      "f() { case $1 in a) aws s3 ls ;; *) echo ;; esac; return; }\nf a\necho",
      "ignored",
      "f() { case $1 in a) aws s3 ls || exit 1 ;; *) echo ;; esac; return; }\nf a\necho",
    ),
    bad("if ! aws s3 ls; then exit $?; fi\necho", "inverted"),
    // The status of a loop without words is 0.
    bad("aws s3 ls\nfor I in $X; do :; done", "ignored", "aws s3 ls || exit 1\nfor I in $X; do :; done", 1),
    // The status is that of a message.
    bad("aws s3 ls || { echo no; exit $?; }\necho", "inverted"),
    bad("aws s3 ls || { echo no; exit; }\necho", "inverted"),
    bad("if ! aws s3 ls; then rm -f x; echo no; cd /; exit; fi\necho", "inverted"),
    bad('log() { echo "$(date) $*" >&2; }\naws s3 ls || { log no; exit $?; }\necho', "inverted"),
    bad("log() { logger no; } > /dev/null\nf() { aws s3 ls || { log; return $?; }; }\nf || exit 1\necho", "inverted"),
    bad("aws s3 ls\nR=$?\nif [ $R -ne 0 ]; then echo no; exit; fi\necho", "inverted", undefined, 1),
    bad('die() { echo "$1"; exit; }\naws s3 ls || die no\necho', "inverted"),
    bad(`${HEAD}trap 'echo no; exit' ERR\naws s3 ls\necho`, "inverted"),
    bad('X=$(aws s3 ls)\n[ -z "$X" ] && { echo no; exit $?; }\necho', "inverted"),
    bad('X=$(aws s3 ls)\n[ -z "$X" ] && exit $?\necho', "inverted"),
    ...["echo no", "rm -rf x", "date"].flatMap((command) => [
      bad(`trap '${command}; exit $?' EXIT\naws s3 ls || exit 1\necho`, "overruled"),
      bad(`${HEAD}set -e\nc() { ${command}; exit $?; }\ntrap c EXIT\naws s3 ls`, "overruled"),
    ]),
    ...['[ -n "$X" ] && break', '[ -z "$X" ] || break', 'if [ -n "$X" ]; then break; fi'].map((test) =>
      bad(`for I in 1 2; do X=$(aws s3 ls); ${test}; sleep 1; done\necho`, "retried"),
    ),
    bad("for I in 1 2; do aws s3 cp s3://b/x x; [ -s x ] && break; sleep 1; done\necho", "retried"),
    // The loop checks the status of the function, and nothing checks how the loop ends.
    bad("f() { aws s3 ls || return 1; date; }\nfor I in 1 2 3; do f && break; sleep 1; done\necho", "retried"),
    // A shell fails with its last command, or because of its own `set -e`.
    ...["bash -c 'aws s3 ls'", "bash <<'E'\nset -e\naws s3 ls\ndate\nE", "sudo sh -ec 'aws s3 ls; date'"].map((call) =>
      bad(`${call}\necho`, "handedOn"),
    ),
    bad("bash -c 'aws s3 ls; date'\necho", "ignored"),
    // A function fails if the output is empty, and nothing checks its status.
    bad('f() { X=$(aws s3 ls); [ -z "$X" ] && return 1; echo; }\nf\necho', "handedOn"),
    bad("f() { X=$(aws s3 ls); [[ -n $X ]] || return 1; echo; }\nf\necho", "handedOn"),
    bad('X=$(aws s3 ls)\n([ -n "$X" ] || exit 1)\necho', "handedOn"),
    bad("if aws s3 ls; then :; else echo no; printf '%s' no >&2; exit \"$?\"; fi\necho", "inverted"),
    bad("f() { aws s3 ls; [ $? = 0 ] || { logger no; return $?; }; }\nf || exit 1\necho", "inverted"),
    bad("if aws s3 ls; then exit 0; fi\nif ! aws s3 ls; then exit; fi\necho", "inverted"),
    bad("f() { if aws s3 ls; then echo; return 0; fi; return 1; }\nf\necho", "handedOn"),
    bad("f() { if ! aws s3 ls; then return $?; fi; echo; }\nf || exit 1\necho", "inverted"),
    // A file that is sent is not written.
    bad(
      "aws route53 change-resource-record-sets --change-batch file:///tmp/b.json\nrm /tmp/b.json",
      "ignored",
      "aws route53 change-resource-record-sets --change-batch file:///tmp/b.json || exit 1\nrm /tmp/b.json",
    ),
    bad(
      "T=$(mktemp)\naws route53 change-resource-record-sets --change-batch file://$T\nrm $T",
      "ignored",
      "T=$(mktemp)\naws route53 change-resource-record-sets --change-batch file://$T || exit 1\nrm $T",
    ),
    bad(
      "aws s3api put-object --bucket b --key k --body /tmp/b.gz\nrm /tmp/b.gz",
      "ignored",
      "aws s3api put-object --bucket b --key k --body /tmp/b.gz || exit 1\nrm /tmp/b.gz",
    ),
    bad(
      "curl -fd @/tmp/b.json http://h/\nrm /tmp/b.json",
      "ignored",
      "curl -fd @/tmp/b.json http://h/ || exit 1\nrm /tmp/b.json",
    ),
    bad(
      'curl -f -F file=@b.json "$URL"\nmv b.json /tmp',
      "ignored",
      'curl -f -F file=@b.json "$URL" || exit 1\nmv b.json /tmp',
    ),
    bad(
      "wget --post-file=/tmp/b.json http://h/\nrm /tmp/b.json",
      "ignored",
      "wget --post-file=/tmp/b.json http://h/ || exit 1\nrm /tmp/b.json",
    ),
    // Without -O, the file name in the URL is not written either.
    bad("curl -f http://h/b.json\nrm /tmp/b.json", "ignored", "curl -f http://h/b.json || exit 1\nrm /tmp/b.json"),
    // The redirection creates the file even if the command fails.
    bad('echo "$(aws s3 ls)" > f.txt\nmv f.txt /tmp', "argument"),
    // If the status is another number, nothing notices the failure.
    ...[
      "[ $? -eq 22 ] && exit 1",
      "[ ! $? -eq 22 ] || exit 1",
      "[ 22 -ne $? ] || exit 1",
      'if [ "$?" = "22" ]; then exit 1; fi',
      "case $? in 6 | 22) exit 1 ;; esac",
      "case $? in 22) exit 1 ;; *) echo ;; esac",
      "R=$?\n[ $R -eq 22 ] && exit 1",
    ].map((test) => bad(`curl -f h\n${test}\necho`, "oneStatus")),
    ...[
      "[[ $? == 22 ]] && exit 1",
      "[[ ! $? -ne 22 ]] && exit 1",
      "curl -f h\n(( $? == 22 )) && exit 1",
      "curl -f h\nR=$?\nif (( 22 != R )); then echo; else exit 1; fi",
      "curl -f h | cat\n[ ${PIPESTATUS[0]} -eq 22 ] && exit 1",
    ].map((test) => bad(`${HEAD}${test.startsWith("[[") ? "curl -f h\n" : ""}${test}\necho`, "oneStatus")),
    bad("f() { timeout 5 aws s3 ls; [ $? -eq 124 ] && return 1; return 0; }\nf || exit 1\necho", "oneStatus"),
    bad("aws s3 ls &\nwait $!\n[ $? -eq 1 ] && exit 1\necho", "oneStatus"),
    // One of two calls of the function is not tested at all.
    ...["f a", "f b; [ $? -eq 2 ] && exit 1"].map((call, at, all) =>
      bad(`f() { aws s3 ls "$1"; }\n${call}\n${all[1 - at]}\necho`, "oneStatus"),
    ),
    // The constant beside the output is no longer a reason to treat the comparison as a check.
    ...[
      '[ "$X" = none ] && exit 1',
      '[ "$X" = "m none" ] && exit 1',
      '[ "$X" != "m none" ] || exit 1',
      '[ "$X" = ok ] || echo no',
      'case "$X" in *FAILED*) exit 1 ;; esac',
      'case "$X" in ok | no*) exit 1 ;; esac',
    ].flatMap((test) => [
      bad(`X=$(printf 'm ' && aws s3 ls)\n${test}\necho`, "ignored"),
      bad(`X=$(printf 'm ' && aws s3 ls; :)\n${test}\necho`, "ignored"),
    ]),
    // `|| exit 1` would also end the script if another process had the lock.
    bad("flock -n /var/lock/x aws s3 sync a s3://b\necho", "ignored"),
    // The variable contains the 0 of `!`.
    bad("if ! aws s3 ls; then RC=$?; rm -f x; exit $RC; fi\necho", "inverted"),
    bad('if ! X=$(aws s3 ls); then RC=$?; exit "${RC}"; fi\necho', "inverted"),
    bad("f() { if ! aws s3 ls; then local rc=$?; rm -f x; return $rc; fi; }\nf || exit 1\necho", "inverted"),
    bad("RC=0; if ! aws s3 ls; then RC=$?; fi\nexit $RC", "inverted"),
    bad("(if ! aws s3 ls; then RC=$?; exit $RC; fi) || exit 1\necho", "inverted"),
    // The status that is passed on is never the one that it is compared with.
    bad("sh -c 'aws s3 ls || exit 3'; [ $? -eq 124 ] && exit 1\necho", "oneStatus"),
    // The shell prints something else if the call fails.
    bad("X=$(sh -c 'set -e; aws s3 ls; echo m')\ncase $X in *none*) exit 1 ;; esac\necho", "handedOn"),
    bad("X=$(sh -c 'aws s3 ls || exit 3; echo m')\n[ \"$X\" = none ] && exit 1\necho", "handedOn"),
    bad("aws s3 ls || false\n[ $? -eq 3 ] && exit 1\necho", "oneStatus"),
    bad("f() { aws s3 ls || return 3; }\n{ f || false; }\n[ $? -eq 3 ] && exit 1\necho", "oneStatus"),
    bad("f() { aws s3 ls || return 3; }\nf; [ $? -eq 124 ] && exit 1\necho", "oneStatus"),
    bad("f() { aws s3 ls || return 3; }\ng() { f || return 4; }\ng; [ $? -eq 3 ] && exit 1\necho", "oneStatus"),
    bad("f() { aws s3 ls || return $?; }\nf; [ $? -eq 3 ] && exit 1\necho", "oneStatus"),
    bad("timeout 9 sh -c 'until aws s3 ls; do sleep 1; done'; [ $? -eq 125 ] && exit 1\necho", "oneStatus"),
    // The status is that of `grep`.
    bad("aws s3 ls | grep -q .\n[ $? -eq 124 ] && exit 1\necho", "ignored"),
    // In a condition, neither `set -e` nor the trap applies in a substitution.
    ...[
      "if X=$(aws s3 ls; echo a); then echo; fi",
      'if echo "$(aws s3 ls; echo a)"; then echo; fi',
      "f() { X=$(aws s3 ls; echo a); }\nf || exit 1",
    ].map((test) => bad(`${HEAD}set -E\ntrap 'exit 1' ERR\n${test}\necho`, "ignored")),
    bad("for i in 1 2 3; do curl -f h; R=$?; [ $R -eq 28 ] || break; sleep 5; done\necho", "oneStatus"),
    // The last attempt is lost.
    // Nothing reads the variable that contains the status.
    bad("aws s3 ls\nR=$?\necho", "ignored", "aws s3 ls || exit 1\nR=$?\necho", 1),
    bad(
      `${HEAD}declare -i R\naws s3 ls\nR=$?\necho`,
      "ignored",
      `${HEAD}declare -i R\naws s3 ls || exit 1\nR=$?\necho`,
    ),
    bad("aws s3 ls\nR=$?\neval 'echo a'", "ignored", "aws s3 ls || exit 1\nR=$?\neval 'echo a'"),
    // Another status replaces the one that nothing has read.
    bad(
      "aws s3 ls\nR=$?\ncurl -f h\nR=$?\nexit $R",
      "ignored",
      "aws s3 ls || exit 1\nR=$?\ncurl -f h\nR=$?\nexit $R",
      1,
    ),
    bad(
      "aws s3 ls\nR=$?\nif [ -f x ]; then R=0; fi\nexit $R",
      "ignored",
      "aws s3 ls || exit 1\nR=$?\nif [ -f x ]; then R=0; fi\nexit $R",
      1,
    ),
    bad(
      "for F in *; do aws s3 ls $F; R=$?; done\nexit $R",
      "ignored",
      "for F in *; do aws s3 ls $F || exit 1; R=$?; done\nexit $R",
      1,
    ),
    bad(`${HEAD}aws s3 ls | cat\nR=\${PIPESTATUS[0]}\ncurl -f h | cat\nR=\${PIPESTATUS[0]}\nexit $R`, "pipeline"),
    // The second redirection replaces the messages.
    bad(
      "{ aws s3 ls; date; } 2> err\n{ curl -f h; date; } 2> err\n[ -s err ] && exit 1\necho",
      "ignored",
      "{ aws s3 ls || exit 1; date; } 2> err\n{ curl -f h; date; } 2> err\n[ -s err ] && exit 1\necho",
    ),
    // If the call fails, the output is not "None" either, and the script continues as if it had succeeded.
    bad(
      'X=$(aws s3 ls)\n[ "$X" = None ] && exit 1\necho',
      "ignored",
      'X=$(aws s3 ls) || exit 1\n[ "$X" = None ] && exit 1\necho',
    ),
    ...['[ "$X" != None ] || exit 1', 'if [ "$X" = None ]; then echo; exit 1; fi'].map((test) =>
      bad(`X=$(aws s3 ls)\n${test}\necho`, "ignored", `X=$(aws s3 ls) || exit 1\n${test}\necho`, 1),
    ),
    // A function that a string or a written file defines.
    bad("eval 'f() { aws s3 ls; }'\nf\necho", "ignored"),
    bad("cat > l.sh <<'E'\nf() { aws s3 ls || return 1; }\nE\n. ./l.sh\nf\necho", "handedOn"),
    // The variable passes the status on.
    bad("f() { aws s3 ls; R=$?; echo; return $R; }\nf\necho", "handedOn"),
    bad("(aws s3 ls; R=$?; exit $R)\necho", "handedOn"),
    bad(`${HEAD}(aws s3 ls | cat; [[ \${PIPESTATUS[0]} -eq 0 ]] || exit 1)\necho`, "handedOn"),
    bad(
      'f() { aws s3 ls; local R="$?"; echo; }\nf || exit 1\necho',
      "ignored",
      'f() { aws s3 ls || return 1; local R="$?"; echo; }\nf || exit 1\necho',
    ),
    // A redirection creates the file even if the call fails.
    bad(
      "aws s3 ls > ./a\n[ -f ./a ] || exit 1\necho",
      "ignored",
      "aws s3 ls > ./a || exit 1\n[ -f ./a ] || exit 1\necho",
      1,
    ),
    bad(
      "aws s3 ls 2> ./a\n[ -f ./a ] && exit 1\necho",
      "ignored",
      "aws s3 ls 2> ./a || exit 1\n[ -f ./a ] && exit 1\necho",
    ),
    bad(
      "aws s3 cp s3://b/a app --profile p\n[ -f p ] || exit 1\necho",
      "ignored",
      "aws s3 cp s3://b/a app --profile p || exit 1\n[ -f p ] || exit 1\necho",
      1,
    ),
    bad(
      "aws s3 cp a s3://b 2> err\naws s3 cp c s3://b 2> err\n[ -s err ] && exit 1\necho",
      "ignored",
      "aws s3 cp a s3://b 2> err || exit 1\naws s3 cp c s3://b 2> err\n[ -s err ] && exit 1\necho",
    ),
    bad("for F in *; do aws s3 cp $F s3://b >> log; done || exit 1\necho", "ignored"),
    // A fix would leave the service stopped.
    ...[
      ["systemctl stop app", "systemctl start app"],
      ["systemctl stop app.service web", "systemctl start web"],
      ["systemctl stop app\nsystemctl stop db\nsystemctl start db", "systemctl start app"],
      ["supervisorctl stop all", "supervisorctl start app"],
      ["service app stop", "service app start"],
      ['service "$S" stop', "service app start"],
      ["docker stop app", "docker start app"],
      ["docker stop app && docker rm app", "docker run -d --name app image"],
      ["docker compose -f a.yml down", "docker compose -f a.yml up -d"],
    ].map(([stop, start]) => ({
      code: document(`${stop}\naws s3 cp s3://b/a /opt/a\n${start}`),
      errors: [
        {
          messageId: "ignored" as const,
          suggestions: [
            { messageId: "exit" as const, output: document(`${stop}\naws s3 cp s3://b/a /opt/a || exit 1\n${start}`) },
          ],
        },
      ],
    })),
    // The script may well go on after these.
    ...[
      ["set +e\n", "aws s3 ls", "set -e"],
      ["set -e\nif true; then set +o errexit; fi\n", "aws s3 ls", "date"],
      ["", "aws sns publish --message m --topic-arn t", "date"],
      ["", "aws cloudwatch put-metric-data --namespace n --metric-name m --value 1", "date"],
      ["", "curl -fsS -X POST -d m https://hooks.slack.com/services/x", "date"],
      ["", 'curl -fsS -X POST -d m "$SLACK_WEBHOOK"', "date"],
    ].map(([before, call, after]) => ({
      code: document(`${before}${call}\n${after}`),
      errors: [
        {
          messageId: "ignored" as const,
          suggestions: [{ messageId: "stop" as const, output: document(`${before}${call} || exit 1\n${after}`) }],
        },
      ],
    })),
    // A command in the background does not end the script under `set -e`.
    bad("grep -q a b &\naws s3 ls\necho", "ignored", "grep -q a b &\naws s3 ls || exit 1\necho", 1),
    // The number in `$?` is never empty.
    ...["[ $? ]", '[ "$?" ]', "test $?", "[ -n $? ]", "! [ -z ${?} ]"].map((test) =>
      bad(`aws s3 ls\n${test} || exit 1\necho`, "ignored", `aws s3 ls || exit 1\n${test} || exit 1\necho`, 1),
    ),
    ...["[ $RC ]", '[ -n "$RC" ]', "! test -z ${RC}"].map((test) =>
      bad(
        `aws s3 ls\nRC=$?\n${test} || exit 1\necho`,
        "ignored",
        `aws s3 ls || exit 1\nRC=$?\n${test} || exit 1\necho`,
        1,
      ),
    ),
    ...["[[ $? ]]", "[[ -n $? ]]", "[[ ! -z $? ]]"].map((test) =>
      bad(
        `${HEAD}aws s3 ls\nif ${test}; then echo; else exit 1; fi\necho`,
        "ignored",
        `${HEAD}aws s3 ls || exit 1\nif ${test}; then echo; else exit 1; fi\necho`,
        1,
      ),
    ),
    // With `pipefail`, `grep` may fail too.
    bad("#!/bin/bash\nset -o pipefail\ngrep x list | xargs -n1 aws s3 rm\necho", "ignored"),
    ...["aws s3 ls | grep x", "aws s3 ls | grep x | sort", "X=$(aws s3 ls | grep x)"].map((command) =>
      bad(`#!/bin/bash\nset -o pipefail\n${command}\necho`, "search"),
    ),
    bad(
      "#!/bin/bash\ngrep x list | xargs -n1 aws s3 rm\necho",
      "ignored",
      "#!/bin/bash\ngrep x list | xargs -n1 aws s3 rm || exit 1\necho",
    ),
    // The service that is started later is another one.
    bad(
      "systemctl stop agent\naws s3 cp s3://b/a /opt/a\nsystemctl start app",
      "ignored",
      "systemctl stop agent\naws s3 cp s3://b/a /opt/a || exit 1\nsystemctl start app",
    ),
    bad(
      "systemctl stop app\nsystemctl start app\naws s3 ls\nsystemctl restart web",
      "ignored",
      "systemctl stop app\nsystemctl start app\naws s3 ls || exit 1\nsystemctl restart web",
    ),
    // A test of the status ends the loop.
    ...["if [ $? -eq 0 ]; then break; fi", "[ $? -ne 0 ] || break", "R=$?; [ $R = 0 ] && break"].map((test) =>
      bad(`for i in 1 2 3; do\naws s3 ls\n${test}\nsleep 5\ndone\necho`, "retried"),
    ),
    ...["[[ $? == 0 ]] && break", "if (( $? != 0 )); then sleep 5; else break; fi", "(( ! $? )) && break"].map((test) =>
      bad(`${HEAD}for i in 1 2 3; do\naws s3 ls\n${test}\ndone\necho`, "retried"),
    ),
    bad("for i in 1 2 3; do if aws s3 ls; then break; else sleep 5; fi; done\necho", "retried"),
    bad("f() { aws s3 ls; if [ $? -ne 0 ]; then return 1; fi; echo; }\nf\necho", "handedOn"),
    bad('retry() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; }\nretry aws s3 ls\necho', "retried"),
    bad('retry() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; }\nretry aws s3 ls || exit 1\necho', "retried"),
    bad('retry() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; return 1; }\nretry aws s3 ls\necho', "handedOn"),
    bad("n=0\nuntil aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done\necho", "retried"),
    bad("f() { for s in 1 2; do for i in 1 2; do aws s3 ls && return 0; done; n=$s; done; }\nf\necho", "retried"),
    bad("f() { for i in 1 2; do aws s3 ls && return 0; done; sleep 5; }\nf\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 ls && S=1 && break; done\necho", "retried"),
    // The trap's call would see no profile.
    bad("trap 'aws s3 cp log s3://b || exit 1' EXIT\ncurl -f -o f h\nexport AWS_PROFILE=p\necho", "ignored"),
    bad("trap 'curl -f h/$X || exit 1' EXIT\nX=a\nf() { local X=; aws s3 ls; echo; }\nf", "ignored"),
    ...[
      "export AWS_PROFILE=p\ntrap 'aws s3 cp log s3://b || exit 1' EXIT",
      "trap 'rm -f log' EXIT\nexport AWS_PROFILE=p",
      "(trap 'aws s3 cp log s3://b || exit 1' EXIT) || exit 1\nexport AWS_PROFILE=p",
    ].map((start) => bad(`curl -f -o f h\n${start}\necho`, "ignored", `curl -f -o f h || exit 1\n${start}\necho`)),
    bad(
      "export AWS_PROFILE=p\ntrap 'aws s3 cp log s3://b || exit 1' EXIT\ncurl -f -o f h\necho",
      "ignored",
      "export AWS_PROFILE=p\ntrap 'aws s3 cp log s3://b || exit 1' EXIT\ncurl -f -o f h || exit 1\necho",
    ),
    bad(
      "set -e\nfor i in 1 2 3; do aws s3 ls && break; n=$((n+1)); done\nf() { [ -f x ] && return; [ $n -lt 3 ]; }\nf\necho",
      "retried",
    ),
    bad("for i in 1 2 3; do aws s3 ls s3://a && break; done\naws s3 ls s3://b || exit 1\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 rm s3://b --recursive && break; done\naws s3 rm s3://b || exit 1\necho", "retried"),
    // What a program in a command substitution prints is not a message.
    bad("while [ $(date +%s) -lt $END ]; do if aws s3 ls; then break; fi; sleep 2; done\necho", "retried"),
    bad("n=0; while [ $n -lt 5 ]; do aws s3 ls && break; n=$(expr $n + 1); done\necho", "retried"),
    bad("now() { date; }\nfor i in 1 2 3; do aws s3 ls && break; T=$(now); done\necho", "retried"),
    // `set -e` ends only this process.
    bad("(set -e; aws s3 ls; echo ok)\necho", "handedOn"),
    bad("{ set -e; aws s3 ls; echo ok; } | tee log", "handedOn"),
    bad("set -e\n(aws s3 ls; echo ok) &\nwait", "handedOn"),
    bad("f() { (aws s3 ls && echo ok) || return 1; }\nf\necho", "handedOn"),
    // The next iteration of the outer loop overwrites the flag.
    bad(
      "for f in a b; do S=0; for i in 1 2; do aws s3 cp $f s3://b && S=1 && break; done; done\n[ $S = 1 ] || exit 1\necho",
      "retried",
    ),
    bad(
      "cat list | while read -r f; do S=0; for i in 1 2; do aws s3 ls && S=1 && break; done; done; [ $S = 1 ] || exit 1\necho",
      "retried",
    ),
    bad(
      "for f in $(cat l); do n=0; while [ $n -lt 3 ]; do aws s3 ls && break; n=$((n+1)); done; done\n[ $n -lt 3 ] || exit 1\necho",
      "retried",
    ),
    bad("n=0\nwhile ! aws s3 ls; do n=$((n+1)); if [ $n -ge 5 ]; then break; fi; sleep 1; done\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 ls && break; sleep 5; done\necho", "retried"),
    bad("(for i in 1 2 3; do aws s3 ls && break; w=$i; done; echo no) || exit 1\necho", "retried"),
    bad("f() { n=0; until aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done; [ $n -lt 5 ]; }\nf\necho", "retried"),
    bad(
      "f() { n=0; until aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done; [ $m -lt 5 ]; }\nf || exit 1",
      "retried",
    ),
    bad("for i in 1 2 3; do if aws s3 ls; then break; fi; sleep 5; done\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 ls && break || sleep 5; done\necho", "retried"),
    bad("for i in $(seq 1 30); do aws s3 ls && break; [ $N = 30 ] && exit 1; done\necho", "retried"),
    bad("for i in $(seq 1 30); do aws s3 ls && break; [ $i = 30 ] && exit 0; done\necho", "retried"),
    bad("f() { for i in $(seq 1 30); do aws s3 ls && return; [ $i = 30 ] && return 1; done; }\nf\necho", "handedOn"),
    bad(`${HEAD}SECONDS=0\nuntil aws s3 ls; do (( SECONDS > 300 )) && break; sleep 5; done\necho`, "retried"),
    bad("for i in 1 2 3; do aws s3 ls && break || { w=$i; continue; }; done\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 ls && break # echo\nsleep 5; done\necho", "retried"),
    bad("for i in 1 2 3; do aws s3 ls && break; : echo; sleep 5; done\necho", "retried"),
    bad("n=0\nuntil aws s3 ls; do n=$((n+1)); [ $n -ge 5 ] && break; done\n[ -f /tmp/n ] || exit 1\necho", "retried"),
    // The command that reads the file does not fail, or nothing checks its status.
    // wget creates the file before it asks the server.
    ...["[ -f ./i ] || exit 1", "chmod +x ./i || exit 1", "bash ./i || exit 1", "mv ./i /srv || exit 1"].map((look) =>
      bad(`wget -O ./i http://h/i\n${look}\necho`, "ignored", `wget -O ./i http://h/i || exit 1\n${look}\necho`, 1),
    ),
    bad("wget http://h/i.sh\nbash i.sh\nrm -f i.sh", "ignored", "wget http://h/i.sh || exit 1\nbash i.sh\nrm -f i.sh"),
    ...["", "--region r "].map((options) =>
      bad(
        `aws s3 cp ${options}./x.log s3://b/x.log\nrm ./x.log`,
        "ignored",
        `aws s3 cp ${options}./x.log s3://b/x.log || exit 1\nrm ./x.log`,
      ),
    ),
    bad("curl -f http://h/i | bash", "pipeline"),
    bad("curl -f http://h/i | sudo gpg --dearmor -o k\necho", "ignored"),
    bad(
      "curl http://h/i -o i.sh || exit 1\n[ -s i.sh ] || exit 1\necho",
      "httpError",
      "curl -f http://h/i -o i.sh || exit 1\n[ -s i.sh ] || exit 1\necho",
    ),
    bad(
      "#!/bin/bash\nset -u -e\nf() { X=$(curl -s http://h/x); echo $X; }\necho",
      "httpError",
      "#!/bin/bash\nset -u -e\nf() { X=$(curl -f -s http://h/x); echo $X; }\necho",
    ),
    bad("curl -f http://h/k > k\nchmod +x k", "ignored", "curl -f http://h/k > k || exit 1\nchmod +x k", 0),
    bad('set -e\necho "$(aws s3 ls | grep -q x)"\necho', "argument"),
    bad("f() { aws s3 ls; }\nset -e\nf &\nwait\nf\necho", "handedOn"),
    // The failure of one part of a pipeline does not run the trap.
    bad(`${HEAD}trap 'exit 1' ERR\naws s3 ls | cat\necho`, "pipeline"),
    bad('echo "$(aws s3 ls)"', "argument"),
    // A second filter is not a file.
    bad(
      `for D in $1; do
  [ -s d/$D/l ] || date > d/$D/l
  for V in $(aws ssm list-documents --filters Key=A,Values=$D Key=B,Values=b | grep -v x); do
    aws ssm get-document --name $V > d/$D/$V && echo $V >> d/$D/l
  done
done`,
      "words",
    ),
    // A test of the file only checks the call that wrote it last.
    bad(
      "f() { curl -fsS -o ./k http://h/k; [ -s ./k ]; }\nf\nf",
      "oldFile",
      "f() { curl -fsS -o ./k http://h/k || exit 1; [ -s ./k ]; }\nf\nf",
    ),
    // The status of a loop is that of its last iteration.
    ...["for F in *", "for I in $(seq 3)", "while read -r F", "while cond"].map((loop) =>
      bad(`${loop}; do aws s3 ls; done`, "ignored", `${loop}; do aws s3 ls || exit 1; done`, 1),
    ),
    // On the other path, the token comes from another call.
    bad(
      `f() {\nT=$(aws s3 ls a)\n[ -f x ] && T=$(aws s3 ls b)\n${ASKED}\n}\nf`,
      "ignored",
      `f() {\nT=$(aws s3 ls a) || exit 1\n[ -f x ] && T=$(aws s3 ls b)\n${ASKED}\n}\nf`,
    ),
    // bash continues without the file, or it is another file.
    ...["source /tmp/l", ". /tmp/m || exit 1"].map((test, suggestions) =>
      bad(
        `${HEAD}aws s3 cp s3://b/l /tmp/l\n${test}\necho`,
        "ignored",
        `${HEAD}aws s3 cp s3://b/l /tmp/l || exit 1\n${test}\necho`,
        suggestions,
      ),
    ),
    bad(
      "aws s3 cp s3://b/a.zip .\nunzip a.zip\n. ~/.profile",
      "ignored",
      "aws s3 cp s3://b/a.zip . || exit 1\nunzip a.zip\n. ~/.profile",
    ),
    // The condition also ends the loop after a failure.
    ...[
      "until aws s3 ls || [ $n -ge 5 ]; do n=$((n+1)); sleep 1; done",
      "while ! aws s3 ls && [ $n -lt 5 ]; do n=$((n+1)); done",
      "while [ $n -lt 5 ] && ! aws s3 ls; do n=$((n+1)); done",
      "until aws s3 ls || { n=$((n+1)); [ $n -ge 5 ]; }; do sleep 1; done",
    ].map((loop) => bad(`n=0\n${loop}\necho`, "retried")),
    bad(`${HEAD}n=0\nuntil aws s3 ls || (( n++ > 5 )); do sleep 1; done\necho`, "retried"),
    // Without an output, nothing is found in any attempt.
    ...[
      "for I in 1 2 3; do aws s3 ls | grep -q x && break; done",
      "for I in 1 2 3; do if aws s3 ls | grep -q x; then break; fi; sleep 1; done",
      "until aws s3 ls | grep -q x; do N=$((N + 1)); [ $N -gt 5 ] && break; done",
      "until aws s3 ls | grep -q x || [ $N -gt 5 ]; do N=$((N + 1)); done",
      'for I in 1 2 3; do X=$(aws s3 ls); echo "$X" | grep -q x && break; done',
    ].map((loop) => bad(`${loop}\necho`, "retried")),
    // The loop counts its iterations, and only changes X in the first.
    ...[
      'until [ -n "$X" ]; do X=$(aws s3 ls); N=$((N + 1)); [ $N -gt 5 ] && break; done',
      'while [ -z "$X" ]; do X=$(aws s3 ls); N=$((N + 1)); if [ $N -gt 5 ]; then break; fi; done',
      'until [ -n "$X" ]; do N=$((N + 1)); [ $N -gt 5 ] && break; X=$(aws s3 ls); done',
    ].map((loop) => bad(`N=0\n${loop}\necho`, "retried")),
    // An empty script succeeds.
    bad(`${HEAD}bash <(curl -fsS http://h/i) || exit 1\necho`, "process"),
    ...["bash ./i", "python3 ./i", "jq . ./i"].map((reader) =>
      bad(
        `curl -fsS http://h/i > ./i\n${reader} || exit 1\necho`,
        "ignored",
        `curl -fsS http://h/i > ./i || exit 1\n${reader} || exit 1\necho`,
        1,
      ),
    ),
    // The function only ends the subshell.
    bad("die() { exit 1; }\nX=$(aws s3 ls || die)\necho", "handedOn"),
    // A part of the directory may be there.
    ...["aws s3 sync s3://b/d /srv/d", "aws s3 cp s3://b/d /srv/d --recursive"].map((call) =>
      bad(`${call}\nchown -R app: /srv/d`, "ignored", `${call} || exit 1\nchown -R app: /srv/d`),
    ),
    // The loop ends with a check, but nothing checks the function.
    ...[
      "until $1; do N=$((N + 1)); [ $N -ge 5 ] && return 1; sleep 1; done",
      "while ! $1; do N=$((N + 1)); if [ $N -ge 5 ]; then return 1; fi; done",
      "while :; do $1 && return; [ $N -ge 5 ] && return 1; N=$((N + 1)); done",
    ].map((loop) => bad(`r() { ${loop}; }\nr "aws s3 ls"\necho`, "handedOn")),
    bad("f() { aws s3 ls || return 1; }\nuntil f; do N=$((N + 1)); [ $N -ge 5 ] && break; done\necho", "retried"),
    // The function or the list fails, and nothing checks this.
    bad('r() { for i in 1 2 3; do "$@" && return 0; sleep 5; done; false; }\nr aws s3 ls\necho', "retried"),
    bad("aws s3 ls || false\necho", "ignored"),
    // Outside of functions, bash refuses `return` and continues.
    ...["aws s3 ls || return 1", "if ! aws s3 ls; then return 1; fi"].map((lines) =>
      bad(`#!/bin/bash\n${lines}\necho`, "ignored"),
    ),
    // The answer belongs to another value, or to another question.
    ...["V=$(cat w)\n[[ $V =~ a ]]", "[[ $V =~ b ]]", "[[ $V == a ]]"].map((test) =>
      bad(
        `${HEAD}V=$(cat v)\n[[ $V =~ a ]] && curl -fsSo a.rpm http://h/a\n${test} && { rpm -i a.rpm || exit 1; }\necho`,
        "ignored",
        `${HEAD}V=$(cat v)\n[[ $V =~ a ]] && { curl -fsSo a.rpm http://h/a || exit 1; }\n${test} && { rpm -i a.rpm || exit 1; }\necho`,
      ),
    ),
    // Nested loops.
    ...[
      "aws s3 ls $J && break 2; done; sleep 1; done",
      "if aws s3 ls $J; then S=1; break; fi; done; [ $S = 1 ] && break; sleep 1; done",
      "if aws s3 ls $J; then S=1; break; fi; done; if [ $S = 1 ]; then break; fi; sleep 1; done",
    ].map((loops) => bad(`S=0\nfor I in 1 2; do for J in 1 2; do ${loops}\necho`, "retried")),
    // If `rpm` fails, the script ends, but the second test of the file may have another result than the first.
    bad(
      "[ -f x ] && curl -fsS -o a.rpm http://h/a\n[ -f x ] && { rpm -i a.rpm || exit 1; }\necho",
      "ignored",
      "[ -f x ] && { curl -fsS -o a.rpm http://h/a || exit 1; }\n[ -f x ] && { rpm -i a.rpm || exit 1; }\necho",
    ),
    // None of these prints the status.
    ...[
      'echo "status: $T"',
      '# echo "$S"',
      "echo '$S'",
      'echo "$S" > /dev/null',
      'S=a\necho "$S"',
      'if [ -n "$D" ]; then echo "$S"; fi',
    ].map((use) => bad(`S=$(${ASK})\n${use}\necho`, "ignored", `S=$(${ASK}) || exit 1\n${use}\necho`, 1)),
    ...['X=$(echo "$S" | cut -c1)', 'f() { local X="$1"; }\nf "$S"'].map((use) =>
      bad(`S=$(${ASK})\n${use}\necho`, "ignored", `S=$(${ASK}) || exit 1\n${use}\necho`),
    ),
    // The advice is for the position where the status is lost.
    ...(
      [
        ["f() { aws s3 ls; }\nf | sort\necho", /that of `sort`: use set -o pipefail/],
        ["f() { aws s3 ls; }\nX=$(f | sort)\necho", /that of `sort`: use set -o pipefail/],
        [
          "{ aws s3 ls || exit 1; echo; } 2>&1 | tee log",
          /its pipeline stage fails too.* that of `tee`: use set -o pipefail/,
        ],
        ["f() { aws s3 ls; }\nexport X=$(f)\necho", /Assign first: X=\$\(…\) \|\| exit 1$/],
        ['f() { aws s3 ls; }\necho "$(f)"', /Assign its output to a variable first/],
        ["(aws s3 ls || exit 1; echo) &\nwait", /Wait for it: P=\$!/],
        ["f() { aws s3 ls; }\nX=$(f)\necho", /`f` fails too.* Check its call: X=\$\(…\) \|\| exit 1$/],
        ["f() { aws s3 ls; }\n(f)\necho", /`f` fails too.* Check its call: \(…\) \|\| exit 1$/],
        // `set -e` ends the process, not only the function.
        ["set -e\nf() { aws s3 ls; }\n{ f; echo; } &\nwait", /the background job fails too.* Wait for it: P=\$!/],
        ["set -e\nf() { aws s3 ls; }\ng() { f; }\n(g; echo) | cat", /its pipeline stage fails too.* that of `cat`/],
        ["set -e\nf() { aws s3 ls; }\ng() { f; echo; }\ng &\nwait", /`g` fails too.* Wait for it: P=\$!/],
        // The function fails with the last function that it calls.
        ["f() { aws s3 ls; }\ng() { f; }\ng | sort\necho", /`g` fails too.* that of `sort`: use set -o pipefail/],
        ["f() { aws s3 ls; }\ng() { f; }\ng &\nwait", /`g` fails too.* Wait for it: P=\$!/],
        ["f() { aws s3 ls; }\ng() { f; }\nexport X=$(g)\necho", /`g` fails too.* Assign first: X=\$\(…\) \|\| exit 1$/],
        ["f() { aws s3 ls || return 1; }\ng() { f; }\ng\necho", /`g` fails too.* Check its call: g … \|\| exit 1$/],
        ["f() { aws s3 ls || return 1; }\ng() { f; echo; }\ng", /`f` fails too.* Check its call: f … \|\| exit 1$/],
        ["bash -c 'f() { aws s3 ls; }; f | sort'\necho", /Check its call: f … \|\| exit 1$/],
      ] as const
    ).map(([script, message]) => ({ code: document(script), errors: [{ message }], output: null })),
    {
      code: document("aws s3 ls | while read -r x; do echo; done\necho"),
      errors: [{ messageId: "pipeline", data: { command: "aws s3 ls", last: "the loop" } }],
    },
    {
      code: document("aws s3 ls | sort > f\necho"),
      errors: [{ messageId: "pipeline", data: { command: "aws s3 ls", last: "`sort`" } }],
    },
    {
      code: document("sudo tee x <<E\n$(aws s3 ls)\nE\necho"),
      errors: [{ messageId: "argument", data: { command: "aws s3 ls", place: "the here-document of `sudo`" } }],
    },
    bad("set -e\nX=$(aws s3 ls | sort | uniq | tail -1)\necho", "pipeline"),
    bad("set -e\naws s3 ls | sort | while read -r L; do echo; done | uniq | cut -c1\necho", "pipeline"),
    bad("$(aws ecr get-login)\necho", "ignored", "$(aws ecr get-login) || exit 1\necho"),
    bad("set -e\n$(aws s3 ls) a\necho", "argument"),
    bad("set -e\n$(aws s3 ls | tail -1)\necho", "pipeline"),
    bad("X=$(($(aws s3 ls) + 1))\necho", "ignored", "X=$(($(aws s3 ls) + 1)) || exit 1\necho", 1),
    ...[
      ["[[ $(aws s3 ls) -gt 0 ]] && exit 1", "`[[ … ]]`"],
      ["(( $(aws s3 ls) > 0 )) && exit 1", "`(( … ))`"],
      ["for ((I = 0; I < $(aws s3 ls); I++)); do echo; done", "`for (( … ))`"],
      ["echo $(($(aws s3 ls) + 1))", "an argument of `echo`"],
      ["A=$(aws s3 ls) envsubst < in", "an assignment before `envsubst`"],
      ["{ echo; } > $(aws s3 ls)", "a redirection"],
      ["X=$(aws s3 ls)$(date) || exit 1", "an assignment before another substitution"],
      ['X="$(aws s3 ls) `hostname`"', "an assignment before another substitution"],
    ].map(([use, place = ""]) => ({
      code: document(`${HEAD}${use}\necho`),
      errors: [{ messageId: "argument" as const, data: { command: "aws s3 ls", place } }],
    })),
    // `set -e` ends the job.
    ...["s &\nwait", "(s) &\nwait"].map((call) => ({
      code: document(`${HEAD}set -e\ns() { c=$(aws s3 ls)\necho "$c"; }\n${call}\necho`),
      errors: [
        {
          messageId: "handedOn" as const,
          data: { command: "aws s3 ls", scope: "`s`", advice: 'Wait for it: P=$! … wait "$P" || exit 1' },
        },
      ],
    })),
    // The name of an image is not a file that the archive may contain.
    bad(
      "curl -f http://h/a.zip -o a.zip\nunzip a.zip\ndocker run -d org/image",
      "ignored",
      "curl -f http://h/a.zip -o a.zip || exit 1\nunzip a.zip\ndocker run -d org/image",
    ),
    bad("X=$(aws s3 ls) env\necho", "argument"),
    bad("for X in $(aws s3 ls); do echo $X; done", "words"),
    bad("set -e\naws s3 ls | tee log\necho", "pipeline"),
    bad(`${HEAD}set -e\naws s3 ls | sort\n[ "\${PIPESTATUS[1]}" -eq 0 ] || exit 1\necho`, "pipeline"),
    bad(`${HEAD}set -e\naws s3 ls | sort\ntrue\n[ "\${PIPESTATUS[0]}" -eq 0 ] || exit 1\necho`, "pipeline"),
    bad("aws s3 ls & wait\necho", "background"),
    // The file may leave the variable as it is.
    bad(
      "CLI=/usr/bin/aws\n. ./e; . ./f\n$CLI s3 ls\necho",
      "ignored",
      "CLI=/usr/bin/aws\n. ./e; . ./f\n$CLI s3 ls || exit 1\necho",
    ),
    bad(
      'AWS="aws --region $R"\neval "$C"\n$AWS s3 ls\necho',
      "ignored",
      'AWS="aws --region $R"\neval "$C"\n$AWS s3 ls || exit 1\necho',
    ),
    bad(`${HEAD}aws s3 ls & for j in $(jobs -p); do wait $j; done\necho`, "background"),
    // The other call may end first.
    bad(`${HEAD}aws s3 ls & curl -f h & P=$!\nwait -n || exit 1\nwait $P || exit 1\necho`, "background"),
    // In dash, the substitution is empty.
    bad("aws s3 ls & for j in $(jobs -p); do wait $j || exit 1; done\necho", "background"),
    // Only the last iteration's status becomes the status of the loop.
    bad("for i in 1 2; do\naws s3 ls $i &\nwait $!\ndone", "background"),
    bad(`${HEAD}while read X; do echo $X; done < <(aws s3 ls)`, "process"),
    bad("find . -exec aws s3 cp {} s3://b \\; || exit 1\necho", "find"),
    // Only the directory is unknown: the check is of another file.
    bad(
      'D=$(pwd)\ncurl -s http://h/x -o "$D/x" || exit 1\nsha256sum /tmp/y\necho',
      "httpError",
      'D=$(pwd)\ncurl -f -s http://h/x -o "$D/x" || exit 1\nsha256sum /tmp/y\necho',
    ),
    // A difference is what the script expects.
    ...[
      "cmp -s old ./new || mv ./new old",
      "if ! cmp -s old ./new; then mv ./new old; fi",
      "if ! diff -q old ./new > /dev/null; then mv ./new old; fi",
      "if cmp -s old ./new; then exit 0; fi\ncp ./new old",
      "! cmp -s old ./new",
      "diff old ./new || true",
    ].flatMap((check) =>
      ["aws s3 cp s3://b/new ./new", "aws s3 ls > ./new"].map((call) => {
        const suggestions = check.endsWith("true") ? 1 : 0;
        return bad(`${call}\n${check}\necho`, "ignored", `${call} || exit 1\n${check}\necho`, suggestions);
      }),
    ),
    bad(
      "set -e\ncurl -so ./new http://h/x\nif ! cmp -s old ./new; then mv ./new old; fi\necho",
      "httpError",
      "set -e\ncurl -f -so ./new http://h/x\nif ! cmp -s old ./new; then mv ./new old; fi\necho",
    ),
    // These write no local file.
    ...[
      "aws s3 mv s3://b/x.tgz s3://c/x.tgz",
      "aws s3 cp s3://b/x.tgz s3://c/done/",
      'aws s3 rm "s3://b/x.tgz"',
      "aws --region r s3 ls s3://b/x.tgz",
      "aws s3 presign s3://b/x.tgz",
    ].map((call) =>
      bad(
        `${call}\n[ -f /tmp/x.tgz ] || exit 1\necho`,
        "ignored",
        `${call} || exit 1\n[ -f /tmp/x.tgz ] || exit 1\necho`,
        1,
      ),
    ),
    // The check is of another file, of none that has been written, or of no consequence.
    ...[
      'echo "abc  y" | sha256sum -c - || exit 1',
      'echo "$SUM  /tmp/y" | sha256sum -c - || exit 1',
      "sha256sum -c <<< 'abc  y' || exit 1",
      "echo 'abc  y' > l\nsha256sum -c l || exit 1",
      "gpg --import ./x.asc || exit 1",
      "gpg --verify ./x",
      'echo "abc  x" | sha256sum -c -',
      "sha256sum x || exit 1",
      "mv x.tgz /opt/x.tgz || exit 1",
      "cp ./x /opt/y || exit 1",
    ].map((check) =>
      bad(
        `#!/bin/bash\ncurl -so x http://h/x || exit 1\n${check}\necho`,
        "httpError",
        `#!/bin/bash\ncurl -f -so x http://h/x || exit 1\n${check}\necho`,
      ),
    ),
    bad(
      "gpg --verify s x || exit 1\ncurl -so x http://h/x || exit 1\necho",
      "httpError",
      "gpg --verify s x || exit 1\ncurl -f -so x http://h/x || exit 1\necho",
    ),
    bad(
      "curl -so x.tgz http://h/x || exit 1\ntar xzf x.tgz\nmv x.tgz /opt/x.tgz || exit 1\necho",
      "httpError",
      "curl -f -so x.tgz http://h/x || exit 1\ntar xzf x.tgz\nmv x.tgz /opt/x.tgz || exit 1\necho",
    ),
    bad("curl -s http://h/x -o x || exit 1\necho", "httpError", "curl -f -s http://h/x -o x || exit 1\necho"),
    ...waitingFor("curl -s http://h/x -o x").map((loop) => ({
      code: document(loop),
      errors: [{ messageId: "httpError" as const }],
      output: document(loop.replace("curl", "curl -f")),
    })),
    bad(
      "for I in 1 2; do curl -s http://h/x || break; done",
      "httpError",
      "for I in 1 2; do curl -f -s http://h/x || break; done",
    ),
    bad("curl http://h/x -o x\necho", "ignored", "curl -f http://h/x -o x || exit 1\necho"),
    bad(
      `while sleep 5; do curl -s ${SPOT}; done`,
      "ignored",
      `while sleep 5; do curl -S -s ${SPOT} || exit 1; done`,
      1,
    ),
    // If the command prints no error message on failure, the fix adds one.
    bad("curl -s http://h/x -o x\necho", "ignored", "curl -fS -s http://h/x -o x || exit 1\necho"),
    bad("curl -sf http://h/x -o x\necho", "ignored", "curl -S -sf http://h/x -o x || exit 1\necho", 1),
    bad("curl -sS http://h/x -o x\necho", "ignored", "curl -f -sS http://h/x -o x || exit 1\necho"),
    bad(
      "X=$(wget -qO- http://h/x)\necho",
      "ignored",
      'X=$(wget -qO- http://h/x) || { echo "wget failed" >&2; exit 1; }\necho',
      1,
    ),
    bad(
      "export X=$(wget -q http://h/x)\necho",
      "masked",
      'X=$(wget -q http://h/x) || { echo "wget failed" >&2; exit 1; }; export X\necho',
    ),
    // After --next, curl starts with no options.
    bad(
      "curl http://h/x --next http://h/y\necho",
      "ignored",
      "curl -f http://h/x --next -f http://h/y || exit 1\necho",
    ),
    bad("N=--next\ncurl http://h/x $N http://h/y\necho", "ignored"),
    // -f is not an option of `wget`.
    bad('if c; then GET="curl -sSL"; else GET="wget -qO-"; fi\n$GET http://h/x > x || exit 1', "httpError"),
    {
      code: document('if c; then GET="curl -sSL"; else GET="wget -qO-"; fi\n$GET http://h/x > x\necho'),
      errors: [{ messageId: "ignored" }, { messageId: "ignored" }],
      output: null,
    },
    bad(
      "set -e\nF=a.json\nG=b.json\ncurl http://h/x -o $F\njq -r .a < $G\necho",
      "httpError",
      "set -e\nF=a.json\nG=b.json\ncurl -f http://h/x -o $F\njq -r .a < $G\necho",
    ),
    bad(
      "set -e\nf() { curl -s http://h/x -o x; echo; }\n$1",
      "httpError",
      "set -e\nf() { curl -f -s http://h/x -o x; echo; }\n$1",
    ),
    // No other command uses the downloaded file.
    bad(
      "set -e\n# this needs jq\napt-get install -y jq\ncurl http://h/x -o a.json\njq -r .a /etc/b\necho",
      "httpError",
      "set -e\n# this needs jq\napt-get install -y jq\ncurl -f http://h/x -o a.json\njq -r .a /etc/b\necho",
    ),
    bad(
      "set -e\ncurl http://h/x -o a.rpm\nyum install -y jq\necho",
      "httpError",
      "set -e\ncurl -f http://h/x -o a.rpm\nyum install -y jq\necho",
    ),
    bad(
      "set -e\ncurl -X POST http://h/x -o /dev/null\necho",
      "refused",
      "set -e\ncurl -f -X POST http://h/x -o /dev/null\necho",
    ),
    // The array has more values than are kept apart, all with the same options.
    bad(
      'A=(-d "a=${X:-1}" -d "b=${Y:-2}" -d "c=${Z:-3}")\ncurl -s "${A[@]}" http://h/x > /dev/null',
      "refused",
      'A=(-d "a=${X:-1}" -d "b=${Y:-2}" -d "c=${Z:-3}")\ncurl -f -s "${A[@]}" http://h/x > /dev/null',
    ),
    bad("set -e\nsudo curl http://h/x -o x\necho", "httpError", "set -e\nsudo curl -f http://h/x -o x\necho"),
    // With -f alone, `set -e` would end the script before its own test: tried with a server that answers 404.
    ...['if [ -n "$X" ]; then echo; fi', '[ -z "$X" ] && X=a\necho', '[ -n "$X" ] || exit 1\necho'].flatMap((test) => [
      bad(
        `set -e\nX=$(curl -s http://h/x)\n${test}`,
        "httpError",
        `set -e\nX=$(curl -f -s http://h/x) || true\n${test}`,
      ),
      bad(
        `set -e\nf() { [ -f y ] && X=$(curl http://h/x); ${test}; }\nf`,
        "httpError",
        `set -e\nf() { [ -f y ] && { X=$(curl -f http://h/x) || true; }; ${test}; }\nf`,
      ),
      bad(`X=$(curl -s http://h/x)\n${test}`, "httpError", `X=$(curl -f -s http://h/x)\n${test}`),
      bad(`set -e\nX=$(curl http://h/y)\nX=$A\n${test}`, "httpError", `set -e\nX=$(curl -f http://h/y)\nX=$A\n${test}`),
    ]),
    bad(
      "set -e\ncurl -s http://h/x -o ./x\n[ -s ./x ] || exit 1\necho",
      "httpError",
      "set -e\ncurl -f -s http://h/x -o ./x\n[ -s ./x ] || exit 1\necho",
    ),
    {
      code: document("aws s3 ls\nif [ -f x ]; then aws s3 rm s3://b; fi\necho"),
      errors: [
        { messageId: "ignored", line: FIRST_LINE, column: COLUMN, endColumn: COLUMN + 9, suggestions: 1 },
        { messageId: "ignored", line: FIRST_LINE + 1, column: COLUMN + 18, suggestions: 1 },
      ],
      output: document("aws s3 ls || exit 1\nif [ -f x ]; then aws s3 rm s3://b || exit 1; fi\necho"),
    },
    {
      code: jsonDocument("aws s3 ls\necho"),
      errors: [
        {
          messageId: "ignored",
          line: FIRST_LINE + 1,
          suggestions: [{ messageId: "errexit", output: jsonDocument("set -e\naws s3 ls\necho") }],
        },
      ],
      output: jsonDocument("aws s3 ls || exit 1\necho"),
    },
    {
      code: document("terraform apply\naws s3 ls\necho"),
      options: [{ commands: ["terraform"] }],
      errors: [{ messageId: "ignored", line: FIRST_LINE }],
      output: document("terraform apply || exit 1\naws s3 ls\necho"),
    },
  ],
});

// With only this rule, the function is evaluated because it may end the script.
it.each(["[ $n -lt 3 ]", "[[ $n -lt 3 ]]"])(
  "knows that set -e sees the status of a function that makes a test: %s",
  (test) => {
    const loop = "for i in 1 2 3; do aws s3 ls --profile p && break; n=$((n+1)); done";
    const script = `${HEAD}set -e\n${loop}\nis_done() { ${test}; }\nis_done\necho`;
    expect(lint(document(script), { rules: allRules })).toEqual([]);
  },
);

// The tester's plugin has no rules, so its evaluation joins the values of X before the `case`.
it.each(["aws s3 ls || exit 3; echo m", "set -e; aws s3 ls; echo m"])("looks at the output of %s", (code) => {
  const script = `X=$(sh -c '${code}')\ncase $X in ok) echo ok ;; esac\necho`;
  expect(lint(document(script), { rules: { "no-unnoticed-failure": noUnnoticedFailure } })).toEqual([]);
});

it.each([
  ["aws s3 cp s3://b/x.tgz - | tar xz -C /opt\necho", "aws s3 cp … | tar … || exit 1"],
  ["set -o pipefail\naws s3 ls | sort > f\necho", "aws s3 ls … | sort … || exit 1"],
  ["set -o pipefail\naws s3 ls | while read -r F; do echo $F; done\necho", "aws s3 ls … | … || exit 1"],
  ["X=$(aws s3 cp s3://b/x.tgz - | tar xzO)\necho", "X=$(…) || exit 1"],
  ["X[$I]=$(aws s3 ls)\necho", "X[$I]=$(…) || exit 1"],
  ["X+=($(aws s3 ls))\necho", "X+=($(…)) || exit 1"],
  ["X=$(aws s3 cp a b; aws s3 ls) || exit 1", "aws s3 cp … || exit 1"],
  ["test -d d || (echo; aws s3 mb s3://b)\necho", "(…) || exit 1"],
  ["(if test -d d; then (aws s3 ls); fi)\necho", "(…) || exit 1"],
  ["(X=$(aws s3 ls))\necho", "(…) || exit 1"],
  ["(aws s3 ls; echo) || exit 1", "aws s3 ls … || exit 1"],
  ["(for I in 1 2; do aws s3 ls; done) || exit 1", "aws s3 ls … || exit 1"],
  ["aws s3 ls\necho", "aws s3 ls … || exit 1"],
])("names what has the status of the call: %j", (script, advice) => {
  const messages = lint(document(HEAD + script), { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  expect(messages.map(({ message }) => message.split(" Stop it: ")[1])).toEqual([advice]);
});

it.each([
  ["export X=$(aws s3 ls)\necho", "X=$(…)"],
  ["export X+=$(aws s3 ls)\necho", "X+=$(…)"],
  ["f() { local -a X=($(aws s3 ls)); }\nf", "X=($(…))"],
])("names the assignment that a declaration contains: %j", (script, assignment) => {
  const [message] = lint(document(HEAD + script), { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  expect(message?.message).toContain(`Assign first: ${assignment} || exit 1`);
});

// There are too many paths to keep all apart, but FAILED is set on each with the last call.
it("keeps paths apart by flags that a failing function sets", () => {
  const poll = "s=run; while [[ $s == run && $e -lt $t ]]; do e=$((e+3)); s=$(aws s3 ls); done";
  const answer =
    "if [[ $s == ok ]]; then return 0; elif [[ $s == failed ]]; then x=$(aws s3 rb b); return 1; else return 1; fi";
  const f = `f() { c=$(aws s3 mb b); if [[ -z $c || $c == None ]]; then return 1; fi; ${poll}; ${answer}; }`;
  const found = (response: string, end: string) => {
    const calls = ["a", "b", "c"].map((argument) => `f ${argument}${response}`).join("\n");
    return lint(document(`${HEAD}FAILED=0\n${f}\n${calls}\n${end}\necho`), {
      rules: { "no-unnoticed-failure": noUnnoticedFailure },
    });
  };
  expect(found(" || FAILED=1", "[[ $FAILED -eq 0 ]] || exit 1")).toEqual([]);
  expect(found("", "[[ $FAILED -eq 0 ]] || exit 1").length).toBeGreaterThan(0);
});

it.each(["bash -c f", "timeout 60 bash -c f", "parallel f ::: a", "ls | xargs -I{} bash -c 'f {}'"])(
  "a child shell calls an exported function: %s",
  (command) => {
    const found = (end: string) =>
      lint(document(`${HEAD}f() { aws s3 ls "$1"; }\nexport -f f\n${command}${end}`), {
        rules: { "no-unnoticed-failure": noUnnoticedFailure },
      });
    expect(found("")).toEqual([]);
    expect(found("\necho").map(({ message }) => message)).toEqual([expect.stringMatching(/`f` fails too/)]);
  },
);

// `lint` compares the findings with those of the slice.
it.each(["", "unset FLAG", "FLAG=", "FLAG=1\nunset FLAG"])(
  "the test that a script ends with may fail always: %j",
  (code) => {
    const found = lint(document(`X=$(aws s3 ls)\n${code}\n[ -n "$FLAG" ]`), {
      rules: { "no-unnoticed-failure": noUnnoticedFailure },
    });
    expect(found.length).toBe(code === "" ? 1 : 0);
  },
);

// `lint` compares the findings with those of the slice, which has fewer paths through the substitution.
it("knows that a substitution with many results is never empty if all end with the same text", () => {
  const script = `${HEAD}X=$(\ntrap 'echo m' EXIT\ncurl -f h || exit 1\nwhile curl -f i; do echo n; done\nif [ -n "$C" ]; then echo o; fi\n)\n[ -n "$X" ] || exit 1`;
  const found = lint(document(script), { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  expect(found).toMatchObject([{ messageId: "handedOn", line: FIRST_LINE + 3 }]);
});

it.each([
  ["$LOOP", "exit 1."],
  ["wait() {\n$LOOP\n}\nwait", "return 1 or exit 1."],
])("outside a function, only exit ends the script after a loop of attempts: %j", (script, end) => {
  const code = script.replace("$LOOP", () => "for I in 1 2 3; do aws s3 ls && break; sleep 5; done");
  const [message] = lint(document(`${code}\necho`), { rules: { "no-unnoticed-failure": noUnnoticedFailure } });
  expect(message?.message).toMatch(new RegExp(String.raw`After the loop, fail with ${end}$`));
});
