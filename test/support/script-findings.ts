/** The findings in a script by their offsets in its text. */
import { Linter } from "eslint";
import { rules } from "../../rules/index.ts";
import { readDocument } from "../../src/document/read.ts";
import { configWith } from "./lint.ts";
import { COLUMN, document, documentOfSteps, FIRST_LINE } from "./rule-tester.ts";

export interface ScriptFinding {
  readonly rule: string;
  readonly messageId: string;
  /** Offset in the script. */
  readonly pos: number;
}

const linter = new Linter({ configType: "flat" });
const config = configWith(rules, { languageOptions: { complete: false } });

/** Whether a document can contain the script unchanged. */
export function isWritable(script: string): boolean {
  const steps = readDocument(document(script)).documents.flatMap((one) => one.steps);
  return steps.length === 1 && steps[0]!.script.text.trimEnd() === script.trimEnd();
}

/**
 * The findings in a script, as the command line finds them, in order of their positions.
 * @param before is the script of an earlier step.
 */
export function scriptFindings(script: string, before?: string): readonly ScriptFinding[] {
  const text = before === undefined ? document(script) : documentOfSteps(before, script);
  const firstLine = before === undefined ? FIRST_LINE : FIRST_LINE + before.split("\n").length + 5;
  const starts = [0];
  for (let at = script.indexOf("\n"); at !== -1; at = script.indexOf("\n", at + 1)) starts.push(at + 1);
  return linter
    .verify(text, config, { filename: "doc.yaml" })
    .flatMap(({ ruleId, messageId, line, column, message }): ScriptFinding[] => {
      const start = starts[line - firstLine];
      if (start === undefined || ruleId === "ssm/valid-document") return [];
      return [{ rule: ruleId ?? message, messageId: messageId ?? message, pos: start + column - COLUMN }];
    })
    .toSorted((a, b) => a.pos - b.pos || (`${a.rule} ${a.messageId}` < `${b.rule} ${b.messageId}` ? -1 : 1));
}
