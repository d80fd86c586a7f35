/** Text of documents in messages. */

/** Text between backticks, cut to one short line. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}
