/** Plain and quoted scalars of YAML, and strings of JSON: maps each decoded character to its source. */
import { Runs } from "./runs.ts";

const isBlank = (text: string, at: number): boolean => text[at] === " " || text[at] === "\t";

/** The runs of the plain scalar in the source's `[from, to)`. */
export function plainRuns(source: string, from: number, to: number): Runs {
  const runs = new Runs();
  foldedLines(source, from, to, (start, end) => runs.verbatim(start, end), runs);
  return runs;
}

/** The runs of a single-quoted scalar; `[from, to)` includes the quotes. */
export function singleQuotedRuns(source: string, from: number, to: number): Runs {
  const runs = new Runs();
  const line = (start: number, end: number): void => {
    let plain = start;
    for (
      let quote = source.indexOf("''", start);
      quote !== -1 && quote + 2 <= end;
      quote = source.indexOf("''", plain)
    ) {
      runs.verbatim(plain, quote);
      runs.atomic("'", quote, quote + 2);
      plain = quote + 2;
    }
    runs.verbatim(plain, end);
  };
  foldedLines(source, from + 1, to - 1, line, runs);
  return runs;
}

/** YAML 1.2, 6.5 (line folding): a single line break becomes a space, n line breaks become n - 1. White space around them is dropped. */
function foldedLines(
  source: string,
  from: number,
  to: number,
  line: (start: number, end: number) => void,
  runs: Runs,
): void {
  let start = from;
  let first = true;
  let breaks: number[] = [];
  let gap = from;
  for (;;) {
    const newline = source.indexOf("\n", start);
    const last = newline === -1 || newline >= to;
    const end = last ? to : newline > start && source[newline - 1] === "\r" ? newline - 1 : newline;
    let begin = start;
    if (!first) while (begin < end && isBlank(source, begin)) begin++;
    let stop = end;
    if (!last) while (stop > begin && isBlank(source, stop - 1)) stop--;
    if (first || last || begin < stop) {
      fold(runs, gap, breaks, begin);
      line(begin, stop);
      gap = stop;
      breaks = [];
    }
    if (last) return;
    breaks.push(newline + 1);
    start = newline + 1;
    first = false;
  }
}

/** Folds the gap between two lines, from `gap` to `next`. `breaks` are the offsets after each line break. */
function fold(runs: Runs, gap: number, breaks: readonly number[], next: number): void {
  if (breaks.length === 0) return;
  if (breaks.length === 1) return runs.atomic(" ", gap, next);
  let from = gap;
  for (let index = 1; index < breaks.length; index++) {
    const to = index === breaks.length - 1 ? next : breaks[index]!;
    runs.atomic("\n", from, to);
    from = to;
  }
}

/** YAML 1.2, 5.7: the escapes that do not decode to the character after the backslash. */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

const HEX_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The runs of a double-quoted scalar of YAML; `[from, to)` includes the quotes. */
export function doubleQuotedRuns(source: string, from: number, to: number): Runs {
  const runs = new Runs();
  const last = to - 1;
  let plain = from + 1;
  let at = plain;
  while (at < last) {
    const char = source[at];
    if (char === "\\") {
      runs.verbatim(plain, at);
      at = plain = escape(source, at, last, runs);
    } else if (char === "\n" || char === " " || char === "\t" || char === "\r") {
      let end = at;
      while (isBlank(source, end)) end++;
      const breaks = source[end] === "\n" || (source[end] === "\r" && source[end + 1] === "\n");
      if (end < last && breaks) {
        runs.verbatim(plain, at);
        plain = foldBreaks(source, at, end, runs);
        at = plain;
      } else {
        at = Math.max(end, at + 1);
      }
    } else {
      at++;
    }
  }
  runs.verbatim(plain, last);
  return runs;
}

/**
 * Folds the line breaks from `newline` on, with the white space around them from `gap` on. Returns the offset where the
 * text continues.
 */
function foldBreaks(source: string, gap: number, newline: number, runs: Runs): number {
  const breaks: number[] = [];
  let at = newline;
  for (;;) {
    if (source[at] === "\n") breaks.push(++at);
    else if (isBlank(source, at) || (source[at] === "\r" && source[at + 1] === "\n")) at++;
    else break;
  }
  fold(runs, gap, breaks, at);
  return at;
}

/** Adds the escape at `at`. Returns the offset where the text continues. */
function escape(source: string, at: number, last: number, runs: Runs): number {
  const next = source[at + 1] ?? "";
  const digits = HEX_ESCAPES[next];
  if (digits !== undefined) {
    const end = Math.min(at + 2 + digits, last);
    const code = Number.parseInt(source.slice(at + 2, end), 16);
    runs.atomic(code <= 0x10ffff ? String.fromCodePoint(code) : "", at, end);
    return end;
  }
  const newline = next === "\n" ? at + 1 : next === "\r" && source[at + 2] === "\n" ? at + 2 : -1;
  if (newline === -1) {
    runs.atomic(ESCAPES[next] ?? next, at, at + 2);
    return at + 2;
  }
  let end = newline + 1;
  while (end < last && isBlank(source, end)) end++;
  return end;
}

/** The runs of a JSON string; `[from, to)` includes the quotes. */
export function jsonRuns(source: string, from: number, to: number): Runs {
  const runs = new Runs();
  const last = to - 1;
  let plain = from + 1;
  for (let at = source.indexOf("\\", plain); at !== -1 && at < last; at = source.indexOf("\\", plain)) {
    runs.verbatim(plain, at);
    plain = at + (source[at + 1] === "u" ? 6 : 2);
    runs.atomic(JSON.parse(`"${source.slice(at, plain)}"`) as string, at, plain);
  }
  runs.verbatim(plain, last);
  return runs;
}
