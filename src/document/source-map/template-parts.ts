/** Verifies edits of a template by reading only the parts that they touch, because reading a whole template takes long. */
import type { OpaqueText, Range } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import { applyEdits, shiftEdits } from "../scalars/edit-order.ts";
import type { Runs } from "../scalars/runs.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";
import { areAt, keptOpaque } from "./kept-opaque.ts";

/** A template, its text, and the source of each character of the text. */
export interface EditedTemplate {
  /** The text that contains the template, and where. */
  readonly source: string;
  readonly range: Range;
  readonly text: string;
  readonly runs: Runs;
  /** Sorted. */
  readonly opaque: readonly OpaqueText[];
}

type ReadTemplate = (template: string) => { readonly text: string; readonly opaque: readonly OpaqueText[] } | undefined;

/** @param range where the part is in the decoded text before the edits. */
export type ReadPart = (part: string, range: Range) => ReturnType<ReadTemplate>;

/** Whether a template of Terraform has no directives, which select parts, or strip markers (`~`), which remove space across lines. */
export const isSeparableTemplate = (template: string): boolean => !/(?<!%)%\{|\{~|~\}/.test(template);

/** How far from an edit a part may begin and end. */
export const MAX_DISTANCE = 200;

/**
 * Whether the template after `edits` has the text after `changes`, and the same variables. If not, only reading the whole
 * template can decide. Both lists are sorted, and each edit corresponds to one change.
 * @param read reads a part of the template, which must not depend on the other parts.
 */
export function holdsInParts(
  edited: EditedTemplate,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
  read: ReadPart,
): boolean {
  for (let index = 0; index < changes.length;) {
    const first = index;
    const from = cutFrom(edited, changes[first]!.pos, -1);
    let to: number | undefined;
    do to = cutFrom(edited, changes[index]!.end + 1, 1);
    while (to !== undefined && ++index < changes.length && changes[index]!.pos <= to + MAX_DISTANCE);
    if (from === undefined || to === undefined) return false;
    const range = [from, to] as const;
    if (!holdsInPart(edited, range, changes.slice(first, index), edits.slice(first, index), read)) return false;
  }
  return true;
}

function holdsInPart(
  edited: EditedTemplate,
  [from, to]: readonly [number, number],
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
  read: ReadPart,
): boolean {
  const { opaque, source, text } = edited;
  const start = sourceOf(edited, from);
  const stop = sourceOf(edited, to);
  const own = shiftEdits(changes, from);
  const after = applyEdits(source.slice(start, stop), shiftEdits(edits, start));
  const inPart = opaque
    .slice(firstFrom(opaque, from), firstFrom(opaque, to))
    .map(({ name, range }) => ({ name, range: [range[0] - from, range[1] - from] as const }));
  const kept = keptOpaque(inPart, own);
  return (
    kept !== undefined && means((part) => read(part, [from, to]), after, applyEdits(text.slice(from, to), own), kept)
  );
}

/** Whether the template has this text, and variables with exactly these ranges. */
export function means(read: ReadTemplate, template: string, text: string, opaque: readonly Range[]): boolean {
  const found = read(template);
  return found?.text === text && areAt(found.opaque, opaque);
}

const firstFrom = (opaque: readonly OpaqueText[], pos: number): number =>
  lowerBound(opaque.length, (index) => opaque[index]!.range[0] < pos);

const isInVariable = (opaque: readonly OpaqueText[], pos: number): boolean =>
  (opaque[firstFrom(opaque, pos) - 1]?.range[1] ?? 0) > pos;

/** Offset in the source of the start of the character at `pos`; the template's end at the end of the text. */
export function sourceOf({ range, runs, text }: EditedTemplate, pos: number): number {
  if (pos === text.length) return range[1];
  return pos === 0 ? range[0] : runs.start(pos);
}

/**
 * The first position in the text from `pos` in this direction where the template can be cut: not in a sequence, and not behind a
 * character that may begin one.
 */
function cutFrom(edited: EditedTemplate, pos: number, step: -1 | 1): number | undefined {
  const { opaque, runs, source, text } = edited;
  for (let at = pos, left = MAX_DISTANCE; left > 0; at += step, left--) {
    if (at <= 0) return 0;
    if (at >= text.length && step === 1) return text.length;
    if (!runs.splits(at) && !isInVariable(opaque, at) && !/[$%]/.test(source[sourceOf(edited, at) - 1]!)) return at;
  }
  return undefined;
}
