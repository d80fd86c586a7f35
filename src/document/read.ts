/** Reads a file: its tree, the SSM documents in it, their scripts with source maps. */
import { readCarried } from "./kinds/carriers.ts";
import { readTemplate } from "./kinds/cloudformation.ts";
import type { DocumentFile, SsmDocument, SyntaxProblem } from "./model/document.ts";
import { readJson } from "./syntax/json.ts";
import { FileMap } from "./source-map/joined-map.ts";
import { MAX_FILE_LENGTH } from "./model/limits.ts";
import { FileReading, TreeReading } from "./kinds/reading.ts";
import { mayHoldDocument } from "./sniff.ts";
import { otherLanguage } from "./syntax/other-language.ts";
import { readSsmDocument } from "./kinds/ssm-document.ts";
import type { Tree } from "./syntax/tree.ts";
import { readYaml } from "./syntax/yaml.ts";

export { mayHoldDocument } from "./sniff.ts";

export interface ReadOptions {
  /** What the file is by its name; without it the text decides. */
  readonly language?: "yaml" | "json";
}

/** Reads the documents of a text. Never throws: what is wrong with the text is in `errors` and `problems`. */
export function readDocument(text: string, options: ReadOptions = {}): DocumentFile {
  const nothing = { text, roots: [], comments: [], documents: [], problems: [], errors: [] };
  if (!mayHoldDocument(text))
    return { ...nothing, language: options.language ?? (looksLikeJson(text) ? "json" : "yaml") };
  if (text.length > MAX_FILE_LENGTH) {
    const message = `The file is longer than ${MAX_FILE_LENGTH} characters: not analysed.`;
    return { ...nothing, language: options.language ?? "yaml", errors: [{ offset: 0, message }] };
  }
  const tree = readTree(text, options.language);
  const { language, roots, comments, errors } = tree;
  const file = new FileReading();
  if (errors.length > 0) return { ...nothing, language, errors: explained(text, errors) };
  try {
    const documents = documentsOf(new TreeReading(file, tree, new FileMap(text)));
    return { text, language, roots, comments, documents, problems: file.problems, errors };
  } catch (error) {
    return { ...nothing, language, errors: [{ offset: 0, message: `Not analysed: ${String(error)}` }] };
  }
}

/** What a parser has found, or that the text is in another language if that is why. */
function explained(text: string, errors: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const other = otherLanguage(text, errors[0]!.offset);
  if (other === undefined) return errors;
  const { advice, excerpt, name, offset } = other;
  return [{ offset, message: `This looks like ${name} (\`${excerpt}\`), not a document. ${advice}.` }];
}

function documentsOf(reading: TreeReading): SsmDocument[] {
  return reading.tree.roots.flatMap((root) => {
    const document = readSsmDocument(reading, root);
    const found = document ? [document] : readTemplate(reading, root);
    return [...found, ...readCarried(reading, root)];
  });
}

/** JSON is YAML, but read ten times faster; so what can be JSON is tried as JSON first. */
function readTree(text: string, language: "yaml" | "json" | undefined): Tree {
  if (language !== "json" && !looksLikeJson(text)) return readYaml(text);
  const json = readJson(text);
  if (json.errors.length === 0 || language === "json") return json;
  const yaml = readYaml(text);
  return yaml.errors.length === 0 || language === "yaml" ? yaml : json;
}

/** Starts as JSON does, or as JSON with comments that should not be there. */
function looksLikeJson(text: string): boolean {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s\uFEFF]/.test(text[at]!)) at++;
    const end = text.startsWith("//", at)
      ? text.indexOf("\n", at)
      : text.startsWith("/*", at)
        ? text.indexOf("*/", at)
        : -1;
    if (end === -1) return text[at] === "{" || text[at] === "[";
    at = end + (text[at + 1] === "*" ? 2 : 1);
  }
}
