/** `--fix -`: a filter from stdin to stdout. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { broken, clean, implicit, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const fixable = implicit("curl -sf http://169.254.169.254/latest/meta-data/instance-id");

async function fixedFile(text: string, option: string): Promise<string> {
  const cwd = scratch({ "a.yaml": text });
  await ssmlint(cwd, [option, "a.yaml"]);
  return readFileSync(join(cwd, "a.yaml"), "utf8");
}

describe.each(["--fix", "--fix-suggestions"])("%s -", (option) => {
  test.each([
    ["a document with fixes", fixable],
    ["a document with a byte order mark and CRLF", `\uFEFF${fixable.replaceAll("\n", "\r\n")}`],
    ["a document without a fix", implicit()],
    ["clean", clean],
    ["input without a document", unrelated],
    ["empty", ""],
    ["broken", broken],
    ["with control characters", `${unrelated}# \u001B[31m ##[error] \u202E\r\n::error::x\n`],
  ])("prints what would be written to a file: %s", async (_, text) => {
    const { out } = await ssmlint(scratch(), [option, "-"], { input: text });
    expect(out).toBe(await fixedFile(text, option));
  });

  test("reports findings on stderr and in the exit code", async () => {
    const clean_ = await ssmlint(scratch(), [option, "-"], { input: fixable });
    expect(clean_.code).toBe(0);
    expect(clean_.err).toContain("✔ 1 document checked, nothing to report (1 file fixed");
    const bad = await ssmlint(scratch(), ["--fix", "-"], { input: implicit() });
    expect(bad.code).toBe(1);
    expect(bad.err).toContain("<text>:8:11  error  ssm/explicit-aws-credentials");
    expect((await ssmlint(scratch(), [option, "-"], { input: broken })).code).toBe(2);
  });
});

test("a machine-readable report is written to its file", async () => {
  const cwd = scratch();
  const { out } = await ssmlint(cwd, ["--fix", "-", "-f", "json=report.json"], { input: fixable });
  expect(out).toBe(await fixedFile(fixable, "--fix"));
  expect(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8"))).toMatchObject([{ output: out }]);
});

test("input that the configuration ignores is printed unchanged", async () => {
  const cwd = scratch({ ".ssmlintrc.yaml": "ignores: [vendor/]" });
  const { code, out } = await ssmlint(cwd, ["--fix", "-", "--stdin-filename", "vendor/a.yaml"], { input: fixable });
  expect({ code, out }).toEqual({ code: 0, out: fixable });
});

test("input that is not text is not printed", async () => {
  const input = Buffer.concat([Buffer.from(clean), Buffer.from([0xe9])]);
  expect(await ssmlint(scratch(), ["--fix", "-"], { input })).toMatchObject({ code: 2, out: "" });
});

test("the input cannot send escape sequences to a terminal", async () => {
  const { out } = await ssmlint(scratch(), ["--fix", "-"], { input: "# \u001B[31m\n", isTerminal: true });
  expect(out).toBe("# ␛[31m\n");
});
