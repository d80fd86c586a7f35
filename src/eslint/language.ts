/** The ESLint language `ssm/document`: YAML and JSON files with SSM documents, down to the programs that their scripts start. */
import type { File, Language, OkParseResult, ParseResult } from "@eslint/core";
import { Criterion } from "../analysis/interest.ts";
import { watchesOf, type Watches, type WatchingRule } from "../analysis/watches/watches.ts";
import { nodeFiles, readDocument, isTerraform } from "../document/index.ts";
import { LineIndex } from "./line-index.ts";
import type { DocumentNode, SsmNode } from "./nodes.ts";
import type { SsmLanguageOptions } from "./rule.ts";
import { SsmSourceCode } from "./source-code.ts";
import { visitorKeys } from "./visitor-keys.ts";

export interface SsmLanguage extends Language<{
  LangOptions: SsmLanguageOptions;
  Code: SsmSourceCode;
  RootNode: DocumentNode;
  Node: SsmNode;
}> {
  readonly fileType: "text";
  /**
   * The same language for a run in which only these rules are on: with `complete: false` it follows what they watch, and no more.
   * @param rules with their options as they are configured.
   */
  forRules(rules: readonly { readonly rule: WatchingRule; readonly options: readonly unknown[] }[]): SsmLanguage;
}

const OPTIONS: Readonly<Record<keyof SsmLanguageOptions & string, "boolean">> = {
  allowNoDocument: "boolean",
  complete: "boolean",
};

const JSON_FILE = /\.json$/iu;
const PART_NAME = /[\\/]\d+_document\.ssm$/u;

/** What is named JSON is read as JSON: the agent does not take YAML for it. Elsewhere the text decides. */
function parse(file: File, criterion: Criterion): ParseResult<DocumentNode> {
  // The part of a file that the processor makes is the whole file.
  const path = file.path.replace(PART_NAME, "");
  const language = JSON_FILE.test(path) ? "json" : isTerraform(path) ? "hcl" : undefined;
  const read = readDocument(file.body as string, { path, files: nodeFiles(), ...(language && { language }) });
  const lines = new LineIndex(read.text);
  if (read.errors.length > 0) {
    // ESLint adds nothing to the places of parse errors: they are 1-based already.
    return { ok: false, errors: read.errors.map(({ message, offset }) => ({ message, ...lines.position(offset) })) };
  }
  const code = new SsmSourceCode(read, lines, criterion);
  return { ok: true, ast: code.ast, code };
}

/** The language where rules watch this; everything is followed and visited unless the option `complete` is false. */
export function createLanguage(watches: readonly Watches[]): SsmLanguage {
  const own = new Criterion(watches);
  const complete = new Criterion(watches, true);
  return {
    ...common,
    parse: (file, context) => parse(file, context?.languageOptions?.complete === false ? own : complete),
    forRules: (rules) => createLanguage(rules.flatMap(({ rule, options }) => watchesOf(rule, options))),
  };
}

const common: Omit<SsmLanguage, "parse" | "forRules"> = {
  fileType: "text",
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: "type",
  visitorKeys,
  defaultLanguageOptions: { allowNoDocument: true, complete: true },

  /** Throws for a known option of the wrong type; options that it does not know are other languages'. */
  validateLanguageOptions(options) {
    for (const [name, type] of Object.entries(OPTIONS)) {
      const value = options[name];
      if (value !== undefined && typeof value !== type) {
        throw new TypeError(`The language option "${name}" must be a ${type}, not ${JSON.stringify(value)}.`);
      }
    }
  },

  createSourceCode(_file, result: OkParseResult<DocumentNode> & { code?: SsmSourceCode }) {
    return result.code as SsmSourceCode;
  },
};
