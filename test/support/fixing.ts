/** Fixes documents with every recommended rule, under a configuration that states how to fix. */
import { Linter } from "eslint";
import plugin from "../../src/index.ts";

export type Extractor = "jq" | "sed";

function configuration(extractor: Extractor): Linter.Config[] {
  return [
    {
      files: ["**/*.{yaml,yml,json,template}"],
      plugins: { ssm: plugin as never },
      language: "ssm/document",
      // The rules need the same, and scripts that no rule is interested in are not evaluated.
      languageOptions: { complete: false } as never,
      rules: {
        ...plugin.configs.recommended.rules,
        "ssm/explicit-aws-credentials": ["error", { credentials: "instance-role" }],
        "ssm/no-fragile-json-parsing": ["error", { extractor }],
        // This rule changes the commands that are compared here: it adds `-f` to curl, and `|| exit 1`.
        "ssm/no-unnoticed-failure": "off",
      } as never,
    },
  ];
}

const linter = new Linter();

export function findings(text: string, filename: string, extractor: Extractor): Linter.LintMessage[] {
  return linter.verify(text, configuration(extractor), { filename });
}

export function fixed(text: string, filename: string, extractor: Extractor): Linter.FixReport {
  return linter.verifyAndFix(text, configuration(extractor), { filename });
}
