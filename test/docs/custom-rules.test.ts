/** The README's example of a custom rule works on the command line and in ESLint. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { ssmlint } from "../support/fake-terminal.ts";
import { document } from "../support/rule-tester.ts";

const section = /### Rules of your own\n([\s\S]*?)\n## /.exec(readFileSync("README.md", "utf8"))![1]!;
const [, config = ""] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
const [, module = ""] = /```js\n([\s\S]*?)```/.exec(section) ?? [];
const DOCUMENT = document('docker ps\nCMD=login\nsudo docker "$CMD" -u x registry\n');

test("the rule finds docker login through a variable and sudo", async () => {
  const directory = mkdtempSync(resolve("test/docs", "own-rules-"));
  try {
    const index = JSON.stringify(pathToFileURL(resolve("src/index.ts")).href);
    writeFileSync(join(directory, "ssm-rules.mjs"), module.replace('"ssmlint"', index));
    writeFileSync(join(directory, ".ssmlintrc.yaml"), config);
    writeFileSync(join(directory, "doc.yaml"), DOCUMENT);
    const { out, err } = await ssmlint(directory, ["--format", "json", "doc.yaml"]);
    expect(err).toBe("");
    const [file] = JSON.parse(out) as { messages: { ruleId: string; line: number }[] }[];
    expect(file!.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([["acme/no-docker-login", 10]]);

    const { default: acme } = (await import(join(directory, "ssm-rules.mjs"))) as { default: Record<string, unknown> };
    const found = new Linter().verify(
      DOCUMENT,
      [
        {
          files: ["**"],
          plugins: { ssm: plugin, acme },
          language: "ssm/document",
          rules: { "acme/no-docker-login": "error" },
        },
      ] as unknown as Linter.Config[],
      { filename: "doc.yaml" },
    );
    expect(found.map(({ ruleId, line }) => [ruleId, line])).toEqual([["acme/no-docker-login", 10]]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
