import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseArguments } from "../../src/cli/arguments/parse.ts";
import { configSchema } from "../../src/cli/config/schema.ts";
import { validateValue } from "../../src/cli/config/validate.ts";
import { projectUrl } from "../../src/eslint/links.ts";
import plugin from "../../src/index.ts";
import { ssmlint } from "../support/fake-terminal.ts";
import { scratch } from "../support/scratch.ts";

const readme = readFileSync("README.md", "utf8");

const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text!,
}));

/** A Markdown table in oxfmt's format. */
function table(rows: readonly (readonly string[])[]): string {
  const width = (cell: string) =>
    [...cell].reduce((sum, character) => sum + (/\p{Emoji_Presentation}/u.test(character) ? 2 : 1), 0);
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => width(row[column]!))));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + " ".repeat(widths[column]! - width(cell))).join(" | ")} |`;
  return [line(rows[0]!), line(widths.map((count) => "-".repeat(count))), ...rows.slice(1).map(line)].join("\n");
}

const rulesTable = table([
  ["Rule", "What it does", "✔", "🔧", "💡"],
  ...Object.entries(plugin.rules).map(([name, { meta }]) => [
    `[${name}](rules/${name}.md)`,
    meta!.docs!.description!,
    `ssm/${name}` in plugin.configs.recommended.rules! ? "✔" : "",
    meta!.fixable ? "🔧" : "",
    meta!.hasSuggestions ? "💡" : "",
  ]),
]);

const between = (text: string, name: RegExp, content: string): string =>
  text.replace(
    new RegExp(`(<!-- ${name.source} -->\n)[\\s\\S]*?(\n<!-- /)`),
    (_, open: string, close: string) => `${open}\n${content}\n${close}`,
  );

test("the README's table, example and URLs are up to date (npm run generate writes them)", async () => {
  const command = /<!-- example: ssmlint (.*) -->/.exec(readme)![1]!;
  const { out } = await ssmlint(resolve("."), [...command.split(" "), "--no-config"], {
    isTerminal: true,
    columns: 100,
    env: { NO_COLOR: "1" },
  });
  const address = projectUrl();
  const expected = [
    (text: string) => between(text, /rules/, rulesTable),
    (text: string) => between(text, /example: .*/, `\`\`\`text\n$ npx ssmlint ${command}\n${out}\`\`\``),
    (text: string) =>
      text.replace(/^( +- repo: ).*$/m, (_, start: string) => start + (address ?? "ADDRESS # of this repository")),
    (text: string) =>
      text.replace(
        /^( +- uses: )[^@\n]*(@v0.*)$/m,
        (_, start: string, version: string) =>
          start + (address === undefined ? "ADDRESS" : new URL(address).pathname.slice(1)) + version,
      ),
  ].reduce((text, replace) => replace(text), readme);
  await expect(expected).toMatchFileSnapshot("../../README.md");
});

describe("the commands in the README are valid", () => {
  const lines = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"))
    .filter((line) => /(?:^|&& )npx ssmlint/.test(line));

  test.each(lines)("%s", (line) => {
    const argv = line.replace(/^.*?npx ssmlint ?/, "").replace(/ +[#|].*$/, "");
    const words = execFileSync("bash", ["-c", `set -f; printf '%s\\n' ${argv}`], { encoding: "utf8" }).split("\n");
    expect(() => parseArguments(words.filter((word) => word !== ""))).not.toThrow();
  });

  test("examples/ has the findings of the story", async () => {
    const { out, code } = await ssmlint(resolve("."), ["examples", "-f", "json", "--no-config"]);
    const files = JSON.parse(out) as { filePath: string; messages: { ruleId: string }[] }[];
    const found = (name: string, rule: string) =>
      files.find(({ filePath }) => filePath.endsWith(name))!.messages.filter(({ ruleId }) => ruleId === rule).length;
    expect(code).toBe(1);
    expect(found("upload-implicit.yaml", "ssm/explicit-aws-credentials")).toBe(2);
    expect(found("upload-imds-grep.yaml", "ssm/explicit-aws-credentials")).toBe(0);
    expect(found("upload-imds-grep.yaml", "ssm/require-imdsv2")).toBe(2);
    expect(found("upload-imds-grep.yaml", "ssm/no-fragile-json-parsing")).toBe(3);
    expect(found("upload-imds-jq.yaml", "ssm/require-imdsv2")).toBe(2);
    expect(found("upload-imds-jq.yaml", "ssm/no-fragile-json-parsing")).toBe(0);
    expect(files.find(({ filePath }) => filePath.endsWith("configure-list.yaml"))!.messages).toEqual([]);
  });
});

describe("the files in the README", () => {
  const schema = configSchema(plugin.rules);
  const yaml = blocks.filter(({ language }) => language === "yaml").map(({ text }) => text);
  const named = (name: string) => parse(yaml.find((text) => text.startsWith(`# ${name}`))!) as never;

  test("configurations are valid", () => {
    expect(validateValue(named(".ssmlintrc.yaml"), schema)).toEqual([]);
    expect(validateValue(named("ssmlint.config.yaml"), schema)).toEqual([]);
  });

  test("hooks exist", () => {
    const hooks = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as { id: string }[];
    const { repos } = named(".pre-commit-config.yaml") as { repos: { hooks: { id: string }[] }[] };
    for (const { id } of repos[0]!.hooks) expect(hooks.map((hook) => hook.id)).toContain(id);
  });

  test("the workflow uses existing inputs of the action", () => {
    const { inputs } = parse(readFileSync("action.yml", "utf8")) as { inputs: object };
    const { jobs } = named(".github/workflows/ssmlint.yaml") as {
      jobs: { ssmlint: { steps: { uses: string; with?: object }[] } };
    };
    const step = jobs.ssmlint.steps.find(({ uses }) => uses.endsWith("@v0.1.0"))!;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with!)));
  });

  test("the GitLab job has a valid command line, which writes the reports that the job uploads", () => {
    const { ssmlint: job } = named(".gitlab-ci.yml") as {
      ssmlint: { script: string[]; artifacts: { reports: Record<string, string> } };
    };
    const { reports } = parseArguments(job.script[0]!.split(" ").slice(3));
    expect(reports.map(({ file }) => file)).toEqual([undefined, ...Object.values(job.artifacts.reports)]);
  });

  test("the directive suppresses the finding", async () => {
    const script = blocks
      .find(({ text }) => text.startsWith("# ssmlint-disable"))!
      .text.trimEnd()
      .split("\n");
    const head =
      'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: x\n    inputs:\n      runCommand:\n        - |\n';
    const text = head + script.map((line) => `          ${line}\n`).join("");
    expect((await ssmlint(scratch(), ["-"], { input: text })).code).toBe(0);
    expect((await ssmlint(scratch(), ["-"], { input: text.replace(/ +# ssmlint.*\n/, "") })).code).toBe(1);
  });
});

test("every linked file exists in README.md, CONTRIBUTING.md and CHANGELOG.md", () => {
  for (const file of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]) {
    const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target]) => target!);
    for (const target of links) expect(existsSync(join(".", target)), `${file}: ${target}`).toBe(true);
  }
});

test("the version is the same in package.json, the changelog and the README", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(readFileSync("CHANGELOG.md", "utf8")).toContain(`## ${version}`);
  for (const [, mentioned] of readme.matchAll(/(?:rev: |@)v(0\.\d+\.\d+)/g)) expect(mentioned).toBe(version);
});
