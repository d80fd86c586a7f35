/** Compares with dash: whether it can parse a random `[[ … ]]` as commands. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findConstructs } from "../../../src/analysis/portability/find-constructs.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { seed } from "../../support/seed.ts";

const parses = (shell: string, script: string): boolean => spawnSync(shell, ["-n", "-c", script]).status === 0;

/** Words with a parenthesis that is text, in a substitution, or an operator. */
const operand = fc.constantFrom(
  "a",
  "$x",
  '"(x"',
  "'x)'",
  "\\(",
  '"$(echo "f(x)")"',
  '"$(echo "x)" \'(\')"',
  '"${x:-$(echo "(")}"',
  "$(case a in a) echo;; esac)",
  '`echo "(x"`',
  "${x:-')'}",
  "$((1 + (2)))",
  "$'a\\'(b'",
  "$'(a'",
  "@(a|b)",
  "<(echo)",
);
const pattern = fc.oneof(operand, fc.constantFrom("^(a|b)$", "a(b", "^[0-9]+", 'a|"b)"', "a*"));
const comparison = fc.oneof(
  fc.tuple(operand, fc.constantFrom("==", "!=", "=~", "<", "-eq"), pattern).map((words) => words.join(" ")),
  operand.map((word) => `-n ${word}`),
  operand.map((word) => `! -z ${word}`),
);
const conjunction = fc
  .tuple(comparison, fc.constantFrom(" && ", " || ", " &&\n", "\n&& "), comparison, fc.boolean())
  .map(([left, operator, right, isGroup]) => `${left}${operator}${isGroup ? `( ${right} )` : right}`);

test("a test is reported as a parse error exactly if dash cannot parse it", () => {
  const scripts = fc.sample(fc.oneof({ weight: 2, arbitrary: comparison }, conjunction), { numRuns: 250, seed });
  const compared = [...new Set(scripts)].map((one) => `[[ ${one} ]]\n`).filter((script) => parses("bash", script));
  const inDash = compared.map((script) => [script, parses("dash", script)]);
  const reported = compared.map((script) => {
    const { tree, text } = parseShell(script);
    return [script, !findConstructs(tree!, text).some(({ name }) => name === "testGroup")];
  });
  expect(new Set(inDash.map(([, isParsed]) => isParsed))).toEqual(new Set([true, false]));
  expect(reported).toEqual(inDash);
});
