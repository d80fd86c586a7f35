/** Configuration files in directories below the working directory. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const off = "rules: { explicit-aws-credentials: off }";
const warn = "rules: { explicit-aws-credentials: warn }";

/** Each finding as `name severity`. */
async function found(cwd: string, ...argv: string[]): Promise<string[]> {
  const { out, err } = await ssmlint(cwd, ["-f", "json", ...argv]);
  expect(err).toBe("");
  const results = JSON.parse(out) as { filePath: string; messages: { severity: number }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ severity }) => `${filePath} ${severity}`));
}

const named = (cwd: string, ...names: string[]) => names.map((name) => `${cwd}/${name}`);

test("a file uses the nearest configuration in its directory or above", async () => {
  const cwd = scratch({
    ".ssmlintrc.yaml": warn,
    "a.yaml": implicit(),
    "off/.ssmlintrc.yaml": off,
    "off/a.yaml": implicit(),
    "off/deep/a.yaml": implicit(),
    "off/on/package.json": '{ "ssmlint": {} }',
    "off/on/a.yaml": implicit(),
    "offside/a.yaml": implicit(),
  });
  expect(await found(cwd)).toEqual(named(cwd, "a.yaml 1", "off/on/a.yaml 2", "offside/a.yaml 1"));
  expect(await found(cwd, "off/a.yaml", "a.yaml")).toEqual(named(cwd, "a.yaml 1"));
  expect(await found(cwd, "--config", ".ssmlintrc.yaml", "off")).toEqual(
    named(cwd, "off/a.yaml 1", "off/deep/a.yaml 1", "off/on/a.yaml 1"),
  );
  expect(await found(cwd, "--no-config", "off/a.yaml")).toEqual(named(cwd, "off/a.yaml 2"));
  expect(await found(join(cwd, "off/on"), "../a.yaml", "a.yaml", "../../a.yaml")).toEqual(
    named(cwd, "off/on/a.yaml 2", "a.yaml 1"),
  );
});

test("the configuration of a file does not depend on the directory of the run", async () => {
  const config = fc.constantFrom(undefined, off, warn, "rules:", "ignores: [a.yaml]", "ignores: [/sub/]");
  const configs = fc.record({ root: config, one: config, sub: config, two: config });
  await fc.assert(
    fc.asyncProperty(configs, async ({ root, one, sub, two }) => {
      const texts = { "": root, "one/": one, "one/sub/": sub, "two/": two };
      const cwd = scratch({
        ...Object.fromEntries(Object.keys(texts).map((directory) => [`${directory}a.yaml`, implicit()])),
        ...Object.fromEntries(
          Object.entries(texts).flatMap(([directory, text]) => (text ? [[`${directory}.ssmlintrc.yaml`, text]] : [])),
        ),
      });
      const above = await found(cwd);
      for (const directory of Object.keys(texts)) {
        const file = `${cwd}/${directory}a.yaml `;
        const inside = await found(join(cwd, directory));
        // The `ignores` of a configuration in a parent directory apply only to runs that start in the parent directory.
        const isIgnored = root === "ignores: [a.yaml]" || (directory === "one/sub/" && one?.startsWith("ignores"));
        if (!isIgnored)
          expect(above.filter((line) => line.startsWith(file))).toEqual(inside.filter((line) => line.startsWith(file)));
      }
    }),
    { numRuns: 25 },
  );
});

describe("a nested configuration", () => {
  test("ignores files, including files named on the command line", async () => {
    const cwd = scratch({
      "sub/.ssmlintrc.yaml": "ignores: [old/]",
      "sub/old/a.yaml": implicit(),
      "sub/a.yaml": clean,
    });
    expect(await found(cwd)).toEqual([]);
    expect(await ssmlint(cwd, ["sub/old/a.yaml"])).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining("1 file ignored by the configuration"),
    });
    // Files that a search leaves out are not counted, as those that the run's own configuration ignores.
    expect((await ssmlint(cwd, [])).out).toMatch(/^. 1 document checked, nothing to report\n$/);
    expect(await found(cwd, "--no-ignore")).toEqual(named(cwd, "sub/old/a.yaml 2"));
  });

  test("is reported with file and location if it is invalid", async () => {
    const cwd = scratch({
      "sub/.ssmlintrc.yaml": "rules:\n  x: off\n",
      "sub/a.yaml": clean,
      "empty/.ssmlintrc.yaml": "{",
    });
    const { code, err } = await ssmlint(cwd, []);
    expect({ code, err }).toEqual({ code: 2, err: `ssmlint: ${cwd}/sub/.ssmlintrc.yaml:2:3: rules.x is not known.\n` });
  });

  test("is rejected with --no-config-code if it is code", async () => {
    const cwd = scratch({ "sub/ssmlint.config.mjs": "export default {}", "sub/a.yaml": clean });
    expect((await ssmlint(cwd, ["--no-config-code"])).err).toContain("--no-config-code refuses to run");
    expect((await ssmlint(cwd, [])).code).toBe(0);
  });

  test("can have its own plugins, and --rule can set rules of the run's plugins in all files", async () => {
    const rule =
      "export default { rules: { x: { create: (c) => ({ Document: (node) => c.report({ node, message: 'x' }) }) } } };";
    const cwd = scratch({
      ".ssmlintrc.yaml": "plugins: { acme: ./rule.mjs }\nrules: { acme/x: off }",
      "rule.mjs": rule,
      "a.yaml": clean,
      "sub/.ssmlintrc.yaml": "plugins: { own: ./own.mjs }\nrules: { own/x: error }",
      "sub/own.mjs": rule,
      "sub/a.yaml": clean,
    });
    expect(await found(cwd)).toEqual(named(cwd, "sub/a.yaml 2"));
    expect(await found(cwd, "--rule", "acme/x: warn")).toEqual(named(cwd, "a.yaml 1", "sub/a.yaml 2"));
  });

  test("is what --print-config prints for its files", async () => {
    const cwd = scratch({ "sub/.ssmlintrc.yaml": off });
    const level = async (...argv: string[]) =>
      (JSON.parse((await ssmlint(cwd, ["--print-config", ...argv])).out) as { rules: Record<string, string> }).rules[
        "explicit-aws-credentials"
      ];
    expect(await level("sub/a.yaml")).toBe("off");
    expect(await level("a.yaml")).toBe("error");
    expect(await level()).toBe("error");
  });
});
