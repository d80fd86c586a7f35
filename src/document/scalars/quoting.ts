/** Encodes text as a scalar of YAML or JSON. */

/** YAML 1.2, 5.1: characters that must be escaped, and characters that are read as line breaks. */
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r|\p{Surrogate}/u;

/** Whether YAML can contain the text without escapes. A lone carriage return would be read as a line break. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** Encodes text for the inside of a double-quoted scalar or JSON string. */
export function escapeDouble(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (char) => {
      return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}

export function quoteDouble(text: string): string {
  return `"${escapeDouble(text)}"`;
}

/** `undefined` if single quotes cannot represent the text on one line. */
export function quoteSingle(text: string): string | undefined {
  return text.includes("\n") || !isPrintable(text) ? undefined : `'${text.replaceAll("'", "''")}'`;
}

/** Plain scalars that YAML 1.1 or 1.2 does not read as a string. */
const NOT_A_STRING =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\.[0-9]|[0-9]).*|[-+]?\.(?:inf|nan)|<<|=|---.*|\.\.\..*)$/i;

/** Whether YAML reads the text, written as a plain scalar on one line, as this string. */
export function isPlain(text: string, inFlow: boolean): boolean {
  if (text === "" || text !== text.trim() || text.includes("\n") || !isPrintable(text)) return false;
  if (/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$))/.test(text) || NOT_A_STRING.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  return !inFlow || !/[,[\]{}]|^[-?:]|:/.test(text);
}

/** The most readable flow scalar on one line, in the style of its neighbour if possible. */
export function quoteLike(text: string, neighbour: string, inFlow: boolean): string {
  if (neighbour === "plain" && isPlain(text, inFlow)) return text;
  const single = quoteSingle(text);
  const wantsSingle =
    neighbour === "single-quoted" || (neighbour === "plain" && /["\\]/.test(text) && !text.includes("'"));
  return single !== undefined && wantsSingle ? single : quoteDouble(text);
}
