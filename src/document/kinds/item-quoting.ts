/** Finds the source text of one list item, and quotes it so that YAML reads it as text. */
import type { DataNode, Range } from "../model/document.ts";
import { quoteLike } from "../scalars/quoting.ts";
import type { Tree } from "../syntax/tree.ts";
import type { ProblemDetails, TreeReading } from "./reading.ts";

/**
 * The range, in the tree's text, of an item that is written on one line, without a comment after it. `undefined` if the
 * item continues on further lines, if its end is not certain, or if it has an anchor, which an alias may need.
 */
export function writtenItem(tree: Tree, node: DataNode): Range | undefined {
  const { text } = tree;
  if (holdsAnchor(node)) return undefined;
  const lineStart = text.lastIndexOf("\n", node.range[0] - 1) + 1;
  const newline = text.indexOf("\n", node.range[0]);
  const lineEnd = lineStart + text.slice(lineStart, newline === -1 ? text.length : newline).trimEnd().length;
  const end = endOf(text, node);
  if (end === undefined || end > lineEnd) return undefined;
  const [start] = node.range;
  const item = /^ *- +/.exec(text.slice(lineStart, lineEnd));
  if (item && startsAlone(text.slice(lineStart + item[0].length, start), node)) {
    const rest = text.slice(end, lineEnd);
    if (!/^\s*(?:\s#.*)?$/.test(rest)) return undefined;
    return balanced(text, lineStart + item[0].length, end, lineEnd);
  }
  const isFlowItem = /[[,]\s*$/.test(text.slice(lineStart, start)) && /^\s*[,\]]/.test(text.slice(end, lineEnd));
  return isFlowItem ? [start, end] : undefined;
}

function holdsAnchor(node: DataNode): boolean {
  if (node.type === "Alias" || node.type === "Pair") return false;
  if (node.anchor !== undefined) return true;
  if (node.type === "Sequence") return node.items.some(holdsAnchor);
  return (
    node.type === "Mapping" && node.pairs.some(({ key, value }) => holdsAnchor(key) || (value && holdsAnchor(value)))
  );
}

/** Whether nothing but a tag is between the dash and the node. */
function startsAlone(before: string, node: DataNode): boolean {
  if (before.trim() === "") return true;
  return node.type === "Scalar" && node.tag !== undefined && before.trim() === node.tag && node.anchor === undefined;
}

function endOf(text: string, node: DataNode): number | undefined {
  const first = text[node.range[0]];
  if (node.type !== "Mapping" || first === "{") return node.range[1];
  const [pair, ...others] = node.pairs;
  if (!pair || others.length > 0) return undefined;
  if (pair.value) return pair.value.range[1];
  const colon = text.indexOf(":", pair.key.range[1]);
  return colon === -1 ? undefined : colon + 1;
}

/** Text after the item that looks like a comment belongs to the item if a shell quote is only closed there. */
function balanced(text: string, start: number, end: number, lineEnd: number): Range | undefined {
  if (closesQuotes(text.slice(start, end))) return [start, end];
  return closesQuotes(text.slice(start, lineEnd)) ? [start, lineEnd] : undefined;
}

/** Whether all quotes of a shell command are closed. */
function closesQuotes(command: string): boolean {
  let quote: string | undefined;
  for (let at = 0; at < command.length; at++) {
    const char = command[at];
    if (char === "\\" && quote !== "'") at++;
    else if (char === quote) quote = undefined;
    else if (quote === undefined && (char === "'" || char === '"')) quote = char;
  }
  return quote === undefined;
}

/** The edits that quote the range. */
export function quotingEdits(reading: TreeReading, range: Range | undefined): ProblemDetails {
  if (!range) return {};
  const [pos, end] = range;
  const edits = reading.host.edits([{ pos, end, text: quoteLike(reading.tree.text.slice(pos, end), "plain", true) }]);
  return edits ? { edits } : {};
}
