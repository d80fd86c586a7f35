/**
 * Checks the time limits of steps.
 *
 * amazon-ssm-agent, pluginutil `ValidateExecutionTimeout`: a value that is not a number from 5 to 172800 becomes 3600. The limit
 * beside `inputs` is read into a Go `int` (`InstancePluginConfig`) and not used.
 */
import type { SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";
import { stepSubject } from "./report/subject.ts";

const LEAST = 5;
const MOST = 172_800;

export function checkExecutionTimeouts({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema !== "command-2") return;
  for (const step of content.steps) {
    if (reporter.isFull) return;
    const own = content.getAnyCase(step, "timeoutSeconds")?.value;
    const { name } = stepSubject(content, step);
    if (own && !content.isUnknown(own) && !(own.type === "Scalar" && Number.isInteger(own.value))) {
      const message = `\`timeoutSeconds\` of ${name} must be a whole number without quotes, otherwise the agent cannot read the document. It belongs under \`inputs\`.`;
      reporter.invalid(content.range(own), message);
    }
    const limit = content.getAnyCase(content.getAnyCase(step, "inputs")?.value, "timeoutSeconds")?.value;
    const text = limit?.type === "Scalar" && typeof limit.value === "string" ? content.text(limit) : undefined;
    if (limit === undefined || text === undefined || !/^\d+$/.test(text)) continue;
    if (Number(text) >= LEAST && Number(text) <= MOST) continue;
    const message = `\`inputs.timeoutSeconds\` of ${name} must be between ${LEAST} and ${MOST}, not ${inlineCode(text)}. The agent uses 3600 instead.`;
    reporter.ignored(content.range(limit), message);
  }
}
