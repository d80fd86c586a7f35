/** Inserts a new entry into a mapping, or replaces the text of an existing entry. */
import type { Mapping, Pair } from "../model/document.ts";
import type { FileEdit, ScriptEdit, SourceMap } from "../model/source-map.ts";
import { lineEnding } from "../scalars/encode.ts";
import { quoteHcl } from "../scalars/hcl-escapes.ts";
import { quoteLike } from "../scalars/quoting.ts";
import { findPair, keyName, type Tree } from "../syntax/tree.ts";
import { ScalarMap } from "./scalar-map.ts";

/**
 * The file edits that set `key` to the text; `undefined` if the mapping cannot be edited.
 * @param host maps the tree's text to the file
 */
export function setEntry(
  tree: Tree,
  mapping: Mapping,
  host: SourceMap,
  key: string,
  text: string,
): FileEdit[] | undefined {
  if (mapping.anchor !== undefined || mapping.tag !== undefined) return undefined;
  const lower = key.toLowerCase();
  const present = mapping.pairs.findLast((pair) => keyName(tree, pair)?.toLowerCase() === lower);
  if (present !== undefined) return replaced(tree, present, host, text);
  if (findPair(tree, mapping, key) !== undefined) return undefined;
  const added = tree.language === "hcl" ? hclInsertion(tree, mapping, key, text) : insertion(tree, mapping, key, text);
  return added && host.edits([added]);
}

function replaced(tree: Tree, { value }: Pair, host: SourceMap, text: string): FileEdit[] | undefined {
  if (value?.type !== "Scalar" || value.anchor !== undefined || value.tag !== undefined) return undefined;
  const [pos, end] = value.range;
  // A number or boolean of JSON has no quotes, so the replacement text needs them.
  if (tree.language === "json" && tree.text[pos] !== '"') return host.edits([{ pos, end, text: JSON.stringify(text) }]);
  const map = new ScalarMap(tree, value, host);
  return map.edits([{ pos: 0, end: map.text.length, text }]);
}

/** An insertion after the pair `type`, or before the first pair, with the separators of the object. */
function hclInsertion(tree: Tree, mapping: Mapping, key: string, text: string): ScriptEdit | undefined {
  const source = tree.text;
  const [first] = mapping.pairs;
  if (first === undefined || source[mapping.range[0]] !== "{") return undefined;
  const type = mapping.pairs.find((pair) => keyName(tree, pair) === "type" && isOneLine(source, pair));
  const at = type ?? first;
  const [start, end] = at.range;
  const lead = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
  const isAlone = /^[ \t]*$/.test(lead);
  const isQuoted = source[first.key.range[0]] === '"';
  const sign = /^\s*:/.test(source.slice(at.key.range[1], end)) ? ":" : "=";
  const gap = sign === ":" ? "" : " ";
  const entry = `${isQuoted ? JSON.stringify(key) : key}${gap}${sign} ${quoteHcl(text)}`;
  const hasComma = /^[ \t]*,/.test(source.slice(end, end + 200));
  // A line break separates entries as a comma does.
  const comma = hasComma || !isAlone ? "," : "";
  const between = isAlone ? lineEnding(source, start) + lead : " ";
  if (type === undefined) return { pos: start, end: start, text: `${entry}${comma}${between}` };
  return { pos: end, end, text: `${comma}${between}${entry}` };
}

/** An insertion after the pair `type` if that is on one line, otherwise before the first pair. */
function insertion(tree: Tree, mapping: Mapping, key: string, text: string): ScriptEdit | undefined {
  const source = tree.text;
  const [first] = mapping.pairs;
  if (first === undefined) return undefined;
  const inFlow = source[mapping.range[0]] === "{";
  const json =
    first.key.type === "Scalar" && (first.key.style === "json" || (inFlow && first.key.style === "double-quoted"));
  const entry = json
    ? `${JSON.stringify(key)}: ${JSON.stringify(text)}`
    : `${key}: ${quoteLike(text, /^\w+$/.test(text) ? "plain" : "single-quoted", inFlow)}`;
  const type = mapping.pairs.find((pair) => keyName(tree, pair) === "type" && isOneLine(source, pair));
  const at = type ?? first;
  const lineStart = source.lastIndexOf("\n", at.range[0] - 1) + 1;
  const lead = source.slice(lineStart, at.range[0]);
  const alone = /^[ \t]*$/.test(lead);
  const eol = lineEnding(source, at.range[0]);
  if (inFlow) {
    const gap = alone ? eol + lead : " ";
    const [pos, written] = type === undefined ? [at.range[0], `${entry},${gap}`] : [at.range[1], `,${gap}${entry}`];
    return { pos, end: pos, text: written };
  }
  if (!/^ *(?:- +)*$/.test(lead)) return undefined;
  const margin = " ".repeat(lead.length);
  if (type === undefined) return { pos: at.range[0], end: at.range[0], text: `${entry}${eol}${margin}` };
  const newline = source.indexOf("\n", type.range[1]);
  let pos = newline === -1 ? source.length : newline;
  if (source[pos - 1] === "\r") pos -= 1;
  return { pos, end: pos, text: `${eol}${margin}${entry}` };
}

function isOneLine(source: string, { key, value }: Pair): boolean {
  if (value?.type !== "Scalar" || value.style === "literal" || value.style === "folded") return false;
  return value.range[1] > value.range[0] && !source.slice(key.range[0], value.range[1]).includes("\n");
}
