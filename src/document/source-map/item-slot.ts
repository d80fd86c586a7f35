/** Inserts new items into a list, beside an existing item. */
import type { Scalar } from "../model/document.ts";
import { lineEnding } from "../scalars/encode.ts";
import { quoteHcl } from "../scalars/hcl-escapes.ts";
import { quoteDouble, quoteLike } from "../scalars/quoting.ts";
import type { ScriptEdit } from "../model/source-map.ts";
import type { Tree } from "../syntax/tree.ts";

export interface ItemSlot {
  /** The change that inserts these lines before the item, each as a separate item. */
  before(lines: readonly string[]): ScriptEdit;
  after(lines: readonly string[]): ScriptEdit;
}

/** Styles whose scalars contain lines, so that lines are inserted into the scalar itself. */
const BLOCKS: ReadonlySet<Scalar["style"]> = new Set(["literal", "folded", "hcl-heredoc"]);

/** `undefined` if the scalar is not a separate list item, or if it is a block, into which lines are inserted directly. */
export function itemSlot(tree: Tree, scalar: Scalar): ItemSlot | undefined {
  if (BLOCKS.has(scalar.style) || (scalar.tag !== undefined && scalar.tag !== "!Sub")) return undefined;
  if (scalar.range[0] === scalar.range[1] || scalar.anchor !== undefined) return undefined;
  const source = tree.text;
  const [start, end] = scalar.range;
  const lineStart = source.lastIndexOf("\n", start - 1) + 1;
  const lead = source.slice(lineStart, start);
  if (tree.language === "hcl") return flowSlot(source, scalar, lineStart, lead, quoteHcl);
  if (scalar.style === "json") return flowSlot(source, scalar, lineStart, lead, JSON.stringify);
  if (tree.inFlow.has(scalar)) return flowSlot(source, scalar, lineStart, lead, quoteDouble);
  // New items have nothing to substitute.
  const dash = /^( *- +)(?:!Sub +)?$/.exec(lead)?.[1];
  if (dash === undefined) return undefined;
  const newline = source.indexOf("\n", end);
  let lineEnd = newline === -1 ? source.length : newline;
  if (source[lineEnd - 1] === "\r") lineEnd--;
  if (!/^[ \t]*(?:#.*)?$/.test(source.slice(end, lineEnd))) return undefined;
  const eol = lineEnding(source, start);
  const item = (line: string): string => dash + quoteLike(line, scalar.style, false);
  return {
    before: (lines) => insertion(lineStart, lines.map((line) => item(line) + eol).join("")),
    after: (lines) => insertion(lineEnd, lines.map((line) => eol + item(line)).join("")),
  };
}

function flowSlot(
  source: string,
  { range }: Scalar,
  lineStart: number,
  lead: string,
  quote: (line: string) => string,
): ItemSlot | undefined {
  const [start, end] = range;
  if (
    !/[[,]\s*$/.test(source.slice(Math.max(0, start - 200), start)) ||
    !/^\s*[,\]]/.test(source.slice(end, end + 200))
  ) {
    return undefined;
  }
  const alone = lineStart > 0 && /^\s*$/.test(lead);
  const separator = alone ? `,${lineEnding(source, lineStart - 1)}${lead}` : ", ";
  return {
    before: (lines) => insertion(start, lines.map((line) => quote(line) + separator).join("")),
    after: (lines) => insertion(end, lines.map((line) => separator + quote(line)).join("")),
  };
}

const insertion = (at: number, text: string): ScriptEdit => ({ pos: at, end: at, text });
