/** Every rule has a page, and ssmlint finds in the page's examples what the page says. */
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import plugin from "../../../src/index.ts";
import { ssmlint } from "../../support/fake-terminal.ts";

interface Example {
  readonly kind: "bad" | "good" | "fixed";
  readonly text: string;
  readonly options: unknown[];
  readonly heading: string;
}

const required = ["Why", "Bad", "Good", "When not to use it", "Sources"];

/** Fenced documents under Bad and Good, and those elsewhere with `bad`, `good` or `fixed` in their info string. */
function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  let heading = "";
  const part = /^## (?<heading>.+)$|^```(?:ya?ml|json)(?<info>[^\n]*)\n(?<text>[\s\S]*?)^```$/gm;
  for (const { groups } of page.matchAll(part)) {
    if (groups!["heading"] !== undefined) {
      heading = groups!["heading"];
      continue;
    }
    const info = groups!["info"]!.trim();
    const said = /^(bad|good|fixed)\b/.exec(info)?.[1];
    const kind = said ?? heading.toLowerCase();
    if (kind !== "bad" && kind !== "good" && kind !== "fixed") continue;
    const options = /\[.*\]$/.exec(info)?.[0];
    examples.push({
      kind,
      heading,
      text: groups!["text"]!,
      options: options ? (JSON.parse(options) as unknown[]) : [],
    });
  }
  return examples;
}

const configFor = (name: string, options: readonly unknown[]) =>
  [
    {
      files: ["**"],
      plugins: { ssm: plugin },
      language: "ssm/document",
      linterOptions: { reportUnusedDisableDirectives: "off" },
      rules: { [`ssm/${name}`]: ["error", ...options] },
    },
  ] as unknown as Linter.Config[];

/** The rule's findings on the command line, each as `line:column message`. `alone` turns all other rules off. */
async function foundByCommandLine(name: string, { text, options }: Example, alone: boolean): Promise<string[]> {
  const others = Object.keys(plugin.rules).filter((other) => alone && other !== name);
  const settings = [...others.map((other) => `${other}: off`), `${name}: ${JSON.stringify(["error", ...options])}`];
  const { code, err, out } = await ssmlint(
    tmpdir(),
    [
      "--no-config",
      "--format",
      "json",
      "--stdin-filename",
      "document.yaml",
      ...settings.flatMap((one) => ["--rule", one]),
      "-",
    ],
    { input: text },
  );
  expect(code, err).toBeLessThan(2);
  const [file] = JSON.parse(out) as { messages: { ruleId: string; line: number; column: number; message: string }[] }[];
  const own = file!.messages.filter(({ ruleId }) => ruleId === `ssm/${name}`);
  return own.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test.each(Object.entries(rules))("%s declares what it watches", (_name, { meta }) => {
  expect(meta?.watches).toBeDefined();
});

describe.each(Object.entries(plugin.rules))("%s", (name, { meta }) => {
  const path = `rules/${name}.md`;
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";

  test("begins with the name and the description of the rule", () => {
    const [title, blank, description] = page.split("\n");
    expect(title).toBe(`# ssm/${name}`);
    expect(blank).toBe("");
    expect(description?.replace(/\.$/, "")).toBe(meta!.docs!.description!.replace(/\.$/, ""));
  });

  test("has the required sections", () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);
    for (const heading of required) expect(headings).toContain(heading);
  });

  test("documents each option", () => {
    const schemas = [meta!.schema ?? []].flat() as { properties?: object }[];
    const options = schemas.flatMap(({ properties }) => Object.keys(properties ?? {}));
    expect(/^## Options$/m.test(page)).toBe(options.length > 0);
    for (const option of options) expect(page).toContain(`\`${option}\``);
  });

  const examples = examplesOf(page);

  test("has an example of each kind", () => {
    expect(examples.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["bad", "good"]));
  });

  test.each(examples.map((example, index) => [`${index + 1}: ${example.kind}`, example, index] as const))(
    "example %s",
    async (_title, { kind, text, options }, index) => {
      const linter = new Linter();
      const messages = linter.verify(text, configFor(name, options), { filename: "document.yaml" });
      expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
      const found = messages.filter(({ ruleId }) => ruleId === `ssm/${name}`);
      if (kind === "bad") expect(found.length).toBeGreaterThan(0);
      else expect(found.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
      const all = found.map(({ line, column, message }) => `${line}:${column} ${message}`);
      expect(await foundByCommandLine(name, examples[index]!, false), "on the command line").toEqual(all);
      expect(await foundByCommandLine(name, examples[index]!, true), "with no other rule on").toEqual(all);
      if (kind !== "fixed") return;
      const before = examples[index - 1]!;
      const { output } = linter.verifyAndFix(before.text, configFor(name, before.options), {
        filename: "document.yaml",
      });
      expect(output).toBe(text);
    },
  );
});
