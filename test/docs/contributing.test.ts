/** Follows CONTRIBUTING.md to the letter: a new rule in a copy of the repository passes all checks and works. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { document } from "../support/rule-tester.ts";

const [ruleText = "", testText = ""] = [
  ...readFileSync("CONTRIBUTING.md", "utf8").matchAll(/^ {3}```ts\n([\s\S]*?)^ {3}```$/gm),
].map(([, text]) => text!.replaceAll(/^ {3}/gm, ""));

let copy: string;

function run(command: string, ...args: string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

const passed = (output: string) => ({ status: 0, output: expect.stringContaining(output) as string });
const NAME = "no-recursive-delete";
/** A rule that stays as `new-rule` creates it. */
const UNEDITED = "no-early-reboot";
const filesOf = (name: string) => [`rules/${name}.ts`, `rules/${name}.md`, `test/unit/rules/${name}.test.ts`];
const FILES = filesOf(NAME);

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "contributing-"));
  const files = ["src", "rules", "build", "test/support", "data", "package.json", "tsconfig.json", "vitest.config.ts"];
  for (const file of [...files, ".oxlintrc.json", ".oxfmtrc.json"])
    cpSync(resolve(file), join(copy, file), { recursive: true });
  mkdirSync(join(copy, "test/unit/rules"), { recursive: true });
  cpSync(resolve("test/unit/rules/pages.test.ts"), join(copy, "test/unit/rules/pages.test.ts"));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  expect(run("npm", "run", "new-rule", UNEDITED)).toEqual(passed("Created rules/no-early-reboot.ts"));
  expect(run("npm", "run", "new-rule", NAME)).toEqual(passed("Created rules/no-recursive-delete.ts"));
});

afterAll(() => rmSync(copy, { recursive: true }));

describe("a rule as new-rule makes it, and one as CONTRIBUTING.md shows it", () => {
  beforeAll(() => {
    writeFileSync(join(copy, FILES[0]!), ruleText);
    writeFileSync(join(copy, FILES[2]!), testText);
    const page = readFileSync(join(copy, FILES[1]!), "utf8");
    writeFileSync(
      join(copy, FILES[1]!),
      page
        .replaceAll("Disallow rebooting in the middle of a script", "Disallow deleting whole buckets")
        .replaceAll("sudo reboot", "sudo aws s3 rm --recursive s3://bucket/"),
    );
  });

  test("pass the linter, the formatter and the compiler", { timeout: 240_000 }, () => {
    const files = [...FILES, ...filesOf(UNEDITED), "rules/index.ts"];
    expect(run("npm", "run", "lint", "--", "src", "rules", "test", "build")).toEqual(passed("0 errors"));
    expect(run("npx", "oxfmt", "--check", ...files)).toMatchObject({ status: 0 });
    expect(run("npx", "tsc", "--noEmit", "-p", ".")).toEqual({ status: 0, output: "" });
  });

  test("pass their own tests and the tests of their pages", { timeout: 240_000 }, () => {
    const own = [FILES[2]!, filesOf(UNEDITED)[2]!];
    const { status, output } = run(
      "npx",
      "vitest",
      "run",
      ...own,
      "test/unit/rules/pages.test.ts",
      "-t",
      `${NAME}|${UNEDITED}`,
    );
    expect(status, output).toBe(0);
    for (const file of own) expect(output).toMatch(new RegExp(`✓.*${file}`));
  });
});

test.each(["reboot", "docker login"])(
  "a rule for %s reports it on the command line",
  { timeout: 240_000 },
  (command) => {
    const [program = ""] = command.split(" ");
    const rule = ruleText
      .replaceAll('"aws"', `"${program}"`)
      .replace(/const deletes[\s\S]*?\}\);/, "const deletes = true;");
    writeFileSync(join(copy, FILES[0]!), rule);
    writeFileSync(join(copy, "doc.yaml"), document(`X=1\nif a; then\n  sudo ${command}\nfi`));
    writeFileSync(
      join(copy, "test/unit/run.test.ts"),
      `import { expect, test } from "vitest";
import { ssmlint } from "../support/fake-terminal.ts";
test("found", async () => {
  const { out } = await ssmlint(${JSON.stringify(copy)}, ["--no-config", "--rule", "${NAME}: error", "doc.yaml"]);
  expect(out).toContain("doc.yaml:10:");
  expect(out).toContain("ssm/${NAME}");
});
`,
    );
    expect(run("npx", "vitest", "run", "test/unit/run.test.ts")).toEqual(passed("1 passed"));
  },
);
