/** Follows CONTRIBUTING.md to the letter: a new rule in a copy of the repository passes all checks and works. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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
/** Rules for other programs: the rule of CONTRIBUTING.md, except that it reports every start of the program. */
const OTHERS = { "no-own-reboot": "reboot", "no-own-login": "docker login" };
const NAMES = [NAME, UNEDITED, ...Object.keys(OTHERS)];
const filesOf = (name: string) => [`rules/${name}.ts`, `rules/${name}.md`, `test/unit/rules/${name}.test.ts`] as const;

const identifierOf = (name: string) => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const write = (file: string, text: string): void => writeFileSync(join(copy, file), text);

/** Removes a rule from the copy. Whoever follows CONTRIBUTING.md has created it in the repository. */
function removeRule(name: string): void {
  for (const file of filesOf(name)) rmSync(join(copy, file), { force: true });
  const lines = readFileSync(join(copy, "rules/index.ts"), "utf8").split("\n");
  const left = lines.filter((line) => !line.includes(`./${name}.ts"`) && !line.includes(`"${name}":`));
  write("rules/index.ts", left.join("\n"));
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "contributing-"));
  const files = ["src", "rules", "build", "test/support", "data", "package.json", "tsconfig.json", "vitest.config.ts"];
  for (const file of [...files, ".oxlintrc.json", ".oxfmtrc.json"])
    cpSync(resolve(file), join(copy, file), { recursive: true });
  mkdirSync(join(copy, "test/unit/rules"), { recursive: true });
  cpSync(resolve("test/unit/rules/pages.test.ts"), join(copy, "test/unit/rules/pages.test.ts"));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  for (const name of NAMES) removeRule(name);
  for (const name of NAMES) expect(run("npm", "run", "new-rule", name)).toEqual(passed(`Created rules/${name}.ts`));
  const [rule, page, ownTest] = filesOf(NAME);
  write(rule, ruleText);
  write(ownTest, testText);
  write(
    page,
    readFileSync(join(copy, page), "utf8")
      .replaceAll("Disallow rebooting in the middle of a script", "Disallow deleting whole buckets")
      .replaceAll("sudo reboot", "sudo aws s3 rm --recursive s3://bucket/"),
  );
});

afterAll(() => rmSync(copy, { recursive: true }));

test("a rule as new-rule makes it, and one as CONTRIBUTING.md shows it, pass the linter, the formatter and the compiler", () => {
  const files = [...filesOf(NAME), ...filesOf(UNEDITED), "rules/index.ts"];
  expect(run("npm", "run", "lint", "--", "rules", "test")).toEqual(passed("0 errors"));
  expect(run("npx", "oxfmt", "--check", ...files)).toMatchObject({ status: 0 });
  expect(run("npx", "tsc", "--noEmit", "-p", ".")).toEqual({ status: 0, output: "" });
});

test("they pass their own tests and the tests of their pages, and rules for other programs report these on the command line", () => {
  const commandLine = Object.entries(OTHERS).map(([name, command]) => {
    const [program = ""] = command.split(" ");
    const rule = ruleText
      .replaceAll("noRecursiveDelete", identifierOf(name))
      .replaceAll('"aws"', `"${program}"`)
      .replace(/const deletes[\s\S]*?\}\);/, "const deletes = true;");
    write(`rules/${name}.ts`, rule);
    write(`${name}.yaml`, document(`X=1\nif a; then\n  sudo ${command}\nfi`));
    return `test("${name} on the command line", async () => {
  const { out } = await ssmlint(${JSON.stringify(copy)}, ["--no-config", "--rule", "${name}: error", "${name}.yaml"]);
  expect(out).toContain("${name}.yaml:10:");
  expect(out).toContain("ssm/${name}");
});
`;
  });
  write(
    "test/unit/run.test.ts",
    `import { expect, test } from "vitest";
import { ssmlint } from "../support/fake-terminal.ts";
${commandLine.join("")}`,
  );
  const own = [filesOf(NAME)[2], filesOf(UNEDITED)[2], "test/unit/run.test.ts"];
  const names = `${NAME}|${UNEDITED}|on the command line`;
  const { status, output } = run("npx", "vitest", "run", ...own, "test/unit/rules/pages.test.ts", "-t", names);
  expect(status, output).toBe(0);
  for (const file of own) expect(output).toMatch(new RegExp(`✓.*${file}`));
});
