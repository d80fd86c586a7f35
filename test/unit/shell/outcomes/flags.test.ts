/** Flags that a script sets because of a failure: whether the failure is noticed, in comparison with what bash does if `aws` fails. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import type { MessageId } from "../../../../src/analysis/failures/messages.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const rules = { "no-unnoticed-failure": noUnnoticedFailure };

const reported = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}`), { rules }).map(({ messageId }) => messageId);

/** The status of the script if `aws` fails. Only the functions and pipelines of the script run. */
function statusOf(script: string): number | null {
  const stub = "aws() { return 255; }; export -f aws; curl() { return 22; }; export -f curl";
  return spawnSync("bash", ["-c", `${stub}\n${script}`], { encoding: "utf8", timeout: 10_000 }).status;
}

/** The flag is set, and the function fails too. */
const SEND = 'send() { aws s3 cp "$1" s3://b || { FAILED=1; return 1; }; }';
const UPLOAD = 'upload() { aws s3 cp "$1" s3://b || FAILED=1; }';

it.each<[MessageId, string]>([
  // The process ends in which the function sets it.
  ["flagged", `FAILED=0\n${UPLOAD}\necho a | while read -r f; do upload "$f"; done\nexit $FAILED`],
  ["flagged", `FAILED=0\n${UPLOAD}\nupload a &\nwait\nexit $FAILED`],
  ["flagged", `FAILED=0\n${UPLOAD}\nfor f in a b; do upload "$f" & done; wait\nexit $FAILED`],
  ["flagged", `FAILED=0\n${UPLOAD}\n(cd / && upload a)\nexit $FAILED`],
  ["flagged", `FAILED=0\n${UPLOAD}\nout=$(upload a)\n[ "$FAILED" = 0 ] || exit 1\necho "$out"`],
  ["flagged", "main() { FAILED=0; aws s3 ls || FAILED=1; }\nmain 2>&1 | cat\nexit $FAILED"],
  ["flagged", "FAILED=0\nf() ( aws s3 ls || FAILED=1 )\nf\nexit $FAILED"],
  ["flagged", `FAILED=0\n${UPLOAD}\nexport -f upload\necho a | xargs -I{} bash -c 'upload {}'\nexit $FAILED`],
  [
    "flagged",
    "n=0\nf() { if ! aws s3 ls; then n=$((n + 1)); fi; }\necho | while read -r x; do f; done\n[ $n = 0 ] || exit 1",
  ],
  ["flagged", 'e=()\nf() { aws s3 ls || e+=(a); }\nf | cat\nif [ "${#e[@]}" -gt 0 ]; then exit 1; fi'],
  ["flagged", "FAILED=0\nmark() { FAILED=1; }\necho a | while read -r x; do aws s3 ls || mark; done\nexit $FAILED"],
  // It is reset.
  ["reset", "rc=0; aws s3 ls || rc=1\nrc=0; aws s3 rm s3://b/a || exit 0\nexit $rc"],
  ["reset", "for b in x y; do ok=1; [ $b = y ] || aws s3 sync $b s3://b || ok=0; done\n[ $ok = 1 ] || exit 1"],
  ["reset", "rc=0\naws s3 ls || rc=$?\nrc=$?\nexit $rc"],
  ["reset", 'ok=true\naws s3 ls || ok=false\nunset ok\nif [ "$ok" = false ]; then exit 1; fi\necho'],
  ["reset", "e=()\naws s3 ls || e+=(a)\ne=()\n(( ${#e[@]} == 0 )) || exit 1"],
  ["reset", "n=0\nfor f in a b; do if ! aws s3 ls; then n=$((n + 1)); fi; done\nn=0\n[ $n -eq 0 ] || exit 1"],
  ["reset", "aws s3 ls || FAILED=1\nFAILED=0\nexit $FAILED"],
  // Only another variable of the same name is read.
  ["returned", "failed=0\nf() { local failed=0; aws s3 ls || failed=1; }\nf\n[ $failed = 0 ] || exit 1"],
  [
    "returned",
    "f() { local rc=0; aws s3 ls || rc=$?; return 0; }\ng() { local rc=0; date || rc=$?; return $rc; }\nf\ng",
  ],
  // Nothing reads it afterwards.
  ["unread", 'FAILED=0\n[ "$FAILED" -eq 0 ] || exit 1\naws s3 ls || FAILED=1\necho'],
  ["unread", "FAILED=0\nreport() { [ $FAILED = 0 ] || exit 1; }\naws s3 ls || FAILED=1\necho"],
  ["unread", "mark() { FAILED=1; }\nfor x in a b; do aws s3 ls $x || mark; done\necho"],
  ["unread", "n=0\nfor x in a b; do aws s3 ls $x || n=$((n + 1)); done\necho"],
  // Nothing checks the status of the function either.
  ["handedOn", `${SEND}\nfor f in a b; do send $f; done\nexit 0`],
  ["handedOn", 'e=()\nf() { aws s3 ls || { e+=("$1"); return 1; }; }\nfor x in a b; do f $x; done\nexit 0'],
  ["handedOn", "f() { aws s3 ls; RC=$?; if [ $RC -ne 0 ]; then n=$((n + 1)); return $RC; fi; }\nf\nexit 0"],
  ["handedOn", "f() { if ! aws s3 ls; then FAILED=1; return 1; fi; echo ok; }\nf\nexit 0"],
  ["handedOn", "f() { local rc=0; aws s3 ls || { rc=1; return 1; }; return $rc; }\nf\necho"],
  ["handedOn", "f() { aws s3 ls || { RC=3; return $RC; }; }\nf\necho"],
  ["handedOn", `${SEND}\n(send a)\nexit \${FAILED:-0}`],
  ["handedOn", `${SEND}\nsend a\nFAILED=\nexit $FAILED`],
  ["handedOn", "f() { aws s3 ls || { [ -e x ] && rm x; return 1; }; }\nf\necho"],
  // The status of the function or process is the flag.
  ["handedOn", "f() { local rc=0; for i in a b; do aws s3 ls $i || rc=1; done; return $rc; }\nf\necho"],
  ["handedOn", "f() { rc=0; aws s3 ls || rc=$((rc + 1)); return $rc; }\nmain() { f; echo; }\nmain"],
  ["handedOn", 'f() { if ! aws s3 ls; then rc=1; fi; return "${rc:-0}"; }\nf\necho'],
  ["handedOn", "rc=0\n(aws s3 ls || rc=1; exit $rc)\necho"],
  ["handedOn", "f() { aws s3 ls || rc=1; exit $rc; }\nf &\nwait"],
  ["overruled", "trap 'exit 0' EXIT\nF=0\naws s3 ls || F=1\nexit $F"],
  ["overruled", "trap 'exit 0' EXIT\nF=0\nfor i in a b; do aws s3 ls $i; F=$((F + $?)); done\nexit $F"],
  // A sum of statuses is a flag.
  ["unread", "rc=0\nfor f in a b; do aws s3 ls $f; rc=$((rc + $?)); done\necho"],
  ["unread", "rc=0\nfor f in a b; do aws s3 ls $f; ((rc |= $?)); done\necho"],
  ["reset", "rc=0\naws s3 ls; rc=$((rc | $?))\nrc=0\nexit $rc"],
  ["handedOn", "f() { local rc=0; for i in a b; do aws s3 ls $i; rc=$((rc | $?)); done; return $rc; }\nf\necho"],
  ["unread", "aws s3 ls || { rm -f x; FAILED=1; }\necho"],
  ["unread", "aws s3 ls || { if [ -e x ]; then FAILED=1; else FAILED=2; fi; }\necho"],
])("not noticed, %s: %s", (messageId, script) => {
  expect(reported(script)).toEqual([messageId]);
  expect(statusOf(script)).toBe(0);
});

it.each([
  "FAILED=0\nfor f in a b; do aws s3 cp $f s3://b || FAILED=1; done\n[ $FAILED -eq 0 ]",
  "set -e\nFAILED=0\nfor f in a b; do aws s3 cp $f s3://b || FAILED=1; done\ntest $FAILED = 0",
  "n=0\nfor f in a b; do aws s3 ls $f || n=$((n + 1)); done\n(( n == 0 )) || exit 1",
  "n=0\nfor f in a b; do aws s3 ls $f || ((n++)); done\nexit $n",
  "e=()\nfor f in a b; do aws s3 ls $f || e+=($f); done\nfor f in ${e[@]}; do exit 1; done",
  'e=()\nfor f in a b; do aws s3 ls $f || e[${#e[@]}]=$f; done\n[[ -z "${e[*]}" ]] || exit 1',
  "declare -A e\nfor f in a b; do aws s3 ls $f || e[$f]=1; done\nfor f in ${!e[@]}; do exit 1; done",
  "FAILED=0\ntrap 'exit $FAILED' EXIT\naws s3 ls || FAILED=1\necho",
  "f() { local rc=0; for i in a b; do aws s3 ls $i || rc=1; done; return $rc; }\nf || exit 1\necho",
  "f() { local rc=0; for i in a b; do aws s3 ls $i || rc=1; done; return $rc; }\nf",
  "f() { rc=0; aws s3 ls || rc=1; return $rc; }\nf\n[ $rc = 0 ] || exit 1\necho",
  "f() { local rc=0; aws s3 ls || rc=1; return $rc; }\nf\nstatus=$?\necho\nexit $status",
  "f() { local rc=0; aws s3 ls || rc=$((rc + 1)); return $rc; }\nmain() { f || exit 1; echo; }\nmain",
  "rc=0\n(aws s3 ls || rc=1; exit $rc) || exit 1\necho",
  "trap 'rm -f x' EXIT\naws s3 ls || F=1\nexit $F",
  "finish() { RC=$?; echo; exit $RC; }\ntrap finish EXIT\nF=0\naws s3 ls || F=1\nexit $F",
  "finish() { RC=$?; echo; exit $RC; }\ntrap finish EXIT\nfor i in a b; do aws s3 ls $i; F=$((F + $?)); done\nexit $F",
  'aws s3 ls || RC=$?\nif [ "$RC" ]; then exit 1; fi\necho',
  "aws s3 ls || RC=$?\n[[ -z $RC ]] || exit 1\necho",
  "f() { aws s3 ls || rc=1; exit $rc; }\nf &\nwait $!",
  "rc=0\nfor f in a b; do aws s3 ls $f; rc=$((rc + $?)); done\n[ $rc -eq 0 ] || exit 1\necho",
  'for f in a b; do aws s3 ls $f; ((rc += $?)); done\nif [ "$rc" -gt 0 ]; then exit $rc; fi\necho',
  "for f in a b; do aws s3 ls $f; let rc+=$?; done\nexit $rc",
  "f() { local rc=0; for i in a b; do aws s3 ls $i; rc=$((rc | $?)); done; return $rc; }\nf || exit 1\necho",
  "aws s3 ls; rc=$?; sum=$((sum + rc)); [ $rc = 0 ] || exit 1\necho $sum",
  "FAILED=0\nend() { exit $FAILED; }\ntrap end EXIT\naws s3 ls || FAILED=1\necho",
  `FAILED=0\ncheck() { [ $FAILED = 0 ] || exit 1; }\n${"aws s3 ls || FAILED=1\ncheck\n".repeat(4)}`,
  "f() { local rc=0; aws s3 ls || rc=$?; rm -f /nowhere; return ${rc:-0}; }\nf || exit 1",
  "f() { local failed=0; g; [ $failed = 0 ] || return 1; }\ng() { aws s3 ls || failed=1; }\nf || exit 1",
  "export FAILED=0\naws s3 ls || FAILED=1\nbash -c '[ $FAILED = 0 ]' || exit 1",
  "aws s3 ls || FAILED=1\nexport FAILED\nbash -c '[ -z $FAILED ]' || exit 1",
  // Other failures set it too.
  "rc=0\naws s3 ls || rc=1\ntest -f /nowhere || rc=1\nif ! test -f /nowhere; then rc=2; fi\ntest -f /nowhere || rc=$?\nexit $rc",
  "aws s3 ls || FAILED=1\n(exit $FAILED) || exit 1",
  'aws s3 ls || FAILED=1\nX=$(echo "$FAILED")\n[ -z "$X" ] || exit 1',
  "for i in 1 2; do rc=0; aws s3 ls || rc=$?; [ $rc = 0 ] && break; done\nexit $rc",
  "n=0\nwhile [ $n -lt 2 ]; do if aws s3 ls; then break; else n=$((n + 1)); fi; done\n[ $n -lt 2 ] || exit 1",
  "echo a | { FAILED=0; while read -r f; do aws s3 ls $f || FAILED=1; done; exit $FAILED; } || exit 1",
  `FAILED=0\n${UPLOAD}\nwhile read -r f; do upload "$f"; done < <(echo a)\nexit $FAILED`,
  `shopt -s lastpipe\nFAILED=0\n${UPLOAD}\necho a | while read -r f; do upload "$f"; done\nexit $FAILED`,
  "FAILED=0\nmark() { FAILED=1; }\nfor x in a b c d e f; do aws s3 ls $x || mark; done\nexit $FAILED",
  "aws s3 ls || FAILED=1\n[[ -v FAILED ]] && exit 1",
  "FAILED=0\nf() { local -n r=$1; aws s3 ls || r=1; }\nf FAILED\nexit $FAILED",
  'M=a\nif [ "$M" = a ]; then rc=0; aws s3 ls || rc=1; fi\ntrue\nif [ "$M" = a ]; then exit $rc; fi',
  'v=FAILED\naws s3 ls || FAILED=1\n[ -z "${!v}" ] || exit 1',
  'aws s3 ls || FAILED=1\neval "exit \\$FAILED"',
  "FAILED=0\naws s3 ls || FAILED=1\nFAILED=$FAILED bash -c 'exit $FAILED'",
  "FAILED=0\naws s3 ls || FAILED=1\ndeclare -p FAILED | grep -q 0",
  "export FAILED=0\naws s3 ls || FAILED=1\nbash -c 'exit $FAILED'",
  // The flag is read, or the status of the function that sets it.
  `${SEND}\nfor f in a b; do send $f; done\n[ -z "$FAILED" ] || exit 1`,
  `${SEND}\nsend a || exit 1\necho`,
  `${SEND}\n(send a) || exit 1\necho`,
  `${SEND}\nX=$(send a) || exit 1\necho`,
  `set -o pipefail\n${SEND}\nsend a | cat || exit 1\necho`,
  `${SEND}\nsend a & P=$!\nwait $P || exit 1\necho`,
  `${SEND}\nsend a\nRC=$?\n[ $RC = 0 ] || exit 1\necho`,
  `${SEND}\nmain() { send a; send b; [ -z "$FAILED" ]; }\nmain || exit 1\necho`,
  `${SEND}\ntrap '[ -z "$FAILED" ] || exit 1' EXIT\nsend a\necho`,
  `set -e\n${SEND}\nsend a\necho`,
  "f() { local rc=0; aws s3 ls || { rc=1; return 1; }; }\nf || exit 1\necho",
  'f() { aws s3 ls || { if [ -e x ]; then F=2; else F=1; fi; return 1; }; }\nf\n[ -z "$F" ] || exit 1\necho',
  'f() { aws s3 ls || { E=$(date); return 1; }; }\nf\n[ -z "$E" ] || exit 1\necho',
  'f() { X=$(aws s3 ls); if [ -z "$X" ]; then E=1; return 1; fi; }\nf; f\n[ -z "$E" ] || exit 1',
  "f() { aws s3 ls || { export FAILED=1; return 1; }; }\nf\nbash -c 'exit $FAILED' || exit 1\necho",
  'f() { aws s3 ls || { unset OK; return 1; }; }\nOK=1\nf\n[ -n "$OK" ] || exit 1\necho',
])("noticed: %s", (script) => {
  expect(reported(script)).toEqual([]);
  expect(statusOf(script)).not.toBe(0);
});

// What reads the flag is not in the script, or a value replaces a missing one.
it.each([
  ". /opt/lib.sh\naws s3 ls || FAILED=1\nfinish",
  "REGION=$(curl -sf h) || REGION=a\nif [ -f x ]; then echo $REGION; fi\necho",
  "if aws s3 ls; then E=1; else E=0; fi\n[ -f lock ] && exit 0\n[ $E = 1 ] || aws s3 mb s3://b || exit 1",
  // The script ends with 0 on purpose, or prints the failure.
  "aws s3 ls || { FAILED=1; exit 0; }\necho",
  `${SEND}\nsend a || true\nexit 0`,
  `${SEND}\nsend a\necho "failed: $FAILED"`,
  'f() { echo "$FAILED"; }\naws s3 ls || FAILED=1\n"$1"\necho',
])("not reported: %s", (script) => {
  expect(reported(script)).toEqual([]);
});
