/** Field splitting: unquoted expansions of known text are split into the same words as in the shell. */
import fc from "fast-check";
import { test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

const separators = fc.constantFrom("' '", ":", "', '", "", "x", "': '", "','");
const value = fc.string({ unit: fc.constantFrom("a", "b", " ", ":", ",", "x"), maxLength: 7 });
const word = fc.constantFrom("$X", "a$X", "$X$Y", '"$X"', '$X""', '$X"$Y"', "$Y:$X", "'$X'", "${X}b $Y", '"" $X');

test.each(["dash", "bash"])("expansions are split as in %s", (shell) => {
  const scripts = fc
    .tuple(separators, value, value, word)
    .map(([by, x, y, words]) => `IFS=${by}; X='${x}'; Y='${y}'; aws ${words}`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 300, seed }), 1);
});

test.each(["dash", "bash"])("read splits a line as in %s", (shell) => {
  const names = fc.constantFrom(["A"], ["A", "B"], ["A", "B", "C"]);
  const scripts = fc
    .tuple(separators, value, names)
    .map(
      ([by, x, read]) =>
        `IFS=${by} read -r ${read.join(" ")} <<E\n${x}\nE\naws ${read.map((one) => `"$${one}"`).join(" ")}`,
    );
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 150, seed }), 1);
});
