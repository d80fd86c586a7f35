/** Verifies edits of a string or here-document of HCL by parsing only the parts that they touch. */
import type { OpaqueText, Range, Scalar } from "../model/document.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import type { EditEffort, HclShape } from "../scalars/verification.ts";
import type { Runs } from "../scalars/runs.ts";
import { isBlank } from "../syntax/hcl/template-space.ts";
import type { Tree } from "../syntax/tree.ts";
import {
  holdsInParts,
  isSeparableTemplate,
  MAX_DISTANCE,
  sourceOf,
  type EditedTemplate,
  type ReadPart,
} from "./template-parts.ts";

/** A string or here-document, its decoded text, and the interpolations in the text. */
interface HclScalar {
  readonly tree: Tree;
  readonly scalar: Scalar;
  readonly text: string;
  readonly runs: Runs;
  readonly opaque: readonly OpaqueText[];
  readonly effort: EditEffort;
}

/**
 * Whether decoding the scalar after `edits` to its source results in its text after `changes`. If not, only parsing the whole
 * scalar can decide. Both lists are sorted, and each edit corresponds to one change.
 */
export function holdsInHclParts(
  edited: HclScalar,
  changes: readonly ScriptEdit[],
  edits: readonly ScriptEdit[],
): boolean {
  const { effort, opaque, runs, scalar, text, tree } = edited;
  const [from, to] = scalar.range;
  if (text === "") return false;
  const isQuoted = scalar.style === "hcl-quoted";
  const opening = isQuoted ? '"' : tree.text.slice(from, tree.text.indexOf("\n", from) + 1);
  const closing = isQuoted ? '"' : opening.replace(/^<<-?/, "").trim();
  const range = [from + opening.length, isQuoted ? to - 1 : runs.end(text.length - 1)] as const;
  const { isSeparable, margin } = (effort.hcl ??= shapeOf(edited, range, closing));
  if (!isSeparable) return false;
  if (!isQuoted) {
    // The text's last line break ends the here-document.
    if (changes.some(({ end }) => end >= text.length) || closing.length > MAX_DISTANCE) return false;
    if (opening.startsWith("<<-") && !isUntouched(margin, changes)) return false;
  }
  const template = { source: tree.text, range, text, runs, opaque };
  const lead = `${opening}${" ".repeat(tree.templates!.indentOf(scalar))}x`;
  const read: ReadPart = (part, [at, stop]) => {
    if (!isSeparableTemplate(part)) return undefined;
    // A line that contains only the delimiter would end the here-document.
    if (!isQuoted && inContext(template, part, [at, stop], closing.length).includes(closing)) return undefined;
    // The line of the `x` in front has the indentation that `<<-` removes. The last line ends in `x` if it goes on after the part.
    const before = isQuoted ? "" : startOfLine(template, at);
    const after = isQuoted ? '"' : `${isBlankFrom(text, stop) ? "" : "x"}\n${closing}`;
    const found = tree.templates!.reread(scalar, lead + before + part + after);
    // The part may begin with a smaller indentation, which `<<-` then removes from the lines in front as well.
    const inFront = before === "" ? "x" : `x\n${text.slice(text.lastIndexOf("\n", at - 1) + 1, at)}`;
    if (found?.text.startsWith(inFront) !== true) return undefined;
    const dropped = inFront.length;
    const opaqueInPart = found.opaque.map(({ name, range: [start, end] }) => {
      return { name, range: [start - dropped, end - dropped] as const };
    });
    return { text: found.text.slice(dropped, found.text.length - after.length + closing.length), opaque: opaqueInPart };
  };
  return holdsInParts(template, changes, edits, read);
}

/** A line break and the white space before the text's character at `at`, if its line has nothing else before it. */
function startOfLine(template: EditedTemplate, at: number): string {
  const { range, source } = template;
  const start = sourceOf(template, at);
  const before = source.slice(Math.max(range[0], source.lastIndexOf("\n", start - 1) + 1), start);
  return isBlank(before) ? `\n${before}` : "";
}

/** Whether only white space follows on the line of the character at `at`. */
function isBlankFrom(text: string, at: number): boolean {
  const end = text.indexOf("\n", at);
  return isBlank(text.slice(at, end < 0 ? undefined : end));
}

/** The edited part with `length` characters of the template around it. No edits are so near to the part. */
function inContext(template: EditedTemplate, part: string, [at, stop]: Range, length: number): string {
  const { range, source } = template;
  const start = sourceOf(template, at);
  const end = sourceOf(template, stop);
  return (
    source.slice(Math.max(range[0], start - length), start) + part + source.slice(end, Math.min(range[1], end + length))
  );
}

/** @param closing the delimiter of a here-document. A text that contains it elsewhere is not separable. */
function shapeOf({ runs, text, tree }: HclScalar, range: Range, closing: string): HclShape {
  const template = tree.text.slice(...range);
  return {
    isSeparable: isSeparableTemplate(template) && (closing === '"' || !template.includes(closing)),
    margin: unindentedLine(tree.text, text, runs),
  };
}

/** The first line of the text that begins with a character other than white space, and not within an interpolation. */
function unindentedLine(source: string, text: string, runs: Runs): Range | undefined {
  for (const { 0: line, index } of text.matchAll(/^[!-~].*/gm)) {
    const startsLine = index === 0 || source[runs.start(index - 1)] === "\n";
    if (startsLine && !runs.splits(index)) return [index, index + line.length];
  }
  return undefined;
}

const isUntouched = (line: Range | undefined, changes: readonly ScriptEdit[]): boolean =>
  line !== undefined && changes.every(({ pos, end }) => end < line[0] || pos > line[1]);
