/** Every path to which ARCHITECTURE.md and CONTRIBUTING.md link exists, and the example behaves as described. */
import { existsSync, readFileSync } from "node:fs";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../src/index.ts";

const texts = ["ARCHITECTURE.md", "CONTRIBUTING.md"].map((file) => [file, readFileSync(file, "utf8")] as const);
const links = texts.flatMap(([file, text]) =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, path]) => [file, path!] as const),
);

test("there are links", () => expect(links.length).toBeGreaterThan(20));

test.each(links)("in %s, the link to %s is valid", (_, path) => {
  expect(existsSync(path)).toBe(true);
});

test("the example is reported on some paths only, through sudo", () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(texts[0]![1]) ?? [];
  const { recommended } = plugin.configs;
  const found = new Linter().verify(example, [recommended] as Linter.Config[], { filename: "doc.yaml" });
  expect(found.map(({ ruleId, messageId, line }) => [ruleId, messageId, line])).toContainEqual([
    "ssm/explicit-aws-credentials",
    "somePaths",
    8,
  ]);
});
