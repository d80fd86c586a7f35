/** The ESLint language `ssm/document`: YAML, JSON and Terraform files with SSM documents, down to the programs that their scripts run. */
import type { File, Language, OkParseResult, ParseResult } from "@eslint/core";
import { Criterion } from "../analysis/interest.ts";
import { watchesOf, type Watches, type WatchingRule } from "../analysis/watches/watches.ts";
import { isNotUtf8, nodeFiles, readDocument, isTerraform, type DocumentFile } from "../document/index.ts";
import { LineIndex } from "./tree/line-index.ts";
import type { DocumentNode, SsmNode } from "./tree/nodes.ts";
import type { SsmLanguageOptions } from "./rule.ts";
import { SsmSourceCode } from "./source-code.ts";
import { visitorKeys } from "./tree/visitor-keys.ts";

export interface SsmLanguage extends Language<{
  LangOptions: SsmLanguageOptions;
  Code: SsmSourceCode;
  RootNode: DocumentNode;
  Node: SsmNode;
}> {
  readonly fileType: "text";
  /**
   * The same language for a run in which only these rules are enabled. With `complete: false` it evaluates only what these
   * rules watch.
   * @param rules the rules with their configured options.
   * @param isKnownRule whether there is a rule with this name, which includes the namespace.
   */
  forRules(
    rules: readonly { readonly rule: WatchingRule; readonly options: readonly unknown[] }[],
    isKnownRule?: IsKnownRule,
  ): SsmLanguage;
}

/** Whether a rule with this name may exist. The name includes the namespace. */
type IsKnownRule = (id: string) => boolean;

const OPTIONS: Readonly<Record<keyof SsmLanguageOptions & string, "boolean">> = {
  allFindings: "boolean",
  allowNoDocument: "boolean",
  complete: "boolean",
};

const JSON_FILE = /\.json$/iu;
const PART_NAME = /[\\/]\d+_document\.ssm$/u;

/** Files with a JSON extension are parsed as JSON, because the agent does not accept YAML in them. For other files the text decides. */
export function readFileText(path: string, text: string): DocumentFile {
  const language = JSON_FILE.test(path) ? "json" : isTerraform(path) ? "hcl" : undefined;
  return readDocument(text, { path, files: nodeFiles(), ...(language && { language }) });
}

function parse(file: File, criterion: Criterion, isKnownRule: IsKnownRule): ParseResult<DocumentNode> {
  // The part that the processor creates is the whole file, so the part's name is removed.
  const path = file.path.replace(PART_NAME, "");
  const read = readFileText(path, file.body as string);
  const lines = new LineIndex(read.text);
  if (read.errors.length > 0) {
    // ESLint uses the positions of parse errors unchanged: they are 1-based already.
    return { ok: false, errors: read.errors.map(({ message, offset }) => ({ message, ...lines.position(offset) })) };
  }
  // ESLint has decoded the file, and a fix would write U+FFFD in the place of its bytes.
  const damage = read.documents.length > 0 ? read.text.indexOf("\uFFFD") : -1;
  if (damage >= 0 && isNotUtf8(path))
    return { ok: false, errors: [{ message: "The file is not UTF-8.", ...lines.position(damage) }] };
  const code = new SsmSourceCode(read, lines, criterion, isKnownRule);
  return { ok: true, ast: code.ast, code };
}

/** Creates the language for rules with these watches. Everything is evaluated and visited unless the option `complete` is false. */
export function createLanguage(watches: readonly Watches[], isKnownRule: IsKnownRule = () => true): SsmLanguage {
  const own = new Criterion(watches);
  const complete = new Criterion(watches, true);
  return {
    ...common,
    parse: (file, context) => parse(file, context?.languageOptions?.complete === false ? own : complete, isKnownRule),
    forRules: (rules, isKnown = isKnownRule) =>
      createLanguage(
        rules.flatMap(({ rule, options }) => watchesOf(rule, options)),
        isKnown,
      ),
  };
}

const common: Omit<SsmLanguage, "parse" | "forRules"> = {
  fileType: "text",
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: "type",
  visitorKeys,
  defaultLanguageOptions: { allFindings: false, allowNoDocument: true, complete: true },

  /** Throws for a known option of the wrong type. Unknown options belong to other languages. */
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
