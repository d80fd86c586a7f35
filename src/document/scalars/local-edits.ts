/** Verifies edits of a scalar's source by the lines that they touch alone, because a script may have thousands of edits. */
import { applyEdits, shiftEdits } from "./edit-order.ts";
import type { Scalar } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import type { Runs } from "./runs.ts";

/** A scalar of a source, and its decoded text. */
interface EditedScalar {
  readonly source: string;
  readonly scalar: Scalar;
  readonly text: string;
  readonly runs: Runs;
}

/**
 * Whether decoding the scalar after `edits` to its source results in its text after `changes`; `undefined` if only decoding
 * the whole scalar can decide. Both lists are sorted, and each edit corresponds to one change.
 */
export function holdsLocally(
  context: EditedScalar,
  indent: () => number,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): true | undefined {
  const { scalar, source } = context;
  switch (scalar.style) {
    // JSON encodes each character independently.
    case "json":
      return true;
    case "double-quoted":
    case "single-quoted":
      return isOneLine(source, scalar.range) ? true : undefined;
    case "literal":
      return holdsInLines(context, indent(), changes, edits) ? true : undefined;
    default:
      return undefined;
  }
}

function isOneLine(source: string, [from, to]: readonly [number, number]): boolean {
  const feed = source.indexOf("\n", from);
  return feed === -1 || feed >= to;
}

/** The same for the touched lines of a literal block, if the line after them shows the indentation. */
function holdsInLines(
  context: EditedScalar,
  indent: number,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): boolean {
  if (changes.length === 0) return false;
  let from = 0;
  while (from < changes.length) {
    let to = from + 1;
    // Changes on the same lines are checked together.
    while (to < changes.length && !hasBreak(context.text, changes[to - 1]!.end, changes[to]!.pos)) to++;
    if (!holdsInOnePart(context, indent, changes.slice(from, to), edits.slice(from, to))) return false;
    from = to;
  }
  return true;
}

/** Whether the text between the two offsets contains a line break. */
function hasBreak(text: string, from: number, to: number): boolean {
  const feed = text.indexOf("\n", from);
  return feed !== -1 && feed < to;
}

/** The same for changes on consecutive lines. */
function holdsInOnePart(
  { source, text, runs, scalar }: EditedScalar,
  indent: number,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): boolean {
  const pos = text.lastIndexOf("\n", changes[0]!.pos - 1) + 1;
  const feed = text.indexOf("\n", changes.at(-1)!.end);
  if (feed === -1 || pos >= text.length) return false;
  const end = feed + 1;
  const from = runs.start(pos) - indent;
  const to = runs.end(feed);
  if (source[from - 1] !== "\n" || !isContent(source, to, scalar.range[1], indent)) return false;
  const written = applyEdits(source.slice(from, to), shiftEdits(edits, from));
  const wanted = applyEdits(text.slice(pos, end), shiftEdits(changes, pos));
  // The first line with content determines the block's indentation.
  if (!/\S/.test(text.slice(0, pos)) && !isContent(written, 0, written.length, indent)) return false;
  return decodeLines(written, indent) === wanted;
}

/** Whether the line that starts at `at` has exactly this indentation, followed by a character. */
function isContent(source: string, at: number, to: number, indent: number): boolean {
  const start = at + indent;
  return start < to && source.slice(at, start).trim() === "" && !/[\s]/.test(source[start]!);
}

/** Decodes lines of a literal block by removing their indentation; `undefined` if a line has less. */
function decodeLines(written: string, indent: number): string | undefined {
  const margin = " ".repeat(indent);
  const lines = written.split("\n");
  const decoded: string[] = [];
  for (const line of lines) {
    const content = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (content.startsWith(margin)) decoded.push(content.slice(indent));
    else if (/^ *$/.test(content)) decoded.push("");
    else return undefined;
  }
  return decoded.join("\n");
}
