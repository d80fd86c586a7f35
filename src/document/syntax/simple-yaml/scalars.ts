/** Scalars of YAML. An `indent` is the column of what a scalar belongs to: its further lines stand to the right of it. */
import { readBlock } from "../../scalars/block-scalar.ts";
import { doubleQuotedRuns, plainRuns, singleQuotedRuns } from "../../scalars/flow-scalar.ts";
import { notSimple, type ScalarText } from "./collected.ts";
import { behindSpaces, endOfLine, HASH, matchAt, NEWLINE } from "./lines.ts";
import { plainValue } from "./plain-value.ts";

const ESCAPE = /\\(?:["\\/bfnrt \n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/y;
const PLAIN_START = /[\w$./(\\^~<+;=\u00a1-\ufefe]|[-:][^\s]/y;
const BLOCK_HEADER = /[|>][+-]?(?= *(?: #[^\n]*)?(?:\n|$))/y;

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;

/**
 * The quoted scalar that starts here; `undefined` where none does.
 * @param indent `undefined` where it has to end on its line.
 */
export function quotedScalar(text: string, start: number, indent: number | undefined): ScalarText | undefined {
  const quote = text.charCodeAt(start);
  if (quote !== QUOTE && quote !== APOSTROPHE) return undefined;
  const isDouble = quote === QUOTE;
  const end = isDouble ? endOfDouble(text, start) : endOfSingle(text, start);
  const inside = text.slice(start + 1, end - 1);
  const isFolded = inside.includes("\n");
  if (isFolded) checkLines(text, start, end, indent);
  const range = [start, end] as const;
  const style = isDouble ? "double-quoted" : "single-quoted";
  if (!isFolded && !inside.includes(isDouble ? "\\" : "'")) return { range, style, value: inside };
  const runs = isDouble ? doubleQuotedRuns(text, start, end) : singleQuotedRuns(text, start, end);
  return { range, style, value: runs.decode(text) };
}

function endOfDouble(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      const escape = matchAt(ESCAPE, text, at);
      if (escape === undefined) throw notSimple;
      at += escape.length - 1;
    } else if (code < 0x20 && code !== NEWLINE) throw notSimple;
  }
  throw notSimple;
}

function endOfSingle(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== NEWLINE) throw notSimple;
    if (code !== APOSTROPHE) continue;
    if (text.charCodeAt(at + 1) !== APOSTROPHE) return at + 1;
    at++;
  }
  throw notSimple;
}

function checkLines(text: string, start: number, end: number, indent: number | undefined): void {
  if (indent === undefined) throw notSimple;
  for (let line = endOfLine(text, start) + 1; line < end; line = endOfLine(text, line) + 1) {
    const at = behindSpaces(text, line);
    if (text.charCodeAt(at) !== NEWLINE && at - line <= indent) throw notSimple;
  }
}

/** The plain scalar that starts here. */
export function plainScalar(text: string, start: number, indent: number, isTagged: boolean): ScalarText {
  if (matchAt(PLAIN_START, text, start) === undefined) throw notSimple;
  let end = start;
  let lines = 0;
  for (let from = start; ; lines++) {
    const newline = endOfLine(text, from);
    const line = text.slice(from, newline);
    const comment = line.indexOf(" #");
    const written = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
    if (line.includes("\t") || written.includes(": ") || written.endsWith(":")) throw notSimple;
    end = from + written.length;
    const next = continuation(text, newline + 1, indent);
    if (comment !== -1 || next === undefined) break;
    from = next;
  }
  const written = lines === 0 ? text.slice(start, end) : plainRuns(text, start, end).decode(text);
  return { range: [start, end], style: "plain", value: isTagged ? written : plainValue(written) };
}

/** Where the scalar goes on, on this line or behind blank ones. */
function continuation(text: string, from: number, indent: number): number | undefined {
  let line = from;
  let at = behindSpaces(text, line);
  while (text.charCodeAt(at) === NEWLINE) {
    line = at + 1;
    at = behindSpaces(text, line);
  }
  return at < text.length && at - line > indent && text.charCodeAt(at) !== HASH ? at : undefined;
}

/** The literal or folded block that starts here. */
export function blockScalar(text: string, start: number, parentIndent: number): ScalarText {
  const header = matchAt(BLOCK_HEADER, text, start);
  if (header === undefined) throw notSimple;
  let indent = -1;
  const content = endOfLine(text, start) + 1;
  let end = content;
  let longestBlank = 0;
  let line = content;
  while (line < text.length) {
    const at = behindSpaces(text, line);
    if (at >= text.length) throw notSimple;
    if (text.charCodeAt(at) === NEWLINE) {
      longestBlank = Math.max(longestBlank, at - line);
      line = at + 1;
      continue;
    }
    if (indent === -1 && at - line > parentIndent) {
      indent = at - line;
      if (longestBlank > indent) throw notSimple;
    }
    if (indent === -1 || at - line < indent) break;
    longestBlank = 0;
    line = endOfLine(text, at) + 1;
    end = line;
  }
  // A blank line that is longer than the indentation is content.
  if (longestBlank > Math.max(indent, 0)) throw notSimple;
  if (indent === -1 && line > content && !header.endsWith("+")) throw notSimple;
  end = Math.min(header.endsWith("+") ? line : end, text.length);
  const value = readBlock(text, start, end, parentIndent).runs.decode(text);
  return { range: [start, end], style: header.startsWith("|") ? "literal" : "folded", value };
}
