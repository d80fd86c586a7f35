/** Arithmetic with known numbers: each expression has the value that bash computes. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { knownText } from "../../../src/shell/model/value.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { seed } from "../../support/seed.ts";
import { expectShare } from "../../support/share.ts";

const OPERATORS = "+ - * / % < > <= >= == != && || & | ^ << >> ,".split(" ");
const ASSIGNMENTS = "= += -= *= |= &= <<=".split(" ");

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("0", "1", "2", "7", "010", "0x1f", "2#101", "A", "B", "N"),
    fc
      .tuple(tie("expression"), fc.constantFrom(...OPERATORS), tie("expression"))
      .map(([a, by, b]) => `(${a} ${by} ${b})`),
    fc.tuple(fc.constantFrom("-", "+", "!", "~"), tie("expression")).map(([by, a]) => `(${by} ${a})`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(fc.constantFrom("A", "N"), fc.constantFrom(...ASSIGNMENTS), tie("expression"))
      .map(([a, by, b]) => `(${a} ${by} ${b})`),
    fc.constantFrom("A++", "++A", "N--", "--N"),
  ),
}));

const START = "A=3 B=0; unset N R";

/** Each evaluates an expression in another context. */
const CONTEXTS: readonly ((expression: string) => string)[] = [
  (one) => `R=$((${one}))`,
  (one) => `declare -i R; R='${one}'`,
  (one) => `declare -i R='${one}'`,
  (one) => `let 'R = ${one}'`,
  (one) => `(( R = ${one} ))`,
];

test("arithmetic with known numbers has the same results as in bash", () => {
  const expressions = fc.sample(expression, { numRuns: 300, seed });
  const commands = expressions.flatMap((one) => CONTEXTS.map((context) => context(one)));
  const words = `"\${R-unset}" "$A" "\${N-unset}"`;
  const lines = commands.map((one) => `(${START}; ${one}; printf '%s %s %s\\n' ${words}) 2>/dev/null || echo error`);
  const real = execFileSync("bash", [], { input: lines.join("\n"), encoding: "utf8" })
    .trimEnd()
    .split("\n");
  let known = 0;
  const wrong: unknown[] = [];
  for (const [index, one] of commands.entries()) {
    const script = `#!/bin/bash\n(${START}; ${one}; aws ${words})`;
    const { invocations } = evaluate(parseShell(script), { programs, interest: { watched: ["aws"] } });
    const ours = invocations.flatMap(({ runs }) =>
      runs.map(({ argv }) => argv.slice(1).map(({ value }) => knownText(value))),
    );
    // If an expression cannot be calculated, the script starts nothing, or the words are unknown.
    const answers = ours.filter((each) => each.every((word) => word !== undefined)).map((each) => each.join(" "));
    known += answers.length > 0 ? 1 : 0;
    if (answers.length > 0 && (answers.length > 1 || answers[0] !== real[index]))
      wrong.push({ one, answers, real: real[index] });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expectShare(known, commands.length, 0.973);
});
