/**
 * Checks that `runCommand` is a list: the agent does not accept a single text, and only a placeholder that is the whole text
 * becomes a list.
 *
 * amazon-ssm-agent, agent/plugins/runscript: `RunCommand []string`; a Go program cannot unmarshal a string into it.
 */
import type { DocumentContent, DataNode, SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { stepSubject } from "./report/subject.ts";

const PLACEHOLDER = /^\s*\{\{[^{}]*\}\}\s*$/;

export function checkCommands({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema === "automation") return;
  for (const step of content.steps) {
    const inputs = content.getAnyCase(step, "inputs")?.value;
    check(content, content.getAnyCase(inputs, "runCommand")?.value, stepSubject(content, step).name, reporter);
  }
}

function check(content: DocumentContent, commands: DataNode | undefined, where: string, reporter: Reporter): void {
  if (commands?.type !== "Scalar" || typeof commands.value !== "string" || content.isUnknown(commands)) return;
  if (PLACEHOLDER.test(commands.value) || reporter.isFull) return;
  const message = `\`inputs.runCommand\` of ${where} must be a list: the agent cannot read a single string. Write it as a list item.`;
  const start = content.range(commands)[0];
  reporter.invalid([start, start + 1], message);
}
