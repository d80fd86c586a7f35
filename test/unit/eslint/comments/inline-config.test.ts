import { describe, expect, it } from "vitest";
import { lint, LINTERS, probe, type LintOptions } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const rules = { aws: probe(`Invocation[program="aws"]`), curl: probe(`Invocation[program="curl"]`) };

describe.each(LINTERS)("comments that configure rules, ESLint $eslint", ({ Linter }) => {
  const options: LintOptions = { rules, with: Linter };
  const found = (text: string): string[] =>
    lint(text, options).map(({ message, ruleId }) => (ruleId === null ? message : `${ruleId.slice(4)}: ${message}`));

  it.each(["# eslint ssm/aws: off", "# ssmlint ssm/aws: 0 -- because", '# eslint ssm/aws: ["off"]'])(
    "%s",
    (comment) => {
      expect(found(document(`aws a\n${comment}\ncurl b`))).toEqual(["curl: curl b"]);
      expect(found(`${comment}\n${document("aws a")}`)).toEqual([]);
    },
  );

  it.each([
    ["ssmlint", "aws: none"],
    ["ssmlint", "aws off"],
    ["eslint", "ssm/aws: [error"],
  ])("%s %s: an unreadable configuration is an error that names what is permitted", (label, value) => {
    const [, message] = found(document(`aws a\n# ${label} ${value}`));
    expect(message).toBe(
      `\`${value}\` does not set a rule. Write \`${label} RULE: off\`, \`RULE: warn\`, \`RULE: error\` or \`RULE: [error, { … }]\`.`,
    );
  });

  it.each(["off", "warn", "error", "0", "[error, {}]", "[warn]"])("a permitted setting is no error: %s", (setting) => {
    const messages = lint(document(`aws a\n# ssmlint aws: ${setting}`), {
      ...options,
      rules: { aws: { ...rules.aws, meta: { schema: [{ type: "object" }] } } },
    });
    expect(messages.filter(({ fatal, ruleId }) => fatal || ruleId === null)).toEqual([]);
  });
});
