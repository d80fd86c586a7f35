/**
 * ESLint's RuleTester for vitest, and documents around shell scripts.
 *
 *     ruleTester().run("no-x", noX, {
 *       valid: [document("aws s3 ls --profile x")],
 *       invalid: [{ code: document("aws s3 ls"), errors: [{ messageId: "nothing", line: FIRST_LINE, column: COLUMN }] }],
 *     });
 */
import { RuleTester as EslintRuleTester, type Linter, type Rule } from "eslint";
import { afterAll, describe, it } from "vitest";
import { createPlugin } from "../../src/eslint/plugin.ts";
import type { SsmLanguageOptions, SsmRule } from "../../src/eslint/rule.ts";

EslintRuleTester.describe = describe;
EslintRuleTester.it = it;
EslintRuleTester.itOnly = it.only;
(EslintRuleTester as unknown as { afterAll: typeof afterAll }).afterAll = afterAll;

/** The line and column (1-based) of a script's first character in `document(script)`. */
export const FIRST_LINE = 8;
export const COLUMN = 11;

const HEAD = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      runCommand:
        - `;

/** A command document whose only step has this script in a literal block: line n of the script is line n + 7 of the file. */
export function document(script: string): string {
  return `${HEAD}${literalBlock(script)}`;
}

/** A command document with several steps named step1, step2 …, each with its script in a literal block. */
export function documentOfSteps(...scripts: string[]): string {
  const steps = scripts.map(
    (script, index) => `  - action: aws:runShellScript
    name: step${index + 1}
    inputs:
      runCommand:
        - ${literalBlock(script)}`,
  );
  return `schemaVersion: "2.2"\nmainSteps:\n${steps.join("")}`;
}

/** The same in JSON. Each line of the script is an item of `runCommand`: line n of the script is line n + 8 of the file. */
export function jsonDocument(script: string): string {
  const runCommand = script.split("\n");
  const step = { action: "aws:runShellScript", name: "step", inputs: { runCommand } };
  return `${JSON.stringify({ schemaVersion: "2.2", mainSteps: [step] }, undefined, 2)}\n`;
}

function literalBlock(script: string): string {
  const header = /^\n*\s/u.test(script) ? "|2" : "|";
  return `${header}\n${script.replaceAll(/^(?=.)/gmu, " ".repeat(COLUMN - 1))}\n`;
}

/** Names a test after its script, not after the document around the script. */
function named<Test extends { code: string; name?: string }>(test: Test): Test {
  if (test.name !== undefined) return test;
  const script = test.code.startsWith(HEAD) ? test.code.slice(HEAD.length).replace(/^\|2?\n/u, "") : test.code;
  const name = script.replaceAll(/^ {10}/gmu, "").trim();
  return name === "" ? test : { ...test, name };
}

interface RuleTester {
  run<Options extends unknown[], MessageIds extends string>(
    name: string,
    rule: SsmRule<Options, MessageIds>,
    tests: {
      valid: (string | EslintRuleTester.ValidTestCase)[];
      invalid: (EslintRuleTester.InvalidTestCase & {
        errors: number | (EslintRuleTester.TestCaseError & { messageId?: MessageIds })[];
      })[];
    },
  ): void;
}

/** A tester for rules of `ssm/document`. It parses fixed documents again, and requires tests to list all fixes. */
export function ruleTester(languageOptions: SsmLanguageOptions = {}): RuleTester {
  const plugins = { ssm: createPlugin({}) } as unknown as Linter.Config["plugins"] & object;
  const tester = new EslintRuleTester({ plugins, language: "ssm/document", languageOptions });
  return {
    run: (name, rule, { valid, invalid }) =>
      tester.run(name, rule as unknown as Rule.RuleModule, {
        valid: valid.map((test) => named(typeof test === "string" ? { code: test } : test)),
        invalid: invalid.map(named),
      }),
  };
}
