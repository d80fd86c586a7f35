/** Documents in a repository in which other plugins lint YAML and JSON: the processor gives one file two languages. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import json from "@eslint/json";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint9";
import yml from "eslint-plugin-yml";
import { afterAll, describe, expect, it } from "vitest";
import { createPlugin } from "../../../src/eslint/plugin.ts";
import type { SsmRule } from "../../../src/eslint/rule.ts";
import { document, jsonDocument } from "../../support/rule-tester.ts";
import { probe } from "../../support/lint.ts";

/** Replaces `old` with `new` in scripts. */
const modern: SsmRule = {
  meta: { schema: [], fixable: "code" },
  create: ({ report, sourceCode }) => ({
    'Command > Word[value="old"]'(node: Parameters<typeof sourceCode.getRange>[0]) {
      report({ node, message: "old", fix: (fixer) => fixer.replaceText(node, "new") });
    },
  }),
};

const ssm = createPlugin({ aws: probe(`Invocation[program="aws"]`), modern }) as unknown as NonNullable<
  ESLint.Options["plugins"]
>[string];
const rules = { "ssm/aws": "error", "ssm/modern": "error" } as const;

const directory = mkdtempSync(join(tmpdir(), "ssmlint-alongside-"));
afterAll(() => rmSync(directory, { recursive: true }));
writeFileSync(join(directory, "a.yaml"), `${document("aws a; old")}x:    'y'\n`);
writeFileSync(join(directory, "a.template"), document("aws a; old"));
writeFileSync(join(directory, "a.json"), jsonDocument("aws a; old").replace(/\}\n$/u, `,"": 1}\n`));
writeFileSync(join(directory, "broken.yaml"), `${document("aws a")}x: [\n`);

const OTHERS = [
  {
    files: ["**/*.yaml"],
    plugins: { yml },
    language: "yml/yaml",
    rules: { "yml/quotes": "error", "yml/key-spacing": "error" },
  },
  { files: ["**/*.json"], plugins: { json }, language: "json/json", rules: { "json/no-empty-keys": "error" } },
] as const;

/** The findings of a file, as `rule line:column`. */
async function found(eslint: ESLint, file: string): Promise<string[]> {
  const [result] = await eslint.lintFiles([file]);
  return result!.messages.map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`);
}

describe.each([
  { version: "10", Engine: ESLint },
  { version: "9", Engine: ESLint9 as unknown as typeof ESLint },
])("the configuration alongside, ESLint $version", ({ Engine }) => {
  const engine = (...configs: object[]): ESLint =>
    new Engine({ cwd: directory, overrideConfigFile: true, overrideConfig: configs as never, fix: false });
  const alongside = [
    ...OTHERS,
    { files: ["**/*.{yaml,json}"], plugins: { ssm }, processor: "ssm/alongside" },
    { files: ["**/*.ssm"], plugins: { ssm }, language: "ssm/document", rules },
  ];

  it("reports the findings of both languages at their positions in the file", async () => {
    expect(await found(engine(...alongside), "a.yaml")).toEqual([
      "ssm/aws 8:11",
      "ssm/modern 8:18",
      "yml/key-spacing 9:2",
      "yml/quotes 9:7",
    ]);
    const inJson = await found(engine(...alongside), "a.json");
    expect(inJson.map((finding) => finding.split(" ")[0]).toSorted()).toEqual([
      "json/no-empty-keys",
      "ssm/aws",
      "ssm/modern",
    ]);
  });

  it("passes files of which ESLint knows no other language to ssmlint alone", async () => {
    const published = (ssm as unknown as ReturnType<typeof createPlugin>).configs.alongside;
    const enabled = published.map((one) => (one.language === undefined ? one : { ...one, rules }));
    expect(await found(engine(...OTHERS, ...enabled), "a.template")).toEqual(["ssm/aws 8:11", "ssm/modern 8:18"]);
    expect(await found(engine(...OTHERS, ...enabled), "a.yaml")).toHaveLength(4);
  });

  it("reports a broken file once", async () => {
    expect(await found(engine(...alongside), "broken.yaml")).toHaveLength(1);
  });

  it("applies the fixes of both languages", async () => {
    const eslint = new Engine({
      cwd: directory,
      overrideConfigFile: true,
      overrideConfig: alongside as never,
      fix: true,
    });
    const [result] = await eslint.lintFiles(["a.yaml"]);
    expect(result!.output).toBe(`${document("aws a; new")}x: "y"\n`);
  });

  it("is needed: without it, only the rules of the last language report", async () => {
    const ours = { files: ["**/*.yaml"], plugins: { ssm }, language: "ssm/document", rules };
    expect(await found(engine(...OTHERS, ours), "a.yaml")).toEqual(["ssm/aws 8:11", "ssm/modern 8:18"]);
  });

  it("is not needed if each language has its own files", async () => {
    const ours = { files: ["**/*.json"], plugins: { ssm }, language: "ssm/document", rules };
    expect(await found(engine(OTHERS[0], ours), "a.json")).toHaveLength(2);
    expect(await found(engine(OTHERS[0], ours), "a.yaml")).toHaveLength(2);
  });
});
