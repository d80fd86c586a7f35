/** `printf` prints for known arguments what it prints in the shell. */
import fc from "fast-check";
import { test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

const directive = fc
  .tuple(fc.constantFrom("", "", "-", "0", "+", "#"), fc.constantFrom("", "1", "6"), fc.constantFrom(..."sdioxXb%"))
  .map(([flag, width, kind]) => (kind === "%" ? "%%" : `%${flag}${width}${kind}`));
const format = fc
  .array(fc.oneof(directive, fc.constantFrom("a", " ", ":", String.raw`\t`, String.raw`\\`, String.raw`\101`)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(""));
const argument = fc.constantFrom("17", "-3", "0", "010", "0x1f", "26", "a b", "", String.raw`x\ty`, String.raw`\\`);

test.each(["dash", "bash"])("printf prints the same as in %s", (shell) => {
  const scripts = fc
    .tuple(format, fc.array(argument, { maxLength: 3 }))
    .map(([text, values]) => `aws "$(printf '${text}' ${values.map((one) => `'${one}'`).join(" ")})"`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 300, seed }), 0.616);
});
