/** Signals that a script sends to itself. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { firstArguments } from "../../support/started.ts";

const SCRIPTS = [
  "trap X=2 USR1; kill -USR1 $$",
  "trap X=2 USR1; kill -s USR1 $$; trap - USR1",
  "trap X=2 HUP; kill -1 $$",
  "trap X=2 15; kill $$",
  'trap X=2 TERM; P=$$; kill -s TERM "$P"',
  'trap X=2 TERM; P=$$; stop() { kill "$P"; X=3; }; stop',
  "trap X=2 TERM; kill -9999 $$; :",
  "trap X=2 TERM; kill -INT 99999999; :",
  "trap X=2 TERM; kill -0 $$",
  "trap X=2 TERM; kill -CHLD $$",
  "trap X=2 TERM; trap - TERM; kill -s WINCH $$",
  "trap X=2 TERM; trap '' TERM; kill $$",
  "trap 'X=2; exit' TERM; kill $$",
  "f() { trap 'X=2; return' TERM; kill $$; X=3; }; f",
  "trap 'X=$?' TERM; false; kill $$; X=$X$?",
  "kill $$",
  "kill -KILL $$",
  "trap 'X=2; kill -HUP $$' TERM; trap X=${X}3 HUP; kill $$",
  "(kill -0 $$; X=2); :",
  "trap '' TERM; (trap 'X=2' TERM; kill $$)",
  "kill -INT $$ || X=2",
  "sh -c 'kill $$'",
  "trap 'aws 2' EXIT; kill -TERM $$",
  "trap 'aws 2' EXIT; kill -KILL $$",
  "set -e; trap X=2 USR1; kill -USR1 $$ && false || X=${X}3",
];

/** dash accepts no `SIG`, and no `--` after the signal. */
const IN_BASH = ["trap X=2 USR1; kill -SIGUSR1 $$", "trap X=2 HUP; kill -1 -- $$"];

test.each([
  ...["dash", "bash"].flatMap((shell) => SCRIPTS.map((script) => [shell, script] as const)),
  ...IN_BASH.map((script) => ["bash", script] as const),
])("%s: %s", (shell, script) => {
  const text = `X=1\n${script}\naws "$X"`;
  const real = spawnSync(shell, ["-c", `aws() { echo "$1"; }\n${text}`], { encoding: "utf8" });
  expect(firstArguments(`#!/bin/${shell}\n${text}`)).toEqual(real.stdout.split("\n").slice(0, -1));
});
