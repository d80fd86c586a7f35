import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as actions from "@actions/core";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { ESLint } from "eslint";
import { describe, expect, test, vi } from "vitest";
import type * as Sarif from "sarif";
import { messageWithRemedy } from "../../../src/cli/reports/remedy.ts";
import plugin from "../../../src/index.ts";
import { broken, clean, excused, implicit, unrelated } from "../../support/documents.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
import { scratch } from "../../support/scratch.ts";

const awkward = 'docs/a & "b" <c>, 100%: d\'s.yaml';

const project = () =>
  scratch({
    "bad.yaml": implicit("aws s3 cp a b", "aws s3 cp a b", 'echo "<&>" | aws s3 cp - b'),
    "broken.yaml": broken,
    "clean.yaml": clean,
    "excused.yaml": excused,
    "unrelated.yaml": unrelated,
    [awkward]: implicit(),
  });

async function report(format: string, cwd = project(), ...argv: string[]): Promise<string> {
  const { out, err } = await ssmlint(cwd, ["--format", format, ...argv]);
  expect(err).toBe("");
  return out;
}

const parseJson = async (text: Promise<string>) => JSON.parse(await text) as never;

test("json: is what ESLint itself prints for the same files", async () => {
  const cwd = project();
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.yaml"], ...(plugin.configs.recommended as object) },
      { linterOptions: { reportUnusedDisableDirectives: "warn" } },
    ],
  });
  const theirs = await eslint.lintFiles(["bad.yaml", "broken.yaml", "excused.yaml", "clean.yaml", awkward]);
  const byPath = (left: { filePath: string }, right: { filePath: string }) => (left.filePath < right.filePath ? -1 : 1);
  const ours = (await parseJson(report("json", cwd))) as { filePath: string; documents?: number }[];
  for (const result of ours) {
    expect(result.documents).toBe(result.filePath.endsWith("broken.yaml") ? 0 : 1);
    for (const key of ["documents", "steps", "scripts"]) Reflect.deleteProperty(result, key);
  }
  expect(ours.toSorted(byPath)).toEqual(JSON.parse(JSON.stringify(theirs.toSorted(byPath))));
});

describe("sarif", () => {
  const sarif = async (...argv: string[]) => (await parseJson(report("sarif", project(), ...argv))) as Sarif.Log;

  test("conforms to the official schema", async () => {
    const require = createRequire(import.meta.url);
    const path = join(require.resolve("@microsoft/jest-sarif/package.json"), "../lib/schemas/sarif-2.1.0-rtm.5.json");
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const log = await sarif();
    validate(log);
    expect(validate.errors).toBeNull();
    expect(validate({ ...log, version: "2.0.0" })).toBe(false);
  });

  test("contains rules with help, locations, fixes, and suppressions with their reasons", async () => {
    const { runs } = await sarif();
    const { results = [], tool, artifacts = [], invocations } = runs[0]!;
    const rules = tool.driver.rules!;
    expect(rules.map(({ id }) => id)).toEqual([
      ...Object.keys(plugin.rules).map((name) => `ssm/${name}`),
      "parsing-error",
    ]);
    for (const { id, help } of rules.slice(0, -1)) {
      expect(help?.markdown, id).toContain("# ");
      expect(help?.text, id).toContain(`ssmlint --explain ${id.slice(4)}`);
      expect(JSON.stringify(rules).split(JSON.stringify(help!.markdown).slice(1, -1)), id).toHaveLength(2);
    }
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex!]!.id).toBe(ruleId);
    for (const { locations } of results) {
      const { artifactLocation } = locations![0]!.physicalLocation!;
      expect(artifacts[artifactLocation!.index!]!.location!.uri).toBe(artifactLocation!.uri);
    }
    const uris = artifacts.map(({ location }) => decodeURIComponent(location!.uri!));
    expect(uris).toContain(awkward);
    const excusedResult = results.find(({ suppressions }) => suppressions?.length);
    expect(excusedResult?.suppressions).toEqual([{ kind: "inSource", justification: "the role is the only one here" }]);
    expect(results.filter(({ fixes }) => fixes?.length).length).toBeGreaterThan(0);
    expect(invocations![0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: "error",
          message: { text: expect.stringMatching(/^broken\.yaml could not be parsed\. Parsing error: /) },
          locations: [{ physicalLocation: { artifactLocation: { uri: "broken.yaml" } } }],
        },
      ],
    });
    const whole = (await parseJson(report("sarif", scratch({ "a.yaml": implicit() })))) as Sarif.Log;
    expect(whole.runs[0]!.invocations).toEqual([{ executionSuccessful: true }]);
  });

  test("fingerprints distinguish equal findings of a file and do not depend on line numbers", async () => {
    const prints = async (text: string) => {
      const log = (await parseJson(report("sarif", scratch({ "a.yaml": text })))) as Sarif.Log;
      return log.runs[0]!.results!.map(({ partialFingerprints }) => partialFingerprints!["ssmlint/v1"]);
    };
    const before = await prints(implicit("aws s3 cp a b", "aws s3 cp a b", "aws s3 ls"));
    const after = await prints(implicit("true", "aws s3 cp a b", "# moved", "aws s3 cp a b", "", "aws s3 ls"));
    expect(before.length).toBeGreaterThanOrEqual(3);
    expect(new Set(before).size).toBe(before.length);
    expect(after).toEqual(before);
  });

  test("the region of a fix is the text that the fix replaces", async () => {
    const cwd = project();
    const log = (await parseJson(report("sarif", cwd))) as Sarif.Log;
    const files = JSON.parse(await report("json", cwd)) as ESLint.LintResult[];
    const changes = log.runs[0]!.results!.flatMap(({ fixes = [] }) => fixes).flatMap(
      ({ artifactChanges }) => artifactChanges,
    );
    const ours = changes.map(({ artifactLocation, replacements }) => {
      const source = readFileSync(join(cwd, decodeURIComponent(artifactLocation.uri!)), "utf8");
      const { startLine, startColumn, endLine, endColumn } = replacements[0]!.deletedRegion;
      const starts = source
        .split("\n")
        .map((_, index, lines) => lines.slice(0, index).join("\n").length + (index > 0 ? 1 : 0));
      return [starts[startLine! - 1]! + startColumn! - 1, starts[endLine! - 1]! + endColumn! - 1];
    });
    const theirs = files
      .flatMap(({ messages, suppressedMessages }) => [...messages, ...suppressedMessages])
      .flatMap(({ fix, suggestions = [] }) => [...(fix ? [fix] : []), ...suggestions.map((one) => one.fix)])
      .map(({ range }) => range);
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours).toEqual(theirs);
  });
});

test("github: each line is the command that GitHub's own library would issue", async () => {
  const cwd = project();
  const lines = (await report("github", cwd)).trimEnd().split("\n");
  const results = JSON.parse(await report("json", cwd)) as ESLint.LintResult[];
  const written: string[] = [];
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  for (const { filePath, messages } of results) {
    for (const found of messages) {
      const { line, column, endLine, endColumn, severity, ruleId } = found;
      const end = endLine ?? line;
      const say = severity === 2 ? actions.error : actions.warning;
      const columns = end === line ? { startColumn: column, endColumn: endColumn ?? column } : {};
      const file = filePath.slice(cwd.length + 1);
      say(messageWithRemedy(found), { title: ruleId ?? "ssmlint", file, startLine: line, endLine: end, ...columns });
    }
  }
  stdout.mockRestore();
  expect(lines).toEqual(written.map((text) => text.trimEnd()));
  expect(lines.length).toBeGreaterThan(4);
});

test("gitlab: conforms to the schema of a code quality report, with unique fingerprints", async () => {
  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  const ajv = new Ajv.default({ allErrors: true, strict: false });
  const validate = ajv.compile({
    type: "array",
    items: {
      type: "object",
      required: ["description", "check_name", "fingerprint", "severity", "location"],
      properties: {
        description: { type: "string", minLength: 1 },
        check_name: { type: "string", minLength: 1 },
        fingerprint: { type: "string", pattern: "^[0-9a-f]{40}$" },
        severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
        location: {
          type: "object",
          required: ["path", "lines"],
          properties: {
            path: { type: "string", pattern: "^[^./]" },
            lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
          },
        },
      },
    },
  });
  const issues = (await parseJson(report("gitlab"))) as { fingerprint: string }[];
  validate(issues);
  expect(validate.errors).toBeNull();
  expect(issues.length).toBeGreaterThan(4);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
});

test("github, gitlab and sarif have paths relative to the repository, wherever the run starts", async () => {
  const root = scratch({ ".git/HEAD": "", "infra/documents/a.yaml": implicit() });
  const said = async (format: string) => report(format, join(root, "infra"));
  expect(await said("github")).toContain(",file=infra/documents/a.yaml,line=8,");
  expect(await parseJson(said("gitlab"))).toMatchObject([{ location: { path: "infra/documents/a.yaml" } }]);
  const [run] = ((await parseJson(said("sarif"))) as Sarif.Log).runs;
  expect(run).toMatchObject({
    originalUriBaseIds: { "%SRCROOT%": { uri: `file://${root}/` } },
    artifacts: [{ location: { uri: "infra/documents/a.yaml", uriBaseId: "%SRCROOT%" } }],
  });
  expect(await said("checkstyle")).toContain('<file name="documents/a.yaml">');
});

describe("xml", () => {
  const xpath = (xml: string, query: string): string =>
    execFileSync("xmllint", ["--xpath", query, "-"], { input: xml, encoding: "utf8" }).trim();

  test("junit: conforms to the schema of Jenkins, with correct counts and unchanged texts", async () => {
    const cwd = project();
    const xml = await report("junit", cwd);
    const schema = join(import.meta.dirname, "junit.xsd");
    execFileSync("xmllint", ["--noout", "--schema", schema, "-"], { input: xml, stdio: ["pipe", "pipe", "pipe"] });
    const results = JSON.parse(await report("json", cwd)) as ESLint.LintResult[];
    const messages = results.flatMap((result) => result.messages);
    expect(Number(xpath(xml, "count(//failure)"))).toBe(messages.length);
    expect(Number(xpath(xml, "string(/testsuites/@failures)"))).toBe(messages.length);
    expect(Number(xpath(xml, "string(/testsuites/@tests)"))).toBe(Number(xpath(xml, "count(//testcase)")));
    for (const [index, message] of messages.entries()) {
      expect(xpath(xml, `string((//failure)[${index + 1}]/@message)`)).toBe(messageWithRemedy(message));
    }
    expect(xpath(xml, "string(//testsuite[contains(@name, '100%')]/@name)")).toBe(awkward);
  });

  test("checkstyle: has the findings of ESLint's own formatter, according to an XML parser", async () => {
    const cwd = project();
    const xml = await report("checkstyle", cwd);
    const results = JSON.parse(await report("json", cwd)) as ESLint.LintResult[];
    const require = createRequire(import.meta.url);
    const formatter = require("eslint-formatter-checkstyle") as (results: unknown) => string;
    const theirs = formatter(results);
    for (const name of ["line", "column", "severity"]) {
      expect(xpath(xml, `//error/@${name}`)).toBe(xpath(theirs, `//error/@${name}`));
    }
    const messages = results.flatMap((result) => result.messages);
    for (const [index, message] of messages.entries()) {
      expect(xpath(xml, `string((//error)[${index + 1}]/@message)`)).toBe(messageWithRemedy(message));
    }
    expect(xpath(xml, "string(//file[contains(@name, '100%')]/@name)")).toBe(awkward);
  });
});

test("markdown: has a table row for each finding, with all text inside its cell", async () => {
  const cwd = project();
  const text = await report("markdown", cwd);
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  const results = JSON.parse(await report("json", cwd)) as ESLint.LintResult[];
  expect(rows).toHaveLength(results.reduce((sum, { messages }) => sum + messages.length, 0));
  for (const row of rows) expect(row.match(/(?<!\\)\|/g), row).toHaveLength(6);
  expect(text).toMatch(/^## ssmlint\n\n\d+ errors, \d+ warnings in \d+ documents/);
});

describe("pretty", () => {
  test("shows each finding with its line and a marked range, and a summary", async () => {
    const out = await report("pretty", scratch({ "a.yaml": implicit("FOO=1 aws s3 ls"), "b.yaml": unrelated }));
    expect(out).toContain("a.yaml:8:17  error  ssm/explicit-aws-credentials\n");
    expect(out).toContain("\n  8 |           FOO=1 aws s3 ls\n    |                 ^^^^^^");
    expect(out).toMatch(/= suggestion: /);
    expect(out).toMatch(
      /\n✖ 1 error, 0 warnings in 1 document \(1 with suggestions: .*, 1 file without a document skipped\)\n$/,
    );
  });

  test("says that there is nothing to report", async () => {
    expect(await report("pretty", scratch({ "a.yaml": clean }))).toBe("✔ 1 document checked, nothing to report\n");
    expect(await report("pretty", scratch())).toBe("0 documents checked, nothing to report\n");
  });

  const escape = "\u001B[";
  test.each([
    ["a terminal", [], {}, true, true],
    ["not a terminal", [], {}, false, false],
    ["NO_COLOR", [], { NO_COLOR: "1" }, true, false],
    ["FORCE_COLOR without a terminal", [], { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, true, false],
    ["--color over NO_COLOR", ["--color"], { NO_COLOR: "1" }, false, true],
    ["--no-color", ["--no-color"], { FORCE_COLOR: "1" }, true, false],
    ["a dumb terminal", [], { TERM: "dumb" }, true, false],
  ] as const)("uses colours as expected: %s", async (_name, argv, env, isTerminal, colored) => {
    const { out } = await ssmlint(scratch({ "a.yaml": implicit() }), [...argv], { env, isTerminal });
    expect(out.includes(escape)).toBe(colored);
  });

  test("a script cannot send control characters to the terminal", async () => {
    const { out } = await ssmlint(scratch({ "a.yaml": implicit("aws s3 ls 'x\u009B31m'") }), [], { isTerminal: false });
    expect(out).toContain("aws s3 ls 'x\uFFFD31m'");
  });
});
