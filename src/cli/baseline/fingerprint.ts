import { createHash } from "node:crypto";
import type { Message } from "../lint/result.ts";

/** Characters of a line that are looked at on each side of a finding: a whole script may stand in one line of JSON. */
const context = 80;

/**
 * What a finding is recognised by after the lines around it have moved: the rule, which of its messages, and the source
 * line that it stands in without its white space. 16 hexadecimal digits. Equal findings have equal fingerprints.
 */
export function fingerprint(message: Message, lines: readonly string[]): string {
  const line = lines[message.line - 1] ?? "";
  const start = message.column - 1;
  const end = message.endLine === message.line && message.endColumn ? message.endColumn - 1 : line.length;
  const around = line.slice(Math.max(0, start - context), Math.min(line.length, end + context));
  const parts = [message.ruleId ?? "", message.messageId ?? "", around.replaceAll(/\s+/g, " ").trim()];
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}
