/** Users' own rules on the command line: `plugins` in a configuration. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { document } from "../../../support/rule-tester.ts";

const directories: string[] = [];
afterEach(() => directories.splice(0).forEach((one) => rmSync(one, { recursive: true })));

function project(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "user-plugins-"));
  directories.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

async function findings(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<readonly string[]> {
  const { out, err } = await ssmlint(project(files), ["--format", "json", ...argv, "doc.yaml"]);
  expect(err).toBe("");
  const [file] = JSON.parse(out) as { messages: { ruleId: string; line: number; message: string }[] }[];
  return file!.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`);
}

/** Rules as users write them, without types. */
const RULES = `
const create = (selector, message) => (context) => ({ [selector]: (node) => context.report({ node, message }) });
export default {
  rules: {
    "no-docker-login": { create: create("Invocation[program='docker']:has(*)", "docker") , meta: { schema: [] } },
    "no-reboot": {
      meta: { schema: [{ type: "object", properties: { why: { type: "string" } }, additionalProperties: false }], watches: { programs: ["reboot"] } },
      create: (context) => create("Invocation[program='reboot']", context.options[0]?.why ?? "reboot")(context),
    },
    "no-here-string": { meta: { schema: [], watches: { syntax: true } }, create: create("HereString", "here-string") },
    "no-docker": {
      meta: { schema: [], watches: { programs: ["docker"] } },
      create: create("Invocation[program='docker']", "docker"),
    },
  },
};
`;
const DOCUMENT = document('sudo reboot\nif a; then docker login -u x; fi\ncat <<< "$X"\n');

describe("rules of a plugin", () => {
  it.each([
    [
      "a module",
      '{"extends": [], "plugins": {"acme": "./rules.mjs"}, "rules": {"acme/no-reboot": "error", "acme/no-docker": "warn"}}',
    ],
    [
      "a package",
      '{"extends": [], "plugins": {"acme": "acme-rules"}, "rules": {"acme/no-reboot": "error", "acme/no-docker": "warn"}}',
    ],
  ])("from %s find what they watch", async (_, config) => {
    const found = await findings({
      "doc.yaml": DOCUMENT,
      ".ssmlintrc.json": config,
      "rules.mjs": RULES,
      "node_modules/acme-rules/package.json": '{"name": "acme-rules", "type": "module", "main": "index.js"}',
      "node_modules/acme-rules/index.js": RULES,
    });
    expect(found).toEqual(["8 acme/no-reboot: reboot", "9 acme/no-docker: docker"]);
  });

  it("are available if the configuration contains the plugin object, with options", async () => {
    const found = await findings({
      "doc.yaml": DOCUMENT,
      "ssmlint.config.mjs":
        'import acme from "./rules.mjs";\nexport default { extends: [], plugins: { acme }, rules: { "acme/no-reboot": ["error", { why: "because" }] } };\n',
      "rules.mjs": RULES,
    });
    expect(found).toEqual(["8 acme/no-reboot: because"]);
  });

  it("see everything if they do not specify what they watch", async () => {
    const config =
      '{"extends": [], "plugins": {"@acme/ssm": "./rules.mjs"}, "rules": {"@acme/ssm/no-docker-login": 1, "@acme/ssm/no-here-string": 2}}';
    const found = await findings({
      "doc.yaml": DOCUMENT,
      ".ssmlintrc.json": config,
      "rules.mjs": RULES.replace(":has(*)", ""),
    });
    expect(found).toEqual(["9 @acme/ssm/no-docker-login: docker", "10 @acme/ssm/no-here-string: here-string"]);
  });

  it("of an extended configuration are available to the configuration, the command line and directives", async () => {
    const files = {
      "doc.yaml": DOCUMENT.replace("sudo reboot", "sudo reboot # ssmlint-disable-line acme/no-reboot"),
      ".ssmlintrc.json": '{"extends": ["./base.json"], "rules": {"acme/no-reboot": "error"}}',
      "base.json": '{"extends": [], "plugins": {"acme": "./rules.mjs"}}',
      "rules.mjs": RULES,
    };
    expect(await findings(files)).toEqual([]);
    expect(await findings(files, "--rule", "acme/no-docker: error")).toEqual(["9 acme/no-docker: docker"]);
  });
});

describe("errors in plugins are reported", () => {
  const config = (plugins: string, rules = "{}") => `{"plugins": ${plugins}, "rules": ${rules}}`;
  it.each([
    ["a missing module", config('{"acme": "./no.mjs"}'), /no\.mjs: the plugin cannot be loaded/],
    [
      "a missing package",
      config('{"acme": "no-such-package"}'),
      /plugins\.acme: there is no package "no-such-package"/,
    ],
    ["a value that is not a plugin", config('{"acme": "./empty.mjs"}'), /plugins\.acme: it is not an ESLint plugin/],
    ["a value that is not a rule", config('{"acme": "./broken.mjs"}'), /plugins\.acme: rules\.x is not a rule/],
    ["null instead of a rule", config('{"acme": "./null.mjs"}'), /plugins\.acme: rules\.x is not a rule/],
    ["the name of ssmlint's own plugin", config('{"ssm": "./rules.mjs"}'), /plugins\.ssm: ssm is the name/],
    [
      "an unknown rule",
      config('{"acme": "./rules.mjs"}', '{"acme/no-rebot": 2}'),
      /acme\/no-rebot is not known\. Did you mean "acme\/no-reboot"/,
    ],
    ["an unknown option", config('{"acme": "./rules.mjs"}', '{"acme/no-reboot": [2, {"wy": "x"}]}'), /wy is not known/],
    ["data instead of a module", config('{"acme": "./rules.json"}'), /is not a JavaScript or TypeScript module/],
  ])("%s", async (_, text, message) => {
    const directory = project({
      "doc.yaml": DOCUMENT,
      ".ssmlintrc.json": text,
      "rules.mjs": RULES,
      "rules.json": "{}",
      "empty.mjs": "export default 1;\n",
      "broken.mjs": "export default { rules: { x: {} } };\n",
      "null.mjs": "export default { rules: { x: null } };\n",
    });
    const { code, err } = await ssmlint(directory, ["doc.yaml"]);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  it("a plugin is rejected with --no-config-code", async () => {
    const directory = project({
      "doc.yaml": DOCUMENT,
      ".ssmlintrc.json": config('{"acme": "./rules.mjs"}'),
      "rules.mjs": RULES,
    });
    const { code, err } = await ssmlint(directory, ["--no-config-code", "doc.yaml"]);
    expect(err).toContain("plugins are code");
    expect(code).toBe(2);
  });
});
