/** Translates changes to a string or here-document of HCL into changes to its source. */
import type { Scalar } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import { applyEdits, shiftEdits } from "../scalars/edit-order.ts";
import { escapeQuoted, escapeSequences } from "../scalars/hcl-escapes.ts";
import { holdsInHclParts } from "./hcl-parts.ts";
import type { Runs } from "../scalars/runs.ts";
import type { Tree } from "../syntax/tree.ts";
import { areAt, keptOpaque } from "./kept-opaque.ts";
import { mayVerify, type EditEffort } from "../scalars/verification.ts";

/** What parsing one interpolation or directive (`%{ if … }`, `%{ endif }`) costs, in characters of text. */
const PER_SEQUENCE = 250;

const SEQUENCE_START = /[$%]\{/g;

/**
 * In-place edits for the changes, which must be sorted. `undefined` if decoding the edited source does not result in
 * exactly the new text.
 */
export function hclEdits(
  tree: Tree,
  scalar: Scalar,
  text: string,
  runs: Runs,
  changes: readonly ScriptEdit[],
  effort: EditEffort,
): ScriptEdit[] | undefined {
  const { templates } = tree;
  const opaque = templates?.opaqueOf(scalar);
  if (!templates || !opaque) return undefined;
  const [from, to] = scalar.range;
  const edits: ScriptEdit[] = [];
  for (const { end, pos, text: inserted } of changes) {
    if (runs.splits(pos) || runs.splits(end)) return undefined;
    const start = sourceOf(tree.text, scalar, text, runs, pos);
    if (start === undefined) return undefined;
    // After a line break, the next line's indentation is part of the edit.
    const isLine = end > pos && text[end - 1] === "\n" && end < text.length;
    const stop = end === pos ? start : isLine ? runs.start(end) : runs.end(end - 1);
    const written =
      scalar.style === "hcl-quoted"
        ? escapeQuoted(inserted)
        : heredocLines(tree, scalar, inserted, start, Math.max(start, stop));
    edits.push({ pos: start, end: Math.max(start, stop), text: written });
  }
  if (holdsInHclParts({ tree, scalar, text, runs, opaque, effort }, changes, edits)) return edits;
  if (!mayVerify(effort.decoded)) return undefined;
  const written = applyEdits(tree.text.slice(from, to), shiftEdits(edits, from));
  effort.decoded += text.length + PER_SEQUENCE * [...written.matchAll(SEQUENCE_START)].length;
  const after = templates.reread(scalar, written);
  const kept = keptOpaque(opaque, changes);
  if (!after || !kept || after.text !== applyEdits(text, changes) || !areAt(after.opaque, kept)) return undefined;
  return edits;
}

/** Source offset of the start of the character at `pos`. At the end of the text, the end of its source. */
function sourceOf(source: string, scalar: Scalar, text: string, runs: Runs, pos: number): number | undefined {
  if (pos < text.length) return runs.start(pos);
  if (text !== "") return runs.end(text.length - 1);
  return scalar.style === "hcl-quoted" ? scalar.range[0] + 1 : source.indexOf("\n", scalar.range[0]) + 1;
}

/** The inserted lines, indented like the line at which they are inserted. Lines already end as the text does. */
function heredocLines(tree: Tree, scalar: Scalar, text: string, start: number, stop: number): string {
  const source = tree.text;
  const lineStart = source.lastIndexOf("\n", start - 1) + 1;
  const indent = tree.templates!.indentOf(scalar);
  const lead = /^[ \t]*/.exec(source.slice(lineStart, lineStart + indent))![0];
  const margin = lead.padEnd(indent, " ");
  const isAtLineEnd = source[stop] === "\n" || source[stop] === "\r" || stop === lineStart;
  const lines = escapeSequences(text).split("\n");
  return lines
    .map((line, index) => {
      if (index === 0) return line === "" ? line : margin.slice(Math.min(start - lineStart, indent)) + line;
      return /^\r?$/.test(line) && (index < lines.length - 1 || isAtLineEnd) ? line : margin + line;
    })
    .join("\n");
}
