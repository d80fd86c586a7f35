/**
 * Bounds the length of messages. A message contains names and values from the script, and a variable repeats a long value in
 * each command that uses it: without a bound, the messages of a document would take the square of its length.
 */

/** Longer words are truncated. No name that a person writes is as long. */
const MAX_WORD = 200;

/** Longer texts in a message are truncated. */
const MAX_TEXT = 2000;

/** What follows in a text is not read. */
const MAX_READ = 10_000;

const LONG_WORD = new RegExp(`(\\S{${MAX_WORD}})\\S+`, "gu");

/** The data of a message, with its long texts truncated. */
export function truncated(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? short(value) : value]),
  );
}

function short(text: string): string {
  if (text.length <= MAX_WORD) return text;
  return cut(cut(text, MAX_READ).replaceAll(LONG_WORD, "$1…"), MAX_TEXT);
}

/** The first `length` code units of the text, without half of a surrogate pair at the end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
