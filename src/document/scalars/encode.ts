/** Translates changes to a scalar's text into changes to its source. */
import { applyEdits } from "./edit-order.ts";
import { blockHeader, readBlock } from "./block-scalar.ts";
import type { Scalar } from "../model/document.ts";
import { doubleQuotedRuns, jsonRuns, plainRuns, singleQuotedRuns } from "./flow-scalar.ts";
import { holdsLocally } from "./local-edits.ts";
import { escapeDouble, isPlain, isPrintable, quoteDouble, quoteLike } from "./quoting.ts";
import { Runs } from "./runs.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import { mayVerify, type EditEffort } from "./verification.ts";

/** A scalar, and the surroundings that determine how it must be written. */
export interface ScalarContext {
  readonly source: string;
  readonly scalar: Scalar;
  readonly text: string;
  readonly runs: Runs;
  /** Indentation of the node that contains a block scalar. */
  readonly parentIndent: number;
  readonly inFlow: boolean;
  /** Cost of the edits to this scalar so far. */
  readonly effort: EditEffort;
}

/**
 * The changes to the source. The scalar is edited in place if decoding it again results in exactly the new text. Otherwise
 * it is rewritten in the most readable style that can represent the text. `undefined` after more than `MAX_DECODED` code
 * units of the scalar were decoded.
 */
export function encodeEdits(context: ScalarContext, changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
  const local = localEdits(context, changes);
  if (local && holdsLocally(context, () => indentOf(context), changes, local)) return local;
  if (!mayVerify(context.effort.decoded)) return undefined;
  context.effort.decoded += context.text.length;
  const wanted = applyEdits(context.text, changes);
  if (local && holds(context, local, wanted)) return local;
  const [pos, end] = context.scalar.range;
  return [{ pos, end, text: rewritten(context, wanted) }];
}

/** Number of indentation columns of the block scalar that are not content. */
function indentOf({ effort, source, scalar, parentIndent }: ScalarContext): number {
  return (effort.indent ??= readBlock(source, ...scalar.range, parentIndent).indent);
}

function localEdits(context: ScalarContext, changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
  const { text, runs } = context;
  if (text === "") return undefined;
  const edits: ScriptEdit[] = [];
  for (const change of changes) {
    if (runs.splits(change.pos) || runs.splits(change.end)) return undefined;
    const pos = isWrittenBehind(context, change) ? runs.end(change.pos - 1) : runs.start(change.pos);
    let end = pos;
    if (change.end > change.pos) {
      // After a line break, the next line's indentation is part of the edit.
      const line = text[change.end - 1] === "\n" && change.end < text.length;
      end = line ? runs.start(change.end) : runs.end(change.end - 1);
    }
    const encoded = encodeText(context, change, pos, end);
    if (encoded === undefined) return undefined;
    edits.push({ pos, end: Math.max(pos, end), text: encoded });
  }
  return edits;
}

/**
 * Whether the new text is written behind the previous character of the text, and not before the next one. Between them may be
 * an escaped line break, after which YAML drops spaces.
 */
function isWrittenBehind({ text, scalar }: ScalarContext, change: ScriptEdit): boolean {
  if (change.pos >= text.length) return true;
  return scalar.style === "double-quoted" && change.pos === change.end && change.pos > 0 && /^[ \t]/.test(change.text);
}

/** The inserted text encoded in the scalar's style; `undefined` if that is impossible in place. */
function encodeText(context: ScalarContext, change: ScriptEdit, pos: number, end: number): string | undefined {
  const { text } = change;
  switch (context.scalar.style) {
    case "json":
    case "double-quoted":
      return escapeDouble(text);
    case "single-quoted":
      return text.includes("\n") || !isPrintable(text) ? undefined : text.replaceAll("'", "''");
    case "plain":
      return text.includes("\n") || !isPrintable(text) ? undefined : text;
    case "folded":
      return text.includes("\n") || !isPrintable(text) ? undefined : pad(context, pos, text) + text;
    case "literal":
      return isPrintable(text) ? literalLines(context, change, pos, end) : undefined;
  }
}

/** The missing indentation for text that is inserted at the start of a line without any. */
function pad(context: ScalarContext, pos: number, text: string): string {
  const { source, runs } = context;
  if (text === "" || runs.length === 0) return "";
  const indent = indentOf(context);
  // The line may be very long.
  const before = source.slice(Math.max(0, pos - indent), pos);
  const column = before.length - 1 - before.lastIndexOf("\n");
  return " ".repeat(indent - column);
}

function literalLines(context: ScalarContext, { text, end: textEnd }: ScriptEdit, pos: number, end: number): string {
  const { source, scalar } = context;
  const eol = lineEnding(source, scalar.range[0]);
  const margin = " ".repeat(indentOf(context));
  const lines = text.split("\n");
  const atLineEnd = textEnd >= context.text.length || source[end] === "\n" || source[end] === "\r";
  const written = lines.map((line, index) => {
    const bare = index === 0 || (line === "" && (index < lines.length - 1 || atLineEnd));
    return bare ? line : margin + line;
  });
  return (lines[0] === "" ? "" : pad(context, pos, text)) + written.join(eol);
}

/** Whether the scalar, decoded after the edits, is exactly the wanted text and still has its style. */
function holds(context: ScalarContext, edits: readonly ScriptEdit[], wanted: string): boolean {
  const { source, scalar, parentIndent, inFlow } = context;
  const [from, to] = scalar.range;
  const inside = edits.map(({ pos, end, text }) => ({ pos: pos - from, end: end - from, text }));
  if (inside.some(({ pos, end }) => pos < 0 || end > to - from)) return false;
  const before = source.slice(from, to);
  const written = applyEdits(before, inside);
  if (indentation(written) < indentation(before) && !isBlock(scalar)) return false;
  if (scalar.style === "plain" && !staysPlain(written, inFlow)) return false;
  return decode(written, scalar.style, parentIndent) === wanted;
}

/** Whether the edited text is still a plain scalar, on one or several lines. */
function staysPlain(written: string, inFlow: boolean): boolean {
  const lines = written.split("\n").map((line) => line.trim());
  if (lines.length === 1) return isPlain(lines[0]!, inFlow);
  return isPlain(`${lines[0]} x`, inFlow) && lines.slice(1).every((line) => isPlain(`x ${line}`.trim(), inFlow));
}

const isBlock = ({ style }: Scalar): boolean => style === "literal" || style === "folded";

/**
 * The smallest indentation of a flow scalar's lines after the first, for which YAML requires a minimum; infinite if there
 * is only one line.
 */
function indentation(written: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of written.split("\n").slice(1)) {
    const text = line.search(/[^ \t\r]/);
    if (text !== -1) least = Math.min(least, text);
  }
  return least;
}

function decode(written: string, style: Scalar["style"], parentIndent: number): string {
  const end = written.length;
  switch (style) {
    case "json":
      return jsonRuns(written, 0, end).decode(written);
    case "double-quoted":
      return doubleQuotedRuns(written, 0, end).decode(written);
    case "single-quoted":
      return singleQuotedRuns(written, 0, end).decode(written);
    case "plain":
      return plainRuns(written, 0, end).decode(written);
    default:
      return readBlock(written, 0, end, parentIndent).runs.decode(written);
  }
}

/** Rewrites the whole scalar. */
function rewritten(context: ScalarContext, wanted: string): string {
  const { source, scalar, inFlow } = context;
  const [from, to] = scalar.range;
  const gap = from === to && from > 0 && !/\s/.test(source[from - 1]!) ? " " : "";
  switch (scalar.style) {
    case "json":
      return JSON.stringify(wanted);
    case "literal":
    case "folded":
      return block(context, wanted) ?? quoteDouble(wanted) + afterBlock(source, from, to);
    case "plain":
      if (inFlow) return gap + quoteLike(wanted, "plain", true);
      return (
        gap +
        (wanted.includes("\n") ? (newBlock(context, wanted) ?? quoteDouble(wanted)) : quoteLike(wanted, "plain", false))
      );
    default:
      return quoteLike(wanted, scalar.style, inFlow);
  }
}

/** The text after the content of a block scalar: its last line break and the empty lines after it. */
function afterBlock(source: string, from: number, to: number): string {
  let start = to;
  while (start > from && /[ \t\r\n]/.test(source[start - 1]!)) start--;
  const feed = source.slice(start, to).search(/\r?\n/);
  return feed === -1 ? "" : source.slice(start + feed, to).replaceAll(/[ \t]+/g, "");
}

/** A literal block that replaces a block scalar; `undefined` if it cannot represent the text. */
function block(context: ScalarContext, wanted: string): string | undefined {
  const { source, scalar, parentIndent } = context;
  const [from, to] = scalar.range;
  const header = blockHeader(source, from, to);
  const { indent } = readBlock(source, from, to, parentIndent);
  const eol = lineEnding(source, from);
  const comment = source.slice(header.end, header.content).replace(/\r?\n$/, "");
  const tail = wanted.endsWith("\n\n") ? eol : afterBlock(source, from, to) || eol;
  const width = indent - parentIndent;
  const explicit = /^\n*[ \t]/.test(wanted) ? (width >= 1 && width <= 9 ? String(width) : undefined) : "";
  if (explicit === undefined) return undefined;
  const written = literal(wanted, indent, eol, explicit, comment);
  if (written === undefined) return undefined;
  const whole = written + tail;
  return decode(whole, "literal", parentIndent) === wanted ? whole : undefined;
}

/** A literal block that replaces a plain scalar at the end of its line. */
function newBlock(context: ScalarContext, wanted: string): string | undefined {
  const { source, scalar } = context;
  const [from, to] = scalar.range;
  const behind = /^[ \t]*\r?(?:\n|$)/.test(source.slice(to, to + 200));
  if (!behind || /^\n*[ \t]/.test(wanted) || wanted.endsWith("\n\n")) return undefined;
  const lineStart = source.lastIndexOf("\n", from - 1) + 1;
  const prefix = /^ *(?:- +)*/.exec(source.slice(lineStart, from))?.[0].length ?? 0;
  const indent = lineStart + prefix === from ? prefix : prefix + 2;
  const eol = lineEnding(source, from);
  const written = literal(wanted, Math.max(indent, 1), eol, "", "");
  return written !== undefined && decode(written + eol, "literal", 0) === wanted ? written : undefined;
}

/** A literal block without its last line break. */
function literal(text: string, indent: number, eol: string, explicit: string, comment: string): string | undefined {
  if (!isPrintable(text) || text.trim() === "") return undefined;
  const chomp = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const written = lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return [`|${explicit}${chomp}${comment}`, ...written].join(eol);
}

/** The line terminator that the text uses near this offset. */
export function lineEnding(source: string, at: number): string {
  let newline = source.indexOf("\n", at);
  if (newline === -1) newline = source.lastIndexOf("\n", at);
  return newline > 0 && source[newline - 1] === "\r" ? "\r\n" : "\n";
}
