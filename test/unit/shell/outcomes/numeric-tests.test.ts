/** Tests that compare an output with a number: whether they notice that the call has failed, compared with dash and bash. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const isReported = (script: string, shell: string): boolean =>
  lint(document(shell === "bash" ? `#!/bin/bash\n${script}` : script), {
    rules: { "no-unnoticed-failure": noUnnoticedFailure },
  }).length > 0;

/** Whether the script reports success although the calls fail. */
function isUnnoticed(script: string, shell: string): boolean {
  const stub = "aws() { return 255; }\ncurl() { printf 000; return 7; }";
  const { status } = spawnSync(shell, ["-c", `${stub}\n${script}`], { encoding: "utf8", timeout: 10_000 });
  return status === 0;
}

const OPERATORS = ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"];
// An empty operand is an error of `[`, so that the test fails, and 0 in `[[`. Without an answer, curl prints 000.
const OUTPUTS = [
  "X=$(aws s3 ls)",
  "X=$(aws s3 ls 2> /dev/null | wc -l)",
  "X=$(curl -s -o x -w '%{http_code}' https://h/)",
  "U=$(cat urls)\nX=$(curl -s -o x -w '%{http_code}' $U)",
];
const TESTS = OPERATORS.flatMap((operator) => [
  `[ "$X" ${operator} 9 ] && exit 1\necho`,
  `[ "$X" ${operator} 9 ] || exit 1\necho`,
  `if test "$X" ${operator} 0; then exit 1; fi\necho`,
  `if test 0 ${operator} "$X"; then exit 1; fi\necho`,
  `[ 200 ${operator} "$X" ] && exit 1\necho`,
  `f() { if [ "$X" ${operator} 9 ]; then return 1; fi; }\nf || exit 1\necho`,
]);
const BETWEEN = OPERATORS.flatMap((operator) => [
  `[ "$H" ${operator} "$X" ] && exit 1\necho`,
  `[ $X ${operator} $H ] && exit 1\necho`,
  `if test $H ${operator} $X; then exit 1; fi\necho`,
  `f() { [ $H ${operator} "$X" ]; }\nif f; then exit 1; fi\necho`,
  `f() { [ $H ${operator} "$X" ]; }\nf || exit 1\necho`,
]);
const IN_BASH = OPERATORS.map((operator) => `[[ $X ${operator} 9 ]] && exit 1\necho`);

it.each(OUTPUTS.flatMap((output) => TESTS.map((test) => `${output}\n${test}`)))("in both: %s", (script) => {
  for (const shell of ["dash", "bash"]) expect(isReported(script, shell)).toBe(isUnnoticed(script, shell));
});

it.each(BETWEEN)("the other number is unknown: %s", (test) => {
  const script = `H=$(date +%s)\n${OUTPUTS[0]!}\n${test}`;
  for (const shell of ["dash", "bash"]) expect(isReported(script, shell)).toBe(isUnnoticed(script, shell));
  // It may be less than 000, or greater.
  expect(isReported(script.replace(OUTPUTS[0]!, OUTPUTS[2]!), "bash")).toBe(false);
});

it.each(OUTPUTS.flatMap((output) => IN_BASH.map((test) => `${output}\n${test}`)))("in bash: %s", (script) => {
  expect(isReported(script, "bash")).toBe(isUnnoticed(script, "bash"));
});
