/** Files that are not UTF-8: ESLint decodes them before the plugin sees them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint, type Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../../src/index.ts";
import { implicit } from "../../support/documents.ts";
import { scratch } from "../../support/scratch.ts";

const REQUEST = "curl http://169.254.169.254/latest/meta-data/";

async function fixed(bytes: Uint8Array) {
  const cwd = scratch();
  const file = join(cwd, "a.yaml");
  writeFileSync(file, bytes);
  const config = plugin.configs.recommended as Linter.Config;
  const eslint = new ESLint({ cwd, fix: true, overrideConfigFile: true, overrideConfig: [config] });
  const results = await eslint.lintFiles(file);
  await ESLint.outputFixes(results);
  return { messages: results.flatMap(({ messages }) => messages), after: readFileSync(file) };
}

test("a file that is not UTF-8 is an error, and --fix does not change it", async () => {
  const bytes = Buffer.from(implicit(`${REQUEST} # café`), "latin1");
  const { messages, after } = await fixed(bytes);
  expect(messages).toMatchObject([{ fatal: true, line: 8, message: expect.stringContaining("not UTF-8") as string }]);
  expect(after.equals(bytes)).toBe(true);
});

test("U+FFFD in a file that is UTF-8 is text", async () => {
  const { messages, after } = await fixed(Buffer.from(implicit(`${REQUEST} # caf\uFFFD`)));
  expect(messages.some(({ fatal }) => fatal)).toBe(false);
  expect(after.toString()).toContain("X-aws-ec2-metadata-token");
});
