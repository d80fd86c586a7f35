/** A rule reports a bounded number of findings in one file. */
import { describe, expect, it, test } from "vitest";
import { MAX_FINDINGS } from "../../../src/eslint/findings/finding-limit.ts";
import { implicit } from "../../support/documents.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
import { lint, LINTERS, probe } from "../../support/lint.ts";
import { scratch } from "../../support/scratch.ts";

const END = `ssmlint reports no more than ${MAX_FINDINGS} findings of this rule in one file. There are more from here on.`;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `aws a${index}`);

describe.each(LINTERS)("the number of findings, ESLint $eslint", ({ Linter }) => {
  const rules = { aws: probe(`Invocation[program="aws"]`), curl: probe(`Invocation[program="curl"]`) };
  const findings = (calls: readonly string[], languageOptions = {}) =>
    lint(implicit(...calls), { rules, config: { languageOptions }, with: Linter });

  it("is not bounded for fewer findings", () => {
    const messages = findings(numbered(MAX_FINDINGS));
    expect(messages.map(({ message }) => message)).toEqual(numbered(MAX_FINDINGS));
  });

  it("ends with a message in the place of the next finding", () => {
    const calls = numbered(MAX_FINDINGS + 20);
    const messages = findings(calls);
    expect(messages.map(({ message }) => message)).toEqual([...calls.slice(0, MAX_FINDINGS), END]);
    const { line: first } = messages[0]!;
    expect(messages.at(-1)).toMatchObject({ line: first + MAX_FINDINGS, column: messages[0]!.column, severity: 2 });
  });

  it("is the same whatever other rules find", () => {
    const calls = numbered(MAX_FINDINGS + 1);
    const messages = findings([...calls, "curl a", ...calls, "curl b"]);
    expect(messages.flatMap(({ message, ruleId }) => (ruleId === "ssm/curl" ? [message] : []))).toEqual([
      "curl a",
      "curl b",
    ]);
    expect(messages).toHaveLength(MAX_FINDINGS + 3);
  });

  it("is not bounded with `allFindings`", () => {
    const calls = numbered(MAX_FINDINGS + 20);
    expect(findings(calls, { allFindings: true }).map(({ message }) => message)).toEqual(calls);
  });
});

test("with --fix, the number is not bounded: what a fix changes shows in all findings", async () => {
  const calls = Array.from({ length: MAX_FINDINGS + 20 }, () => "aws s3 ls");
  const cwd = scratch({ "a.yaml": implicit(...calls) });
  const findings = async (...options: string[]): Promise<number> => {
    const { out } = await ssmlint(cwd, ["--rule", "no-unnoticed-failure: off", "-f", "json", ...options, "a.yaml"]);
    const [{ messages }] = JSON.parse(out) as [{ messages: unknown[] }];
    return messages.length;
  };
  expect(await findings()).toBe(MAX_FINDINGS + 1);
  expect(await findings("--fix")).toBe(MAX_FINDINGS + 20);
});
