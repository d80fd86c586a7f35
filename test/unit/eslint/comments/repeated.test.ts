/** Comments that disable what is disabled already. ESLint's own comments in JavaScript are the witness. */
import type { Rule } from "eslint";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configWith, LINTERS, probe } from "../../../support/lint.ts";
import { document, FIRST_LINE, jsonDocument } from "../../../support/rule-tester.ts";

const rules = { aws: probe(`Invocation[program="aws"]`), curl: probe(`Invocation[program="curl"]`) };
const linterOptions = { reportUnusedDisableDirectives: "error" } as const;

/** A rule for JavaScript that reports the calls of a function. */
const calls = (name: string): Rule.RuleModule => ({
  create: (context) => ({
    CallExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === name) context.report({ node, message: name });
    },
  }),
});

const lists = ["", " ssm/aws", " ssm/curl", " ssm/aws, ssm/curl", " -- why", " ssm/aws -- why"];
const comments = fc
  .tuple(fc.constantFrom("disable", "disable", "disable", "enable", "disable-next-line"), fc.constantFrom(...lists))
  .map(([kind, list]) => `eslint-${kind}${list.startsWith(" --") ? "" : list}`);
const lines = fc.array(fc.oneof(comments, fc.constantFrom("aws", "curl")), { maxLength: 14 });

describe.each(LINTERS)("repeated comments, ESLint $eslint", ({ Linter }) => {
  interface Suppressing {
    getSuppressedMessages(): { line: number; ruleId: string; suppressions: unknown[] }[];
  }

  function verify(text: string, config: object, filename: string) {
    const linter = new Linter({ configType: "flat" });
    const messages = linter.verify(text, config, { filename });
    return { messages, suppressed: (linter as unknown as Suppressing).getSuppressedMessages() };
  }

  const inDocument = (text: string, filename = "a.yaml") =>
    verify(text, configWith(rules, { linterOptions }), filename);

  it("disable the same and are reported as unused like those of JavaScript", () => {
    const config = {
      linterOptions,
      plugins: { ssm: { rules: { aws: calls("aws"), curl: calls("curl") } } },
      rules: { "ssm/aws": "error", "ssm/curl": "error" },
    };
    fc.assert(
      fc.property(lines, (script) => {
        const javaScript = script.map((line) => (line.startsWith("eslint") ? `/* ${line} */` : `${line}();`));
        const shell = script.map((line) => (line.startsWith("eslint") ? `# ${line}` : `${line} x`));
        const expected = verify(javaScript.join("\n"), config, "a.js");
        const actual = inDocument(document(shell.join("\n")));
        const shown = (
          found: readonly { line: number; ruleId: string | null; message?: string }[],
          first: number,
        ): string[] => found.map(({ line, ruleId, message }) => `${line - first} ${ruleId ?? message}`).toSorted();
        expect(shown(actual.messages, FIRST_LINE)).toEqual(shown(expected.messages, 1));
        expect(shown(actual.suppressed, FIRST_LINE)).toEqual(shown(expected.suppressed, 1));
        // One for a block, and one for a line.
        for (const { suppressions } of actual.suppressed) expect(suppressions.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["all rules", "# ssmlint-disable"],
    ["a rule", "# ssmlint-disable aws -- why"],
    ["all rules after one", "# ssmlint-disable aws\n# ssmlint-disable"],
    ["a rule after all", "# ssmlint-disable\n# ssmlint-disable aws"],
    ["a rule after all, again", "# ssmlint-disable\n# ssmlint-enable aws\n# ssmlint-disable\n# ssmlint-disable aws"],
    ["a pair of which one rule stays disabled", "# ssmlint-enable curl\n# ssmlint-disable aws, curl"],
  ])("attach only the last to a finding: %s", (_name, comment) => {
    const script = Array.from({ length: 50 }, () => `${comment}\naws a`).join("\n");
    for (const [text, file] of [
      [document(script), "a.yaml"],
      [jsonDocument(script), "a.json"],
    ] as const) {
      const { suppressed } = inDocument(text, file);
      expect(suppressed).toHaveLength(50);
      expect(suppressed.map(({ suppressions }) => suppressions.length)).toEqual(suppressed.map(() => 1));
    }
  });

  it.each([
    ["all rules in a block of all", "# ssmlint-disable", "# ssmlint-disable-next-line"],
    ["a rule in a block of all", "# ssmlint-disable", "# ssmlint-disable-next-line aws"],
    ["a rule in its block", "# ssmlint-disable aws", "# ssmlint-disable-next-line aws"],
    ["a rule in a block of another", "# ssmlint-disable curl", "# ssmlint-disable-next-line aws"],
    ["all rules in a block of another", "# ssmlint-disable curl", "# ssmlint-disable-next-line"],
  ])("on one line of a minified document attach few to a finding: %s", (_name, block, comment) => {
    const script = `${block}\n${Array.from({ length: 50 }, () => `${comment}\naws a`).join("\n")}`;
    const { messages, suppressed } = inDocument(JSON.stringify(JSON.parse(jsonDocument(script))), "a.json");
    expect(messages.filter(({ ruleId }) => ruleId !== null)).toEqual([]);
    expect(suppressed).toHaveLength(50);
    for (const { suppressions } of suppressed) expect(suppressions.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ["all rules, of which one is enabled", "# ssmlint-disable\n# ssmlint-enable aws\n# ssmlint-disable-next-line"],
    ["two rules, of which one is disabled", "# ssmlint-disable curl\n# ssmlint-disable-next-line curl, aws"],
  ])("on one line of a minified document are needed for %s", (_name, before) => {
    const text = JSON.stringify(JSON.parse(jsonDocument(`${before}\naws a`)));
    const { messages, suppressed } = inDocument(text, "a.json");
    expect(messages.filter(({ ruleId }) => ruleId !== null)).toEqual([]);
    expect(suppressed.map(({ ruleId }) => ruleId)).toEqual(["ssm/aws"]);
  });
});
