/** Patterns of known text match the same texts as in the shell. */
import fc from "fast-check";
import { test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

/** Quoted characters, which have no special meaning. */
const quoted = fc.constantFrom("\\]", "a\\-c", "\\a-\\c", "\\!", "\\\\", "'a-c'", '"]"', "'!'", '"\\"-"');
const plain = fc.constantFrom("a", "b", "a-c", "[:digit:]", "[:upper:]", "-", "1", "[", "c-a", "!", "^");
const member = fc.oneof(plain, quoted);
const set = fc
  .tuple(
    fc.constantFrom("", "", "!"),
    fc.constantFrom("", "", "]", "]-b"),
    fc.array(member, { minLength: 1, maxLength: 3 }),
  )
  .map(([not, first, members]) => `[${not}${first}${members.join("")}]`);
const part = fc.oneof(
  { weight: 3, arbitrary: set },
  {
    weight: 2,
    arbitrary: fc.constantFrom("*", "?", "a", "b", "1", "]", "-", "'*'", "'[a]'", "'?'", "[a", "[]", "[!]"),
  },
);
// It depends on the shell whether `[^a]` means `[!a]`.
const pattern = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""))
  .filter((one) => !one.includes("[^"));
const text = fc.string({
  unit: fc.constantFrom("a", "b", "c", "1", "]", "-", "!", "[", "A", "*", "\\", '"'),
  maxLength: 3,
});

test.each(["dash", "bash"])("case patterns match as in %s", (shell) => {
  const scripts = fc
    .tuple(text, pattern)
    .map(([subject, one]) => `case '${subject}' in ${one}) aws yes;; *) aws no;; esac`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 500, seed }), 1);
});
