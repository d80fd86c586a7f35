/** `--fix-suggestions` on the command line. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const fragile = implicit(
  "token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)",
  'creds=$(curl -sf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/iam/security-credentials/role)',
  `key=$(echo "$creds" | grep AccessKeyId | cut -d'"' -f4)`,
);

const pasted = `schemaVersion: "2.2"
parameters:
  name:
    type: String
mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      runCommand:
        - echo "{{ name }}"
`;

const project = () =>
  scratch({
    "implicit.yaml": implicit("aws s3 ls", "aws s3 cp a s3://b/a"),
    "fragile.yaml": fragile,
    "pasted.yaml": pasted,
  });

const read = (cwd: string, name: string) => readFileSync(join(cwd, name), "utf8");

test("applies the first suggestion of each finding, after which nothing is reported", async () => {
  const cwd = project();
  expect((await ssmlint(cwd, ["."])).code).toBe(1);
  const { code, out, err } = await ssmlint(cwd, ["--fix-suggestions", "."]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("3 files fixed, 3 suggestions applied, the first of each finding");
  expect(read(cwd, "implicit.yaml").match(/imds_role=/g)).toHaveLength(2);
  expect(read(cwd, "fragile.yaml")).toContain("jq -r '.AccessKeyId // empty'");
  expect(read(cwd, "pasted.yaml")).toContain("interpolationType: ENV_VAR");
  expect((await ssmlint(cwd, ["."])).code).toBe(0);
});

test("--fix alone applies no suggestion", async () => {
  const cwd = project();
  const before = read(cwd, "implicit.yaml");
  await ssmlint(cwd, ["--fix", "--rule", "no-unnoticed-failure: off", "."]);
  expect(read(cwd, "implicit.yaml")).toBe(before);
});

test("--fix-dry-run prints what it would write, and writes nothing", async () => {
  const cwd = project();
  const before = read(cwd, "implicit.yaml");
  const { code, out, err } = await ssmlint(cwd, ["--fix-suggestions", "--fix-dry-run", "."]);
  expect(code).toBe(0);
  expect(err).toContain("3 files would be fixed, 3 suggestions would be applied, the first of each finding");
  expect(read(cwd, "implicit.yaml")).toBe(before);
  execFileSync("git", ["apply", "-"], { cwd, input: out, stdio: ["pipe", "pipe", "pipe"] });
  const other = project();
  await ssmlint(other, ["--fix-suggestions", "."]);
  for (const name of ["implicit.yaml", "fragile.yaml", "pasted.yaml"]) expect(read(cwd, name)).toBe(read(other, name));
});

describe("a document that a change would make larger than 64 KB", () => {
  const LIMIT = 65_536;
  const calls = "aws s3 ls\n".repeat(40).trim().split("\n");
  const short = implicit(...calls);
  /** The document with a comment, so that it has this many bytes. */
  const ofSize = (bytes: number, text = short): string => `# ${"é".repeat((bytes - text.length - 3) >> 1)}\n${text}`;

  test.each(["--fix", "--fix-suggestions"])(
    "%s does not make the change, and the report gives the reason",
    async (option) => {
      const before = ofSize(LIMIT - 30);
      const cwd = scratch({ "large.yaml": before, "short.yaml": short });
      const { code, out } = await ssmlint(cwd, [option, "."]);
      const after = readFileSync(join(cwd, "large.yaml"));
      expect(after.length).toBeLessThanOrEqual(LIMIT);
      expect(code).toBe(1);
      expect(out).toMatch(/\d+ findings not fixed, because AWS does not accept documents of more than 64 KB/);
      expect(out).not.toContain("another finding would result");
      expect(read(cwd, "short.yaml")).not.toBe(short);
    },
  );

  test("is changed if it is larger already, or contains more than one document", async () => {
    const cwd = scratch({
      "larger.yaml": ofSize(LIMIT + 30),
      "several.yaml": ofSize(LIMIT - 30, `${short}---\n${short}`),
    });
    const { out } = await ssmlint(cwd, ["--fix-suggestions", "."]);
    expect(out).not.toContain("64 KB");
    expect(read(cwd, "larger.yaml")).toContain("imds_role=");
    expect(read(cwd, "several.yaml")).toContain("imds_role=");
  });
});

test("--quiet fixes only errors", async () => {
  const cwd = project();
  await ssmlint(cwd, ["--fix-suggestions", "--quiet", "--rule", "explicit-aws-credentials: warn", "."]);
  expect(read(cwd, "implicit.yaml")).toBe(read(project(), "implicit.yaml"));
  expect(read(cwd, "fragile.yaml")).toContain("jq -r");
});

describe("reports distinguish fixes from suggestions", () => {
  const mixed = () =>
    scratch({ "a.yaml": implicit("curl -sf http://169.254.169.254/latest/meta-data/instance-id", "aws s3 ls") });
  const report = async (format: string) =>
    (await ssmlint(mixed(), ["-f", format, "--rule", "no-unnoticed-failure: off"])).out;

  test("pretty, with one note on the option that turns the suggestion into a fix", async () => {
    const cwd = scratch({ "a.yaml": implicit("aws s3 ls", "aws s3 ls x"), "b.yaml": implicit() });
    const { out } = await ssmlint(cwd, []);
    expect(out.match(/option: `credentials: instance-role` turns the suggestion into a fix/g)).toHaveLength(1);
    expect(out).toContain("3 with suggestions: --fix-suggestions applies the first of each");
    expect(await report("pretty")).toMatch(/= fixable with --fix/);
  });

  test("the option named in the report turns the suggestion into a fix", async () => {
    const cwd = scratch({ "a.yaml": implicit() });
    await ssmlint(cwd, ["--fix", "--rule", "explicit-aws-credentials: [error, { credentials: instance-role }]"]);
    const other = scratch({ "a.yaml": implicit() });
    await ssmlint(other, ["--fix-suggestions"]);
    expect(read(cwd, "a.yaml")).toBe(read(other, "a.yaml"));
  });

  test("json and sarif", async () => {
    const [{ messages }] = JSON.parse(await report("json")) as [
      { messages: { fix?: object; suggestions?: object[] }[] },
    ];
    expect(messages.map(({ fix, suggestions = [] }) => [fix !== undefined, suggestions.length > 0])).toEqual([
      [true, false],
      [false, true],
    ]);
    const { runs } = JSON.parse(await report("sarif")) as {
      runs: [{ results: { fixes: { properties: { kind: string }; description: { text: string } }[] }[] }];
    };
    const fixes = runs[0].results.flatMap((result) => result.fixes);
    expect(fixes.map(({ properties }) => properties.kind)).toEqual(["fix", "suggestion", "suggestion"]);
    expect(fixes[0]!.description.text).toBe("Fix, applied by ssmlint --fix.");
    expect(fixes[1]!.description.text).toMatch(/^Suggestion, which may change what the script does: /);
  });

  test.each(["github", "gitlab", "checkstyle", "junit"])("%s", async (format) => {
    const out = await report(format);
    expect(out).toContain("(fixable with --fix)");
    expect(out).toContain("(suggestion for --fix-suggestions: ");
  });

  test("markdown", async () => {
    const out = await report("markdown");
    expect(out).toContain("\n\nThe page of a rule: `ssmlint --explain RULE`.\n");
    expect(out).toMatch(/\| `--fix` \|\n/);
    expect(out).toMatch(/\| `--fix-suggestions` \|\n/);
    expect(out).toContain(
      "The option `credentials: instance-role` of ssm/explicit-aws-credentials turns its suggestion into a fix",
    );
  });
});
