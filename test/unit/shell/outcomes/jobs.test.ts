/** Background jobs of a script. */
import { spawnSync } from "node:child_process";
import { expect, test, vi } from "vitest";
import { differenceOfSlots, intersectionOfSlots, unionOfSlots } from "../../../../src/shell/outcomes/status-info.ts";
import { scriptFindings } from "../../../support/script-findings.ts";

test("a list that contains the other is their union", () => {
  const all = [3, 1, 2];
  expect(unionOfSlots(all, [2, 3])).toBe(all);
  expect(unionOfSlots(all, [2, 4])).toEqual([3, 1, 2, 4]);
  const none: readonly number[] = [];
  expect(unionOfSlots(none, [])).toBe(none);
});

test("a list is its own intersection with a longer one, and its own difference from others", () => {
  const all = [3, 1, 2];
  expect(intersectionOfSlots(all, [4, 3, 2, 1])).toBe(all);
  expect(intersectionOfSlots(all, [2, 4, 3])).toEqual([3, 2]);
  expect(differenceOfSlots(all, [4])).toBe(all);
  expect(differenceOfSlots(all, [4, 1])).toEqual([3, 2]);
});

test("hundreds of background jobs do not keep a set each", () => {
  const set = vi.spyOn(WeakMap.prototype, "set");
  const lists = (): number => set.mock.calls.filter(([key]) => Array.isArray(key) && typeof key[0] === "number").length;
  scriptFindings("aws s3 ls &\n".repeat(300));
  expect(lists()).toBeLessThan(30);
});

const COPIES = "aws s3 cp a s3://b &\naws s3 cp c s3://b &";
const LOOP = "for F in a b; do aws s3 cp $F s3://b & done";

const unnoticed = (script: string): readonly string[] =>
  scriptFindings(`#!/bin/bash\n${script}`).flatMap(({ rule, messageId }) =>
    rule === "ssm/no-unnoticed-failure" ? [messageId] : [],
  );

/** Whether bash ends with success if the first call fails. */
const losesFirst = (script: string): boolean =>
  spawnSync("bash", ["-c", `aws() { sleep 0.2; [ "$3" != a ]; }\n${script}`]).status === 0;

test.each(
  [COPIES, LOOP].flatMap((jobs) => [
    `${jobs}\nfor P in $(jobs -p); do wait "$P"; done`,
    `${jobs}\nfor P in \`jobs -p\`; do wait $P; done`,
    `${jobs}\nP=$(jobs -pr)\nwait $P`,
    `${jobs}\nwait $(jobs -p) || exit 1\necho`,
    `${jobs}\nP=($(jobs -p))\nwait "\${P[@]}" || exit 1\necho`,
    `f() { for P in $(jobs -p); do wait "$P"; done; }\n${jobs}\nf || exit 1\necho`,
  ]),
)("only the status of the last job is read: %s", (script) => {
  expect(losesFirst(script)).toBe(true);
  expect(unnoticed(script)).toEqual(["background"]);
});

test.each(
  [COPIES, LOOP].flatMap((jobs) => [
    `${jobs}\nfor P in $(jobs -p); do wait "$P" || exit 1; done\necho`,
    `set -e\n${jobs}\nfor P in $(jobs -p); do wait "$P"; done\necho`,
    `${jobs}\nfor P in $(jobs -p); do wait "$P" || R=1; done\nexit $R`,
    `${jobs}\nset -- $(jobs -p)\nwait $1 || exit 1\nwait $2 || exit 1\necho`,
  ]),
)("all statuses are read: %s", (script) => {
  expect(losesFirst(script)).toBe(false);
  expect(unnoticed(script)).toEqual([]);
});

test.each(["wait $(jobs -p)", 'for P in $(jobs -p); do wait "$P"; done'])("the status of the only job: %s", (wait) => {
  expect(unnoticed(`aws s3 cp a s3://b &\n${wait}`)).toEqual([]);
});

const FILES = "cd $(mktemp -d) && touch a b c || exit 1\n";
const UNKNOWN = `${FILES}for F in *; do aws s3 cp $F s3://b & PIDS="$PIDS $!"; IDS+=($!); done`;

test.each([
  `${UNKNOWN}\nwait $PIDS || exit 1\necho`,
  `${UNKNOWN}\nwait "\${IDS[@]}" || exit 1\necho`,
  `${UNKNOWN}\nwait $(jobs -p) || exit 1\necho`,
  `${UNKNOWN}\nwait $! || exit 1\necho`,
  `${UNKNOWN}\nfor P in $PIDS; do wait $P; done`,
  `${UNKNOWN}\nfor P in $PIDS; do wait $P; R=$?; done\nexit $R`,
  `all() { for P in "$@"; do wait $P; done; }\n${UNKNOWN}\nall $PIDS || exit 1\necho`,
  `${FILES}up() { aws s3 cp $1 s3://b & PIDS="$PIDS $!"; }\nfor F in *; do up $F; done\nwait $PIDS || exit 1\necho`,
  "for F in a b; do aws s3 cp $F s3://b & done\nwhile wait -n; do :; done\necho",
  "aws s3 cp a s3://b &\nwhile wait -n 2> /dev/null; do echo one; done\necho",
  "all() { while wait -n; do sleep 0.1; done; }\naws s3 cp a s3://b &\nall || exit 1\necho",
])("the status of one of an unknown number of jobs: %s", (script) => {
  expect(losesFirst(script)).toBe(true);
  expect(unnoticed(script)).toEqual(["background"]);
});

test.each([
  `${UNKNOWN}\nfor P in $PIDS; do wait $P || exit 1; done\necho`,
  `${UNKNOWN}\nfor P in "\${IDS[@]}"; do wait "$P" || R=1; done\nexit $R`,
  `set -e\n${UNKNOWN}\nfor P in "\${IDS[@]}"; do wait "$P"; done\necho`,
  `all() { for P in "$@"; do wait $P || return 1; done; }\n${UNKNOWN}\nall $PIDS || exit 1\necho`,
  `${FILES}while read F; do aws s3 cp $F s3://b & P+=" $!"; done < <(ls)\nfor I in $P; do wait $I || exit 1; done\necho`,
  "for F in a b; do aws s3 cp a s3://b & done\nset -- $(jobs -p)\nwait $1 || exit 1\nwait $2 || exit 1\necho",
])("each status of an unknown number of jobs: %s", (script) => {
  expect(losesFirst(script)).toBe(false);
  expect(unnoticed(script)).toEqual([]);
});

const LISTED = `${FILES}for F in $(ls); do aws s3 cp $F s3://b & PIDS="$PIDS $!"; IDS+=($!); N=$((N+1)); done`;
const READ = `${FILES}while read -r F; do aws s3 cp $F s3://b & PIDS="$PIDS $!"; IDS+=($!); N=$((N+1)); done < <(ls)`;

/** The same, with variables that are empty at first. */
const STARTED = [LISTED, READ].flatMap((jobs) => [jobs, `PIDS=\nIDS=()\nN=0\n${jobs}`]);

const STATUSES = [
  'for P in $PIDS; do check "$P"; done',
  "for P in $PIDS; do command wait $P || exit 1; done",
  "for P in $PIDS; do one $P || exit 1; done",
  "all $PIDS || exit 1",
  'all "${IDS[@]}" || exit 1',
  "count $PIDS || exit 1",
  "shifted $PIDS || exit 1",
  'main() { all "$@"; }\nmain $PIDS || exit 1',
  'split() { for P in $1; do wait $P || return 1; done; }\nsplit "$PIDS" || exit 1',
  "for ((i = 0; i < N; i++)); do wait ${IDS[i]} || exit 1; done",
  'for I in "${!IDS[@]}"; do wait "${IDS[$I]}" || exit 1; done',
  "while [ $N -gt 0 ]; do N=$((N-1)); wait ${IDS[N]} || exit 1; done",
  "while [ ${#IDS[@]} -gt 0 ]; do wait ${IDS[0]} || exit 1; IDS=(${IDS[@]:1}); done",
  "while [ $N -gt 0 ]; do wait -n || exit 1; N=$((N-1)); done",
];

const FUNCTIONS = `one() { wait $1 || return 1; }
check() { wait "$1" || exit 1; }
all() { for P in "$@"; do wait $P || return 1; done; }
count() { local R=0; for P; do wait $P || R=1; done; return $R; }
shifted() { R=0; while [ $# -gt 0 ]; do wait $1 || R=1; shift; done; return $R; }`;

test.each(STARTED.flatMap((jobs) => STATUSES.map((end) => `${FUNCTIONS}\n${jobs}\n${end}\necho`)))(
  "a loop or a function reads the status of each of any number of jobs: %s",
  (script) => {
    expect(losesFirst(script)).toBe(false);
    expect(unnoticed(script)).toEqual([]);
  },
);

const LOST = [
  'last() { for P in "$@"; do wait $P; done; }\nlast $PIDS || exit 1',
  'check() { wait "$1"; }\nfor P in $PIDS; do check $P; done',
  "for P in $PIDS; do : wait $P; done",
  "all() { wait; }\nall $PIDS || exit 1",
  "while [ $N -gt 0 ]; do N=$((N-1)); wait ${IDS[N]}; done",
];

test.each(STARTED.flatMap((jobs) => LOST.map((end) => `${jobs}\n${end}\necho`)))(
  "a loop or a function ignores the status of a job: %s",
  (script) => {
    expect(losesFirst(script)).toBe(true);
    expect(unnoticed(script)).toEqual(["background"]);
  },
);

test("an empty operand of wait reads no status of a known job", () => {
  const script = "P=\naws s3 cp a s3://b &\nwait $P || exit 1\necho";
  expect(losesFirst(script)).toBe(true);
  expect(unnoticed(script)).toEqual(["background"]);
});

test("the number of successes is compared", () => {
  const script = `${COPIES}\nwhile wait -n; do N=$((N+1)); done\n[ "$N" = 2 ] || exit 1\necho`;
  expect(losesFirst(script)).toBe(false);
  expect(unnoticed(script)).toEqual([]);
});
