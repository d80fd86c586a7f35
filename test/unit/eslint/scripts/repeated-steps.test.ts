/** Steps that share a script through a YAML alias are linted once, and again if the scripts before them differ. */
import type * as Unbash from "unbash";
import { expect, test, vi } from "vitest";
import { recommended } from "../../../support/recommended.ts";

const parsed = vi.hoisted(() => ({ texts: [] as string[] }));

vi.mock("unbash", async (load) => {
  const original = await load<typeof Unbash>();
  const parse: typeof original.parse = (text, ...rest) => {
    parsed.texts.push(text);
    return original.parse(text, ...rest);
  };
  return { ...original, parse };
});

const document = (...commands: readonly string[]): string =>
  [
    'schemaVersion: "2.2"',
    "mainSteps:",
    ...commands.map((one, index) => `- {action: "aws:runShellScript", name: s${index}, inputs: {runCommand: ${one}}}`),
    "",
  ].join("\n");

const found = (text: string): readonly string[] =>
  recommended(text)
    .filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")
    .map(({ line, messageId }) => `${line} ${messageId}`);

test("a hundred aliases are parsed as often as three", () => {
  const aliases = (count: number): number => {
    parsed.texts.length = 0;
    const text = document("&a [aws s3 ls bucket]", ...Array.from({ length: count }, () => "*a"));
    expect(found(text)).toEqual(["3 nothing"]);
    return parsed.texts.filter((one) => one === "aws s3 ls bucket").length;
  };
  expect(aliases(100)).toBe(aliases(3));
});

test("a repeated script is evaluated again after a different script", () => {
  expect(found(document("&a [aws s3 ls]", "*a", "*a", "[export AWS_PROFILE=p]", "*a"))).toEqual([
    "3 nothing",
    "3 otherStep",
  ]);
});
