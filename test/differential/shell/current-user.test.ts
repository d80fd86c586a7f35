/** Scripts that ask which user runs them: the agent's, which is root, as far as no other shell may have changed that. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { firstArguments } from "../../support/started.ts";

const POSIX = [
  "X=$(id -u)",
  "X=$(id -un)$(id -nu)",
  "X=$(id --user --name)$(id -g)$(id -gn)$(id -ru)",
  "X=$(id -u -n)$(id -g -r)$(id --user --real)",
  "X=$(whoami)",
  'X=n; [ "$(id -u)" -eq 0 ] || X=sudo',
  "X=n; if [ $(id -u) != 0 ]; then X=sudo; fi",
  'f() { [ "$(whoami)" = root ] && X=1; }; X=n; f',
  'X=n; (test "$(id -u)" = 0) && X=1',
];

const IN_BASH = ["X=$UID$EUID", "X=n; (( EUID != 0 )) && X=sudo", "X=n; [[ $EUID -ne 0 ]] && X=sudo"];

test
  .runIf(process.getuid?.() === 0)
  .each([
    ...["dash", "bash"].flatMap((shell) => POSIX.map((script) => [shell, script] as const)),
    ...IN_BASH.map((script) => ["bash", script] as const),
  ])("%s: %s", (shell, script) => {
  const text = `${script}\naws "$X"`;
  const real = execFileSync(shell, ["-c", `aws() { echo "$1"; }\n${text}`], { encoding: "utf8" });
  expect(firstArguments(`#!/bin/${shell}\n${text}`)).toEqual([real.trim()]);
});

test.each([
  ["sudo -u app bash -c 'aws \"$(id -u)\"'"],
  ["su - app -c 'aws \"$(whoami)\"'"],
  ["#!/bin/bash\nrunuser -u app -- bash -c 'aws \"$EUID\"'"],
  ['X=$(sudo -u app id -u); aws "$X"'],
  ['aws "$(id -u app)"'],
  ['aws "$(id -u $NAME)"'],
  ['aws "$(id)"'],
  ['aws "$(id -ug)"'],
  // dash does not set it.
  ['aws "$UID"'],
])("not known: %s", (script) => {
  expect(firstArguments(script)).toEqual([undefined]);
});
