/** The text of a node, with CloudFormation's functions evaluated. */
import type { DataNode, FileReference, OpaqueText, Range, Scalar } from "../model/document.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { delimiterMap, FixedMap, JoinedMap } from "../source-map/joined-map.ts";
import type { Layer } from "../source-map/layer.ts";
import { MAX_FUNCTION_DEPTH } from "../model/limits.ts";
import type { TreeReading } from "./reading.ts";
import { substituteTemplate } from "../source-map/substitution-map.ts";
import { renderTemplate } from "../source-map/template-map.ts";
import { resolveAlias, textOf, type Intrinsic } from "../syntax/tree.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

export interface DecodedText {
  readonly map: Layer;
  readonly opaque: readonly OpaqueText[];
  /** The file that contains the text, if all of the text comes from another file. */
  readonly file?: FileReference;
}

/** The text of a node; `undefined` if the node is not text but a list or a mapping. The text of null is empty. */
export function readText(reading: TreeReading, node: DataNode): DecodedText | undefined {
  return textAt(reading, node, false, 0);
}

/** As {@link readText}, for a node that consists of whole lines of a script. `Fn::If` then becomes an `if` command of the shell. */
export function readLines(reading: TreeReading, node: DataNode): DecodedText | undefined {
  return textAt(reading, node, true, 0);
}

/** Whether the node is `AWS::NoValue`, which CloudFormation removes. */
export function isNoValue(reading: TreeReading, node: DataNode): boolean {
  const intrinsic = intrinsicOf(reading.tree, node);
  return intrinsic?.name === "Ref" && textOf(resolveAlias(reading.tree, intrinsic.argument)) === "AWS::NoValue";
}

function textAt(reading: TreeReading, node: DataNode, lines: boolean, depth: number): DecodedText | undefined {
  const actual = resolveAlias(reading.tree, node);
  if (!actual || !reading.visit(actual)) return undefined;
  if (depth > MAX_FUNCTION_DEPTH) {
    reading.report(
      actual,
      `The functions around this are nested deeper than ${MAX_FUNCTION_DEPTH} levels: it is not checked.`,
    );
    return undefined;
  }
  const intrinsic = intrinsicOf(reading.tree, actual);
  if (intrinsic) return intrinsicText(reading, actual, intrinsic, lines, depth);
  if (actual.type === "Scalar") return scalarTextOf(reading, actual);
  if (actual.type === "Mapping" && isBarePlaceholder(reading, actual)) {
    const [start, end] = actual.range;
    return { map: new FixedMap(reading.tree.text.slice(start, end), () => reading.fileRange(actual)), opaque: [] };
  }
  return undefined;
}

/** An unquoted `{{ name }}`, which YAML reads as a mapping in a mapping. */
export function isBarePlaceholder(reading: TreeReading, node: DataNode): boolean {
  return node.type === "Mapping" && /^\{\{[^{}"'\n]*\}\}$/.test(reading.tree.text.slice(...node.range));
}

const NO_VARIABLES: ReadonlyMap<string, undefined> = new Map();

function scalarTextOf(reading: TreeReading, scalar: Scalar): DecodedText {
  const map = reading.scalarMap(scalar);
  if (reading.isTerraformJson) {
    const rendered = renderTemplate(map, NO_VARIABLES);
    return "problem" in rendered ? { map, opaque: [] } : rendered;
  }
  if (reading.opaque.length === 0) return { map, opaque: [] };
  const [from, to] = scalar.range;
  const opaque: OpaqueText[] = [];
  const first = firstBehind(reading.opaque, from);
  for (let index = first; index < reading.opaque.length && reading.opaque[index]!.range[0] < to; index++) {
    const { range, name } = reading.opaque[index]!;
    const start = map.runs.positionOf(range[0]);
    const end = map.runs.positionOf(range[1]);
    if (start < end) opaque.push({ range: [start, end], name });
  }
  return { map, opaque };
}

/** Whether CloudFormation inserts a value within a range of the tree's text. */
export function holdsOpaque({ opaque }: TreeReading, [from, to]: Range): boolean {
  const first = opaque[firstBehind(opaque, from)];
  return first !== undefined && first.range[0] < to;
}

/** Index of the first of these sorted ranges that ends after an offset. */
const firstBehind = (ranges: readonly OpaqueText[], offset: number): number =>
  lowerBound(ranges.length, (index) => ranges[index]!.range[1] <= offset);

function intrinsicText(
  reading: TreeReading,
  node: DataNode,
  { name, argument }: Intrinsic,
  lines: boolean,
  depth: number,
): DecodedText | undefined {
  switch (name) {
    case "Sub":
      return substitutedText(reading, argument) ?? opaqueText(reading, node, name);
    case "Join":
      return joinedText(reading, argument, depth) ?? opaqueText(reading, node, name);
    case "Split":
      return splitText(reading, argument, lines, depth) ?? opaqueText(reading, node, name);
    case "If":
      return lines ? branchedText(reading, node, argument, depth) : opaqueText(reading, node, name);
    case "Ref":
      return opaqueText(reading, node, textOf(argument) ?? name);
    case "GetAtt":
      return opaqueText(reading, node, attributeName(reading, argument) ?? name);
    default: {
      const file = reading.tree.fileCalls?.get(node);
      return { ...opaqueText(reading, node, name), ...(file && { file }) };
    }
  }
}

function opaqueText(reading: TreeReading, node: DataNode, name: string): DecodedText {
  const text = `\${${name}}`;
  return {
    map: new FixedMap(text, () => reading.fileRange(node)),
    opaque: [{ range: [0, text.length], name }],
  };
}

function attributeName(reading: TreeReading, argument: DataNode): string | undefined {
  if (argument.type !== "Sequence") return textOf(argument);
  const parts = argument.items.map((item) => textOf(resolveAlias(reading.tree, item)));
  return parts.every((part) => part !== undefined) ? parts.join(".") : undefined;
}

function substitutedText(reading: TreeReading, argument: DataNode): DecodedText | undefined {
  const template = argument.type === "Sequence" ? resolveAlias(reading.tree, argument.items[0]) : argument;
  if (template?.type !== "Scalar") return undefined;
  return substituteTemplate(reading.scalarMap(template));
}

function joinedText(reading: TreeReading, argument: DataNode, depth: number): DecodedText | undefined {
  if (argument.type !== "Sequence") return undefined;
  const delimiter = textOf(resolveAlias(reading.tree, argument.items[0]));
  const list = resolveAlias(reading.tree, argument.items[1]);
  if (delimiter === undefined || list?.type !== "Sequence" || intrinsicOf(reading.tree, list)) return undefined;
  const lines = delimiter.endsWith("\n");
  const parts: DecodedText[] = [];
  for (const item of list.items) {
    if (isNoValue(reading, item)) continue;
    const part = textAt(reading, item, lines, depth + 1);
    if (!part) return undefined;
    parts.push(part);
  }
  return joinTexts(reading, parts, delimiter);
}

/** `Fn::Split` at line breaks results in the lines of a script, which the agent joins again. */
function splitText(reading: TreeReading, argument: DataNode, lines: boolean, depth: number): DecodedText | undefined {
  if (!lines || argument.type !== "Sequence" || argument.items.length !== 2) return undefined;
  if (textOf(resolveAlias(reading.tree, argument.items[0])) !== "\n") return undefined;
  return textAt(reading, argument.items[1]!, lines, depth + 1);
}

function branchedText(
  reading: TreeReading,
  node: DataNode,
  argument: DataNode,
  depth: number,
): DecodedText | undefined {
  if (argument.type !== "Sequence" || argument.items.length !== 3) return opaqueText(reading, node, "If");
  const condition = textOf(resolveAlias(reading.tree, argument.items[0])) ?? "Condition";
  const [first, second] = argument.items.slice(1).map((item) => armText(reading, item, depth));
  if (!first || !second) return opaqueText(reading, node, "If");
  if (first.map.text.startsWith("#!")) return first;
  const [start, end] = reading.fileRange(node);
  const open = `if [ -e '!If ${condition.replaceAll("'", "")}' ]; then\n`;
  return concatenate(reading, [
    fixed(open, span(start, place(first)[0])),
    first,
    fixed("\nelse\n", span(place(first)[1], place(second)[0])),
    second,
    fixed("\nfi", span(place(second)[1], end)),
  ]);
}

const place = (part: DecodedText): readonly [number, number] => part.map.range(0, part.map.text.length);
const span = (from: number, to: number): readonly [number, number] => [Math.min(from, to), to];

/** An empty arm becomes `:`, because a branch in the shell must contain a command. */
function armText(reading: TreeReading, item: DataNode, depth: number): DecodedText | undefined {
  const range = reading.fileRange(resolveAlias(reading.tree, item) ?? item);
  if (isNoValue(reading, item)) return fixed(":", range);
  const text = textAt(reading, item, true, depth + 1);
  return text?.map.text.trim() === "" ? fixed(":", range) : text;
}

const fixed = (text: string, range: readonly [number, number]): DecodedText => ({
  map: new FixedMap(text, () => range),
  opaque: [],
});

/** Concatenates texts with a delimiter. The range of the delimiter is the gap between the two texts. */
function joinTexts(reading: TreeReading, parts: readonly DecodedText[], delimiter: string): DecodedText {
  if (parts.length === 1) return parts[0]!;
  if (delimiter === "") return concatenate(reading, parts);
  const joined: DecodedText[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) joined.push({ map: delimiterMap(delimiter, parts[index - 1]!.map, part.map), opaque: [] });
    joined.push(part);
  }
  return concatenate(reading, joined);
}

function concatenate(reading: TreeReading, parts: readonly DecodedText[]): DecodedText {
  const opaque: OpaqueText[] = [];
  let at = 0;
  for (const part of parts) {
    for (const { range, name } of part.opaque) opaque.push({ range: [range[0] + at, range[1] + at], name });
    at += part.map.text.length;
  }
  return {
    map: new JoinedMap(
      parts.map((part) => part.map),
      reading.host,
    ),
    opaque,
  };
}
