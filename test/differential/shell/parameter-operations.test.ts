/** `${X#…}`, `${X/…}`, `${X:…}` and similar have the same value as in the shell if X is known. */
import fc from "fast-check";
import { test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

const value = fc.string({ unit: fc.constantFrom("a", "b", "B", ".", "/", " "), maxLength: 6 });
const pattern = fc
  .array(fc.constantFrom("a", "b", ".", "/", "*", "?", "[ab]", "[!a]", "'*'"), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));
const replaced = pattern.map((one) => one.replaceAll("/", String.raw`\/`));
const number = fc.constantFrom("0", "1", "3", " -1", " -3");
const size = fc.constantFrom("", ":0", ":1", ":2", ":-1");

const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((all) => all.join(""));
const removed = join(fc.constantFrom("#", "##", "%", "%%"), pattern);
const defaults = join(fc.constantFrom("-", ":-", "+", ":+", "=", ":="), fc.constantFrom("", "a", "'b c'", "$Y"));
/** The share of scripts whose words are known. */
const SHARES = { dash: 1, bash: 0.938 };

const OPERATIONS = {
  dash: fc.oneof(removed, defaults),
  bash: fc.oneof(
    removed,
    defaults,
    join(fc.constantFrom("/", "//", "/#", "/%"), replaced, fc.constantFrom("", "/", "/x", "/$Y")),
    join(fc.constant(":"), number, size),
    join(fc.constantFrom("^", "^^", ",", ",,"), fc.constantFrom("", "", "[ab]")),
  ),
};

test.each(["dash", "bash"] as const)("values are changed as in %s", (shell) => {
  const scripts = fc
    .tuple(value, OPERATIONS[shell], fc.boolean())
    .map(([x, operation, hasValue]) => `${hasValue ? `X='${x}'; ` : "X=; "}Y='b.'; aws "\${X${operation}}" "\${#X}"`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 500, seed }), SHARES[shell]);
});
