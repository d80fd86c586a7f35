/** `[ … ]` with any number of arguments: the status is that of the shell. */
import fc from "fast-check";
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { scriptFindings } from "../../support/script-findings.ts";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

const operand = fc.constantFrom("a", "''", '"$X"', "$X", '"$E"', "$E", "1", "02", "-n", "!", "=", '"$X$E"');
const unary = fc.tuple(fc.constantFrom("-n", "-z"), operand).map((words) => words.join(" "));
const binary = fc
  .tuple(operand, fc.constantFrom("=", "!=", "-eq", "-lt", "-ge"), operand)
  .map((words) => words.join(" "));
const equality = fc.tuple(operand, fc.constantFrom("=", "!="), operand).map((words) => words.join(" "));
const primary = fc.oneof(operand, unary, binary);
const expression = fc.oneof(
  { weight: 3, arbitrary: primary },
  { weight: 1, arbitrary: primary.map((one) => `! ${one}`) },
  { weight: 1, arbitrary: fc.tuple(unary, fc.constantFrom("-a", "-o"), equality).map((words) => words.join(" ")) },
  { weight: 1, arbitrary: fc.constant("") },
);

test.each(["dash", "bash"])("[ … ] has the same status as in %s", (shell) => {
  const scripts = fc
    .tuple(expression, fc.constantFrom("[ * ]", "test *"))
    .map(([one, command]) => `X=a; E=; if ${command.replace("*", () => one)}; then aws yes; else aws no; fi`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 400, seed }), 0.92);
});

test.each(["dash", "bash"])("[ … ] compares decimal numbers as %s does", (shell) => {
  const numbers = ["010", "9", "8", " 08 ", "-010", "-9", "+8", "00"];
  const scripts = numbers.flatMap((a) =>
    numbers.flatMap((b) =>
      ["-eq", "-lt", "-ge"].map(
        (operator) => `X='${a}'; if [ "$X" ${operator} '${b}' ]; then aws yes; else aws no; fi`,
      ),
    ),
  );
  expectSameStarted(shell, scripts, 1);
});

describe("an operand without quotes is gone if the call behind it has failed", () => {
  const expressions = [
    "$S != running",
    "$S = running",
    "running = $S",
    "! $S = running",
    "! $S != running",
    "$S != ''",
    "$S = ''",
    "'' = $S",
    "! $S = ''",
    '"$S" != running',
    '"$S" = running',
    '! "$S" = running',
    '"$S" = ""',
    "$S != $T",
  ];
  const uses = ["if [ * ]; then exit 1; fi\necho", "[ * ] || exit 1\necho", "if [ * ]; then echo; else exit 1; fi"];
  const scripts = expressions.flatMap((one) => uses.map((use) => use.replace("*", () => one)));
  const status = (shell: string, aws: string, script: string): number | null =>
    spawnSync(shell, ["-c", `aws() { ${aws}; }\n${script}`], { stdio: "ignore" }).status;

  test.each(scripts)("%s", (checked) => {
    const script = `T=$(echo running)\nS=$(aws ec2 describe-instances --profile p)\n${checked}`;
    for (const shell of ["dash", "bash"]) {
      const isUnnoticed = status(shell, "return 1", script) === 0;
      // If the script cannot succeed otherwise, it expects an empty output.
      if (isUnnoticed && status(shell, "echo running", script) !== 0) continue;
      const found = scriptFindings(script).filter(({ rule }) => rule === "ssm/no-unnoticed-failure");
      expect([shell, found.length]).toEqual([shell, isUnnoticed ? 1 : 0]);
    }
  });
});
