/** Formats text of documents for messages. */

/** Returns the text between backticks, as one line, truncated. */
export function inlineCode(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}
