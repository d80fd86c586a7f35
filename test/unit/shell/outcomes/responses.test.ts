/** Commands between the attempts of a retry loop: which of them may be a response to a failure. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

/** `lint` compares the findings of the complete script with those of the slice, which skips such commands. */
const isReported = (command: string): boolean =>
  lint(document(`for i in 1 2 3; do\n  curl -fo x h && break\n  ${command}\n  sleep 5\ndone\necho`), { rules }).length >
  0;

it.each([
  ":",
  "n=$((n + 1))",
  "n=$(hostname)",
  "export n=1",
  "unset n",
  "rm -f x",
  "cd /tmp",
  "for n in 1 2; do :; done",
  "if true; then n=1; fi",
  "for n in $(seq 3); do rm -f $n; done",
  "{ rm -f x; f() { reboot; }; }",
])("no response: %s", (command) => {
  expect(isReported(command)).toBe(true);
});

it.each(["systemctl restart app", "if true; then systemctl restart app; fi", "for n in 1 2; do :; mkfs $n; done"])(
  "a response: %s",
  (command) => {
    expect(isReported(command)).toBe(false);
  },
);

it.each([
  ["echo no", true],
  ["echo no | tee -a log", true],
  ["echo no | cat", true],
  ["echo no | sort | cat", true],
  ["true | logger no", true],
  ["echo $n | grep -q 3", false],
  ["echo no | sleep 1", false],
  ["X=$(echo no | cat)", false],
])("a message between attempts: %s: %s", (command, isMessage) => {
  const loop = `until curl -fo x h; do\n  n=$((n + 1))\n  [ $n -gt 5 ] && break\n  ${command}\ndone\necho`;
  expect(lint(document(loop), { rules }).length > 0).toBe(!isMessage);
});

it.each([
  ["for n in 1 2; do m=$n; done", true],
  ["while [ -f n ]; do :; done", true],
  ["sleep 1", true],
  ["FAILED=1", false],
])("after the loop: %s", (command, isHandedOn) => {
  const retry = `r() {\n  for i in 1 2; do "$@" && return 0; sleep 1; done\n  ${command}\n  return 1\n}`;
  const found = lint(document(`${retry}\nr curl -fo x h\necho`), { rules });
  expect(found.length > 0).toBe(isHandedOn);
});

// `lint` compares the findings of the complete script, in which the counter is known, with those of the slice.
it.each([
  ['[ "$n" -ge 5 ] && return 1', ""],
  ['if [ "$n" -ge 5 ]; then break; fi', ""],
  ['[ "$n" -ge 5 ] && return 1', "n=$((n + 1))"],
])("a loop that ends when its counter is reached: %s, %s", (end, count) => {
  const script = `retry() { local n=1; until "$@"; do ${end}; ${count || ":"}; done; }\nretry aws s3 ls --profile p\necho`;
  expect(lint(document(script), { rules })).toHaveLength(count === "" ? 0 : 1);
});

it.each([
  'r() { n=0; while ! "$@" && [ "$n" -lt 3 ]; do COUNT; done; }\nr curl -fsS http://h',
  'n=0\nwhile ! curl -fsS http://h && [ "$n" -lt 3 ]; do COUNT; done',
])("a loop whose condition tests its counter: %j", (script) => {
  const found = (count: string) => lint(document(`${script.replace("COUNT", count)}\necho`), { rules });
  expect(found(': "$(seq 3)"')).toEqual([]);
  expect(found("n=$((n + 1))")).toHaveLength(1);
});

describe("a loop that prints messages and gives up without one", () => {
  it.each([
    "while ! aws s3 ls; do n=$((n+1)); if [ $n -ge 3 ]; then return 1; fi; echo retry; done",
    "while ! aws s3 ls; do if [ $n -ge 3 ]; then return 1; fi; n=$((n+1)); echo retry; done",
    "until aws s3 ls; do n=$((n+1)); [ $n -ge 3 ] && return 1; echo retry; done",
    "for i in 1 2 3; do aws s3 ls && return 0; [ $i = 3 ] && return 1; echo retry; done",
    "for i in 1 2 3; do if aws s3 ls; then return 0; fi; if [ $i = 3 ]; then return 1; fi; echo retry; done",
    "for i in 1 2 3; do if ! aws s3 ls; then [ $i = 3 ] && return 1; echo retry; else break; fi; done",
    "for i in 1 2 3; do aws s3 ls || { if [ $i = 3 ]; then return 1; fi; echo retry; continue; }; return 0; done",
    "while true; do aws s3 ls && break; n=$((n+1)); [ $n -ge 3 ] && return 1; echo retry; done",
  ])("%s", (loop) => {
    const script = `n=0\nf() { ${loop}; }\nf\nexit 0`;
    expect(execFileSync("bash", ["-c", `aws() { return 3; }\n${script}`], { encoding: "utf8" })).toBe(
      "retry\n".repeat(loop.startsWith("while ! aws s3 ls; do if") ? 3 : 2),
    );
    const messages = lint(document(script), { rules: { "no-unnoticed-failure": rules["no-unnoticed-failure"] } });
    expect(messages).toEqual([]);
  });
});
