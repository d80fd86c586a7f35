/** Which words of an output are secrets, in all ways in which a script splits the output into words. */
import { expect, test } from "vitest";
import { noSecretExposure } from "../../../../rules/no-secret-exposure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const MEMBERS = ["AccessKeyId", "SecretAccessKey", "Expiration", "SessionToken"];
const SECRETS = ["SecretAccessKey", "SessionToken"];
const GET = `aws sts assume-role --role-arn r --role-session-name s --output text --query 'Credentials.[${MEMBERS.join()}]'`;

// In a row, `@` is the index of a word. The second column is the index of the first word of the output.
test.each([
  ["set -- $(GET)\necho $@", 1],
  ["set -- x $(GET)\necho $@", 2],
  ['X=$(GET)\nset -- x y $X\necho "$@"', 3],
  ["set -- x $(GET)\nshift\necho $@", 1],
  ['f() { echo "$@"; }\nf x $(GET)', 2],
  ['A=($(GET))\necho "${A[@]}"', 0],
  ['A=(x $(GET))\necho "${A[@]}"', 1],
  ['A=(x)\nA+=($(GET))\necho "${A[@]}"', 1],
  ['read -r A0 A1 A2 A3 <<< "$(GET)"\necho "$A@"', 0],
  ['read -ra A <<< "$(GET)"\necho "${A[@]}"', 0],
  ['GET | while read -r -a A; do echo "${A[@]}"; done', 0],
  ['read -r L < <(GET)\nA=($L)\necho "${A[@]}"', 0],
  ["GET | awk '{ print $@ }'", 1],
  ["GET | cut -f @", 1],
])("%j", (script, first) => {
  const exposed = MEMBERS.filter((_, index) => {
    const code = script.replace("GET", GET).replace("@", String(first + index));
    return lint(document(`#!/bin/bash\n${code}`), { rules: { "no-secret-exposure": noSecretExposure } }).length > 0;
  });
  expect(exposed).toEqual(SECRETS);
});

test("the name of an array is its first word", () => {
  const code = `#!/bin/bash\nread -ra A <<< "$(${GET})"\necho "$A"`;
  expect(lint(document(code), { rules: { "no-secret-exposure": noSecretExposure } })).toEqual([]);
});
