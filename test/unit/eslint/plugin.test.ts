import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { transformSync } from "esbuild";
import { Linter } from "eslint";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { projectUrl, rulePage } from "../../../src/eslint/links.ts";
import { createPlugin } from "../../../src/eslint/plugin.ts";
import { implicit } from "../../support/documents.ts";
import plugin from "../../../src/index.ts";
import { LINTERS, probe } from "../../support/lint.ts";

const names = (directory: string, end: string): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith(end) && file !== "index.ts")
    .map((file) => basename(file, end))
    .toSorted();

describe("the plugin", () => {
  const all = Object.keys(plugin.rules).toSorted();

  it("has exactly one rule, page and test for each name", () => {
    expect(names("rules", ".ts")).toEqual(all);
    expect(names("rules", ".md")).toEqual(all);
    expect(names("test/unit/rules", ".test.ts").filter((name) => name !== "pages")).toEqual(all);
    expect(Object.keys(rules).toSorted()).toEqual(all);
  });

  it.each(all)("%s: the page has the name and description of the rule", (name) => {
    const { docs, languages, schema } = plugin.rules[name]!.meta!;
    expect(languages).toEqual(["ssm/*"]);
    expect(docs?.url).toBe(projectUrl() === undefined ? undefined : rulePage(name));
    expect(schema).toBeDefined();
    const [title, , description] = readFileSync(`rules/${name}.md`, "utf8").split("\n");
    expect(title).toBe(`# ssm/${name}`);
    expect(description?.startsWith(docs!.description!)).toBe(true);
  });

  it("recommends exactly the rules that are marked as recommended", () => {
    const recommended = all.filter((name) => plugin.rules[name]!.meta!.docs!.recommended);
    expect(Object.keys(plugin.configs.recommended.rules!).toSorted()).toEqual(recommended.map((name) => `ssm/${name}`));
    expect(plugin.configs.recommended.plugins!["ssm"]).toBe(plugin);
    expect(recommended).toContain("explicit-aws-credentials");
  });

  it("relaxes only the rules that do not matter on fleets without credentials files", () => {
    const { recommended, relaxed } = plugin.configs;
    expect(relaxed).toEqual({
      ...recommended,
      name: "ssm/relaxed",
      rules: { ...recommended.rules, "ssm/explicit-aws-credentials": ["error", { allowImplicit: true }] },
    });
    const found = (script: string) =>
      LINTERS.map(({ Linter: Version }) =>
        new Version()
          .verify(implicit(...script.split("\n")), { ...(relaxed as object), files: ["**"] }, { filename: "a.yaml" })
          .map(({ messageId }) => messageId),
      );
    expect(found("aws s3 ls")).toEqual([[], []]);
    expect(found("AWS_PROFILE=app\naws s3 ls")).toEqual([["notExported"], ["notExported"]]);
    expect(found("if a; then export AWS_PROFILE=app; fi\naws s3 ls")).toEqual([["somePaths"], ["somePaths"]]);
    expect(found("AWS_PROFILE=app aws s3 ls || exit 1\naws s3 ls")).toEqual([["oneCommand"], ["oneCommand"]]);
  });

  it("keeps the metadata of a rule", () => {
    const own = {
      ...probe("Step"),
      meta: { languages: ["x/y"], schema: [], docs: { description: "d", recommended: false } },
    };
    const { meta } = createPlugin({ own }).rules["own"]!;
    expect(meta).toMatchObject({ languages: ["x/y"], docs: { description: "d" } });
    expect(createPlugin({ own }).configs.recommended.rules).toEqual({});
  });

  it("reports a finding once if steps share a script through an alias", () => {
    const step = (name: string, commands: string) =>
      `  - { action: "aws:runShellScript", name: ${name}, inputs: { runCommand: ${commands} } }\n`;
    const text = `schemaVersion: "2.2"\nmainSteps:\n${step("a", "&c [aws s3 ls, aws s3 ls]")}${step("b", "*c")}`;
    for (const { Linter: Version } of LINTERS) {
      const config = { files: ["**"], ...(plugin.configs.recommended as object) };
      const found = new Version().verify(text, config, { filename: "a.yaml" });
      const calls = found.filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials");
      expect(calls.map(({ line, column }) => [line, column])).toEqual([
        [3, 72],
        [3, 83],
      ]);
    }
  });

  it("has the version of package.json", () => {
    expect(plugin.meta).toMatchObject({
      name: "ssmlint",
      namespace: "ssm",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/u),
    });
  });
});

/** eslint-plugin-eslint-plugin checks the rules. It reads JavaScript, so the types are removed first. */
it.each(names("rules", ".ts"))("%s follows the conventions of ESLint rules", (name) => {
  const { code } = transformSync(readFileSync(`rules/${name}.ts`, "utf8"), { loader: "ts" });
  const messages = new Linter({ configType: "flat" }).verify(code, [
    eslintPlugin.configs.recommended,
    // `createPlugin` adds the page's address. A rule's type is in its type annotation.
    {
      rules: {
        "eslint-plugin/require-meta-docs-url": "off",
        "eslint-plugin/require-meta-docs-description": ["error", { pattern: "^(?:Require|Disallow) [^.]+$" }],
      },
    },
  ]);
  expect(messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`)).toEqual([]);
});
