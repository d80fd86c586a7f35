/** The input of commands and the number of runs of a trap are the same as in bash. */
import { test } from "vitest";
import { expectSameStarted } from "../../support/started.ts";

const EXACT = 1;

test.each([
  // If the code is in an argument, the commands that it starts read stdin.
  `echo x | bash -c 'read X; aws "$X"'`,
  `echo 'aws a' | bash`,
  `bash -c 'bash -c "read X; aws \\$X"' <<< x`,
  // If another descriptor is redirected, the command reads the group's input.
  `echo x | { read X 3<&0; aws "$X"; }`,
  `echo x | { read X 3< /dev/null; aws "$X"; }`,
  `echo x | { read X 3<<< y; aws "$X"; }`,
  `echo x | { read X <<< y; aws "$X"; }`,
  `{ read X; aws "$X"; } <<< x`,
  // An ERR trap runs each time. An EXIT trap runs once.
  "trap 'aws $X' ERR; X=1; false; X=2; false; true",
  "trap 'aws $X' EXIT; X=1; exit",
  "trap 'aws $X; exit' EXIT; X=1",
  "trap 'aws $X' EXIT; X=1; trap - EXIT",
  "trap 'aws $X' ERR; X=1; trap - ERR; false",
])("%s", (script) => {
  expectSameStarted("bash", [script], EXACT);
});
