/**
 * The fixes of `no-parameter-injection` are safe and keep documents working: if real shells run the fixed document with values passed
 * as by the agent, it starts nothing that its author did not write, and an ordinary value reaches the command unchanged.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Linter } from "eslint";
import { afterAll, describe, expect, test } from "vitest";
import { readDocument } from "../../../src/document/read.ts";
import plugin from "../../../src/index.ts";
import { quote, runCode } from "../../support/real-tools.ts";
import type { Options } from "../../../rules/no-parameter-injection.ts";
import { RE2JS } from "re2js";

const SHELLS = [["dash"], ["bash"], ["busybox", "sh"]] as const;
const PAYLOADS = [
  ";id;",
  "$(id)",
  "`id`",
  '";id;"',
  "';id;'",
  "a\nid\n",
  "a b",
  "it's",
  'say "x"',
  "$HOME",
  "*",
  "\\",
  "a;id",
  "",
  "x'\"$(id)`id`;id",
];

const root = mkdtempSync(join(tmpdir(), "injection-fix-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function yaml(script: string, declaration: readonly string[] = []): string {
  const lines = script.split("\n").map((line) => `          ${line}`.trimEnd());
  return [
    'schemaVersion: "2.2"',
    "parameters:",
    "  p:",
    "    type: String # a comment",
    ...declaration.map((line) => `    ${line}`),
    "mainSteps:",
    "  - action: aws:runShellScript",
    "    name: step",
    "    inputs:",
    "      runCommand:",
    "        - |",
    ...lines,
    "",
  ].join("\n");
}

const json = (script: string): string =>
  JSON.stringify(
    {
      schemaVersion: "2.2",
      parameters: { p: { type: "String", description: "d" } },
      mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: script.split("\n") } }],
    },
    undefined,
    2,
  );

const linter = new Linter();

function run(text: string, options: Options) {
  const config = [
    {
      files: ["**"],
      plugins: { ssm: plugin },
      language: "ssm/document",
      rules: { "ssm/no-parameter-injection": ["error", options] },
    },
  ] as unknown as Linter.Config[];
  return linter.verifyAndFix(text, config, { filename: "document.yaml" });
}

/** The output of the script in each shell for each value that the agent passes. It contains CANARY if `id` ran. */
function execute(text: string, values: readonly string[], isNewAgent: boolean): readonly (readonly string[])[] {
  const [document] = readDocument(text, {}).documents;
  const isEnvVar = document!.declarations.get("p")!.interpolationType?.text === "ENV_VAR" && isNewAgent;
  const runs = values.flatMap((value, index) => {
    const script = document!.steps[0]!.script.text.replaceAll(/\{\{\s*p\s*\}\}/g, () => (isEnvVar ? "$SSM_p" : value));
    const file = quote(join(root, String(index)));
    writeFileSync(join(root, String(index)), `id() { echo CANARY; }\n${script}\n`);
    const environment = isEnvVar ? `SSM_p=${quote(value)} ` : "";
    return SHELLS.map((shell) => ({ code: `${environment}${shell.join(" ")} ${file}`, stdin: "" }));
  });
  const printed = runCode(runs).map(({ stdout }) => stdout);
  return values.map((_, index) => printed.slice(index * SHELLS.length, (index + 1) * SHELLS.length));
}

const SCRIPTS: readonly [script: string, printed: (value: string) => string][] = [
  ["printf '<%s>' {{ p }}", (value) => `<${value}>`],
  ['printf "<%s>" "{{ p }}"', (value) => `<${value}>`],
  ["printf '<%s>' '{{ p }}'", (value) => `<${value}>`],
  ["printf '<%s>' 'a$ {{ p }} b'", (value) => `<a$ ${value} b>`],
  ["printf '<%s>' 'a {{ p }}_b'", (value) => `<a ${value}_b>`],
  ["printf '<%s>' \"{{ p }}_b\"", (value) => `<${value}_b>`],
  ["printf '<%s>' --x={{ p }}/y", (value) => `<--x=${value}/y>`],
  ["X={{ p }}\nprintf '<%s>' \"$X\"", (value) => `<${value}>`],
  ["X='{{ p }}'\nprintf '<%s>' \"$X\"", (value) => `<${value}>`],
  ["export X={{p}}1\nprintf '<%s>' \"$X\"", (value) => `<${value}1>`],
  ["cat <<EOF\n<{{ p }}>\nEOF", (value) => `<${value}>\n`],
  ["cat <<EOF\n<{{ p }}x>\nEOF", (value) => `<${value}x>\n`],
  ["cat <<'EOF'\n<{{ p }}>\nEOF", (value) => `<${value}>\n`],
  ["# {{ p }}\nprintf '<%s>' \"{{ p }}\"", (value) => `<${value}>`],
  ["if true; then\n  printf '<%s>' \"$(printf %s. {{ p }})\"\nfi", (value) => `<${value}.>`],
  ["case {{ p }} in nobody) echo no;; *) printf '<%s>' '{{ p }}';; esac", (value) => `<${value}>`],
  ["[ {{ p }} = nobody ] || printf '<%s>' \"${X:-{{ p }}}\"", (value) => `<${value}>`],
];

/** Scripts that pass the value to another shell. The value runs if that shell parses it as code. */
const EMBEDDED: readonly [script: string, printed: (value: string) => string][] = [
  ["sh -c 'printf \"<%s>\" {{ p }}'", (value) => `<${value}>`],
  ["sh -c 'printf \"<%s>\" --x={{ p }}/y'", (value) => `<--x=${value}/y>`],
  ['sh -c \'printf "<%s>" "{{ p }}_b"\'', (value) => `<${value}_b>`],
  ["sh -c \"printf '<%s>' {{ p }}\"", (value) => `<${value}>`],
  ["sh -c \"printf '<%s>' 'a {{ p }}_b'\"", (value) => `<a ${value}_b>`],
  ['sh -c \'X={{ p }}; printf "<%s>" "$X"\'', (value) => `<${value}>`],
  ["eval 'printf \"<%s>\" {{ p }}'", (value) => `<${value}>`],
  ["eval printf \"'<%s>'\" {{ p }}", (value) => `<${value}>`],
  ["eval \"printf '<%s>' {{ p }}\"", (value) => `<${value}>`],
  ["sh <<'EOF'\nprintf '<%s>' {{ p }}\nEOF", (value) => `<${value}>`],
  ["sh <<EOF\nprintf '<%s>' {{ p }} '{{ p }}'\nEOF", (value) => `<${value}><${value}>`],
  ["sh -c 'cat <<EOF\n<{{ p }}>\nEOF'", (value) => `<${value}>\n`],
];

/** The same with the real `sudo`, which drops the variable unless an option preserves it. */
const AS_ANOTHER: readonly [script: string, printed: (value: string) => string][] = [
  ["sudo sh -c 'printf \"<%s>\" {{ p }}'", (value) => `<${value}>`],
  ["sudo -n -u root sh -c \"printf '<%s>' '{{ p }}'\"", (value) => `<${value}>`],
  ["timeout 9 sudo -H sh <<'EOF'\nprintf '<%s>' {{ p }}\nEOF", (value) => `<${value}>`],
  ["sudo printf '<%s>' {{ p }}", (value) => `<${value}>`],
];
const hasSudo = spawnSync("sudo", ["-n", "true"]).status === 0;

describe("prefer: env-var, in code that another shell parses", () => {
  test.each(EMBEDDED)("%s", (script, printed) => provesFix(script, printed));
  test.skipIf(!hasSudo).each(AS_ANOTHER)("%s", (script, printed) => provesFix(script, printed));

  test("tells sudo to keep the variable", () => {
    const { output } = run(yaml("sudo sh -c 'echo {{ p }}'"), { prefer: "env-var" });
    expect(output).toContain("sudo --preserve-env=SSM_p sh -c 'echo \"{{ p }}\"'");
  });
});

function provesFix(script: string, printed: (value: string) => string): void {
  for (const text of [yaml(script), json(script)]) {
    const { fixed, messages, output } = run(text, { prefer: "env-var" });
    expect([fixed, messages], output).toEqual([true, []]);
    for (const [index, outputs] of execute(output, PAYLOADS, true).entries())
      for (const stdout of outputs) expect(stdout, output).toBe(printed(PAYLOADS[index]!));
  }
}

describe("prefer: env-var", () => {
  test.each(SCRIPTS)("%s", (script, printed) => provesFix(script, printed));

  test("changes nothing else", () => {
    const { output } = run(yaml("echo {{ p }}"), { prefer: "env-var" });
    expect(output).toBe(yaml('echo "{{ p }}"').replace("# a comment", "# a comment\n    interpolationType: ENV_VAR"));
  });

  test.each([
    "X='{{ p }}'\neval \"echo $X\"",
    "X='{{ p }}'\nsh -c \"echo $X {{ p }}\"",
    "sh -c '{{ p }} now'",
    "sh -c 'cat <<\"EOF\"\n{{ p }}\nEOF'",
    "sh -c 'eval \"echo {{ p }}\"'",
    "sudo su - user -c 'echo {{ p }}'",
    "sudo -i sh -c 'echo {{ p }}'",
    "ssh host 'echo {{ p }}'",
    "echo $(( {{ p }} ))",
    "{{ p }} --now",
    "echo `echo {{ p }}`",
    "[[ a =~ {{ p }} ]]",
  ])("is not offered for %s", (script) => {
    const text = yaml(script);
    expect(run(text, { prefer: "env-var" })).toMatchObject({ fixed: false, output: text });
  });

  test("supports older agents with the fallback line of AWS and a pattern", () => {
    const { messages, output } = run(yaml("printf '<%s>' {{ p }}_x"), { prefer: "env-var", minimumAgent: "3.0" });
    expect(messages).toEqual([]);
    const pattern = readDocument(output, {}).documents[0]!.declarations.get("p")!.allowedPattern!.text;
    const values = PAYLOADS.filter((one) => RE2JS.compile(pattern).matcher(one).find());
    expect(values).not.toEqual([]);
    for (const isNewAgent of [true, false])
      for (const [index, outputs] of execute(output, values, isNewAgent).entries())
        for (const stdout of outputs) expect(stdout, output).toBe(`<${values[index]}_x>`);
  });

  test.each(["#!/bin/sh\necho {{ p }}", "#!/bin/sh # {{ p }}"])(
    "on older agents, the shebang stays first: %j",
    (script) => {
      const { output } = run(json(script), { prefer: "env-var", minimumAgent: "3.0" });
      expect(readDocument(output, {}).documents[0]!.steps[0]!.script.text).toMatch(/^#!\/bin\/sh/);
    },
  );
});

describe("prefer: env-var, with a default", () => {
  test.each([
    ["printf '<%s>' {{ p }}", "--all -x"],
    ["sh -c 'printf \"<%s>\" {{ p }}'", "--all -x"],
    ["printf '<%s>' \"{{ p }}\"", "a b; c"],
    ["printf '<%s>' '{{ p }}'", "$HOME `x`"],
    ["for i in {{ p }}; do printf '<%s>' \"$i\"; done", "a b"],
    ["cat <<'EOF'\n{{ p }}\nEOF", "$HOME"],
  ])("keeps the output of %s for %j", (script, value) => {
    const before = yaml(script, [`default: ${JSON.stringify(value)}`]);
    const { fixed, messages, output } = run(before, { prefer: "env-var" });
    expect([fixed, messages], output).toEqual([true, []]);
    expect(execute(output, [value], true)).toEqual(execute(before, [value], false));
  });

  test.each([
    ["printf '<%s>' \"{{ p }}\"", "$HOME/x"],
    ["printf '<%s>' {{ p }}", "~/x"],
    ["printf '<%s>' {{ p }}", "/etc/host*"],
    ["printf '<%s>' {{ p }}", "'a b'"],
    ['sh -c \'printf "<%s>" "{{ p }}"\'', "$HOME"],
    ["cat <<EOF\n{{ p }}\nEOF", "$HOME"],
  ])("is not offered for %s with %j, which is not plain text there", (script, value) => {
    const text = yaml(script, [`default: ${JSON.stringify(value)}`]);
    expect(run(text, { prefer: "env-var" }).fixed).toBe(false);
  });
});

describe("prefer: env-var, with another parameter", () => {
  const withOther = (script: string, pattern: string): string =>
    yaml(script).replace(
      "mainSteps:",
      `  q:\n    type: String\n    allowedPattern: ${JSON.stringify(pattern)}\nmainSteps:`,
    );

  test.each([
    ["'a {{ p }} {{ q }}'", "^[^']*$", `'a '"{{ p }}"' {{ q }}'`],
    ["'a {{ p }} {{ q }}'", "^[a-z]*$", '"a {{ p }} {{ q }}"'],
    ["'a {{ p }} {{ ssm:q }}'", "^[a-z]*$", `'a '"{{ p }}"' {{ ssm:q }}'`],
  ])(
    "%s becomes a double-quoted word only if the other values keep their meaning in it: %s",
    (word, pattern, expected) => {
      const { messages, output } = run(withOther(`echo ${word}`, pattern), { prefer: "env-var" });
      expect(output).toContain(`echo ${expected}\n`);
      expect(messages).toEqual([]);
    },
  );

  test("a here-document is fixed only if the other values keep their meaning in it", () => {
    const script = "cat <<'EOF'\n{{ p }} {{ q }}\nEOF";
    expect(run(withOther(script, "^[^\\n]*$"), { prefer: "env-var" }).fixed).toBe(false);
    expect(run(withOther(script, "^[a-z]*$"), { prefer: "env-var" }).output).toContain("cat <<EOF\n");
  });
});

describe("prefer: pattern", () => {
  test.each([...SCRIPTS.map(([script]) => script), "sh -c 'echo {{ p }}'", 'eval "echo {{ p }}"'])("%s", (script) => {
    for (const text of [yaml(script), json(script)]) {
      const { fixed, messages, output } = run(text, { prefer: "pattern" });
      expect([fixed, messages]).toEqual([true, []]);
      const pattern = readDocument(output, {}).documents[0]!.declarations.get("p")!.allowedPattern!.text;
      expect(RE2JS.compile(pattern).matcher("an-ordinary.value_1").find()).toBe(true);
      const values = PAYLOADS.filter((one) => RE2JS.compile(pattern).matcher(one).find());
      for (const [index, outputs] of execute(output, values, true).entries())
        for (const stdout of outputs) expect(stdout, `${output}\n${values[index]}`).not.toContain("CANARY");
    }
  });

  test("anchors an existing pattern, and permits the default", () => {
    expect(run(yaml("echo {{ p }}", ['allowedPattern: "[a-z]+|None"']), { prefer: "pattern" }).output).toContain(
      'allowedPattern: "^(?:[a-z]+|None)$"',
    );
    const text = yaml("echo {{ p }}", ['default: "a b"']);
    expect(run(text, { prefer: "pattern" })).toMatchObject({ fixed: false, output: text });
    expect(run(yaml("echo {{ p }}", ["default: a.b"]), { prefer: "pattern" }).fixed).toBe(true);
  });
});
