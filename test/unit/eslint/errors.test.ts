import { describe, expect, it } from "vitest";
import { noSyntaxError } from "../../../rules/no-syntax-error.ts";
import { createLanguage } from "../../../src/eslint/language.ts";
import { document, documentOfSteps } from "../../support/rule-tester.ts";
import { lint, LINTERS, probe } from "../../support/lint.ts";

const rules = { "no-syntax-error": noSyntaxError, aws: probe(`Invocation[program="aws"]`) };

describe.each(LINTERS)("errors, ESLint $eslint", ({ Linter }) => {
  it("broken YAML is an error with a location, and no rule runs", () => {
    const messages = lint(`${document("aws a")}x: [1\ny: "2\n`, { rules, with: Linter });
    expect(messages.length).toBeGreaterThan(0);
    for (const { fatal, line, ruleId } of messages) {
      expect({ fatal, ruleId }).toEqual({ fatal: true, ruleId: null });
      expect(line).toBeGreaterThan(8);
    }
  });

  it("broken JSON is an error with a location", () => {
    const text = `{\n  "schemaVersion": "2.2",\n  "mainSteps": [\n    { "action": "aws:runShellScript" "inputs": 1 }\n  ]\n}\n`;
    const [first] = lint(text, { rules, with: Linter, filename: "a.json" });
    expect(first).toMatchObject({ fatal: true, line: 4 });
    expect(first!.column).toBeGreaterThan(36);
  });

  it("a broken script is not an error: its valid part and the other steps are linted", () => {
    const text = documentOfSteps("aws a\nif true; then", "aws b");
    const messages = lint(text, { rules, with: Linter });
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    expect(messages.filter(({ ruleId }) => ruleId === "ssm/aws").map(({ message }) => message)).toEqual([
      "aws a",
      "aws b",
    ]);
    expect(messages.filter(({ ruleId }) => ruleId === "ssm/no-syntax-error").map(({ line }) => line)).toEqual([9]);
  });

  it("files without documents have no errors", () => {
    for (const text of ["", "a: 1\n", "not yaml: [", "{}", "\0\x01", "# x"]) {
      expect(lint(text, { rules, with: Linter })).toEqual([]);
    }
  });

  it("a BOM does not count in positions", () => {
    expect(lint(`\uFEFF${document("aws a")}`, { rules, with: Linter })).toMatchObject([{ line: 8, column: 11 }]);
  });

  it("language options are validated", () => {
    expect(() => lint("", { config: { languageOptions: { allowNoDocument: 1 } }, with: Linter })).toThrow(
      "allowNoDocument",
    );
  });
});

it("language options of other languages are ignored", () => {
  expect(() => createLanguage([]).validateLanguageOptions({ ecmaVersion: 2020 })).not.toThrow();
});
