import { describe, expect, test } from "vitest";
import { broken, clean, implicit, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const accept = "Use --allow-empty to accept this.\n";

const project = () =>
  scratch({
    "clean/a.yaml": clean,
    "clean/other.yaml": unrelated,
    "bad/a.yaml": implicit(),
    "broken/a.yaml": broken,
    "other/a.yaml": unrelated,
    "nothing/readme.txt": "x",
    "vendor/a.yaml": implicit(),
    ".ssmlintrc.yaml": "ignores: [vendor/]",
  });

describe("a path without documents", () => {
  test.each([["other"], ["nothing"], ["other/a.yaml"], ["nothing/readme.txt"], ["other/*.yaml"], ["./other/"]])(
    "%s: gives a message and exit code 2",
    async (path) => {
      expect(await ssmlint(project(), [path])).toMatchObject({
        code: 2,
        err: `ssmlint: ${path}: it contains no SSM document. ${accept}`,
      });
      expect(await ssmlint(project(), [path, "--allow-empty"])).toMatchObject({ code: 0, err: "" });
    },
  );

  const ignored = "its files are ignored by .gitignore or the configuration. --no-ignore checks them";
  test.each([
    ["all files", "vendor", { ".ssmlintrc.yaml": "ignores: [vendor/]" }, ignored],
    ["all files, but not their directory", "vendor", { ".ssmlintrc.yaml": "ignores: ['vendor/**/*.yaml']" }, ignored],
    ["a directory above", "vendor/deep", { ".ssmlintrc.yaml": "ignores: [vendor]" }, ignored],
    ["the current directory", ".", { ".ssmlintrc.yaml": "ignores: ['*.yaml']" }, ignored],
    ["git", "vendor", { ".git/HEAD": "", ".gitignore": "/vendor/\n" }, ignored],
    ["git, in the directory", "vendor", { ".git/HEAD": "", "vendor/.gitignore": "*\n" }, ignored],
    ["its own configuration", "vendor", { "vendor/.ssmlintrc.yaml": "ignores: ['*']" }, ignored],
    [
      "some files",
      "vendor",
      { ".ssmlintrc.yaml": "ignores: [deep/]", "vendor/a.yaml": unrelated },
      "it contains no SSM document outside of what .gitignore or the configuration ignores",
    ],
    [
      "some files of a glob",
      "vendor/**",
      { ".ssmlintrc.yaml": "ignores: [deep/]", "vendor/a.yaml": unrelated },
      "it contains no SSM document outside of what .gitignore or the configuration ignores",
    ],
    [
      "some files, in its own configuration",
      "vendor",
      { "vendor/.ssmlintrc.yaml": "ignores: [deep/]", "vendor/a.yaml": unrelated },
      "it contains no SSM document outside of what .gitignore or the configuration ignores",
    ],
    ["nothing", "vendor/text", { ".ssmlintrc.yaml": "ignores: [vendor/]" }, "it contains no SSM document"],
  ])("is called ignored if its documents are: %s", async (_, path, more, reason) => {
    const files = { "vendor/a.yaml": implicit(), "vendor/deep/a.yaml": implicit(), "vendor/text/a.txt": "x" };
    const cwd = scratch({ ...files, ...more });
    expect(await ssmlint(cwd, [path])).toMatchObject({ code: 2, err: `ssmlint: ${path}: ${reason}. ${accept}` });
    expect(await ssmlint(cwd, [path, "--allow-empty"])).toMatchObject({ code: 0, err: "" });
    if (reason !== "it contains no SSM document")
      expect(await ssmlint(cwd, [path, "--no-ignore"])).toMatchObject({ code: 1, err: "" });
    await ssmlint(cwd, [path, "-f", "blob=blob.json"]);
    expect((await ssmlint(cwd, ["merge", "blob.json"])).err).toBe(`ssmlint: ${path}: ${reason}. ${accept}`);
  });

  test("is reported together with the findings in other paths", async () => {
    const { code, out, err } = await ssmlint(project(), ["other", "bad", "clean", "nothing"]);
    expect(code).toBe(2);
    expect(err.match(/^ssmlint: (?:other|nothing): it contains no SSM document/gm)).toHaveLength(2);
    expect(out).toContain("bad/a.yaml:8:11");
    expect((await ssmlint(project(), ["other", "bad", "--allow-empty"])).code).toBe(1);
  });

  test("is an error if it is the current directory, but not if no path is given", async () => {
    const cwd = scratch({ "a.yaml": unrelated });
    const out = "0 documents checked, nothing to report (1 file without a document skipped)\n";
    expect(await ssmlint(cwd, ["."])).toEqual({
      code: 2,
      err: `ssmlint: .: it contains no SSM document. ${accept}`,
      out,
    });
    expect(await ssmlint(cwd, [])).toEqual({ code: 0, err: "", out });
  });

  test("is a failure in every report format", async () => {
    const cwd = project();
    const report = async (format: string) => (await ssmlint(cwd, ["-f", format, "other"])).out;
    expect(JSON.parse(await report("sarif"))).toMatchObject({
      runs: [{ invocations: [{ executionSuccessful: false }] }],
    });
    expect(await report("junit")).toContain('tests="1" failures="0" errors="1"');
    for (const format of ["github", "checkstyle", "markdown"])
      expect(await report(format), format).toContain("it contains no SSM document");
  });
});

test("a path with documents, with a broken file or with only ignored files is not reported as empty", async () => {
  for (const [path, code] of [
    ["clean", 0],
    ["clean/*.yaml", 0],
    ["bad", 1],
    ["broken", 2],
    ["vendor/a.yaml", 0],
  ] as const) {
    expect(await ssmlint(project(), [path]), path).toMatchObject({ code, err: "" });
  }
  expect(await ssmlint(project(), ["bad/a.yaml", "bad", "bad/*"])).toMatchObject({ code: 1, err: "" });
});

describe("stdin without a document", () => {
  const empty = "stdin is empty. The command that writes to it may have failed";
  test.each([
    ["nothing", "", empty],
    ["white space", "\uFEFF \r\n\t\n", empty],
    ["another text", unrelated, "it contains no SSM document"],
    ["a template", "{{- if .x }}\n", /^it contains no SSM document, but looks like a Go template .* Render it first/],
    [
      "Terraform that references a document",
      `resource "aws_ssm_document" "x" {\n  content = file("${import.meta.filename}")\n}\n`,
      "it contains no SSM document, and the files that Terraform on stdin references are not checked",
    ],
  ])("%s: gives a message and exit code 2", async (_, input, reason) => {
    for (const [name, ...argv] of [["<text>"], ["a.yaml", "--stdin-filename", "a.yaml"]]) {
      const { code, err } = await ssmlint(project(), ["-", ...argv], { input });
      expect(code).toBe(2);
      expect(err.startsWith(`ssmlint: ${name}: `)).toBe(true);
      expect(err.endsWith(`. ${accept}`)).toBe(true);
      expect(err.slice(`ssmlint: ${name}: `.length, -`. ${accept}`.length)).toMatch(reason);
      const accepted = await ssmlint(project(), ["-", ...argv, "--allow-empty"], { input });
      expect(accepted).toMatchObject({ code: 0, err: "" });
    }
  });

  test("is not ignored, because it has no name", async () => {
    const cwd = scratch({ ".ssmlintrc.yaml": "ignores: ['*']" });
    const named = ["-", "--stdin-filename", "a.yaml"];
    expect(await ssmlint(cwd, named, { input: implicit() })).toMatchObject({ code: 0, err: "" });
    const { code, out } = await ssmlint(cwd, ["-"], { input: implicit() });
    expect([code, out]).toEqual([1, expect.stringContaining("ssm/explicit-aws-credentials")]);
  });

  test("is judged by the text on stdin, and not by the file of its name", async () => {
    const argv = ["-", "--stdin-filename", "bad/a.yaml"];
    expect((await ssmlint(project(), argv, { input: "" })).err).toContain(empty);
    expect((await ssmlint(project(), argv, { input: unrelated })).err).toContain("it contains no SSM document");
  });

  test("is an error for merge too", async () => {
    const cwd = project();
    await ssmlint(cwd, ["-", "-f", "blob=blob.json"], { input: "" });
    const { code, err } = await ssmlint(cwd, ["merge", "blob.json"]);
    expect({ code, err }).toEqual({ code: 2, err: `ssmlint: <text>: ${empty}. ${accept}` });
  });

  test("is no error if the configuration ignores its name", async () => {
    const argv = ["-", "--stdin-filename", "vendor/a.yaml"];
    expect(await ssmlint(project(), argv, { input: "" })).toMatchObject({ code: 0, err: "" });
  });
});

test("a configuration file is no document, and not an ignored one", async () => {
  const cwd = scratch({
    "sub/.ssmlintrc.yaml": "rules: { no-bashisms: off }",
    "app/package.json": '{ "ssmlint": {} }',
  });
  for (const path of ["sub", "sub/.ssmlintrc.yaml", "app", "app/package.json"]) {
    const { code, err } = await ssmlint(cwd, [path]);
    expect({ code, err }).toEqual({ code: 2, err: `ssmlint: ${path}: it contains no SSM document. ${accept}` });
  }
});

test("an empty file is called empty", async () => {
  const { code, err } = await ssmlint(scratch({ "a.yaml": "\n" }), ["a.yaml"]);
  expect({ code, err }).toEqual({ code: 2, err: `ssmlint: a.yaml: it is empty. ${accept}` });
});

test("hundreds of paths without documents are not listed one by one", async () => {
  const names = Array.from({ length: 300 }, (_, index) => `${index}.yaml`);
  const cwd = scratch(Object.fromEntries(names.map((name) => [name, unrelated])));
  const { code, err } = await ssmlint(cwd, names);
  expect(code).toBe(2);
  expect(err.trim().split("\n")).toHaveLength(20);
  expect(err).toMatch(/ssmlint: 281 more paths: they contain no SSM document\.\n$/);
});

test("twenty paths without documents are listed one by one", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `${index}.yaml`);
  const { err } = await ssmlint(scratch(Object.fromEntries(names.map((name) => [name, unrelated]))), names);
  expect([...err.matchAll(/^ssmlint: (\S+):/gm)].map(([, name]) => name)).toEqual(names);
});

test("the message mentions that a file resembles a template or Terraform", async () => {
  const cwd = scratch({
    "jinja.yaml": '{% if x %}\nschemaVersion: "2.2"\n{% endif %}\nmainSteps: []\n',
    "values.yaml": "{{- if .Values.x }}\na: b\n{{- end }}\n",
    "main.txt": 'resource "aws_ssm_document" "x" {\n}\n',
  });
  const jinja = await ssmlint(cwd, ["jinja.yaml"]);
  expect(jinja.code).toBe(2);
  expect(jinja.out).toContain("jinja.yaml:1:1  error");
  expect(jinja.out.replaceAll(/\s+/g, " ")).toContain(
    "This looks like a Jinja template (`{% if x %}`), not a document. Render it first, and check the result.",
  );
  expect((await ssmlint(cwd, ["values.yaml"])).err).toBe(
    `ssmlint: values.yaml: it contains no SSM document, but looks like a Go template (\`{{- if .Values.x }}\`). Render it first, and check the result. ${accept}`,
  );
  expect((await ssmlint(cwd, ["main.txt"])).err).toContain(
    'looks like Terraform (`resource "aws_ssm_document" "x" {`). Rename the file to *.tf, or check what Terraform renders.',
  );
  const terraform = scratch({ "main.tf": 'resource "aws_s3_bucket" "x" {\n}\n' });
  expect((await ssmlint(terraform, ["main.tf"])).err).toBe(`ssmlint: main.tf: it contains no SSM document. ${accept}`);
});

test("the summary counts files that cannot be parsed", async () => {
  const summary = async (...names: string[]) => {
    const { out } = await ssmlint(project(), names);
    return out.trim().split("\n").at(-1);
  };
  expect(await summary("broken")).toBe("✖ 1 error, 0 warnings in 1 file that cannot be parsed");
  expect(await summary("broken", "bad")).toMatch(
    /^✖ 2 errors, 0 warnings in 1 document and 1 file that cannot be parsed \(/,
  );
});
