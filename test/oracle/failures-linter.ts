/** The findings of `no-unnoticed-failure` in a generated script, by the names of its calls. */
import { Linter } from "eslint";
import { noUnnoticedFailure } from "../../rules/no-unnoticed-failure.ts";
import { configWith } from "../support/lint.ts";
import { document } from "../support/rule-tester.ts";

const linter = new Linter({ configType: "flat" });
const config = configWith(
  { "no-unnoticed-failure": noUnnoticedFailure },
  {
    languageOptions: { complete: false },
    rules: { "ssm/no-unnoticed-failure": ["error", { httpErrors: false }] },
  },
);

export interface SiteFinding {
  /** The name of the call, such as `k1`; the message, if it is about something else. */
  readonly site: string;
  readonly message: Linter.LintMessage;
}

export function findingsIn(script: string): readonly SiteFinding[] {
  const text = document(script);
  const lines = text.split("\n");
  return linter.verify(text, config, { filename: "doc.yaml" }).map((message) => {
    const { line, column } = message;
    return { site: /k\d/.exec(lines[line - 1]!.slice(column - 1))?.[0] ?? message.message, message };
  });
}
