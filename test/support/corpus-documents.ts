/** The real documents beside the repository, as source codes of `ssm/document`. */
import { readFileSync } from "node:fs";
import plugin from "../../src/index.ts";
import type { SsmSourceCode } from "../../src/eslint/source-code.ts";
import { shared } from "./shared.ts";

export interface CorpusFile {
  readonly path: string;
  readonly text: string;
}

export function corpusFiles(): CorpusFile[] {
  const manifest = readFileSync(`${shared}/corpus/MANIFEST.tsv`, "utf8").trimEnd().split("\n");
  const column = manifest[0]!.split("\t").indexOf("file");
  return manifest.slice(1).map((row) => {
    const path = row.split("\t")[column]!;
    return { path, text: readFileSync(`${shared}/corpus/${path}`, "utf8").replace(/^\uFEFF/u, "") };
  });
}

/** The source code that ESLint would get, or `undefined` for a broken file. */
export function sourceCode(text: string): SsmSourceCode | undefined {
  const language = plugin.languages.document;
  const context = { languageOptions: {} };
  const file = { path: "x", physicalPath: "x", bom: false, body: text };
  const parsed = language.parse(file, context);
  return parsed.ok ? language.createSourceCode(file, parsed, context) : undefined;
}
