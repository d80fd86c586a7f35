/** Reads a document in a string: text of the file that is itself YAML or JSON. */
import type { DataNode, OpaqueText, SyntaxProblem } from "../model/document.ts";
import { MAX_EMBEDDING } from "../model/limits.ts";
import { readJson } from "../syntax/json.ts";
import { nodesBelow, type Tree } from "../syntax/tree.ts";
import { readYaml } from "../syntax/yaml.ts";
import type { DecodedText } from "./intrinsic-text.ts";
import { TreeReading } from "./reading.ts";

/** Whether a text has the keys of an SSM document's schema. */
export const holdsDocumentKeys = (text: string): boolean => /schemaVersion|mainSteps|runtimeConfig/.test(text);

export type Embedded =
  | { readonly reading: TreeReading }
  /** `isCertain` is false if an inserted value may make the text valid. */
  | { readonly problem: SyntaxProblem; readonly isCertain: boolean };

/** The text of a node as a separate tree. If strings are nested too deeply, reports that and returns `undefined`. */
export function readEmbedded(reading: TreeReading, node: DataNode, text: DecodedText): Embedded | undefined {
  if (reading.embedding >= MAX_EMBEDDING) {
    reading.report(node, "This document is nested too deeply in strings of other documents: it is not checked.");
    return undefined;
  }
  const tree = readRendered(text.map.text, text.opaque);
  const [problem] = tree.errors;
  if (problem) return { problem, isCertain: outsideStrings(text.map.text, text.opaque).length === 0 };
  if (tree.comments.some(({ value }) => value.includes("lint"))) keepComments(reading, tree, text);
  return {
    reading: new TreeReading(reading.file, tree, text.map, {
      embedding: reading.embedding + 1,
      opaque: text.opaque,
    }),
  };
}

/** Keeps the comments of a document in a string, and the ranges of the block scalars that the comments may apply to. */
function keepComments({ file }: TreeReading, tree: Tree, { map }: DecodedText): void {
  for (const comment of tree.comments) {
    file.comments.push({ ...comment, range: map.range(...comment.range), isEmbedded: true });
  }
  for (const root of tree.roots) {
    for (const node of nodesBelow(root)) {
      const isBlock = node.type === "Scalar" && (node.style === "literal" || node.style === "folded");
      if (isBlock) file.blocks.push(map.range(...node.range));
    }
  }
}

/** Reports that the text is not readable, if that is certain. */
export function reportUnreadable(
  reading: TreeReading,
  text: DecodedText,
  holder: string,
  { isCertain, problem: { message, offset } }: Extract<Embedded, { problem: SyntaxProblem }>,
): void {
  if (!isCertain) return;
  const end = Math.min(offset + 1, text.map.text.length);
  reading.file.report(text.map.range(offset, end), `The content of \`${holder}\` cannot be parsed: ${message}`);
}

/** Reads YAML or JSON that contains inserted values of unknown content. */
export function readRendered(text: string, opaque: readonly OpaqueText[]): Tree {
  const tree = readTree(text);
  if (tree.errors.length === 0 || opaque.length === 0) return tree;
  // An inserted value may contain syntax: an item with its comma, a whole mapping.
  for (const filler of ["x", " "]) {
    const filled = readTree(withFiller(text, opaque, filler));
    if (filled.errors.length === 0) return filled;
  }
  return tree;
}

/** The text with each inserted value outside of strings replaced by a filler of the same length. */
function withFiller(text: string, opaque: readonly OpaqueText[], filler: string): string {
  let result = "";
  let at = 0;
  for (const { range } of outsideStrings(text, opaque)) {
    result += text.slice(at, range[0]) + filler.repeat(range[1] - range[0]);
    at = range[1];
  }
  return result + text.slice(at);
}

/** The inserted values outside of the double-quoted strings of a text. */
function outsideStrings(text: string, opaque: readonly OpaqueText[]): readonly OpaqueText[] {
  let at = 0;
  let isInside = false;
  return opaque.filter(({ range }) => {
    for (; at < range[0]; at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === '"') isInside = !isInside;
    }
    at = Math.max(at, range[1]);
    return !isInside;
  });
}

function readTree(text: string): Tree {
  if (!/^\s*[{[]/.test(text)) return readYaml(text);
  const json = readJson(text, true);
  if (json.errors.length === 0) return json;
  const yaml = readYaml(text);
  return yaml.errors.length === 0 ? yaml : json;
}
