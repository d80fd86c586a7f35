/** Runs ESLint's Linter on a text, with the rules of a test. */
import { Linter } from "eslint";
import { Linter as Linter9 } from "eslint9";
import { expect } from "vitest";
import { rules as ownRules } from "../../rules/index.ts";
import ownPlugin from "../../src/index.ts";
import { createPlugin, type SsmRules } from "../../src/eslint/plugin.ts";
import type { SsmNode, StepNode } from "../../src/eslint/tree/nodes.ts";
import type { SsmRule, SsmSource } from "../../src/eslint/rule.ts";

/** The ESLint versions with which the language is tested. */
export const LINTERS = [
  { eslint: "10", Linter },
  { eslint: "9", Linter: Linter9 as unknown as typeof Linter },
];

/** Reports each node that a selector matches, by its text in the file. */
export function probe(selector: string): SsmRule {
  return {
    meta: { schema: [] },
    create: ({ report, sourceCode }) => ({
      [selector](node: SsmNode) {
        report({ node, message: sourceCode.getText(node) });
      },
    }),
  };
}

/** A rule that passes the source code and its steps to a function. */
export function inspect(look: (source: SsmSource, steps: readonly StepNode[]) => void): SsmRule {
  return {
    meta: { schema: [] },
    create: ({ sourceCode }) => ({
      Document: ({ steps }) => look(sourceCode, steps),
    }),
  };
}

export interface LintOptions extends Linter.LintOptions {
  readonly rules?: SsmRules;
  readonly config?: Linter.Config;
  readonly with?: typeof Linter;
}

type Plugin = NonNullable<Linter.Config["plugins"]>[string];

/** One plugin for each object with rules, because only the same plugin does not evaluate a script again that occurs again soon. */
const plugins = new WeakMap<SsmRules, Plugin>([[ownRules, ownPlugin as unknown as Plugin]]);

function pluginWith(rules: SsmRules): Plugin {
  const plugin = plugins.get(rules) ?? (createPlugin(rules) as unknown as Plugin);
  plugins.set(rules, plugin);
  return plugin;
}

export function configWith(rules: SsmRules, config: Linter.Config = {}): Linter.Config[] {
  const severities = Object.fromEntries(Object.keys(rules).map((name) => [`ssm/${name}`, "error" as const]));
  return [
    {
      files: ["**/*.{yaml,json}"],
      plugins: { ssm: pluginWith(rules) },
      language: "ssm/document",
      rules: severities,
      ...config,
    },
  ];
}

/** Sorts findings at the same position by message, because their order is undefined. */
function byMessage(messages: readonly Linter.LintMessage[]): readonly Linter.LintMessage[] {
  return messages.toSorted(
    (a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
  );
}

/** The findings. The slice that the command line evaluates has to give the same findings. */
export function lint(
  text: string,
  { rules = {}, config, with: Chosen = Linter, ...options }: LintOptions = {},
): Linter.LintMessage[] {
  const verified = (languageOptions: Linter.LanguageOptions): Linter.LintMessage[] =>
    new Chosen({ configType: "flat" }).verify(text, configWith(rules, { ...config, languageOptions }), {
      filename: "doc.yaml",
      ...options,
    });
  const messages = verified({ ...config?.languageOptions });
  const isProbe = Object.values(rules).every(({ meta }) => meta?.docs === undefined);
  if (!isProbe)
    expect(byMessage(verified({ ...config?.languageOptions, complete: false })), text).toEqual(byMessage(messages));
  return messages;
}

export function fix(text: string, { rules = {}, config, with: Chosen = Linter, ...options }: LintOptions = {}): string {
  return new Chosen({ configType: "flat" }).verifyAndFix(text, configWith(rules, config), {
    filename: "doc.yaml",
    ...options,
  }).output;
}

/** The texts that a selector matches, in order of their positions. */
export function matches(text: string, selector: string, options: LintOptions = {}): string[] {
  return lint(text, { ...options, rules: { probe: probe(selector) } }).map(({ message }) => message);
}
