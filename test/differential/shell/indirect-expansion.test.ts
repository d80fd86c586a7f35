/** `${!X}` if X is not a name: bash discards the line. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { knownText } from "../../../src/shell/model/value.ts";
import { runsOf } from "../../support/evaluating.ts";

test.each([
  "X='a b'; Y=${!X}; Y=after",
  "X=; Y=${!X}; Y=$Y.after",
  "X=1a; Y=${!X}; Y=after",
  "X=a-b; Y=${!X-d}; Y=after",
  "unset X; Y=${!X}; Y=after",
  "unset X; Y=${!X:-d}",
  "unset X; Y=${!X-d}",
  "X=; Y=${!X:-d}; Y=$Y.after",
  "f() { X=-a; Y=${!X}; Y=in; }; f; Y=after",
  "f() { X='a b'; echo \"${!X}\"; echo in; }; Y=$(f; echo out)",
  "X='a b'; Y=$(echo ${!X}; echo x); Y=$Y.",
  "X='A[x'; Y=${!X}; Y=after",
  "X='a b'; Y=${!X+set}; Y=after",
  "set -u; unset X; Y=${!X}; Y=after",
  "declare -n P=X; X='a b'; Y=${!P}",
  "f() { local -n P=$1; Y=${!P}; }; X='a b'; f X",
  "declare -n Q=X P=Q; X='a b'; Y=${!P}.${!Q}",
])("%s", (statement) => {
  const script = `Y=0\n${statement}\naws "$Y"`;
  const input = `aws() { echo "$1"; }\n${script}`;
  // With an unset variable, bash ends under `set -u`.
  const real = execFileSync("bash", ["-c", 'bash "$@" || true', "-", "-s"], {
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "ignore"],
  });
  const own = runsOf(`#!/bin/bash\n${script}`).map(({ argv }) => `${knownText(argv[1]!.value)}\n`);
  expect(own.join("")).toBe(real);
});
