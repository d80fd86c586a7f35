/** The findings of one document under several configurations of the rules. */
import { Linter } from "eslint";
import plugin from "../../src/index.ts";

const linter = new Linter();

/** @param rules the settings of the rules that are on or off. */
export function configurationOf(rules: Linter.RulesRecord): Linter.Config {
  return {
    files: ["**/*.{yaml,yml,json,template}"],
    plugins: { ssm: plugin as never },
    language: "ssm/document",
    // The rules need the same, and scripts that no rule is interested in are not evaluated.
    languageOptions: { complete: false } as never,
    rules,
  };
}

/** Lints a document once for each rule and its options, because the findings of a rule do not depend on other rules. */
export class DocumentFindings {
  readonly #text: string;
  readonly #filename: string;
  readonly #known = new Map<string, Linter.LintMessage[]>();
  /** What no rule of the first configuration reports: a broken document, an unused directive. */
  #others: readonly Linter.LintMessage[] | undefined;

  constructor(text: string, filename: string) {
    this.#text = text;
    this.#filename = filename;
  }

  /**
   * Adds findings that are known already.
   * @param rules all rules that were enabled.
   */
  add(rules: Linter.RulesRecord, messages: readonly Linter.LintMessage[]): void {
    for (const [rule, setting] of Object.entries(rules)) this.#known.set(keyOf(rule, setting), []);
    const others: Linter.LintMessage[] = [];
    for (const message of messages) {
      const setting = message.ruleId === null ? undefined : rules[message.ruleId];
      (setting === undefined ? others : this.#known.get(keyOf(message.ruleId!, setting))!).push(message);
    }
    this.#others ??= others;
  }

  /** The findings in order of their positions. */
  of(rules: Linter.RulesRecord): readonly Linter.LintMessage[] {
    const enabled = Object.entries(rules).filter(([, setting]) => setting !== "off");
    const missing = enabled.filter(([rule, setting]) => !this.#known.has(keyOf(rule, setting)));
    if (missing.length > 0 || this.#others === undefined) {
      const own = Object.fromEntries(missing);
      // A directive for another rule would be unused.
      const linterOptions = this.#others && ({ reportUnusedDisableDirectives: "off" } as const);
      const configuration = { ...configurationOf(own), ...(linterOptions && { linterOptions }) };
      this.add(own, linter.verify(this.#text, [configuration], { filename: this.#filename }));
    }
    return [...this.#others!, ...enabled.flatMap(([rule, setting]) => this.#known.get(keyOf(rule, setting))!)].toSorted(
      (a, b) => a.line - b.line || a.column - b.column,
    );
  }
}

/** The rule and its options, without its severity. */
function keyOf(rule: string, setting: Linter.RulesRecord[string]): string {
  return JSON.stringify([rule, Array.isArray(setting) ? setting.slice(1) : []]);
}
