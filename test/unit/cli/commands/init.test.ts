import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";
import { clean, unrelated } from "../../../support/documents.ts";

describe("--init writes a comment that tells editors where the schema is", () => {
  const schemaOf = async (cwd: string): Promise<string> => {
    expect(await ssmlint(cwd, ["--init"])).toMatchObject({ code: 0, err: "" });
    const [first] = readFileSync(join(cwd, ".ssmlintrc.yaml"), "utf8").split("\n");
    return /^# yaml-language-server: \$schema=(\S+)$/.exec(first!)![1]!;
  };

  test("in node_modules of the directory or of a parent directory", async () => {
    const cwd = scratch({ "node_modules/ssmlint/schema.json": "{}", "sub/a.yaml": "" });
    expect(await schemaOf(cwd)).toBe("node_modules/ssmlint/schema.json");
    expect(await schemaOf(join(cwd, "sub"))).toBe("../node_modules/ssmlint/schema.json");
  });

  test("otherwise in this installation", async () => {
    const schema = JSON.parse(readFileSync(fileURLToPath(await schemaOf(scratch())), "utf8")) as { title: string };
    expect(schema.title).toBe("Configuration of ssmlint");
  });
});

test("configurations and the baseline are not counted as skipped files", async () => {
  const cwd = scratch({
    "a.yaml": clean,
    "b.yaml": unrelated,
    ".ssmlintrc.yaml": "extends: ./base.yaml",
    "base.yaml": "extends: ssmlint:recommended",
    "sub/.ssmlintrc.json": "{}",
    "ssmlint.config.json": "{}",
    ".config/ssmlintrc.yaml": "rules: {}",
  });
  await ssmlint(cwd, ["--suppress-all"]);
  expect((await ssmlint(cwd, [])).out).toBe(
    "✔ 1 document checked, nothing to report (1 file without a document skipped)\n",
  );
  await ssmlint(cwd, ["--suppress-all", "--baseline", "other.json"]);
  expect((await ssmlint(cwd, ["--baseline", "other.json"])).out).toContain("(1 file without a document skipped)");
});
