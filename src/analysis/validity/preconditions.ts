/**
 * Checks the preconditions of steps, schema 2.2.
 *
 * amazon-ssm-agent, runpluginutil `evaluatePreconditions`: only `StringEquals` with two arguments, one of them `platformType` or
 * text with a declared parameter; anything else fails the step.
 */
import type { DocumentContent, DataNode, Mapping, SsmDocument } from "../../document/index.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode, oneOf } from "./report/wording.ts";
import { stepSubject } from "./report/subject.ts";

const PLATFORMS = ["Linux", "Windows", "MacOS"];
const PLATFORM_TYPE = "platformType";
const PARAMETER = /\{\{\s*[a-zA-Z0-9]+\s*\}\}/;
const STORED = /\{\{\s*ssm(?:-secure)?:/;

export function checkPreconditions({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema !== "command-2") return;
  const version = content.text(content.get(content.root, "schemaVersion")?.value);
  for (const step of content.steps) {
    const precondition = content.getAnyCase(step, "precondition");
    if (!precondition || reporter.isFull) continue;
    if (version?.startsWith("2.0")) {
      const message = `${capitalizedName(content, step)} has a \`precondition\`, which schema ${version} does not support: the agent fails the step. Use "2.2".`;
      reporter.invalid(content.range(precondition.key), message);
    }
    const operands = content.items(content.get(precondition.value, "StringEquals")?.value);
    if (operands.length === 2) checkOperands(content, step, operands, reporter);
  }
}

function checkOperands(
  content: DocumentContent,
  step: Mapping,
  operands: readonly DataNode[],
  reporter: Reporter,
): void {
  const [first, second] = operands.map((node) => content.text(node));
  if (first === undefined || second === undefined) return;
  const subject = stepSubject(content, step).name;
  const range = content.range(operands[0]!);
  const fail = (reason: string): void =>
    reporter.invalid(range, `The precondition of ${subject} ${reason}: the agent fails the step.`);
  if (STORED.test(first) || STORED.test(second)) return fail("refers to Parameter Store");
  if (first === second) return fail("compares a string with itself");
  const platform = first === PLATFORM_TYPE ? operands[1] : second === PLATFORM_TYPE ? operands[0] : undefined;
  if (!platform) {
    if (!PARAMETER.test(first) && !PARAMETER.test(second)) fail("refers to neither `platformType` nor a parameter");
    return;
  }
  const name = content.text(platform)!;
  if (PARAMETER.test(name)) return fail("compares `platformType` with a parameter");
  if (PLATFORMS.some((known) => known.toLowerCase() === name.toLowerCase())) return;
  const meant = didYouMean(name.slice(0, 40), PLATFORMS, "`");
  const message = `${inlineCode(name)} is not a platform, so ${subject} is skipped on every instance.${meant || ` Use ${oneOf(PLATFORMS)}.`}`;
  reporter.ignored(content.range(platform), message);
}

function capitalizedName(content: DocumentContent, step: Mapping): string {
  const { name } = stepSubject(content, step);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
