/** The rule that CONTRIBUTING.md shows is one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { SsmRule } from "../../src/eslint/rule.ts";
import { lint } from "../support/lint.ts";
import { document, FIRST_LINE } from "../support/rule-tester.ts";

const [, shown = ""] = /```ts\n([\s\S]*?)\n *```/.exec(readFileSync("CONTRIBUTING.md", "utf8")) ?? [];

test("the example of a rule compiles and finds what it says", { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(resolve("test/docs", "example-"));
  try {
    const file = join(directory, "no-recursive-delete.ts");
    writeFileSync(file, shown.replaceAll('"../src/', '"../../../src/'));
    const { stdout } = spawnSync(
      "npx",
      [
        "tsc",
        "--noEmit",
        "--ignoreConfig",
        "--strict",
        "--target",
        "esnext",
        "--module",
        "nodenext",
        "--allowImportingTsExtensions",
        "--skipLibCheck",
        file,
      ],
      { encoding: "utf8" },
    );
    expect(stdout).toBe("");
    const { noRecursiveDelete } = (await import(file)) as { noRecursiveDelete: SsmRule };
    const script = "aws s3 ls\naws s3 rm --recursive s3://bucket/logs\n";
    const found = lint(document(script), { rules: { "no-recursive-delete": noRecursiveDelete } });
    expect(found.map(({ line, messageId }) => [line, messageId])).toEqual([[FIRST_LINE + 1, "recursive"]]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
