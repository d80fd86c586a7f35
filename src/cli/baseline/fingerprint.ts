/** Fingerprints, by which the baseline recognizes findings. */
import type { Message } from "../lint/result.ts";
import { digest } from "../support/digest.ts";

/** Characters of the line that are read on each side of a finding. A JSON document may contain a whole script in one line. */
const context = 80;

/** Maximum number of characters that are read from the start of a finding: thousands of findings may have the same long range. */
const longest = 10_000;

/**
 * Identifies a finding even after the lines around it have moved: a hash of the rule, the message's ID, and the source line
 * without its white space. 16 hexadecimal digits. Equal findings have equal fingerprints.
 */
export function fingerprint(message: Message, lines: readonly string[]): string {
  const line = lines[message.line - 1] ?? "";
  const start = message.column - 1;
  const end = message.endLine === message.line && message.endColumn ? message.endColumn - 1 : line.length;
  const around = line.slice(Math.max(0, start - context), Math.min(start + longest, end + context));
  const parts = [message.ruleId ?? "", message.messageId ?? "", around.replaceAll(/\s+/g, " ").trim()];
  return digest("sha256", parts.join("\0")).toString("hex").slice(0, 16);
}
