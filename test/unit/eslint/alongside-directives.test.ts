/** Directives in a document that other plugins lint too. To the rules of one language, a directive for the other is not unused. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import json from "@eslint/json";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint9";
import yml from "eslint-plugin-yml";
import { afterAll, describe, expect, it } from "vitest";
import { createPlugin } from "../../../src/eslint/plugin.ts";
import { probe } from "../../support/lint.ts";

const ssm = createPlugin({
  aws: probe(`Invocation[program="aws"]`),
  curl: probe(`Invocation[program="curl"]`),
}) as unknown as NonNullable<ESLint.Options["plugins"]>[string];

const directory = mkdtempSync(join(tmpdir(), "ssmlint-directives-"));
afterAll(() => rmSync(directory, { recursive: true }));

const config = [
  {
    files: ["**/*.yaml"],
    plugins: { yml },
    language: "yml/yaml",
    rules: { "yml/quotes": "error", "yml/no-empty-mapping-value": "error" },
  },
  { files: ["**/*.yaml"], plugins: { ssm }, processor: "ssm/alongside" },
  {
    files: ["**/*.ssm"],
    plugins: { ssm },
    language: "ssm/document",
    rules: { "ssm/aws": "error", "ssm/curl": "error" },
  },
];

/** A document with these lines as items of `runCommand`. */
const runCommand = (...lines: string[]): string =>
  `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: a\n    inputs:\n      runCommand:\n${lines.map((line) => `        ${line}\n`).join("")}`;

const template = (line: string): string =>
  `Resources:\n  A:\n    Type: AWS::SSM::Document\n    Properties:\n      Content: |\n${runCommand(line, "- aws a").replaceAll(/^/gm, "        ").trimEnd()}\n`;

/** Each with the reports in order, as `message line` if a directive is reported, and `rule line` otherwise. */
const cases: [name: string, text: string, expected: string[], fixed?: string][] = [
  ["for ours, used", runCommand("# eslint-disable-next-line ssm/aws", "- aws a"), []],
  ["for ours, used on a line", runCommand("- aws a # eslint-disable-line ssm/aws -- why"), []],
  ["for ours, used in a script", runCommand("- |", "  # eslint-disable-next-line ssm/aws", "  aws a"), []],
  ["for ours, used in a block", runCommand("# eslint-disable ssm/aws", "- aws a", "# eslint-enable ssm/aws"), []],
  [
    "for ours, that a script starts",
    runCommand("- '# eslint-disable ssm/aws' # eslint-disable-line yml/quotes", "- aws a", "# eslint-enable ssm/aws"),
    [],
  ],
  ["for ours, above an item", runCommand("# eslint-disable-next-line ssm/aws", "- |", "  ls", "  aws a"), []],
  ["for ours, in a document in a string", template("# eslint-disable-next-line ssm/aws"), []],
  [
    "for ours, unused",
    runCommand("# eslint-disable-next-line ssm/curl", "- ls"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/curl'). 7"],
    runCommand(" ", "- ls"),
  ],
  [
    "for ours, one unused",
    runCommand("# eslint-disable-next-line ssm/curl, ssm/aws", "- aws a"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/curl'). 7"],
    runCommand("# eslint-disable-next-line ssm/aws", "- aws a"),
  ],
  [
    "for ours, unused in a script",
    runCommand("- |", "  # eslint-disable-next-line", "  ls"),
    ["Unused eslint-disable directive (no problems were reported). 8"],
    runCommand("- |", "LINE", "  ls").replace(/ *LINE/, " "),
  ],
  [
    "for ours, unused in a document in a string",
    template("# eslint-disable-next-line ssm/curl"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/curl'). 12", "ssm/aws 13"],
    template(" "),
  ],
  [
    "for ours, an unused end",
    runCommand("# eslint-enable ssm/aws", "- ls"),
    ["Unused eslint-enable directive (no matching eslint-disable directives were found for 'ssm/aws'). 7"],
    runCommand(" ", "- ls"),
  ],
  ["for theirs, used", runCommand("# eslint-disable-next-line yml/quotes", "- 'ls'"), []],
  [
    "for theirs, unused",
    runCommand("# eslint-disable-next-line yml/quotes", "- ls"),
    ["Unused eslint-disable directive (no problems were reported from 'yml/quotes'). 7"],
    runCommand(" ", "- ls"),
  ],
  [
    "for theirs, unused in a file without a document",
    "# eslint-disable-next-line yml/quotes\na: b\n",
    ["Unused eslint-disable directive (no problems were reported from 'yml/quotes'). 1"],
    " \na: b\n",
  ],
  ["for both, used", runCommand("# eslint-disable-next-line ssm/aws, yml/quotes", "- 'aws a'"), []],
  [
    "for both, used by ours",
    runCommand("# eslint-disable-next-line ssm/aws, yml/quotes -- why", "- aws a"),
    ["Unused eslint-disable directive (no problems were reported from 'yml/quotes'). 7"],
    runCommand("# eslint-disable-next-line ssm/aws -- why", "- aws a"),
  ],
  [
    "for both, used by theirs",
    runCommand("# eslint-disable-next-line ssm/aws, yml/quotes", "- 'ls'"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/aws'). 7"],
    runCommand("# eslint-disable-next-line yml/quotes", "- 'ls'"),
  ],
  [
    "for both, unused",
    runCommand("# eslint-disable-next-line ssm/aws, ssm/curl, yml/quotes", "- ls"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/aws', 'ssm/curl', or 'yml/quotes'). 7"],
    runCommand(" ", "- ls"),
  ],
  [
    "for two rules, unused",
    runCommand("# eslint-disable-next-line ssm/aws, yml/quotes", "- ls"),
    ["Unused eslint-disable directive (no problems were reported from 'ssm/aws' or 'yml/quotes'). 7"],
    runCommand(" ", "- ls"),
  ],
  ["for all rules, used by ours", runCommand("# eslint-disable-next-line", "- aws a"), []],
  ["for all rules, used by theirs", runCommand("# eslint-disable-next-line -- why", "- 'ls'"), []],
  ["for all rules, used by both", runCommand("# eslint-disable-next-line", "- 'aws a'"), []],
  [
    "for all rules, unused",
    runCommand("- ls # eslint-disable-line -- why"),
    ["Unused eslint-disable directive (no problems were reported). 7"],
    runCommand("- ls  "),
  ],
  ["of ssmlint", runCommand("# ssmlint-disable-next-line aws", "- aws a"), []],
  [
    "of ssmlint, unused",
    runCommand("# ssmlint-disable-next-line", "- ls"),
    ["Unused eslint-disable directive (no problems were reported). 7"],
    runCommand(" ", "- ls"),
  ],
  ["for an unknown rule of ours", runCommand("# eslint-disable-next-line ssm/nope", "- ls"), ["ssm/nope 7"]],
  ["for an unknown rule of theirs", runCommand("# eslint-disable-next-line yml/nope", "- ls"), ["yml/nope 7"]],
  [
    "for an unknown and an unused rule",
    runCommand("# eslint-disable-next-line a/nope, ssm/aws", "- ls"),
    ["a/nope 7", "Unused eslint-disable directive (no problems were reported from 'ssm/aws'). 7"],
    runCommand("# eslint-disable-next-line a/nope", "- ls"),
  ],
  ["that configures ours", runCommand("# eslint ssm/aws: off", "- aws a"), []],
  ["that configures ours with a level", runCommand("# eslint ssm/aws: warn", "- aws a"), ["ssm/aws 8"]],
  ["that configures theirs", runCommand("# eslint yml/quotes: off", "- 'ls'"), []],
  ["that configures ours with an unknown level", runCommand("# eslint ssm/aws: 7", "- ls"), ["ssm/aws 7"]],
  ["that configures an unknown rule", runCommand("# eslint ssm/nope: off", "- ls"), ["ssm/nope 7"]],
];

describe.each([
  { version: "10", Engine: ESLint },
  { version: "9", Engine: ESLint9 as unknown as typeof ESLint },
])("a directive, ESLint $version", ({ Engine }) => {
  const engine = (fix: boolean): ESLint =>
    new Engine({ cwd: directory, overrideConfigFile: true, overrideConfig: config as never, fix });

  it.each(cases)("%s", async (_name, text, expected, fixed = text) => {
    const [result] = await engine(false).lintText(text, { filePath: "a.yaml" });
    const shown = result!.messages.map(({ line, message, ruleId }) => `${ruleId ?? message} ${line}`);
    expect(shown).toEqual(expected);
    const [after] = await engine(true).lintText(text, { filePath: "a.yaml" });
    expect((after!.output ?? text).replaceAll(/(?<=ssm\/aws|ssm\/nope|a\/nope) +(?= |$)/gm, "")).toBe(fixed);
  });

  it("for a rule of a plugin that only one language has", async () => {
    const only = [...config.slice(0, 2), { ...config[2], plugins: { ssm, own: ssm }, rules: { "own/aws": "error" } }];
    const lint = async (line: string): Promise<(string | null)[]> => {
      const linter = new Engine({ cwd: directory, overrideConfigFile: true, overrideConfig: only as never });
      const text = runCommand("# eslint-disable-next-line own/aws", line);
      const [result] = await linter.lintText(text, { filePath: "a.yaml" });
      return result!.messages.map(({ message }) => message);
    };
    expect(await lint("- aws a")).toEqual([]);
    expect(await lint("- ls")).toEqual(["Unused eslint-disable directive (no problems were reported from 'own/aws')."]);
  });

  it("is kept in a file that only one of the languages can read", async () => {
    const text = runCommand("# eslint-disable-next-line ssm/aws", "- aws a \u{1}");
    const bytes = Buffer.from(text).map((byte) => (byte === 1 ? 0xff : byte));
    writeFileSync(join(directory, "latin.yaml"), bytes);
    const [result] = await engine(false).lintFiles(["latin.yaml"]);
    expect(result!.messages.map(({ message }) => message)).toEqual(["Parsing error: The file is not UTF-8."]);
  });

  it("is not reported in JSON with comments, which ours cannot read", async () => {
    const [yaml, ...others] = config.map((one) => ({ ...one, files: [one.files[0]!.replace("yaml", "json")] }));
    const withComments = { files: yaml!.files, plugins: { json }, language: "json/jsonc" };
    const overrideConfig = [withComments, ...others] as never;
    const linter = new Engine({ cwd: directory, overrideConfigFile: true, overrideConfig });
    const text = `{\n  // eslint-disable-next-line ssm/aws\n  "schemaVersion": "2.2", "mainSteps": []\n}\n`;
    const [result] = await linter.lintText(text, { filePath: "a.json" });
    const messages = result!.messages.map(({ message }) => message);
    expect(messages).toEqual(["Parsing error: JSON does not allow comments: remove the `//`."]);
  });
});
