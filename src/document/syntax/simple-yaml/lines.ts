/** Where lines begin and end. */

export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;

/** Offset of the line break, or of the end of the text. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline;
}

/** Behind the spaces from here. */
export function behindSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Whether nothing or a comment stands here, behind a space or where a line starts. */
export function isNothing(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === NEWLINE || code === HASH;
}

/** What the pattern, a sticky one, finds here. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
