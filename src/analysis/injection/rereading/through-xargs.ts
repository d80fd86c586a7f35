/**
 * How `xargs` treats a value in its input before a shell reads it: without `-0` and `-d` it removes quotes, and with `-I` each
 * line is an item. Source: GNU findutils, xargs.c, `read_line`.
 */
import type { Acceptor } from "../language/lazy-acceptor.ts";
import type { XargsReading } from "../scanner/paste-context.ts";

const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/;

/**
 * @param words the words of the command
 * @returns `undefined` if the command does not call `xargs`
 */
export function readingOf(words: readonly ({ readonly text: string } | undefined)[]): XargsReading | undefined {
  const texts = words.map((word) => word?.text ?? "");
  const called = texts.findIndex((text) => /(?:^|\/)xargs$/.test(text));
  if (called === -1) return undefined;
  const shell = texts.findIndex((text, index) => index > called && SHELL.test(text));
  const options = texts.slice(called + 1, shell === -1 ? undefined : shell);
  if (options.some((text) => /^(?:-[oprtx]*0|--null$)/.test(text))) return "raw";
  if (options.some((text) => /^(?:-[oprtx]*d|--delim)/.test(text))) return "lines";
  return options.some((text) => /^(?:-[oprtx0]*[Ii]|--replace)/.test(text)) ? "quoted-lines" : "words";
}

/** The position within a line. */
const FIRST = 0;
const LINE_START = 1;
const PLAIN = 2;
const DOUBLE = 3;
const SINGLE = 4;
const MODES = 5;

/** Combines the state of the items' acceptor, or -1, with the position in the line. */
function at(item: number, mode: number): number {
  return (item + 1) * MODES + mode;
}

/** Returns the acceptor of a value that is read by xargs, from the acceptor of the items. */
export function throughXargs(items: Acceptor, reading: XargsReading): Acceptor {
  if (reading === "raw") return items;
  const hasQuotes = reading !== "lines";
  /** An earlier line has done its harm. */
  const DONE = Number.MAX_SAFE_INTEGER;
  const step = (state: number, character: string): number => {
    if (state === DONE) return state;
    const mode = state % MODES;
    const item = (state - mode) / MODES - 1;
    if (character === "\n") {
      if (mode === DOUBLE || mode === SINGLE || reading === "words") return -1;
      return item !== -1 && items.accepts(item) ? DONE : at(items.start, LINE_START);
    }
    // `echo` of some shells interprets the backslash too.
    if (hasQuotes && character === "\\") return -1;
    if (hasQuotes && (mode === DOUBLE ? character === '"' : mode === SINGLE && character === "'"))
      return at(item, PLAIN);
    if (mode <= PLAIN) {
      if (hasQuotes && /["']/.test(character)) return at(item, character === '"' ? DOUBLE : SINGLE);
      if (/[ \t]/.test(character)) {
        // White space before an item is ignored; whether the value begins an item is unknown.
        if (reading === "words" || (mode === FIRST && hasQuotes)) return -1;
        if (mode === LINE_START && hasQuotes) return state;
      }
    }
    const next = item === -1 ? -1 : items.step(item, character);
    return at(next, mode === DOUBLE || mode === SINGLE ? mode : PLAIN);
  };
  return {
    start: at(items.start, FIRST),
    kindOf: (character) => (/["'\\\n\t ]/.test(character) ? character : items.kindOf(character)),
    step,
    accepts: (state) => {
      if (state === DONE) return true;
      const mode = state % MODES;
      const item = (state - mode) / MODES - 1;
      return mode <= PLAIN && item !== -1 && items.accepts(item);
    },
  };
}
