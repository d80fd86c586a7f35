/** Checks for duplicate step names. */
import type { SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";

/** Reports each name that an earlier step has: results are stored by name. */
export function checkStepNames({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (content.hasChosenSteps) return;
  const seen = new Set<string>();
  for (const step of content.steps) {
    const name = content.getAnyCase(step, "name")?.value;
    const text = content.text(name);
    if (name === undefined || text === undefined) continue;
    if (!seen.has(text) || reporter.isFull) {
      seen.add(text);
      continue;
    }
    const consequence =
      schema === "automation"
        ? "AWS rejects the document."
        : "The agent stores results by name, so the second overwrites the first.";
    reporter.invalid(content.range(name), `An earlier step is also named ${inlineCode(text)}. ${consequence}`);
  }
}
