/** A quick test of a text, so that most files need not be parsed. */

const MARKS = ['"aws_ssm_document"', "schemaVersion", "AWS::SSM::Document", "mainSteps", "runtimeConfig"];

/** An escape of JSON or YAML, also in a string within a string: `\\u0061`. */
const ESCAPE = /(?<!\\)\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|\r?\n[ \t]*)/g;

/** Whether the text may contain an SSM document. `false` is certain, `true` is not. */
export function mayHoldDocument(text: string): boolean {
  return holdsMark(text) || (mayEscape(text) && holdsMark(unescape(text)));
}

/**
 * What is wrong with a text that contains NUL characters, as do UTF-16 and UTF-32 that were decoded as UTF-8. `undefined` if it contains
 * none or holds no document.
 */
export function otherEncoding(text: string, mayHold = mayHoldDocument): string | undefined {
  if (!text.includes("\0") || !mayHold(text.replaceAll("\0", ""))) return undefined;
  // Decoded as UTF-8, the byte order mark is not valid.
  const isWide = text.startsWith("\uFFFD") || !mayHold(text);
  if (!isWide) return "is binary: it contains a NUL byte";
  return "is UTF-16 or UTF-32. Save it as UTF-8";
}

const holdsMark = (text: string): boolean =>
  MARKS.some((mark) => text.includes(mark)) || (text.includes("AWS-RunShellScript") && /commands/i.test(text));

const mayEscape = (text: string): boolean => {
  ESCAPE.lastIndex = 0;
  return text.includes("\\") && ESCAPE.test(text);
};

function unescape(text: string): string {
  return text.replaceAll(ESCAPE, (_escape, u?: string, x?: string, long?: string) => {
    const digits = u ?? x ?? long;
    if (digits === undefined) return "";
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
