/** The shell scripts of all real documents. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "../../src/document/read.ts";
import { hasShared, shared } from "./shared.ts";

export interface CorpusScript {
  readonly file: string;
  /** The script's index in the file, from 0. */
  readonly index: number;
  readonly text: string;
  readonly environment: readonly string[];
}

/** All scripts; empty if the documents are not available. */
export function corpusScripts(): readonly CorpusScript[] {
  if (!hasShared) return [];
  const root = join(shared, "corpus");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((one) =>
    /\.(?:ya?ml|json|template)$/.test(one),
  );
  return files.toSorted().flatMap((file) => {
    const steps = readDocument(readFileSync(join(root, file), "utf8")).documents.flatMap((one) => one.steps);
    return steps.map(({ script, environment }, index) => ({ file, index, text: script.text, environment }));
  });
}
