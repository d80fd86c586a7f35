/** Formats text of documents for messages. */

/** Returns the text between backticks, as one line, truncated. */
export function inlineCode(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

/** Lists words of which one is to be chosen: `` `a`, `b` or `c` ``. */
export const oneOf = (words: readonly string[]): string =>
  [words.slice(0, -1).map(inlineCode).join(", "), ...words.slice(-1).map(inlineCode)].filter(Boolean).join(" or ");
