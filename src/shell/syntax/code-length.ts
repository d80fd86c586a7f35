/** The length of a script's code, for limits that comments and white space must not move. */
import type { ShellScript } from "./script.ts";

const known = new WeakMap<object, number>();

/** The number of characters that are neither white space nor in a comment. */
export function codeLength(script: Pick<ShellScript, "comments" | "text">): number {
  let length = known.get(script);
  if (length === undefined) {
    const { comments, text } = script;
    const inComments = comments.reduce((sum, { pos, end }) => sum + visible(text, pos, end), 0);
    known.set(script, (length = visible(text, 0, text.length) - inComments));
  }
  return length;
}

/** The number of characters of this part of the text that are not white space. */
function visible(text: string, pos: number, end: number): number {
  let count = 0;
  for (let at = pos; at < end; at++) if (text.charCodeAt(at) > 32) count++;
  return count;
}
