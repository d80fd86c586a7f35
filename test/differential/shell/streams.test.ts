/** What a command reads, and how often a trap runs: as in bash. */
import { test } from "vitest";
import { expectSameStarted } from "../../support/started.ts";

const EXACT = 0.999;

test.each([
  // Code in an argument leaves the input to what it starts.
  `echo x | bash -c 'read X; aws "$X"'`,
  `echo 'aws a' | bash`,
  `bash -c 'bash -c "read X; aws \\$X"' <<< x`,
  // The input of the group, if another descriptor is redirected.
  `echo x | { read X 3<&0; aws "$X"; }`,
  `echo x | { read X 3< /dev/null; aws "$X"; }`,
  `echo x | { read X 3<<< y; aws "$X"; }`,
  `echo x | { read X <<< y; aws "$X"; }`,
  `{ read X; aws "$X"; } <<< x`,
  // A trap for failures stays; the one for the end runs once.
  "trap 'aws $X' ERR; X=1; false; X=2; false; true",
  "trap 'aws $X' EXIT; X=1; exit",
  "trap 'aws $X; exit' EXIT; X=1",
  "trap 'aws $X' EXIT; X=1; trap - EXIT",
  "trap 'aws $X' ERR; X=1; trap - ERR; false",
])("%s", (script) => {
  expectSameStarted("bash", [script], EXACT);
});
