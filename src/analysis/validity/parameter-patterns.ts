/**
 * Checks `allowedPattern`: Java compiles it at the API, and Go's RE2 on the agent, which searches for it anywhere in the value
 * (amazon-ssm-agent, allowedregexparamvalidator). Automation runbooks never reach the agent.
 */
import { RE2JS } from "re2js";
import type { DocumentContent, DataNode, Scalar, SsmDocument } from "../../document/index.ts";
import { defaultsOf } from "./parameter-values.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";

/** The maximum length of a checked pattern or value, in UTF-16 units. */
const MAX_LENGTH = 4096;

/** The maximum total length of the patterns that are compiled for one document, in UTF-16 units. */
const MAX_PATTERNS = 200_000;

export function checkParameterPatterns({ content, schema }: SsmDocument, reporter: Reporter): void {
  if (schema === "automation") return;
  let length = 0;
  for (const { name, value: declaration } of content.entries(content.get(content.root, "parameters")?.value)) {
    const pattern = content.get(declaration, "allowedPattern")?.value;
    const text = content.text(pattern);
    if (pattern?.type !== "Scalar" || typeof pattern.value !== "string" || text === undefined) continue;
    if (text.length > MAX_LENGTH || reporter.isFull) continue;
    if ((length += text.length) > MAX_PATTERNS) return;
    const compiled = compile(text);
    if (typeof compiled === "string") reportPattern(content, pattern, name, compiled, reporter);
    else checkDefaults(content, declaration, name, compiled, reporter);
  }
}

/** The compiled pattern, or the reason why RE2 rejects it. */
function compile(text: string): RE2JS | string {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
  }
}

function reportPattern(
  content: DocumentContent,
  pattern: Scalar,
  name: string,
  reason: string,
  reporter: Reporter,
): void {
  const isJava = /\(\?[=!<]|\\[1-9k]|[*+?}]\+/.test(content.decoded(pattern));
  const cause = isJava ? " RE2 does not support look-around, back-references or possessive quantifiers." : "";
  const message = `The agent cannot compile the \`allowedPattern\` of parameter ${inlineCode(name)} (${reason}), so every run of this document fails.${cause}`;
  reporter.invalid(content.range(pattern), message);
}

function checkDefaults(
  content: DocumentContent,
  declaration: DataNode | undefined,
  name: string,
  pattern: RE2JS,
  reporter: Reporter,
): void {
  for (const node of defaultsOf(content, declaration)) {
    const text = content.text(node);
    if (text === undefined || text.includes("{{") || text.length > MAX_LENGTH) continue;
    if (pattern.matcher(text).find() || reporter.isFull) continue;
    const message = `The default ${inlineCode(text)} of parameter ${inlineCode(name)} does not match its \`allowedPattern\`: a run that does not set the parameter fails.`;
    reporter.invalid(content.range(node), message);
  }
}
