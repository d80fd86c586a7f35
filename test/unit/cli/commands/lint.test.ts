/** `ssmlint FILES`: exit codes, files that are not documents, reports, globs and the baseline. */
import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { broken, clean, implicit, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

test("the exit code is 0 without findings, 1 with findings, 2 after a failure", async () => {
  const cwd = scratch({
    "clean.yaml": clean,
    "bad.yaml": implicit(),
    "broken.yaml": broken,
    "other.yaml": unrelated,
  });
  const code = async (...argv: string[]) => (await ssmlint(cwd, argv)).code;
  expect(await code("clean.yaml")).toBe(0);
  expect(await code("other.yaml")).toBe(2);
  expect(await code("--allow-empty", "other.yaml")).toBe(0);
  expect(await code("bad.yaml")).toBe(1);
  expect(await code("broken.yaml")).toBe(2);
  expect(await code("broken.yaml", "bad.yaml")).toBe(2);
  expect(await code("--quiet", "-f", "json", "broken.yaml")).toBe(2);
  expect(await code("gone.yaml")).toBe(2);
  expect(await code("gone.yaml", "bad.yaml")).toBe(2);
  expect(await code("--frmat", "json")).toBe(2);
  expect(await code("--config", "gone.yaml")).toBe(2);
  expect(await code("--rule", "explicit-aws-credentials: warn", "bad.yaml")).toBe(0);
  expect(await code("--rule", "explicit-aws-credentials: warn", "--max-warnings", "0", "bad.yaml")).toBe(1);
  expect(await code("--rule", "explicit-aws-credentials: warn", "--max-warnings", "1", "bad.yaml")).toBe(0);
  expect(await code("--rule", "explicit-aws-credentials: warn", "--quiet", "bad.yaml")).toBe(0);
  const warned = ["--rule", "explicit-aws-credentials: warn", "--max-warnings", "0", "bad.yaml"];
  for (const argv of [warned, [...warned, "--quiet"]]) {
    expect(await ssmlint(cwd, argv)).toMatchObject({
      code: 1,
      err: "ssmlint: 1 warning, but --max-warnings allows 0.\n",
    });
  }
  expect(await code("--help")).toBe(0);
});

test("files that are not valid documents are skipped, or reported with the reason", async () => {
  const cwd = scratch({
    "empty.yaml": "",
    "binary.yaml": Buffer.from([0, 1, 2, 0xff, 0xfe]),
    "latin1.yaml": Buffer.concat([Buffer.from(clean), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]),
    "utf16.yaml": Buffer.from(`\uFEFF${clean}`, "utf16le"),
    "huge.json": `{"schemaVersion":"2.2","mainSteps":[],"x":"${"y".repeat(5_000_000)}"}`,
    "deep.yaml": `schemaVersion: "2.2"\nx: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    "no-extension": implicit(),
  });
  mkdirSync(join(cwd, "directory.yaml"));
  symlinkSync("nowhere", join(cwd, "dangling.yaml"));
  symlinkSync("circle", join(cwd, "circle"));
  const of = (name: string) => ssmlint(cwd, [name]);
  for (const name of ["empty.yaml", "binary.yaml", "directory.yaml"])
    expect(await of(name)).toMatchObject({
      code: 2,
      err: new RegExp(`^ssmlint: ${name}: it contains no SSM document`),
    });
  expect(await of("latin1.yaml")).toMatchObject({
    code: 2,
    err: expect.stringContaining("it is not UTF-8: the byte at offset"),
  });
  expect(await of("utf16.yaml")).toMatchObject({ code: 2, err: expect.stringContaining("it is UTF-16") });
  expect((await of("huge.json")).code).toBeLessThan(2);
  expect(await of("deep.yaml")).toMatchObject({
    code: 2,
    out: /^deep\.yaml:2:\d+ +error\n +Parsing error: Nested deeper/,
  });
  expect((await of("no-extension")).code).toBe(1);
  expect(await of("circle")).toMatchObject({ code: 2, err: expect.stringContaining("its symbolic links form a loop") });
  expect(await of("dangling.yaml")).toMatchObject({ code: 2, err: expect.stringContaining("there is no such file") });
  const whole = await ssmlint(cwd, ["."]);
  expect(whole.code).toBe(2);
  expect(whole.err.trim().split("\n")).toHaveLength(2);
});

test("a baseline suppresses existing findings, reports new ones, and counts stale entries", async () => {
  const cwd = scratch({
    "a.yaml": implicit("aws s3 ls", "aws s3 cp a b"),
    ".ssmlintrc.yaml": "{ rules: { no-unnoticed-failure: off } }",
  });
  expect((await ssmlint(cwd, [])).code).toBe(1);
  expect(await ssmlint(cwd, ["--suppress-all"])).toMatchObject({
    code: 0,
    err: "ssmlint: .ssmlint-baseline.json now contains 2 findings.\n",
  });
  expect(await ssmlint(cwd, [])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("2 suppressed by the baseline"),
  });
  expect((await ssmlint(cwd, ["--no-baseline"])).code).toBe(1);
  writeFileSync(join(cwd, "a.yaml"), implicit("true", "aws s3 ls", "aws s3 rm c"));
  const changed = await ssmlint(cwd, ["-f", "json"]);
  expect(changed.code).toBe(1);
  expect(JSON.parse(changed.out)).toMatchObject([{ messages: [{ line: 10 }], suppressedMessages: [{ line: 9 }] }]);
  expect(changed.err).toMatch(
    /^ssmlint: 1 finding in the baseline no longer occurs \(a\.yaml\)\. Run with --prune\.\n$/,
  );
  expect((await ssmlint(cwd, ["--prune"])).err).toMatch(/1 finding that no longer occurs was removed from/);
  expect((await ssmlint(cwd, [])).err).toBe("");
});

test("several reports can be written in one run, each to its file and one to stdout", async () => {
  const cwd = scratch({ "a.yaml": implicit() });
  const { out, code } = await ssmlint(cwd, ["-f", "json", "-f", "sarif=out/r.sarif", "-f", "markdown=out/summary.md"]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toHaveLength(1);
  expect(JSON.parse(readFileSync(join(cwd, "out/r.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  expect(readFileSync(join(cwd, "out/summary.md"), "utf8")).toMatch(/^## ssmlint/);
  expect(await ssmlint(cwd, ["-f", "junit", "-o", "/proc/nowhere/x"])).toMatchObject({ code: 2, out: "" });
});

test("a report never overwrites a document, under any name, and is not checked as one", async () => {
  const cwd = scratch({ "a.yaml": implicit(), "sub/b.yaml": implicit(), "c.yaml": "a: 1" });
  symlinkSync("a.yaml", join(cwd, "link"));
  linkSync(join(cwd, "a.yaml"), join(cwd, "hard"));
  for (const argv of [
    ["-o", "a.yaml"],
    ["-o", "link", "a.yaml"],
    ["-f", "json=hard"],
    ["-f", "json", "-f", "sarif=./sub/../sub/b.yaml", "."],
    ["-o", "c.yaml", "c.yaml"],
  ]) {
    expect(await ssmlint(cwd, argv)).toMatchObject({
      code: 2,
      out: "",
      err: /would be written over a file that is checked/,
    });
  }
  expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(implicit());
  for (let run = 0; run < 3; run++) {
    expect(await ssmlint(cwd, ["-f", "json=report.json", "."])).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8"))).toHaveLength(2);
  }
});

test("a glob with too many expansions is rejected immediately", async () => {
  const cwd = scratch({ "a.yaml": implicit(), "aa.yaml": clean });
  for (const glob of ["{a,b}".repeat(25), "{1..99999999}.yaml", `${"*a".repeat(9)}.yaml`, `${"x".repeat(70_000)}*`]) {
    expect(await ssmlint(cwd, [glob])).toMatchObject({ code: 2, out: "", err: /: the glob .*Use a simpler one\.\n$/ });
  }
  writeFileSync(join(cwd, ".ssmlintrc.yaml"), `overrides: [{ files: '${"{a,b}".repeat(25)}', rules: {} }]`);
  expect(await ssmlint(cwd, ["a.yaml"])).toMatchObject({ code: 2, err: /the glob expands to more than 1000 patterns/ });
  rmSync(join(cwd, ".ssmlintrc.yaml"));
  expect((await ssmlint(cwd, ["{a,b,aa}.yaml"])).code).toBe(1);
  expect((await ssmlint(cwd, ["+(+(+(a|aa)|aa)|b)x.yaml", "a.yaml"])).err).toMatch(/there is no such file/);
});
