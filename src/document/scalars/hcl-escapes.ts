/** Encodes text for strings and here-documents of HCL. */

/** Escapes `${` and `%{`, so that they do not start a template sequence. */
export const escapeSequences = (text: string): string => text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

const CONTROL: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** Encodes text for the inside of a quoted string. */
export function escapeQuoted(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const escaped = text.replaceAll(/[\u0000-\u001f"\\\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu, (char) => {
    return CONTROL[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return escapeSequences(escaped);
}

export const quoteHcl = (text: string): string => `"${escapeQuoted(text)}"`;
