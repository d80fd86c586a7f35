/** A document in a string: text of the file that is itself YAML or JSON. */
import type { DataNode, SyntaxProblem } from "../model/document.ts";
import { MAX_EMBEDDING } from "../model/limits.ts";
import { readJson } from "../syntax/json.ts";
import type { Tree } from "../syntax/tree.ts";
import { readYaml } from "../syntax/yaml.ts";
import type { DecodedText } from "./intrinsic-text.ts";
import { TreeReading } from "./reading.ts";

/** Whether a text has the keys of an SSM document's schema. */
export const holdsDocumentKeys = (text: string): boolean => /schemaVersion|mainSteps|runtimeConfig/.test(text);

export type Embedded = { readonly reading: TreeReading } | { readonly problem: SyntaxProblem };

/** The text of a node as a tree of its own; `undefined` if strings are nested too deep, which is reported then. */
export function readEmbedded(reading: TreeReading, node: DataNode, text: DecodedText): Embedded | undefined {
  if (reading.embedding >= MAX_EMBEDDING) {
    reading.report(node, "A document in a string in a document, too deep: not analysed.");
    return undefined;
  }
  const tree = treeOf(text.map.text);
  const [problem] = tree.errors;
  if (problem) return { problem };
  return {
    reading: new TreeReading(reading.file, tree, text.map, {
      embedding: reading.embedding + 1,
      opaque: text.opaque,
    }),
  };
}

/** Reports that the text cannot be read. */
export function reportUnreadable(
  reading: TreeReading,
  text: DecodedText,
  holder: string,
  { message, offset }: SyntaxProblem,
): void {
  const end = Math.min(offset + 1, text.map.text.length);
  reading.file.report(text.map.range(offset, end), `The content of \`${holder}\` is not readable: ${message}`);
}

function treeOf(text: string): Tree {
  if (!/^\s*[{[]/.test(text)) return readYaml(text);
  const json = readJson(text, true);
  if (json.errors.length === 0) return json;
  const yaml = readYaml(text);
  return yaml.errors.length === 0 ? yaml : json;
}
