/** Whether edits of a scalar's source are right, decided from the lines that they touch alone: a script may have thousands of edits. */
import { applyEdits } from "./edit-order.ts";
import type { Scalar } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import type { Runs } from "./runs.ts";

/** A scalar of a source, and the text that it is decoded to. */
interface EditedScalar {
  readonly source: string;
  readonly scalar: Scalar;
  readonly text: string;
  readonly runs: Runs;
}

/**
 * Whether the scalar, decoded after `edits` of its source, is its text after `changes`; `undefined` if the whole scalar has to
 * be decoded to tell. Both lists are sorted, and the edits stand for the changes one by one.
 */
export function holdsLocally(
  context: EditedScalar,
  indent: () => number,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): true | undefined {
  const { scalar, source } = context;
  switch (scalar.style) {
    // Each character is encoded on its own.
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

/** The same for the lines of a literal block that are touched, if a line that shows its indentation follows them. */
function holdsInLines(
  { source, text, runs, scalar }: EditedScalar,
  indent: number,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): boolean {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return false;
  const pos = text.lastIndexOf("\n", first.pos - 1) + 1;
  const feed = text.indexOf("\n", last.end);
  if (feed === -1 || pos >= text.length) return false;
  const end = feed + 1;
  const from = runs.start(pos) - indent;
  const to = runs.end(feed);
  if (source[from - 1] !== "\n" || !isContent(source, to, scalar.range[1], indent)) return false;
  const written = applyEdits(source.slice(from, to), shifted(edits, from));
  const wanted = applyEdits(text.slice(pos, end), shifted(changes, pos));
  // The first line of content decides how far the block is indented.
  if (text.slice(0, pos).trim() === "" && !isContent(written, 0, written.length, indent)) return false;
  return decodeLines(written, indent) === wanted;
}

/** Whether the line that starts at `at` has exactly so much indentation, and a character behind it. */
function isContent(source: string, at: number, to: number, indent: number): boolean {
  const start = at + indent;
  return start < to && source.slice(at, start).trim() === "" && !/[\s]/.test(source[start]!);
}

/** Lines of a literal block without their indentation; `undefined` if one of them has less. */
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

function shifted(edits: readonly ScriptEdit[], by: number): ScriptEdit[] {
  return edits.map(({ pos, end, text }) => ({ pos: pos - by, end: end - by, text }));
}
