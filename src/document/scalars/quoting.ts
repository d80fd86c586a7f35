/** Text as a scalar of YAML or JSON. */

/** YAML 1.2, 5.1: what must be escaped, and what is read as a line break. */
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r|\p{Surrogate}/u;

/** Whether the text can stand in YAML without escapes. A lone carriage return would be read as a line break. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** The inside of a double-quoted scalar or JSON string. */
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

/** `undefined` where single quotes cannot hold the text on one line. */
export function quoteSingle(text: string): string | undefined {
  return text.includes("\n") || !isPrintable(text) ? undefined : `'${text.replaceAll("'", "''")}'`;
}

/** What a plain scalar of YAML 1.1 or 1.2 would be read as something else than a string. */
const NOT_A_STRING =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\.[0-9]|[0-9]).*|[-+]?\.(?:inf|nan)|<<|=|---.*|\.\.\..*)$/i;

/** Whether the text, on one line, is a plain scalar that YAML reads as this string. */
export function isPlain(text: string, inFlow: boolean): boolean {
  if (text === "" || text !== text.trim() || text.includes("\n") || !isPrintable(text)) return false;
  if (/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$))/.test(text) || NOT_A_STRING.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  return !inFlow || !/[,[\]{}]|^[-?:]|:/.test(text);
}

/** The most readable flow scalar on one line: as its neighbour is written where that can be. */
export function quoteLike(text: string, neighbour: string, inFlow: boolean): string {
  if (neighbour === "plain" && isPlain(text, inFlow)) return text;
  const single = quoteSingle(text);
  const wantsSingle =
    neighbour === "single-quoted" || (neighbour === "plain" && /["\\]/.test(text) && !text.includes("'"));
  return single !== undefined && wantsSingle ? single : quoteDouble(text);
}
