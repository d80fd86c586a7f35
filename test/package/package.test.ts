/** The package as its users get it: packed, installed into empty projects, and used there. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { document, jsonDocument } from "../support/rule-tester.ts";

const MINUTES = 60_000;
const directory = mkdtempSync(join(tmpdir(), "ssmlint-package-"));
const tarball = inject("tarball");

/** The oldest supported version. `defineConfig` was added in 9.22. */
const OLDEST = "9.10.0";
const VERSIONS = ["^10.2.0", "^9.39.0", OLDEST];

const projectOf = (version: string): string => join(directory, version.replaceAll(/\W/gu, "_"));

interface Result {
  readonly status: number;
  readonly output: string;
}

/** Runs a program in a project. A status other than 0 is also a result. */
async function run(cwd: string, program: string, ...options: string[]): Promise<Result> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, options, { cwd });
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, output: stdout + stderr };
  }
}

beforeAll(() => Promise.all(VERSIONS.map(install)), 2 * MINUTES);

afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

it("contains exactly the files it needs", () => {
  const files = execFileSync("tar", ["tzf", tarball], { encoding: "utf8" }).split("\n");
  expect(files).toContain("package/dist/src/index.js");
  expect(files).toContain("package/dist/src/index.d.ts");
  expect(files).toContain("package/rules/no-syntax-error.md");
  expect(files.filter((file) => /\/test\/|^package\/src\/|dist\/src\/cli\/|node_modules|\.tgz$/u.test(file))).toEqual(
    [],
  );
});

it("contains the licences of the bundled packages", () => {
  const text = execFileSync("tar", ["xzOf", tarball, "package/dist/cli/LICENSES.txt"], { encoding: "utf8" });
  for (const name of ["diff", "eslint", "ignore", "minimatch", "picocolors", "unbash", "yaml"]) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, "mu"));
  }
  // One of ESLint's dependencies publishes only the name of its license, without its text.
  const without = [...text.matchAll(/^(\S+) \S+ \((\S+)\)\n\nThe package has no text of its licence\.$/gmu)];
  expect(without.map(([, name, licence]) => [name, licence])).toEqual([["esrecurse", "BSD-2-Clause"]]);
  expect(text).toContain("Copyright Eemeli Aro");
});

it("depends exactly on the packages that its files import; those of the command line are bundled", () => {
  const texts = execFileSync("tar", ["xzOf", tarball, "--wildcards", "package/dist/src/*", "package/dist/rules/*"], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const imported = [...texts.matchAll(/(?:\bfrom |\bimport\(|\)\()"((?:@[\w-]+\/)?[\w-]+)(?:\/[^"]*)?"/gu)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("node:") && name !== "ssmlint");
  const manifest = execFileSync("tar", ["xzOf", tarball, "package/package.json"], { encoding: "utf8" });
  const { dependencies } = JSON.parse(manifest) as { dependencies: object };
  expect([...new Set(imported)].toSorted()).toEqual(Object.keys(dependencies).toSorted());
});

it(
  "passes publint and attw",
  async () => {
    const publint = await run(".", "npx", "publint", "run", tarball, "--strict");
    expect(publint).toMatchObject({ status: 0 });
    const attw = await run(".", "npx", "attw", tarball, "--profile", "esm-only");
    expect(attw).toMatchObject({ status: 0 });
  },
  MINUTES,
);

const CONFIG = `import { defineConfig } from "eslint/config";
import json from "@eslint/json";
import yml from "eslint-plugin-yml";
import ssm, { type SsmRule } from "ssmlint";

const noSudo: SsmRule<[{ except?: string }?], "sudo"> = {
  meta: { schema: [{ type: "object" }], messages: { sudo: "No sudo in {{step}}." } },
  create: ({ options: [{ except } = {}], report, sourceCode }) => ({
    Invocation(node) {
      if (node.program !== "sudo") return;
      const step = sourceCode.stepOf(node);
      if (step.name !== except) report({ node, messageId: "sudo", data: { step: step.name } });
      // @ts-expect-error The rule has no such message.
      if (step.name === undefined) report({ node, messageId: "nope" });
    },
    "Pipeline:exit"(node) {
      const commands: number = node.commands.length;
      return commands;
    },
  }),
};

export default defineConfig([
  { files: ["{documents,examples}/**/*.{yaml,json}"], plugins: { ssm }, extends: ["ssm/recommended"] },
  { files: ["renamed/*.yaml"], plugins: { aws: ssm }, extends: ["aws/recommended"], rules: { "aws/no-syntax-error": "warn" } },
  { files: ["own/*.yaml"], plugins: { ssm, own: { rules: { "no-sudo": noSudo as never } } }, language: "ssm/document", rules: { "own/no-sudo": "error" } },
  { files: ["both/*.yaml"], plugins: { yml }, language: "yml/yaml", rules: { "yml/quotes": "error" } },
  { files: ["both/*.json"], plugins: { json }, language: "json/json", rules: { "json/no-empty-keys": "error" } },
  { files: ["both/*.{yaml,json}"], plugins: { ssm }, processor: "ssm/alongside" },
  { files: ["**/*.ssm"], plugins: { ssm }, extends: ["ssm/recommended"] },
]);
`;

/** Removes the types, for ESLint. */
function withoutTypes(config: string): string {
  return config
    .replace(", { type SsmRule }", "")
    .replace(/: SsmRule<[^]*?"sudo">/u, "")
    .replace(": number", "")
    .replace(" as never", "");
}

const BROKEN = "true\nif";

async function install(version: string): Promise<void> {
  const project = projectOf(version);
  const hasDefineConfig = version !== OLDEST;

  for (const folder of ["documents", "renamed", "own", "both"]) mkdirSync(join(project, folder), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(project, name), text);
  cpSync("examples", join(project, "examples"), { recursive: true });
  write("package.json", JSON.stringify({ private: true, type: "module" }));
  write("documents/a.yaml", document(BROKEN));
  write("documents/a.json", jsonDocument(BROKEN));
  write("documents/other.yaml", "a: 'b'\n");
  write("renamed/a.yaml", document(BROKEN));
  write("own/a.yaml", document("sudo ls"));
  write("both/a.yaml", `${document(BROKEN)}x: 'y'\n`);
  write("both/a.json", jsonDocument(BROKEN).replace(/\}\n$/u, `,"": 1}\n`));
  const others = hasDefineConfig ? ["eslint-plugin-yml", "@eslint/json"] : [];
  const installed = await run(
    project,
    "npm",
    "install",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    tarball,
    `eslint@${version}`,
    ...others,
  );
  expect(installed).toMatchObject({ status: 0 });
  if (hasDefineConfig) {
    write("eslint.config.js", withoutTypes(CONFIG));
    write("typed.ts", CONFIG);
  } else {
    write(
      "eslint.config.js",
      `import ssm from "ssmlint";\nexport default [{ files: ["{documents,examples}/*.{yaml,json}"], ...ssm.configs.recommended }];\n`,
    );
  }
}

type Results = { filePath: string; messages: { ruleId: string; line: number; severity: number }[] }[];

describe.each(VERSIONS)("with ESLint %s", (version) => {
  const project = projectOf(version);
  const hasDefineConfig = version !== OLDEST;

  /** The findings as `file:line rule severity`. */
  const lines = (results: Results): string[] =>
    results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, severity }) => `${relative(project, filePath)}:${line} ${ruleId} ${severity}`),
    );
  let linted: string[] = [];
  const findings = (...folders: string[]): string[] =>
    linted.filter((line) => folders.some((folder) => line.startsWith(`${folder}/`)));

  beforeAll(async () => {
    const folders = hasDefineConfig
      ? ["documents", "renamed", "own", "both"]
      : ["documents/a.yaml", "documents/a.json", "documents/other.yaml"];
    const { output } = await run(project, "npx", "eslint", "--format", "json", ...folders, "examples/*.yaml");
    linted = lines(JSON.parse(output) as Results);
  });

  it("reports findings in YAML and JSON, and none in other files", () => {
    expect(findings("documents")).toEqual([
      "documents/a.json:10 ssm/no-syntax-error 2",
      "documents/a.yaml:9 ssm/no-syntax-error 2",
    ]);
  });

  it.skipIf(!hasDefineConfig)("works under another name, with a custom rule, and alongside other languages", () => {
    expect(findings("renamed", "own", "both")).toEqual([
      "both/a.json:10 ssm/no-syntax-error 2",
      "both/a.json:15 json/no-empty-keys 2",
      "both/a.json:15 ssm/no-ignored-setting 1",
      "both/a.yaml:9 ssm/no-syntax-error 2",
      "both/a.yaml:10 ssm/no-ignored-setting 1",
      "both/a.yaml:10 yml/quotes 2",
      "own/a.yaml:8 own/no-sudo 2",
      "renamed/a.yaml:9 aws/no-syntax-error 1",
    ]);
  });

  it.skipIf(!hasDefineConfig)(
    "has types for configurations and rules",
    async () => {
      const strict = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"];
      expect(await run(project, resolve("node_modules/.bin/tsc"), ...strict, "typed.ts")).toEqual({
        status: 0,
        output: "",
      });
    },
    MINUTES,
  );

  it(
    "has the same findings in the examples as the command line",
    async () => {
      const ours = await run(project, "npx", "ssmlint", "--no-config", "--format", "json", "examples");
      const said = lines(JSON.parse(ours.output) as Results);
      expect(said).toEqual(findings("examples"));
      expect(said.length).toBeGreaterThan(8);
    },
    MINUTES,
  );
});
