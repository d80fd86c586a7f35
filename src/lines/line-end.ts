/** Lines of a text. */

/** Returns the end of the line, before its line break. */
export function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}
