/** Files that are not UTF-8: ESLint decodes them before the plugin sees them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint, type Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../../src/index.ts";
import { implicit } from "../../support/documents.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
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

/** UTF-32 in little-endian byte order. */
const utf32 = (text: string): Buffer =>
  Buffer.from(Uint32Array.from([...text], (character) => character.codePointAt(0)!).buffer);

const wide = implicit(`${REQUEST} # café`);
test.each([
  ["UTF-16 with a BOM", Buffer.from(`\uFEFF${wide}`, "utf16le"), /is UTF-16 or UTF-32/],
  ["UTF-16 without a BOM", Buffer.from(wide, "utf16le"), /is UTF-16 or UTF-32/],
  ["big-endian UTF-16", Buffer.from(`\uFEFF${wide}`, "utf16le").swap16(), /is UTF-16 or UTF-32/],
  ["UTF-32 with a BOM", utf32(`\uFEFF${wide}`), /is UTF-16 or UTF-32/],
  ["big-endian UTF-32", utf32(wide).swap32(), /is UTF-16 or UTF-32/],
  ["text with a NUL byte", Buffer.from(implicit(`${REQUEST} # \0`)), /is binary/],
  ["an overlong encoding", Buffer.from(implicit(`${REQUEST} # \xC0\xAF`), "latin1"), /not UTF-8/],
  ["an encoded surrogate", Buffer.from(implicit(`${REQUEST} # \xED\xA0\x80`), "latin1"), /not UTF-8/],
])("%s is an error in ESLint and on the command line, and --fix does not change it", async (_, bytes, message) => {
  const { messages, after } = await fixed(bytes);
  expect(messages).toMatchObject([{ fatal: true, message: expect.stringMatching(message) as string }]);
  expect(after.equals(bytes)).toBe(true);
  const cwd = scratch({ "a.yaml": bytes });
  const { code, err } = await ssmlint(cwd, ["--fix", "."]);
  expect(code).toBe(2);
  expect(err).toMatch(/a\.yaml: it is (?:UTF-16|binary|not UTF-8)/);
  expect(readFileSync(join(cwd, "a.yaml")).equals(bytes)).toBe(true);
});

test("U+FFFD in a file that is UTF-8 is text", async () => {
  const { messages, after } = await fixed(Buffer.from(implicit(`${REQUEST} # caf\uFFFD`)));
  expect(messages.some(({ fatal }) => fatal)).toBe(false);
  expect(after.toString()).toContain("X-aws-ec2-metadata-token");
});
