/** Reads one item of `runCommand` or `commands`: returns its text, or reports that YAML does not read it as text. */
import type { DataNode, Scalar } from "../model/document.ts";
import { FixedMap } from "../source-map/joined-map.ts";
import { resolveAlias } from "../syntax/tree.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { type DecodedText, isBarePlaceholder, readLines } from "./intrinsic-text.ts";
import { quotingEdits, writtenItem } from "./item-quoting.ts";
import type { TreeReading } from "./reading.ts";

/** The position of an item. */
export interface ItemPlace {
  readonly step: string;
  /** `runCommand` or `commands`. */
  readonly key: string;
  readonly index: number;
}

export interface Item extends DecodedText {
  /** Whether the item is text. Otherwise it is opaque: the agent cannot run it, and fails the whole step. */
  readonly isText: boolean;
}

/** Reads the item. If a limit is exceeded, reports that and returns `undefined`. */
export function readItem(reading: TreeReading, node: DataNode, place: ItemPlace): Item | undefined {
  const actual = resolveAlias(reading.tree, node);
  if (!actual) return undefined;
  const text = readLines(reading, node);
  if (text) {
    if (isBarePlaceholder(reading, actual)) reportPlaceholder(reading, actual);
    else if (node.type === "Scalar") reportMisread(reading, node, place);
    return { ...text, isText: true };
  }
  if (intrinsicOf(reading.tree, actual)) return undefined;
  reportCollection(reading, node, actual, place);
  return opaqueItem(reading, node, place);
}

function opaqueItem(reading: TreeReading, node: DataNode, { key, index }: ItemPlace): Item {
  const name = `${key}[${index}]`;
  const text = `\${${name}}`;
  const map = new FixedMap(text, () => reading.fileRange(node));
  return { map, opaque: [{ range: [0, text.length], name }], isText: false };
}

function reportPlaceholder(reading: TreeReading, node: DataNode): void {
  const text = reading.tree.text.slice(...node.range);
  const message = `Quote \`${text}\`: without quotes, YAML reads it as a mapping, not as a placeholder.`;
  reading.report(node, message, quotingEdits(reading, writtenItem(reading.tree, node)));
}

/** Reports an item whose text is not what is written, or that only becomes text because the agent converts it. */
function reportMisread(reading: TreeReading, node: Scalar, { step, key }: ItemPlace): void {
  if (reading.tree.language !== "yaml" || node.style !== "plain" || intrinsicOf(reading.tree, node)) return;
  const written = writtenItem(reading.tree, node);
  if (typeof node.value === "number" || typeof node.value === "boolean") {
    const text = reading.tree.text.slice(...node.range);
    const message = `In step \`${step}\`, YAML reads \`${text}\` as a ${typeof node.value}, but the agent expects strings in \`${key}\`. Quote the item.`;
    reading.report(node, message, { kind: "ignored", ...quotingEdits(reading, written) });
  } else if (node.tag !== undefined && !node.tag.startsWith("tag:") && written) {
    const message = `In step \`${step}\`, YAML reads the \`${node.tag}\` as a tag, so it is not part of the command. Quote the item.`;
    reading.reportAt(written, message, { kind: "ignored", ...quotingEdits(reading, written) });
  }
}

function reportCollection(reading: TreeReading, node: DataNode, actual: DataNode, place: ItemPlace): void {
  const { step, key, index } = place;
  const what = actual.type === "Sequence" ? "list" : "mapping";
  if (node.type === "Alias") {
    const message = `In step \`${step}\`, \`*${node.name}\` is a ${what}, which YAML does not merge into \`${key}\`, so the agent cannot run this step. Write its items here.`;
    reading.report(node, message);
    return;
  }
  const cause = causeOf(reading, actual);
  if (cause === undefined) {
    const message = `\`${key}\` of step \`${step}\` must be a list of strings, but item ${index + 1} is a ${what}. The agent cannot run this step.`;
    reading.report(node, message);
    return;
  }
  const message = `In step \`${step}\`, ${cause} makes YAML read a ${what} here, so the agent cannot run this step. Quote the item.`;
  const written = writtenItem(reading.tree, actual);
  reading.reportAt(written ?? actual.range, message, quotingEdits(reading, written));
}

/** The syntax in an item that makes it a collection; `undefined` if the author probably meant a collection. */
function causeOf({ tree }: TreeReading, node: DataNode): string | undefined {
  if (tree.language !== "yaml") return undefined;
  const first = tree.text[node.range[0]];
  if (first === "{" || first === "[") return `the \`${first}\``;
  if (node.type !== "Mapping") return undefined;
  const [pair] = node.pairs;
  return pair?.value === undefined ? "the `:`" : "the `: `";
}
