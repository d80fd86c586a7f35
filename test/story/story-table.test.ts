/** The findings in the four documents of the story, in ESLint with the plugin and on the command line. */
import { resolve } from "node:path";
import { ESLint, type Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.ts";
import { ssmlint } from "../support/fake-terminal.ts";

const MISSION = ["ssm/explicit-aws-credentials", "ssm/require-imdsv2", "ssm/no-fragile-json-parsing"];

/** The number of findings of each main rule in each document. */
const TABLE: [document: string, credentials: number, metadata: number, json: number][] = [
  ["upload-implicit.yaml", 2, 0, 0],
  ["upload-imds-grep.yaml", 0, 2, 3],
  ["upload-imds-jq.yaml", 0, 2, 0],
  ["configure-list.yaml", 0, 0, 0],
];

const config: Linter.Config = { files: ["**/*.yaml"], ...plugin.configs.recommended };

async function byEslint(document: string): Promise<Linter.LintMessage[]> {
  const eslint = new ESLint({ cwd: resolve("examples"), overrideConfigFile: true, overrideConfig: config });
  const [result] = await eslint.lintFiles([document]);
  return result!.messages;
}

async function byCommandLine(document: string): Promise<Linter.LintMessage[]> {
  const { out } = await ssmlint(resolve("examples"), ["--no-config", "--format", "json", document]);
  const [result] = JSON.parse(out) as [ESLint.LintResult?];
  return result?.messages ?? [];
}

describe.each(TABLE)("%s", (document, ...counts) => {
  it("has the findings of the story", async () => {
    const messages = await byEslint(document);
    expect(MISSION.map((rule) => messages.filter(({ ruleId }) => ruleId === rule).length)).toEqual(counts);
    if (document === "configure-list.yaml") expect(messages).toEqual([]);
  });

  it("has the same findings on the command line", async () => {
    expect(await byCommandLine(document)).toEqual(JSON.parse(JSON.stringify(await byEslint(document))));
  });
});
