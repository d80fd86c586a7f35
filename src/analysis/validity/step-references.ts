/** Checks the step names that an Automation runbook refers to. */
import type { DocumentContent, DataNode, Mapping, SsmDocument } from "../../document/index.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";
import { capitalized, stepSubject } from "./report/subject.ts";

/** `{{ step.Output }}`: the part before the dot is a step, or `variable:`, `global:`, `automation:`, `loop`. */
const OUTPUT = /\{\{\s*([a-zA-Z0-9_]{1,128})\.[a-zA-Z0-9_.$[\]]{1,200}\s*\}\}/g;

export function checkStepReferences({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema !== "automation") return;
  const names = new Set<string>();
  for (const step of content.steps) {
    const name = content.getAnyCase(step, "name")?.value;
    if (content.isUnknown(name)) return;
    const text = content.text(name);
    if (text !== undefined) names.add(text);
  }
  for (const step of content.steps) {
    if (reporter.isFull) return;
    for (const node of targetsOf(content, step)) checkName(content, step, node, names, reporter);
  }
  for (const part of ["mainSteps", "outputs"]) {
    const node = content.get(content.root, part)?.value;
    if (node) checkOutputs(content, node, names, reporter);
  }
}

/** The nodes that name the next step. */
function targetsOf(content: DocumentContent, step: Mapping): DataNode[] {
  const found = ["nextStep", "onFailure", "onCancel"].map((key) => content.get(step, key)?.value);
  const inputs = content.get(step, "inputs")?.value;
  if (content.text(content.get(step, "action")?.value) === "aws:branch") {
    const choices = content.items(content.get(inputs, "Choices")?.value);
    found.push(content.get(inputs, "Default")?.value);
    found.push(...choices.map((choice) => content.get(choice, "NextStep")?.value));
  }
  return found.filter((node) => node !== undefined);
}

function checkName(
  content: DocumentContent,
  step: Mapping,
  node: DataNode,
  names: ReadonlySet<string>,
  reporter: Reporter,
): void {
  const text = content.text(node);
  if (text === undefined || text.includes("{{")) return;
  const isAction = content.get(step, "onFailure")?.value === node || content.get(step, "onCancel")?.value === node;
  if (isAction && !text.startsWith("step:")) return;
  const name = isAction ? text.slice("step:".length) : text;
  if (names.has(name)) return;
  const meant = didYouMean(name.slice(0, 128), names.size > 200 ? [] : names, "`");
  const { name: subject } = stepSubject(content, step);
  reporter.invalid(
    content.range(node),
    `${capitalized(subject)} refers to step ${inlineCode(name)}, which does not exist.${meant}`,
  );
}

function checkOutputs(content: DocumentContent, root: DataNode, names: ReadonlySet<string>, reporter: Reporter): void {
  for (const scalar of content.scalars(root)) {
    if (reporter.isFull) return;
    if (typeof scalar.value !== "string" || !scalar.value.includes("{{")) continue;
    for (const { 0: written, 1: name = "", index } of content.decoded(scalar).matchAll(OUTPUT)) {
      if (names.has(name) || name === "loop" || reporter.isFull) continue;
      const meant = didYouMean(name, names.size > 200 ? [] : names, "`");
      const range = content.textRange(scalar, index, index + written.length);
      reporter.invalid(range, `\`${written}\` refers to an output of step \`${name}\`, which does not exist.${meant}`);
    }
  }
}
