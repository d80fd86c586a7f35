import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cosmiconfig, getDefaultSearchPlaces } from "cosmiconfig";
import { describe, expect, test, vi } from "vitest";
import { rulesFor, type KnownRules, type ResolvedConfig } from "../../../../src/cli/config/config.ts";
import { IgnorePatterns } from "../../../../src/cli/files/ignore-files.ts";
import { configNames, findConfig } from "../../../../src/cli/config/find.ts";
import { readConfig } from "../../../../src/cli/config/read.ts";
import { resolveConfig } from "../../../../src/cli/config/resolve.ts";
import { parseRuleOptions } from "../../../../src/cli/config/rule-option.ts";
import { implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const known: KnownRules = {
  rules: {
    "first-rule": {
      meta: {
        schema: [
          {
            type: "object",
            properties: { allowImplicit: { type: "boolean" }, mode: { enum: ["strict", "loose"] } },
            additionalProperties: false,
          },
        ],
      },
    },
    "second-rule": { meta: { schema: [] } },
  },
  recommended: { "ssm/first-rule": "error" },
};

async function load(files: Record<string, string>, name = Object.keys(files)[0]!): Promise<ResolvedConfig> {
  return resolveConfig(join(scratch(files), name), known);
}

const complaint = async (text: string): Promise<string> => {
  try {
    await load({ ".ssmlintrc.yaml": text });
  } catch (error) {
    return (error as Error).message.replaceAll(/^\/\S*\/(\.?[\w.]+)(?::\d+:\d+)?/gm, "$1");
  }
  return "accepted";
};

describe("every file format is supported", () => {
  const module = "export default { rules: { 'second-rule': 'warn' } };";
  const typed = "const level: string = 'warn';\nexport default { rules: { 'second-rule': level } };";
  const common = "module.exports = { rules: { 'second-rule': 'warn' } };";
  const text: Record<string, string> = {
    "": "rules: { second-rule: warn }",
    json: '{ "rules": { "second-rule": "warn" } }',
    yaml: "rules: { second-rule: warn }",
    yml: "rules: { second-rule: warn }",
    js: common,
    cjs: common,
    mjs: module,
    ts: typed,
    mts: typed,
    cts: typed,
  };
  test.each(configNames)("%s", async (name) => {
    const directory = scratch({
      [name]: text[/rc(?:\.(\w+))?$/.exec(name)?.[1] ?? /config\.(\w+)$/.exec(name)?.[1] ?? ""]!,
    });
    symlinkSync(resolve("node_modules"), join(directory, "node_modules"));
    expect(findConfig(directory)).toBe(join(directory, name));
    const config = await resolveConfig(join(directory, name), known);
    expect(rulesFor(config, join(directory, "x.yaml"))).toEqual({ "first-rule": [2], "second-rule": [1] });
  });

  test("package.json", async () => {
    const config = await load({ "package.json": '{ "ssmlint": { "rules": { "second-rule": 1 } } }' });
    expect(rulesFor(config, "/x.yaml")["second-rule"]).toEqual([1]);
  });
});

describe("cosmiconfig", () => {
  test("searches for no file name that ssmlint does not support", () => {
    const theirs = getDefaultSearchPlaces("ssmlint").filter((name) => name !== "package.json");
    expect(theirs.filter((name) => !configNames.includes(name))).toEqual([]);
  });

  test.each([
    [".ssmlintrc", "rules: { second-rule: warn }"],
    [".ssmlintrc.json", '{ "rules": { "second-rule": "warn" } }'],
    [".config/ssmlintrc.yaml", "rules: { second-rule: warn }"],
    ["ssmlint.config.cjs", "module.exports = { rules: { 'second-rule': 'warn' } };"],
    ["package.json", '{ "ssmlint": { "rules": { "second-rule": "warn" } } }'],
  ])("reads the same from %s as ssmlint", async (name, text) => {
    const path = join(scratch({ [name]: text }), name);
    const theirs = await cosmiconfig("ssmlint").load(path);
    expect(await readConfig(path, { allowsCode: true })).toEqual(theirs!.config);
  });
});

describe("--no-config-code", () => {
  const pwned = "require('node:fs').writeFileSync(__dirname + '/pwned', ''); module.exports = {};";

  test.each(["js", "cjs", "mjs", "ts", "cts", "mts"])(
    "rejects a configuration in .%s and does not run it",
    async (ending) => {
      const directory = scratch({ [`ssmlint.config.${ending}`]: pwned, "a.yaml": "a: 1" });
      expect(await ssmlint(directory, ["--no-config-code"])).toEqual({
        code: 2,
        out: "",
        err: `ssmlint: ${directory}/ssmlint.config.${ending}: the configuration is code, which --no-config-code refuses to run. Write it in YAML or JSON.\n`,
      });
      expect(existsSync(join(directory, "pwned"))).toBe(false);
    },
  );

  test.each(["./evil.cjs", "evil"])(
    "rejects extends: %s, but accepts a package that contains only data",
    async (name) => {
      const directory = scratch({
        ".ssmlintrc.yaml": `extends: ${name}`,
        "evil.cjs": pwned,
        "node_modules/evil/index.js": pwned,
        "node_modules/data/package.json": '{ "main": "index.json" }',
        "node_modules/data/index.json": '{ "extends": [] }',
      });
      expect(await ssmlint(directory, ["--no-config-code"])).toMatchObject({ code: 2, err: /refuses to run/ });
      expect(existsSync(join(directory, "pwned"))).toBe(false);
      writeFileSync(join(directory, ".ssmlintrc.yaml"), "extends: data");
      expect((await ssmlint(directory, ["--no-config-code"])).code).toBe(0);
    },
  );

  test("runs no other file of the directory and no file that a data configuration imports", async () => {
    const directory = scratch({
      ".ssmlintrc.yaml": "rules: {}",
      ".config/config.cjs": pwned,
      ".config/config.js": pwned,
      "package.json": "{ broken",
    });
    expect(await ssmlint(directory, [])).toMatchObject({ code: 0, err: "" });
    writeFileSync(join(directory, ".ssmlintrc.yaml"), "$import: ./evil.cjs");
    writeFileSync(join(directory, "evil.cjs"), pwned);
    expect(await ssmlint(directory, [])).toMatchObject({ code: 2, err: /\$import is not known/ });
    expect(existsSync(join(directory, "pwned"))).toBe(false);
  });
});

describe("the configuration file that is used", () => {
  test("is the nearest in the directory or above", () => {
    const root = scratch({
      ".ssmlintrc": "{}",
      "a/package.json": '{ "name": "ssmlint" }',
      "a/b/ssmlint.config.mjs": "",
    });
    mkdirSync(join(root, "a/b/c"));
    expect(findConfig(join(root, "a/b/c"))).toBe(join(root, "a/b/ssmlint.config.mjs"));
    expect(findConfig(join(root, "a"))).toBe(join(root, ".ssmlintrc"));
  });

  test("is not a package.json that cannot be read", () => {
    const root = scratch({ ".ssmlintrc": "{}", "package.json/is-a-directory": '"ssmlint"' });
    expect(findConfig(root)).toBe(join(root, ".ssmlintrc"));
  });
});

describe("an error names the file, the key and the nearest valid key", () => {
  test.each([
    ["rulez: {}", '.ssmlintrc.yaml: rulez is not known. Did you mean "rules"?'],
    ["rules: { frist-rule: error }", '.ssmlintrc.yaml: rules.frist-rule is not known. Did you mean "first-rule"?'],
    [
      "rules: { ssm/second-rul: error }",
      '.ssmlintrc.yaml: rules.ssm/second-rul is not known. Did you mean "ssm/second-rule"?',
    ],
    [
      "rules: { first-rule: errror }",
      '.ssmlintrc.yaml: rules.first-rule must be one of "off", "warn", "error", 0, 1, 2, not "errror". Did you mean "error"?',
    ],
    [
      "rules: { first-rule: [error, { alowImplicit: true }] }",
      '.ssmlintrc.yaml: rules.first-rule[1].alowImplicit is not known. Did you mean "allowImplicit"?',
    ],
    [
      "rules: { first-rule: [error, { mode: strct }] }",
      '.ssmlintrc.yaml: rules.first-rule[1].mode must be one of "strict", "loose", not "strct". Did you mean "strict"?',
    ],
    [
      "rules: { first-rule: [error, { allowImplicit: 'yes' }] }",
      '.ssmlintrc.yaml: rules.first-rule[1].allowImplicit must be a boolean, not "yes"',
    ],
    ["rules: { second-rule: [error, {}] }", ".ssmlintrc.yaml: rules.second-rule must have at most 1 item"],
    ["overrides: [{ rules: {} }]", '.ssmlintrc.yaml: overrides[0] needs the key "files"'],
    [
      "overrides: [{ files: a, rulse: {}, rules: {} }]",
      '.ssmlintrc.yaml: overrides[0].rulse is not known. Did you mean "rules"?',
    ],
    [
      "rules: { first-rule: ~ }",
      ".ssmlintrc.yaml: rules.first-rule must be a string or an integer or an array, not null",
    ],
    ["overrides: [{ files: [], rules: {} }]", ".ssmlintrc.yaml: overrides[0].files must have at least 1 item"],
    ["ignores: docs", '.ssmlintrc.yaml: ignores must be an array, not "docs"'],
    ["- a", '.ssmlintrc.yaml: the configuration must be an object, not ["a"]'],
    [
      "extends: ssmlint:recomended",
      '.ssmlintrc.yaml: extends "ssmlint:recomended" is not known. Did you mean "ssmlint:recommended"? Known: ssmlint:recommended, ssmlint:relaxed, ssmlint:all.',
    ],
    [
      "extends: no-such-package",
      '.ssmlintrc.yaml: extends "no-such-package": there is no such package here. A file\'s path begins with "./".',
    ],
    ["extends: ./gone.yaml", "gone.yaml: there is no such configuration file."],
    ["", ".ssmlintrc.yaml: the configuration is empty."],
  ])("%s", async (text, message) => {
    expect(await complaint(text)).toBe(message);
  });

  test("an empty value is the same as an absent one", async () => {
    for (const key of ["rules", "overrides", "ignores", "plugins", "extends"])
      expect(await complaint(`${key}:\n`), key).toBe("accepted");
    expect(await complaint("overrides:\n  - files: a\n    rules:\n")).toBe("accepted");
    const config = await load({ ".ssmlintrc.yaml": "extends:\nrules:\noverrides: [{ files: a, rules: }]\n" });
    expect(rulesFor(config, "/x.yaml")).toEqual({ "first-rule": [2] });
    expect(await complaint("rules: 1")).toBe(".ssmlintrc.yaml: rules must be an object, not 1");
  });

  describe("an error has the location of its key or item", () => {
    const places = async (name: string, text: string): Promise<string[]> => {
      const directory = scratch({ [name]: text });
      try {
        await resolveConfig(join(directory, name), known);
      } catch (error) {
        const { message } = error as Error;
        return message.split("\n").map((line) => line.slice(directory.length + 1).replace(/: .*/, ""));
      }
      return [];
    };

    test.each([
      [".ssmlintrc.yaml", "# x\nrules:\n  frist-rule: error\n", ":3:3"],
      [".ssmlintrc.yaml", "rules:\n  first-rule:\n    - error\n    - mode: strct\n", ":4:7"],
      [".ssmlintrc.yaml", "overrides:\n  - files: a\n    rules: {}\n  - rules: {}\n", ":4:5"],
      [".ssmlintrc.yaml", "a: &a { files: b, rulse: {}, rules: {} }\noverrides: [*a]\n", ":1:1"],
      [".ssmlintrc.yaml", "extends:\n  - ssmlint:all\n  - ssmlint:al\n", ":3:5"],
      [".ssmlintrc.yaml", "plugins:\n  acme: no-such-package\n", ":2:3"],
      [".ssmlintrc.json", '{\n  "rules": {\n    "first-rule": "eror"\n  }\n}\n', ":3:5"],
      ["package.json", '{\n  "rules": 1,\n  "ssmlint": {\n    "rules": 1\n  }\n}\n', ":4:5"],
      ["ssmlint.config.mjs", "export default { rules: 1 };", ""],
    ])("%s: %j", async (name, text, place) => {
      expect((await places(name, text))[0]).toBe(`${name}${place}`);
    });
  });

  test("all errors are reported at once", async () => {
    expect((await complaint("rulez: {}\nignores: 1")).split("\n")).toHaveLength(2);
  });

  test("of hundreds of errors, the first are reported", async () => {
    const lines = (await complaint(Array.from({ length: 500 }, (_, index) => `key${index}: 1`).join("\n"))).split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatch(/480 more errors$/);
  });

  test("a pattern that is too long for a regular expression ignores nothing", () => {
    const patterns = new IgnorePatterns("/a", ["x".repeat(70_000), "b"]);
    expect([patterns.ignores("/a/b", false), patterns.ignores("/a/c", false)]).toEqual([true, false]);
  });

  test.each([
    [".ssmlintrc.yaml", "rules: {}\n---\nrules: {}", /yaml:2:1: .*It contains several YAML documents/],
    [".ssmlintrc.yaml", "[".repeat(20_000), /yaml:1:\d+: .*It is nested too deeply here/],
    [".ssmlintrc.yaml", `# ${"x".repeat(200_000)}`, /it is larger than 200 KB/],
    [".ssmlintrc.yaml", Buffer.from("rules: {}", "utf16le").toString("latin1"), /it is binary/],
    [".ssmlintrc.yaml", Buffer.from("\uFEFFrules: {}", "utf16le"), /it is UTF-16 or UTF-32\. Save it as UTF-8\.$/],
    [".ssmlintrc.json", Buffer.from([0x22, 0xe9, 0x22]), /it is not UTF-8: the byte at offset 2 is invalid/],
    [".ssmlintrc.yaml", "rules:\n  {", /yaml:2:4: the configuration cannot be read: .*end with a \}/],
    [".ssmlintrc.yaml", "rules: {}\nrules: {}", /yaml:2:1: the configuration cannot be read: Map keys must be unique/],
    [
      ".ssmlintrc.json",
      '{\n  "rules": {},\n}',
      /json:3:1: the configuration cannot be read: JSON does not allow a comma/,
    ],
    [
      "package.json",
      '{ "ssmlint": {',
      /package\.json:1:15: the configuration cannot be read: Expected a property name/,
    ],
    ["package.json", '{ "ssmlint": "x" }', /package\.json:1:3: the configuration must be an object, not "x"/],
    ["ssmlint.config.mjs", "\nthrow new Error('boom')", /mjs:2:7: the configuration cannot be read: boom/],
    ["ssmlint.config.mjs", "export default { rules: 1n }", /rules must be an object, not 1$/],
    ...["Error('no')", "'no'"].flatMap((thrown): [string, string, RegExp][] => {
      const getter = (name: string) => `{ get ${name}() { throw ${thrown} } }`;
      return [
        ["ssmlint.config.mjs", `export default ${getter("rules")}`, /(?:mjs:1:\d+|mjs): .*cannot be read: no$/],
        ["ssmlint.config.mjs", `export default { plugins: { x: ${getter("rules")} } }`, /cannot be read: no$/],
      ];
    }),
    [".ssmlintrc.yaml", "null: 1", /yaml:1:1: "" is not known/],
    [".ssmlintrc.yaml", "[a]: 1", /yaml:1:1: \[ a \] is not known/],
    [".ssmlintrc.yaml", "rules: .nan", /yaml:1:1: rules must be an object, not NaN$/],
    [
      "ssmlint.config.cjs",
      "const a = []; a[0] = a; exports.rules = a",
      /rules must be an object, not an object that is not JSON$/,
    ],
  ])("an error in %s is reported with its location: %j", async (name, text, message) => {
    const directory = scratch({ [name]: text });
    const warn = vi.spyOn(process, "emitWarning");
    expect(findConfig(directory)).toBe(join(directory, name));
    const { code, err } = await ssmlint(directory, []);
    expect(code).toBe(2);
    expect(err.trim()).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });

  test("JSON and YAML can begin with a byte order mark", async () => {
    const rules = async (name: string, text: string) => rulesFor(await load({ [name]: text }), "/x.yaml");
    const off = { "first-rule": [0] };
    expect(await rules(".ssmlintrc.json", '\uFEFF{ "rules": { "first-rule": "off" } }')).toEqual(off);
    expect(await rules(".ssmlintrc.yaml", "\uFEFFrules: { first-rule: off }\r\n")).toEqual(off);
    expect(await rules("any.conf", "rules: { first-rule: off }")).toEqual(off);
  });
});

describe("extends", () => {
  test("defaults to ssmlint:recommended, enables nothing if it is empty, and every rule if it is ssmlint:all", async () => {
    const rules = async (text: string) => rulesFor(await load({ ".ssmlintrc.yaml": text }), "/x.yaml");
    expect(await rules("ignores: []")).toEqual({ "first-rule": [2] });
    expect(await rules("extends: []")).toEqual({});
    expect(await rules("extends: ssmlint:all")).toEqual({ "first-rule": [2], "second-rule": [2] });
  });

  test("ssmlint:relaxed is the plugin's relaxed configuration", async () => {
    const cwd = scratch({
      ".ssmlintrc.yaml": "extends: ssmlint:relaxed",
      "a.yaml": implicit("aws s3 ls"),
      "b.yaml": implicit("AWS_PROFILE=app", "aws s3 ls"),
    });
    const { code, out } = await ssmlint(cwd, ["-f", "json"]);
    expect(code).toBe(1);
    const results = JSON.parse(out) as { filePath: string; messages: { messageId: string }[] }[];
    expect(results.flatMap(({ messages }) => messages.map(({ messageId }) => messageId))).toEqual(["notExported"]);
  });

  test("resolves files and packages; later ones override earlier ones, and the file itself overrides all", async () => {
    const config = await load({
      "ssmlint.config.json": JSON.stringify({
        extends: ["./base/one.yaml", "shared-config"],
        rules: { "first-rule": "warn" },
      }),
      "base/one.yaml":
        "extends: []\nignores: [old]\nrules: { first-rule: [error, { mode: strict }], second-rule: error }",
      "node_modules/shared-config/package.json": '{ "name": "shared-config", "main": "index.json" }',
      "node_modules/shared-config/index.json": '{ "extends": [], "rules": { "second-rule": "off" } }',
    });
    expect(rulesFor(config, "/x.yaml")).toEqual({ "first-rule": [1, { mode: "strict" }], "second-rule": [0] });
    expect(config.ignores).toEqual([{ base: expect.stringMatching(/\/base$/), patterns: ["old"] }]);
    expect(config.sources).toHaveLength(3);
  });

  test("globs of a package are relative to the project, those of a file to the file's directory", async () => {
    const shared = {
      extends: "./more.json",
      ignores: ["old/"],
      overrides: [{ files: "legacy/**", rules: { "first-rule": 1 } }],
    };
    const directory = scratch({
      ".config/ssmlintrc.yaml": "extends: [shared-config, ../sub/own.yaml]",
      "sub/own.yaml": "extends: []\noverrides: [{ files: legacy/**, rules: { second-rule: warn } }]",
      "node_modules/shared-config/package.json": '{ "name": "shared-config", "main": "index.json" }',
      "node_modules/shared-config/index.json": JSON.stringify(shared),
      "node_modules/shared-config/more.json": '{ "extends": [], "ignores": ["older/"] }',
    });
    const config = await resolveConfig(join(directory, ".config/ssmlintrc.yaml"), known);
    expect(rulesFor(config, join(directory, "legacy/a.yaml"))).toEqual({ "first-rule": [1] });
    expect(rulesFor(config, join(directory, "sub/legacy/a.yaml"))).toEqual({ "second-rule": [1] });
    expect(config.ignores).toEqual(["older/", "old/"].map((pattern) => ({ base: directory, patterns: [pattern] })));
  });

  test("rejects a cycle with an error that shows the cycle", async () => {
    const files = { "a.yaml": "extends: ./b.yaml", "b.yaml": "extends: ./a.yaml" };
    await expect(load(files)).rejects.toThrow(/a\.yaml: it extends itself: .*a\.yaml → .*b\.yaml → .*a\.yaml/);
  });

  test("reads a file once, in how many ways it is extended", async () => {
    const steps = Array.from({ length: 25 }, (_, index) => [
      `${index}.yaml`,
      `extends: [./${index + 1}.yaml, ./${index + 1}.yaml]`,
    ]);
    const files = {
      ...Object.fromEntries(steps),
      "25.yaml": "extends: []\nignores: [old/]\nrules: { second-rule: warn }",
    };
    const config = await load(files, "0.yaml");
    expect([config.sources.length, config.layers.length, config.ignores.length]).toEqual([26, 1, 1]);
  });

  test("of a file that is extended twice, the later one counts", async () => {
    const files = {
      "a.yaml": "extends: [./on.yaml, ./off.yaml, ./on.yaml]",
      "on.yaml": "extends: []\nignores: ['!x/']\nrules: { second-rule: error }",
      "off.yaml": "extends: []\nignores: [x/]\nrules: { second-rule: off }",
    };
    const { ignores, layers } = await load(files);
    expect(layers.map(({ rules }) => rules["second-rule"])).toEqual([[0], [2]]);
    expect(ignores.flatMap(({ patterns }) => patterns)).toEqual(["x/", "!x/"]);
  });
});

describe("overrides", () => {
  test.each([
    ["legacy/**", "legacy/deep/x.yaml", true],
    ["legacy/**", "other/legacy/x.yaml", false],
    ["./legacy/*.yaml", "legacy/x.yaml", true],
    ["*.json", "deep/down/x.json", true],
    ["**/.hidden/*", "a/.hidden/x.yaml", true],
    ["[legacy/**, '!legacy/new/**']", "legacy/new/x.yaml", false],
  ])("%s for %s: %s", async (glob, file, matches) => {
    const directory = scratch({
      "ssmlint.config.yaml": `overrides: [{ files: ${glob.startsWith("[") ? glob : `'${glob}'`}, rules: { first-rule: off } }]`,
    });
    const config = await resolveConfig(join(directory, "ssmlint.config.yaml"), known);
    expect(rulesFor(config, join(directory, file))["first-rule"]).toEqual([matches ? 0 : 2]);
  });

  test("in a file in .config are relative to the directory that contains .config", async () => {
    const directory = scratch({ ".config/ssmlintrc.yaml": "overrides: [{ files: a/**, rules: { first-rule: off } }]" });
    const config = await resolveConfig(join(directory, ".config/ssmlintrc.yaml"), known);
    expect(rulesFor(config, join(directory, "a/x.yaml"))["first-rule"]).toEqual([0]);
  });
});

describe("--rule", () => {
  const rules = async (...values: string[]) => parseRuleOptions(values, known.rules);

  test("accepts NAME=LEVEL, and * for all rules; later options override earlier ones", async () => {
    expect(await rules("first-rule=warn", " ssm/second-rule = 0 ")).toEqual({ "first-rule": [1], "second-rule": [0] });
    expect(await rules("*: off")).toEqual({ "first-rule": [0], "second-rule": [0] });
    expect(await rules("*=off", "ssm/first-rule: error")).toEqual({ "first-rule": [2], "second-rule": [0] });
    expect(await rules("first-rule: error", "'*': warn")).toEqual({ "first-rule": [1], "second-rule": [1] });
    expect(await rules('{"*": "off"}')).toEqual({ "first-rule": [0], "second-rule": [0] });
    await expect(rules("*: [error, {}]")).rejects.toThrow("* takes a level only");
    await expect(rules("*: eror")).rejects.toThrow('Did you mean "error"?');
  });

  test("accepts a level, or a level with options as YAML or JSON", async () => {
    expect(await rules("first-rule: warn", "ssm/second-rule:0")).toEqual({ "first-rule": [1], "second-rule": [0] });
    expect(await rules("first-rule: [error, { allowImplicit: true }]")).toEqual({
      "first-rule": [2, { allowImplicit: true }],
    });
    expect(await rules('{"first-rule": ["error", {"mode": "loose"}]}', "{second-rule: off}")).toEqual({
      "first-rule": [2, { mode: "loose" }],
      "second-rule": [0],
    });
    expect(await rules('"first-rule": ["error", {"mode": "loose"}]')).toEqual({ "first-rule": [2, { mode: "loose" }] });
  });

  test("keeps the options of the configuration if it gives only a level", async () => {
    const config = await load({ ".ssmlintrc.yaml": "rules: { first-rule: [error, { mode: loose }] }" });
    const over = await rules("first-rule: warn");
    expect(rulesFor(config, "/x.yaml", over)["first-rule"]).toEqual([1, { mode: "loose" }]);
  });

  test.each([
    [": off", "--rule ': off': write the rule's name, a colon and its level: --rule 'NAME: off'."],
    ["off", "--rule 'off': write the rule's name, a colon and its level: --rule 'NAME: off'."],
    ["", "--rule '': write the rule's name, a colon and its level: --rule 'NAME: warn'."],
    ["first-rule:", "--rule 'first-rule:': write the rule's name, a colon and its level: --rule 'first-rule: warn'."],
    [
      "first-rule off",
      "--rule 'first-rule off': write the rule's name, a colon and its level: --rule 'first-rule: off'.",
    ],
    ["first-rule", "--rule 'first-rule': write the rule's name, a colon and its level: --rule 'first-rule: warn'."],
    ["firts-rule: warn", '--rule: firts-rule is not known. Did you mean "first-rule"?'],
    [
      "{first-rule: [",
      "--rule '{first-rule: [': \"{first-rule: [\" is neither a level nor a list of a level and options.",
    ],
    ["__proto__: off", "--rule: __proto__ is not known."],
    ["first-rule: [error, {mod: loose}]", '--rule: first-rule[1].mod is not known. Did you mean "mode"?'],
    [
      "first-rule: [error",
      "--rule 'first-rule: [error': \"[error\" is neither a level nor a list of a level and options.",
    ],
  ])("%s", async (value, message) => {
    await expect(rules(value)).rejects.toThrow(message);
  });
});

test("no configuration is left above the scratch directories", () => {
  expect(configNames.some((name) => existsSync(join(scratch(), "..", name)))).toBe(false);
});
