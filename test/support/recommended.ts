/** ESLint's `Linter` with the recommended rules, as the command line runs them. */
import { Linter } from "eslint";
import plugin from "../../src/index.ts";

export const RECOMMENDED = [
  {
    files: ["**"],
    plugins: { ssm: plugin },
    language: "ssm/document",
    languageOptions: { complete: false },
    rules: plugin.configs.recommended.rules,
  },
] as unknown as Linter.Config[];

const linter = new Linter();

/** The findings of a document, in YAML unless the file's name says otherwise. */
export function recommended(text: string, file = "document.yaml"): Linter.LintMessage[] {
  return linter.verify(text, RECOMMENDED, file);
}
