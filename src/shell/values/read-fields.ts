/** Splits a line as `read` does. */
import { DEFAULT_SEPARATORS } from "./field-splitting.ts";

/** The fields of a known line: at most `count`; the last contains the rest of the line. */
export function readFields(text: string, count: number, ifs: string): string[] {
  const isSpace = (character: string): boolean => ifs.includes(character) && DEFAULT_SEPARATORS.includes(character);
  let from = 0;
  let end = text.length;
  while (from < end && isSpace(text[from]!)) from++;
  while (end > from && isSpace(text[end - 1]!)) end--;
  const all: string[] = [];
  while (all.length < count && from < end) {
    let to = from;
    while (to < end && !ifs.includes(text[to]!)) to++;
    const field = text.slice(from, to);
    while (to < end && isSpace(text[to]!)) to++;
    if (to < end && ifs.includes(text[to]!)) {
      to++;
      while (to < end && isSpace(text[to]!)) to++;
    }
    // A separator at the end of the line belongs to no field, not even to the last one.
    all.push(all.length < count - 1 || to === end ? field : text.slice(from, end));
    from = to;
  }
  return all;
}
