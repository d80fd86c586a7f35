import { describe, expect, test } from "vitest";
import type { Message } from "../../../../src/cli/lint/result.ts";
import { pageOf } from "../../../../src/cli/reports/remedy.ts";
import { PrintedSentences } from "../../../../src/cli/reports/printed-sentences.ts";
import { implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const message = (text: string, line = 1, messageId = "x") =>
  ({ ruleId: "ssm/rule", messageId, severity: 2, line, column: 1, message: text }) as Message;

describe("a message omits sentences that the report of the file already contains", () => {
  test.each([
    ["`a` is implicit. It may fail. Do this.", "`b` is implicit. It may fail. Do this.", "`b` is implicit."],
    ["One. Line 3 decides.", "One. Line 4 decides.", "One. Line 4 decides."],
    ["Same. Same too.", "Same. Same too.", "Same."],
    ["`a. B` is code. Rest.", "`a. C` is code. Rest.", "`a. C` is code."],
    ["Version 2.2 is known. Rest", "Version 1.2 is known. Rest", "Version 1.2 is known."],
    ["no stop", "no stop", "no stop"],
    ["Open `code. Never closed.", "Open `code. Never closed.", "Open `code. Never closed."],
  ])("%j, then %j", (first, second, shown) => {
    const told = new PrintedSentences();
    expect(told.shortened(message(first))).toBe(first);
    expect(told.shortened(message(second))).toBe(shown);
  });

  test("only sentences of the same rule are omitted", () => {
    const told = new PrintedSentences();
    told.shortened(message("One. Two.", 1, "x"));
    expect(told.shortened(message("One. Two.", 2, "y"))).toBe("One. Two.");
    const broken = { ...message("A. B."), ruleId: null };
    told.shortened(broken);
    expect(told.shortened(broken)).toBe("A. B.");
  });

  test("a repeated note refers to the line of its first occurrence", () => {
    const told = new PrintedSentences();
    expect(told.lineOfNote(message("", 3), "do")).toBeUndefined();
    expect(told.lineOfNote(message("", 9), "do")).toBe(3);
    expect(told.lineOfNote(message("", 9, "y"), "do")).toBeUndefined();
  });
});

test("the hint and the suggestions are printed once for each file, the rule's page with each finding", async () => {
  const calls = ["aws s3 ls", "aws s3 ls x", "aws s3 ls y"];
  const cwd = scratch({ "a.yaml": implicit(...calls), "b.yaml": implicit("aws s3 ls") });
  const { out } = await ssmlint(cwd, ["--rule", "no-unnoticed-failure=off"]);
  const count = (text: string) => out.split(text).length - 1;
  expect(count("does not specify which credentials to use.")).toBe(4);
  expect(count("Name a profile, or export credentials")).toBe(2);
  expect(count("suggestion: ")).toBe(2);
  expect(count("2 suggestions as on line 8, see ssmlint --explain explicit-aws-credentials")).toBe(2);
  expect(count("see ssmlint --explain explicit-aws-credentials")).toBe(4);
});

test("a rule's page is its URL or the command that prints it", () => {
  const rule = { description: "", url: undefined, recommended: true, level: "error", isExplained: true } as const;
  const described = { ...rule, id: "ssm/a", suggestionOptions: [] };
  expect(pageOf("ssm/a", described)).toBe("ssmlint --explain a");
  expect(pageOf("ssm/a", { ...described, url: "https://example.com/a.md" })).toBe("https://example.com/a.md");
  expect(pageOf("acme/a", undefined)).toBeUndefined();
  expect(pageOf(null, undefined)).toBeUndefined();
});
