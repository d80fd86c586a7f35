/** Checks for `finallyStep` in a step that is not the last. */
import type { SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { stepSubject } from "./report/subject.ts";

/** The agent reads `finallyStep` in the last step only (amazon-ssm-agent, `getShouldPluginSkipBasedOnControlFlow`). */
export function checkFinallySteps({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema !== "command-2" || content.hasChosenSteps) return;
  for (const step of content.steps.slice(0, -1)) {
    const entry = content.getAnyCase(content.getAnyCase(step, "inputs")?.value, "finallyStep");
    if (!entry?.value || content.text(entry.value) !== "true" || reporter.isFull) continue;
    const { name } = stepSubject(content, step);
    reporter.ignored(
      content.range(entry.key),
      `The agent ignores \`finallyStep\` in ${name}, because it is not the last step.`,
    );
  }
}
