/** Fixes documents with every recommended rule, under a configuration that states how to fix. */
import { Linter } from "eslint";
import plugin from "../../src/index.ts";
import { configurationOf } from "./document-findings.ts";

export type Extractor = "jq" | "sed";

export function fixingRules(extractor: Extractor): Linter.RulesRecord {
  return {
    ...(plugin.configs.recommended.rules as Linter.RulesRecord),
    "ssm/explicit-aws-credentials": ["error", { credentials: "instance-role" }],
    "ssm/no-fragile-json-parsing": ["error", { extractor }],
    // This rule changes the commands that are compared here: it adds `-f` to curl, and `|| exit 1`.
    "ssm/no-unnoticed-failure": "off",
  };
}

const linter = new Linter();

export function findings(text: string, filename: string, extractor: Extractor): Linter.LintMessage[] {
  return linter.verify(text, [configurationOf(fixingRules(extractor))], { filename });
}

export function fixed(text: string, filename: string, extractor: Extractor): Linter.FixReport {
  return linter.verifyAndFix(text, [configurationOf(fixingRules(extractor))], { filename });
}
