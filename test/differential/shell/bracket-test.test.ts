/** `[ … ]` with any number of arguments: the status is that of the shell. */
import fc from "fast-check";
import { test } from "vitest";
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
