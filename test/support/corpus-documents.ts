/** The real documents beside the repository, as `SourceCode` objects of the language `ssm/document`. */
import { readFileSync } from "node:fs";
import plugin from "../../src/index.ts";
import { createLanguage, type SsmLanguage } from "../../src/eslint/language.ts";
import type { SsmLanguageOptions } from "../../src/eslint/rule.ts";
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

/** The source code that ESLint would get; `undefined` for a broken file. */
export function sourceCode(text: string): SsmSourceCode | undefined {
  return read(text, plugin.languages.document, {});
}

const syntaxOnly = createLanguage([{ syntax: true }]);

/** The same with all syntax nodes, but without the nodes that an evaluation of the scripts adds. */
export function syntaxCode(text: string): SsmSourceCode | undefined {
  return read(text, syntaxOnly, { complete: false });
}

const callsOnly = createLanguage([{ programs: ["aws"] }]);

/** The same with the nodes that a rule visits which watches calls of `aws`. */
export function callsCode(text: string): SsmSourceCode | undefined {
  return read(text, callsOnly, { complete: false });
}

function read(text: string, language: SsmLanguage, languageOptions: SsmLanguageOptions): SsmSourceCode | undefined {
  const context = { languageOptions };
  const file = { path: "x", physicalPath: "x", bom: false, body: text };
  const parsed = language.parse(file, context);
  return parsed.ok ? language.createSourceCode(file, parsed, context) : undefined;
}
